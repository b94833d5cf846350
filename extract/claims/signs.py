"""Sign the changes: falls that no verb right before the figure tells, and losses that are amounts of their own.

What a share loses is a change ("ha lasciato sul terreno un quinto del valore"); what a firm burns or loses in a year is
an amount ("brucia un miliardo al mese").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency
from extract.claims.vocabulary import read_lines

_RELATIVE = {"%", "pp"}
_OF = {"del", "dello", "dell'", "di"}
_HEDGES = {"il", "lo", "l'", "circa", "quasi", "oltre", "almeno", "poco", "ben"}
_JOINTS = {"e", ",", ";", ".", "che", "ma", "("}
_REACH = 10
_JOINT = 5
_MARKET = {"share_price", "market_capitalization"}


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, _, words in read_lines("signs.tsv")}


def sign(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> None:
    """Correct kind and sign of a draft, in place, where its wider wording tells them."""
    quantity = draft.quantity
    if quantity.sign or quantity.unit == "x":
        return
    if draft.kind == "change":
        if draft.sign < 0 and quantity.unit not in _RELATIVE and _is_own_amount(ctx, draft):
            draft.kind, draft.sign = "level", 0
        elif quantity.unit == "pp" and _compared(ctx, draft) < 0:
            draft.sign = -1  # "una quota più bassa di due punti percentuali"
        elif quantity.unit in _RELATIVE and _goes_on_falling(ctx, draft, earlier):
            draft.sign = -1
        return
    found = 0
    if quantity.unit in _RELATIVE:
        found = _compared(ctx, draft) or _written_out(ctx, draft) or _more_of(ctx, draft) or _cut_by(ctx, draft)
        if not found and _is_of_value(ctx, draft) and (_falls(ctx, draft) or _goes_on_falling(ctx, draft, earlier)):
            found = -1
    elif is_currency(draft.unit) and (
        _is_gone(ctx, draft) or _is_gone_before(ctx, draft) or _is_the_fall(ctx, draft, earlier)
    ):
        found = -1
    if found:
        draft.kind, draft.sign = "change", found
        draft.cues.append(f"sign: {'+' if found > 0 else '-'}")


def _words(ctx: Context, draft: Draft, *, after: int = _REACH, before: int = _REACH) -> tuple[list[str], list[str]]:
    quantity = draft.quantity
    left = [w.lower for w in ctx.words_before(quantity.start, before)]
    right = [w.lower for w in ctx.words.after(quantity.end, after, ctx.sentence(quantity.start)[1])]
    return left, right


def _market(words: Sequence[str]) -> bool:
    return any(word.startswith(_lists()["market"]) for word in words)


def _is_own_amount(ctx: Context, draft: Draft) -> bool:
    """Say whether "brucia", "perde" or "evapora" has an amount of its own as object: no market value in the clause."""
    start, end = ctx.clause((draft.quantity.start, draft.quantity.end))
    before = [m for m in ctx.movements.within(start, draft.quantity.end) if m.entry.form != "adverb"]
    if not before or not ctx.text[before[-1].start : before[-1].end].lower().startswith(_lists()["lost"]):
        return False
    if draft.quantity.unit in {"L", "kg", "Wh"}:
        return True
    money = is_currency(draft.quantity.unit) or (draft.quantity.scaled and not draft.quantity.noun)
    words = [w.lower for w in ctx.words.within(start, draft.quantity.end)]
    for word in ctx.words.after(draft.quantity.end, _REACH, end):
        if word.lower in _JOINTS:
            break
        words.append(word.lower)
    return money and not _market(words) and not set(_lists()["value"]) & set(words)


def _goes_on_falling(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Say whether a percentage shares the fall of the one before it ("la prima cede il 9, l'altra il 7")."""
    if not earlier:
        return False
    last = earlier[-1]
    between = (last.quantity.end, draft.quantity.start)
    same = ctx.sentence(last.quantity.start) == ctx.sentence(draft.quantity.start)
    fell = last.kind == "change" and last.unit in _RELATIVE and (last.value or 0) < 0
    inside = ctx.movements.within(between[0], draft.quantity.number[0])
    verbs = [t for t in ctx.triggers.within(*between) if t.form == "verb"]
    return same and fell and not inside and not verbs


def _falls(ctx: Context, draft: Draft) -> bool:
    start, _ = ctx.clause((draft.quantity.start, draft.quantity.end))
    before = [m for m in ctx.movements.within(start, draft.quantity.start) if m.entry.form == "verb"]
    return bool(before) and before[-1].entry.sign < 0


def _is_of_value(ctx: Context, draft: Draft) -> bool:
    """Say whether the share is of a market value: "un quinto del suo valore", "il 9% della capitalizzazione"."""
    _, right = _words(ctx, draft, after=3)
    return bool(right) and right[0] in {"del", "della", "di"} and bool(set(_lists()["value"]) & set(right))


def _is_gone(ctx: Context, draft: Draft) -> bool:
    """Say whether an amount of market value is gone: "40 miliardi di capitalizzazione andati in fumo"."""
    _, right = _words(ctx, draft)
    gone = [(stem, tail) for stem, _, tail in (form.partition("+") for form in _lists()["gone"])]
    for k, word in enumerate(right):
        if word in _JOINTS or (k == 0 and word in {"a", "in", "da"}):
            return False
        needed = next((tail for stem, tail in gone if word.startswith(stem) and word[-1] in "aeio"), None)
        if needed is not None:
            lost = bool(set(_lists()["value"]) & set(right[:k]))
            return needed in right[k : k + 4] if needed else lost
    return False


def _is_gone_before(ctx: Context, draft: Draft) -> bool:
    """Say whether a verb before an amount says that so much value is gone: "sono svaniti 90 miliardi di valore"."""
    left, right = _words(ctx, draft, before=5, after=3)
    if not right or right[0] not in {"di", "del", "della"} or not set(_lists()["value"]) & set(right):
        return False
    return any(word.startswith(_lists()["gone before"]) for word in left)


def _is_the_fall(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Say whether an amount is what the fall just before it comes to: "perde il 9%, pari a 30 miliardi"."""
    if not earlier or earlier[-1].kind != "change" or (earlier[-1].value or 0) >= 0:
        return False
    last = earlier[-1]
    if last.metric.id not in _MARKET or ctx.sentence(last.quantity.start) != ctx.sentence(draft.quantity.start):
        return False
    joint = [w.lower for w in ctx.words.within(last.quantity.end, draft.quantity.number[0])]
    bracketed = is_currency(last.unit) and joint[:1] == ["("]
    return len(joint) <= _JOINT and (bracketed or bool({"pari", "cioè", "ovvero", "ossia"} & set(joint)))


def _compared(ctx: Context, draft: Draft) -> int:
    """Return the sign of "inferiore del 27%", "più basso di circa il 5%", "sotto del 3%"; 0 where none is."""
    inside = [w.lower for w in ctx.words.within(draft.quantity.start, draft.quantity.number[0])]
    left, _ = _words(ctx, draft, before=4)
    words = [*left, *inside]
    if not _OF & set(words[-3:]):
        return 0
    while words and (words[-1] in _OF | _HEDGES):
        words.pop()
    last = words[-1] if words else ""
    led = words[-2] if len(words) > 1 else ""
    if (
        last.startswith(_lists()["below"])
        or (last in _lists()["lower"] and led == "più")
        or (last in _lists()["higher"] and led == "meno")
    ):
        return -1
    if (
        last.startswith(_lists()["above"])
        or (last in _lists()["higher"] and led == "più")
        or (last in _lists()["lower"] and led == "meno")
    ):
        return 1
    return -1 if last == "sotto" else 1 if last == "sopra" else 0


def _written_out(ctx: Context, draft: Draft) -> int:
    """Return the sign that is written as a word: "Milano chiude a meno 4%", "più 2% per il titolo"."""
    left = [w.lower for w in ctx.words_before(draft.quantity.number[0], 2)]
    if not left or left[-1] not in {"meno", "più"} or left[0] in _lists()["no sign"]:
        return 0
    return -1 if left[-1] == "meno" else 1


def _more_of(ctx: Context, draft: Draft) -> int:
    """Return the sign of "il 27% di memoria in meno"."""
    _, right = _words(ctx, draft, after=6)
    if right[:1] != ["di"] and right[:1] != ["d'"]:
        return 0
    for k in range(1, min(len(right) - 1, 5)):
        if right[k] == "in" and right[k + 1] in {"meno", "più"}:
            return -1 if right[k + 1] == "meno" else 1
        if right[k] in {",", ".", ";", "e"}:
            return 0
    return 0


def _cut_by(ctx: Context, draft: Draft) -> int:
    """Return -1 for "ridurre gli sprechi fino al 18%": a cut with its object, and how far it goes."""
    if draft.quantity.hedge != "up_to":
        return 0
    left, _ = _words(ctx, draft, before=6)
    return -1 if any(word.startswith(_lists()["cuts"]) for word in left) else 0
