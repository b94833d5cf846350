"""Tell what an article and a paragraph are about: the names that title, lead and paragraph put first."""

from __future__ import annotations

from dataclasses import dataclass

from extract.claims.context import Context, Span
from extract.claims.features import Features
from extract.claims.roles import role_of
from extract.records import Mention

CLASSES = {
    "institution": "organisation",
    "unknown": "organisation",
    "model_family": "model",
    "supercomputer": "cluster",
}
LEAD = 3  # sentences after the title


@dataclass(frozen=True, slots=True)
class Firsts:
    """The names that come first, each with its features."""

    features: dict[str, Features]

    def of(self, name: str) -> Features:
        return self.features.get(name, {})


def topicality(ctx: Context, offset: int) -> Firsts:
    """Return what speaks for names as the topic at `offset`; found once a paragraph."""
    paragraph = ctx.paragraph(offset)
    known = ctx.firsts.get(paragraph[0])
    if known is None:
        known = ctx.firsts[paragraph[0]] = Firsts(_features(ctx, paragraph))
    return known


def _features(ctx: Context, paragraph: Span) -> dict[str, Features]:
    found: dict[str, Features] = {}

    def note(mention: Mention | None, feature: str) -> None:
        if mention:
            found.setdefault(mention.name, {})[feature] = 1.0

    title = ctx.sentences[0] if ctx.sentences else (0, 0)
    for mention in ctx.mentions_in(title):
        note(mention, "topic: in the title")
    note(_first(ctx, title), "topic: first in the title")
    lead = (title[1], ctx.sentences[min(LEAD, len(ctx.sentences) - 1)][1]) if ctx.sentences else (0, 0)
    note(_first(ctx, lead), "topic: first in the lead")
    note(_first(ctx, paragraph), "topic: first in the paragraph")
    counts: dict[tuple[str, str], int] = {}
    for mention in ctx.mentions:
        key = CLASSES.get(mention.kind, mention.kind), mention.name
        counts[key] = counts.get(key, 0) + 1
    for kind in {kind for kind, _ in counts}:
        ranked = sorted((name for k, name in counts if k == kind), key=lambda name: (-counts[kind, name], name))
        found.setdefault(ranked[0], {})["topic: the most named of its kind"] = 1.0
    return found


def _first(ctx: Context, span: Span) -> Mention | None:
    """Return the first name of a stretch that no preposition governs, else the first."""
    names = [
        m for m in ctx.mentions_in(span) if m.kind not in {"place", "benchmark"} and m.how not in {"dateline", "byline"}
    ]
    return next((m for m in names if role_of(ctx, m) == "bare"), names[0] if names else None)
