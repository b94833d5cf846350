"""What the tree says of a time and a figure: whether one verb governs both, and in which tense it stands."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.when.options import Figure
from extract.records import TimeExpression
from extract.syntax.tree import AUXILIARIES, Tree

PREDICATES = {"VERB", "AUX"}


def verb_of(ctx: Context, start: int, end: int) -> int | None:
    """Return the verb or predicate over a stretch of the text, None where there is none or no tree."""
    root = ctx.syntax.root(start, end) if ctx.syntax else None
    return None if root is None or ctx.syntax is None else _governor(ctx.syntax.tree, root)


def tense_of(ctx: Context, start: int, end: int) -> str:
    """Return the tense of the verb over a stretch: past, imperfect, present, future, conditional, missing …"""
    if ctx.syntax is None:
        return "missing"
    span = (start, end)
    if span not in ctx.tenses:
        ctx.tenses[span] = _tense(ctx.syntax.tree, verb_of(ctx, start, end))
    return ctx.tenses[span]


def tree_features(ctx: Context, figure: Figure, time: TimeExpression) -> Iterator[tuple[str, float]]:
    if ctx.syntax is None:
        return
    tree = ctx.syntax.tree
    relation = ctx.relation(figure.quantity, time.start, time.end) or "apart"
    yield f"tree: {relation}", 1.0
    root = ctx.syntax.root(time.start, time.end)
    if root is None:
        return
    mine, its = verb_of(ctx, figure.quantity.start, figure.quantity.end), _governor(tree, root)
    if mine is not None and its is not None:
        if mine == its:
            yield "tree: same verb", 1.0
        elif tree.is_above(mine, its):
            yield f"tree: verb below ({tree.deps[its].split(':')[0]})", 1.0
        elif tree.is_above(its, mine):
            yield f"tree: verb above ({tree.deps[mine].split(':')[0]})", 1.0
        else:
            yield "tree: other verb", 1.0
        yield f"tree: verbs {_tense(tree, mine)} and {_tense(tree, its)}" if mine != its else "tree: one verb", 1.0
    head = tree.heads[root]
    if figure.quantity.start <= tree.starts[head] < figure.quantity.end:
        yield "tree: hangs on the figure", 1.0
    elif head != root and tree.pos[head] in {"NOUN", "PROPN", "ADJ"}:
        yield f"tree: hangs on another {tree.pos[head].lower()}", 1.0


def _governor(tree: Tree, token: int) -> int | None:
    """Return the verb or predicate over a word, or the word itself where it is one."""
    upper = next((upper for upper in tree.above(token) if _is_verb(tree, upper)), None)
    return token if upper is None and tree.pos[token] in PREDICATES else upper


def _is_verb(tree: Tree, token: int) -> bool:
    return tree.pos[token] in PREDICATES or tree.child(token, "cop") is not None


def _tense(tree: Tree, verb: int | None) -> str:
    """Return the tense of a verb with its auxiliaries: past, imperfect, present, future, conditional or none."""
    if verb is None:
        return "missing"
    forms = [verb, *(child for child in tree.children[verb] if tree.deps[child] in AUXILIARIES)]
    marks = [tree.morphs[form] for form in forms]
    if any("Mood=Cnd" in mark for mark in marks):
        return "conditional"
    if any("Tense=Fut" in mark for mark in marks):
        return "future"
    if any("Tense=Imp" in mark for mark in marks):
        return "imperfect"
    if len(forms) > 1 and "VerbForm=Part" in marks[0]:
        return "past"
    if "VerbForm=Fin" in marks[0] or (len(forms) > 1 and any("VerbForm=Fin" in mark for mark in marks)):
        return "past" if "Tense=Past" in "".join(marks) else "present"
    for name in ("Part", "Ger", "Inf"):
        if f"VerbForm={name}" in marks[0]:
            return name.lower()
    return "none"
