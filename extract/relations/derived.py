"""Find relations that figures and names themselves tell: chips used, rounds joined, versions, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.claims.context import Context
from extract.claims.subject import role_of
from extract.records import Claim, Mention
from extract.relations.engine import GROUPS, Found

MODELS = frozenset(GROUPS["model"])
ORGS = frozenset(GROUPS["org"])
LICENCE = re.compile(
    r"\blicenza\s+(?:open source\s+|di tipo\s+)?(Apache 2\.0|MIT|BSD|GPL(?:v[23])?|CC[ -]BY(?:-[A-Z]{2})*)\b"
)
LEADER = re.compile(r"\bguidat[oaie]\s+d(?:a|al|alla|all[’']|ai|agli|alle)\s*$")


def find_in_claims(ctx: Context, claims: Sequence[Claim]) -> Iterator[Found]:
    """Yield what a figure says beside its value: "25.000 H100 per Llama 3" is also a chip used and trained on."""
    for claim in claims:
        if claim.metric == "accelerator_count" and claim.of and claim.of != "GPU":
            yield from _pair(ctx, claim, "uses", claim.subject, claim.of)
            if claim.for_ in {m.name for m in ctx.mentions_in(claim.evidence.sentence)}:
                yield from _pair(ctx, claim, "trained_on", claim.for_, claim.of)
        if claim.metric == "investment":
            yield from _pair(ctx, claim, "invests_in", claim.subject, claim.for_)
        if claim.metric == "acquisition_price":
            yield from _pair(ctx, claim, "acquires", claim.subject, claim.for_)
        if claim.metric == "funding" and claim.subject:
            yield from _leaders(ctx, claim)


def _pair(ctx: Context, claim: Claim, relation: str, subject: str | None, thing: str | None) -> Iterator[Found]:
    if subject and thing and subject != thing:
        start, end = claim.evidence.start, claim.evidence.end
        ends = [_mention(ctx, name, start) for name in (subject, thing)]
        if ends[0] and ends[1]:
            yield Found(relation, ends[0], ends[1], start, end)


def _mention(ctx: Context, name: str, offset: int) -> Mention | None:
    """Return the mention of a name that is nearest to an offset."""
    return min((m for m in ctx.mentions if m.name == name), key=lambda m: abs(m.start - offset), default=None)


def _leaders(ctx: Context, claim: Claim) -> Iterator[Found]:
    start, end = claim.evidence.sentence
    for investor in ctx.mentions_in((start, end)):
        if investor.kind in ORGS and LEADER.search(ctx.text, start, investor.start):
            target = _mention(ctx, claim.subject or "", claim.evidence.start)
            if target and investor.name != target.name:
                yield Found("invests_in", investor, target, claim.evidence.start, max(investor.end, claim.evidence.end))


def find_versions(ctx: Context) -> Iterator[Found]:
    """Yield a model whose name lengthens another one's by a word: "Gemma 3 Nano" and "Gemma 3"."""
    models = {m.name: m for m in reversed(ctx.mentions) if m.kind in MODELS}
    for name, mention in models.items():
        bases = [b for b in models if name.startswith(f"{b} ") and re.search(r"[^\W\d]", name[len(b) :])]
        if bases:
            yield Found("version_of", mention, models[max(bases, key=len)], mention.start, mention.end)


def find_licences(ctx: Context) -> Iterator[Found]:
    """Yield the licence of the model that the paragraph is about."""
    for match in LICENCE.finditer(ctx.text):
        start, _ = ctx.paragraph(match.start())
        models = [m for m in ctx.mentions_in((start, match.start())) if m.kind in MODELS and role_of(ctx, m) != "a"]
        if models:
            licence = Mention(
                start=match.start(1),
                end=match.end(1),
                text=match.group(1),
                name=match.group(1),
                kind="unknown",
                how="name",
            )
            yield Found("licensed_under", models[-1], licence, match.start(), match.end())
