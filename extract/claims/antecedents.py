"""Whom an anaphor may stand for: "l'azienda" is one of the firms named before it, likelier one than another."""

from __future__ import annotations

from dataclasses import replace

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.roles import is_former, role_of
from extract.claims.topicality import CLASSES
from extract.records import Mention

MOST = 6  # names before an anaphor that are considered
NAMES = {"alias", "name"}


def find_antecedents(ctx: Context, anaphor: Mention) -> list[tuple[Mention, Features]]:
    """Return an anaphor as a mention of each name that it may stand for, with what speaks for that name.

    The name that the entity component chose comes first; it has read what the words themselves say ("la società
    francese").
    """
    wanted = CLASSES.get(anaphor.kind, anaphor.kind)
    last: dict[str, Mention] = {}
    for mention in ctx.mentions.starting(0, anaphor.start):
        if mention.how in NAMES and CLASSES.get(mention.kind, mention.kind) == wanted and not is_former(ctx, mention):
            last[mention.name] = mention
    recent = sorted(last.values(), key=lambda m: -m.start)[:MOST]
    if anaphor.name not in {m.name for m in recent} and anaphor.name in last:
        recent.append(last[anaphor.name])
    found = []
    for rank, mention in enumerate(recent):
        features = _features(ctx, anaphor, mention, rank)
        found.append((replace(anaphor, name=mention.name, kind=mention.kind), features))
    if anaphor.name not in last:
        found.append((anaphor, {"antecedent: as resolved": 1.0, "antecedent: not named before": 1.0}))
    return found


def antecedents(ctx: Context, anaphor: Mention) -> list[tuple[Mention, Features]]:
    """Return what `find_antecedents` does, found once."""
    if anaphor not in ctx.antecedents:
        ctx.antecedents[anaphor] = find_antecedents(ctx, anaphor)
    return ctx.antecedents[anaphor]


def _features(ctx: Context, anaphor: Mention, mention: Mention, rank: int) -> Features:
    back = ctx.sentence_index(anaphor.start) - ctx.sentence_index(mention.start)
    same = ctx.paragraph(mention.start) == ctx.paragraph(anaphor.start)
    role = role_of(ctx, mention)
    return {
        "antecedent: as resolved": float(mention.name == anaphor.name),
        "antecedent: the nearest": float(rank == 0),
        "antecedent: names between": float(rank),
        "antecedent: sentences back": min(back, 8.0),
        "antecedent: same sentence": float(back == 0),
        "antecedent: other paragraph": float(not same),
        "antecedent: was the subject": float(bool(ctx.syntax and ctx.syntax.is_subject(mention.start, mention.end))),
        f"antecedent: {role if role in {'bare', 'di', 'secondo'} else 'governed'}": 1.0,
        "antecedent: opens its sentence": float(mention.start - ctx.sentence(mention.start)[0] <= 6),
        "antecedent: salience": ctx.salience.get(mention.name, 0.0),
        "antecedent: in the title": float(mention.name in ctx.title_names),
    }
