"""Find the name that a list gives a figure in its turn: "A e B hanno rispettivamente …", "di A e B (+8% e +3%)"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.topicality import CLASSES
from extract.records import Mention, Quantity


def in_order(ctx: Context, quantity: Quantity) -> tuple[int, int] | None:
    """Return where the name stands that is a figure's in its turn: the second of two figures is the second name's.

    Turns are taken where "rispettivamente" says so, and where brackets hold as many figures as names stand before them.
    """
    start, end = ctx.sentence(quantity.start)
    bracketed = _in_brackets(ctx, quantity, start)
    if bracketed:
        return bracketed.start, bracketed.end
    word = next((w for w in ctx.words.within(start, end) if w.lower == "rispettivamente"), None)
    if word is None:
        return None
    before = _series(ctx.quantities.starting(start, word.start), ctx)
    after = _series(ctx.quantities.starting(word.end, end), ctx)
    figures = after if len(after) > 1 else before
    if quantity not in figures or len(figures) < 2:
        return None
    names = [m for m in ctx.mentions_in((start, end)) if m.how != "anaphor"]
    for listed in _lists(ctx, names):
        kinds = {CLASSES.get(m.kind, m.kind) for m in listed}
        alike = len(kinds) == 1 and "benchmark" not in kinds  # what scores and makers stand beside take no turns
        if alike and len(listed) == len(figures) and not (figures[0].start < listed[0].start < figures[-1].end):
            mention = listed[figures.index(quantity)]
            return mention.start, mention.end
    return None


def _in_brackets(ctx: Context, quantity: Quantity, start: int) -> Mention | None:
    """Return the name of a list before brackets that a figure in them is of: "Alfa e Beta (+8% e +3%)"."""
    inside = ctx.parenthesis(quantity.start)
    if inside is None:
        return None
    figures = ctx.quantities.within(*inside)
    if len(figures) < 2 or len(_series(figures, ctx)) < len(figures) or len({q.unit for q in figures}) > 1:
        return None
    names = [m for m in ctx.mentions_in((start, inside[0])) if m.how != "anaphor"]
    listed = next(iter(_lists(ctx, names)), [])
    near = bool(listed) and len(ctx.words.within(listed[-1].end, inside[0])) <= 1
    alike = len({CLASSES.get(m.kind, m.kind) for m in listed}) == 1
    return listed[figures.index(quantity)] if near and alike and len(listed) == len(figures) else None


def _series(quantities: Sequence[Quantity], ctx: Context) -> list[Quantity]:
    """Return the first figures that only commas and "e" (with small words) join: "il 12, il 6 e il 4%"."""
    series: list[Quantity] = []
    for q in quantities:
        if series:
            joint = [w.lower for w in ctx.words.within(series[-1].end, q.start)]
            if not set(joint) & {",", "e", "ed"} or len(joint) > 4:
                break
        series.append(q)
    return series


def _lists(ctx: Context, names: Sequence[Mention]) -> list[list[Mention]]:
    """Return the runs of names that commas, "e" and "sia" join, the last first."""
    runs: list[list[Mention]] = []
    for mention in names:
        joint = [w.lower for w in ctx.words.within(runs[-1][-1].end, mention.start)] if runs else []
        if runs and set(joint) & {",", "e", "ed", "sia"} and len(joint) <= 5:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in reversed(runs) if len(run) > 1]
