"""Tell amounts of money whose currency is not written, and infer it.

"Ha promesso 500 miliardi": a large number without a noun is money unless something counted stands by it. The currency
comes from the parallel figure, the article's only currency, the subject's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency
from extract.claims.kept import kept
from extract.claims.placed import Placed
from extract.claims.vocabulary import read_lines
from extract.claims.words import Word
from extract.metrics import Metric
from extract.records import Quantity

LARGE = 1_000_000
_NEAR = 8
_LATELY = 4
_MOST_RATIO = 50
_OF_MODELS = {"parameter_count", "active_parameter_count", "training_tokens", "context_length"}
_HOME = "EUR"
"""The currency of Italian news that writes none."""
_THEM = ("ate", "ite", "ute", "tte", "ste", "rse", "ese")
_THOSE_DONE = ("ati", "iti", "uti", "tti", "sti", "rsi", "esi", "usi")
_COUNTED_THINGS = frozenset(word for row in read_lines("counted_things.txt") for word in row[0].split())
_MODELS = {"modello", "modelli", "modellino", "versione", "variante", "llm", "parametri", "taglia", "rete", "finestra"}
_ONE = {
    *("il", "lo", "la", "l'", "un", "uno", "una", "un'"),
    *("del", "della", "dello", "dell'", "al", "alla", "dal", "dalla"),
}
_EQUATED = {"sono", "erano", "saranno", "sarebbero", "stati", "state", "diventati", "diventate", "diventano", "restano"}
_THOSE = {"i", "gli", "le"}
_ON_WITH = {
    *("contro", "rispetto", "erano", "era", "sono", "dai", "dagli", "dalle", "ai", "agli", "alle", "a"),
    *("altri", "altre", "ne", "quota", "cui", "i", "gli", "le", "fa", "e", "ed", "o", "saranno"),
    *("stati", "state", "(", "soglia"),
}
_IN = {"in", "a", "per"}
_SAME_SUM = {"pari", "cioè", "ovvero", "ossia", "circa", "equivalenti", "equivale", "vale", "corrispondenti", "quasi"}


@lru_cache(maxsize=1)
def _plausible() -> dict[str, tuple[Decimal, Decimal]]:
    """Return the least amount of money and the largest count that a metric has in news."""
    return {metric: (Decimal(least), Decimal(most)) for metric, least, most in read_lines("plausible.tsv")}


def is_money(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Say whether a number without a unit is an amount of money.

    It is one of a metric that only money has, unless too small for that; or a large number that counts nothing.
    """
    quantity, metric = draft.quantity, draft.metric
    if quantity.noun:
        return False
    size = _size(quantity)
    least, most = _plausible().get(metric.id, (Decimal(0), Decimal("Infinity")))
    if not (quantity.scaled and size >= LARGE):
        return _is_of_money(metric) and size >= least
    if "money" not in metric.units and metric.id != "other":
        return size > most  # users, visits, posts: no money, unless there are more of them than can be
    if metric.id in _OF_MODELS:
        return False
    return size > most or not _is_counted(ctx, quantity, metric, earlier)


def _size(quantity: Quantity) -> Decimal:
    return max(abs(quantity.low or Decimal(0)), abs(quantity.high or Decimal(0)))


def _is_of_money(metric: Metric) -> bool:
    return "money" in metric.units and "count" not in metric.units


def _is_counted(ctx: Context, quantity: Quantity, metric: Metric, earlier: Sequence[Draft]) -> bool:
    """Say whether a large number without a noun counts things: their name stands before it, or it goes on with them."""
    size = _size(quantity)
    start, _ = ctx.clause((quantity.start, quantity.end))
    before = [w for w in ctx.words_before(quantity.start, _NEAR) if w.start >= start]
    if _is_price(before) or names_money_after(ctx, quantity):
        return False
    same = _same_amount(ctx, quantity)
    if same is not None and (is_currency(same.unit) or ctx.sentence_index(quantity.start) == 0):
        return not is_currency(same.unit)
    things = [
        w.start for k, w in enumerate(before) if _are_things(ctx, before, k, size) and not _is_paid(before[k + 1 :])
    ]
    floor = before[0].start if before else quantity.start
    named = [t for t in ctx.triggers.within(floor, quantity.start) if t.form != "hint"]
    money = [t.start for t in named if _is_of_money(t.metric)]
    if _are_taken_up(before):
        return True
    if _equated(before, money) or _are_equated(ctx, quantity, before):
        return True
    if _is_of_money(metric) and any(t.metric == metric for t in named):
        return False
    if things or money:
        return max(things, default=-1) > max(money, default=-1)
    opening = ctx.words.within(*ctx.sentence(quantity.start))[:2]
    if len(opening) == 2 and opening[0].lower in _THOSE and _is_thing(ctx, opening[1].lower, size):
        return True  # "Le unità vendute finora superano i due milioni"
    if any(t.metric == metric and "money" not in metric.units for t in named):
        return True
    return _goes_on_counting(ctx, quantity, metric, earlier)


def _are_taken_up(before: Sequence[Word]) -> bool:
    """Say whether "ne" takes up things: "ne hanno condotte un milione" (no euros), "ne sono stati posati 5"."""
    last = [w.lower for w in before[-5:]]
    if "ne" not in last[:-1]:
        return False
    between = last[last.index("ne") + 1 :]
    passive = {"stati", "state"} & set(between[:-1]) and between[-1].endswith(_THOSE_DONE)
    paid = between[-1].startswith((*_money_verbs(), "impegn", "impieg"))
    return between[-1].endswith(_THEM) or bool(passive and not paid)


def _goes_on_counting(ctx: Context, quantity: Quantity, metric: Metric, earlier: Sequence[Draft]) -> bool:
    """Say whether a number takes up a count just before it: "900 milioni di iscritti, contro i 700 di aprile"."""
    inside = {w.lower for w in ctx.words.within(quantity.start, quantity.number[0])}
    tied = bool(_ON_WITH & (inside - {"a"} | {w.lower for w in ctx.words_before(quantity.start, 2)}))
    for last in reversed(earlier[-_LATELY:]):
        if last.unit != "1" or not last.quantity.scaled:
            continue
        beside = abs(ctx.sentence_index(last.quantity.start) - ctx.sentence_index(quantity.start)) <= 1
        one, other = _size(last.quantity), _size(quantity)
        alike = one > 0 and max(one, other) <= _MOST_RATIO * min(one, other)
        taken_up = beside and tied and (last.quantity.noun or last is earlier[-1])
        if alike and (taken_up or (last.metric == metric and not _is_of_money(metric))):
            return not (_is_of_money(metric) and last.metric != metric and not beside)
    return False


def _same_amount(ctx: Context, quantity: Quantity) -> Quantity | None:
    """Return the figure of the article that has the same size and says of what: a headline leaves it out."""
    return _amounts(ctx, ctx.quantities).get(quantity.value) if quantity.value is not None else None


@kept
def _amounts(ctx: Context, quantities: Placed[Quantity]) -> dict[Decimal | None, Quantity]:
    """Return the first figure of each size that is large and says what it counts or in which currency."""
    found: dict[Decimal | None, Quantity] = {}
    for other in quantities:
        if other.scaled and (is_currency(other.unit) or other.noun) and not is_conversion(ctx, other):
            found.setdefault(other.value, other)
    return found


def _is_price(before: Sequence[Word]) -> bool:
    """Say whether "per" or "da" makes a number a sum: "commesse per 12 miliardi", "un accordo da 300 milioni"."""
    if not before or before[-1].lower not in {"per", "da"} or len(before) < 2:
        return False
    return not _MODELS & {w.lower for w in before} and (before[-1].lower == "per" or before[-2].is_word)


def names_money_after(ctx: Context, quantity: Quantity) -> bool:
    """Say whether the name of a sum follows: "ha fissato in 90 miliardi la valutazione", "2 miliardi di spesa"."""
    ahead = ctx.words.after(quantity.end, 3, ctx.sentence(quantity.start)[1])
    if not ahead or ahead[0].lower not in {"di", "il", "la", "i", "le", "l'", "gli"}:
        return False
    if ahead[0].lower != "di" and (left := ctx.words_before(quantity.start, 1)) and left[0].lower not in _IN:
        return False
    named = ctx.triggers.starting(ahead[0].end, ahead[-1].end)
    return any(t.form == "noun" and _is_of_money(t.metric) for t in named)


def _equated(before: Sequence[Word], money: Sequence[int]) -> bool:
    """Say whether a form of "to be" equates plural things with a number: "i soci erano 4 milioni"."""
    words = [w.lower for w in before]
    if not words or words[-1] not in _EQUATED or money:
        return False
    for k in range(len(words) - 2, -1, -1):
        if words[k] in {",", ";", ":", "ne"}:
            return False
        if words[k] in _THOSE and before[k + 1].is_word:
            return not words[k + 1].startswith(_money_verbs()) and words[k + 1] not in {"miliardi", "milioni"}
    return False


def _are_equated(ctx: Context, quantity: Quantity, before: Sequence[Word]) -> bool:
    """Say whether plural things follow that a form of "to be" equates with a number: "sono 4 milioni le persone"."""
    after = ctx.words.after(quantity.end, 2)
    copula = bool(before) and before[-1].lower in _EQUATED | {"essere"}
    if not copula or len(after) < 2 or after[0].lower not in _THOSE:
        return False
    return not any(_is_of_money(t.metric) for t in ctx.triggers.starting(after[1].start, after[1].end))


@lru_cache(maxsize=1)
def _money_verbs() -> tuple[str, ...]:
    return tuple(row[0] for row in read_lines("money_verbs.txt"))


def _is_paid(between: Sequence[Word]) -> bool:
    """Say whether a verb of money or a comma parts a thing from its number ("giù i chip, Alfa brucia 9 miliardi")."""
    return any(word.lower == "," or word.lower.startswith(_money_verbs()) for word in between)


def _are_things(ctx: Context, words: Sequence[Word], k: int, size: Decimal) -> bool:
    """Say whether the word at `k` names several things: "le famiglie" but not "la famiglia"."""
    word = words[k].lower
    if k and words[k - 1].lower in _ONE and word not in _COUNTED_THINGS:
        return False
    return not word.endswith(("o", "a")) and _is_thing(ctx, word, size)


def _is_thing(ctx: Context, word: str, size: Decimal = Decimal(0)) -> bool:
    """Say whether a word names what may be counted up to `size`: there are no billions of employees."""
    if word in _COUNTED_THINGS:
        return True
    none = (Decimal(0), Decimal("Infinity"))
    return any(size <= _plausible().get(metric.id, none)[1] for metric in ctx.finder.counted(word))


def infer_currency(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str:
    """Return an ISO 4217 code.

    What the sentence says elsewhere comes first, but no conversion: after "50 miliardi di yuan (7 di dollari)" the next
    sum is in yuan again.
    """
    place = draft.quantity.start
    start, end = ctx.sentence(place)
    inside = ctx.parenthesis(place) is not None
    beside = [
        (abs(q.start - place), q.unit)
        for q in ctx.quantities.starting(start, end)
        if is_currency(q.unit) and (inside or not is_conversion(ctx, q))
    ]
    beside += [
        (abs(d.quantity.start - place), d.unit)
        for d in earlier
        if start <= d.quantity.start < end and is_currency(d.unit) and (inside or not is_conversion(ctx, d.quantity))
    ]
    if beside:
        return min(beside)[1]
    same = _same_amount(ctx, draft.quantity) if draft.quantity.scaled else None
    if same is not None and is_currency(same.unit):
        return same.unit
    amounts = [d for d in earlier if is_currency(d.unit) and not is_conversion(ctx, d.quantity)]
    fines = [d.unit for d in amounts if d.metric == draft.metric]
    if draft.metric.id == "fine" and fines:
        return fines[-1]  # who fines counts in its own money, wherever the fined firm is at home
    if amounts and amounts[-1] is earlier[-1] and amounts[-1].subject == draft.subject:
        return amounts[-1].unit
    written = _written(ctx, ctx.quantities)
    if len(set(written)) == 1:
        return written[0]
    own = ctx.currency_of(draft.subject) if draft.subject else None
    near = _in_paragraph(ctx, place, amounts)
    return near or own or _most_written(written)


@kept
def is_conversion(ctx: Context, quantity: Quantity) -> bool:
    """Say whether an amount only puts the one before it in another currency: "(circa 3 miliardi di dollari)"."""
    before = [
        q
        for q in ctx.quantities.within(ctx.sentence(quantity.start)[0], quantity.start)
        if is_currency(q.unit) and q.unit != quantity.unit
    ]
    if not is_currency(quantity.unit) or not before:
        return False
    joint = [w.lower for w in ctx.words.within(before[-1].end, quantity.number[0])]
    bracketed = ctx.parenthesis(quantity.start) is not None and ctx.parenthesis(before[-1].start) is None
    same = bracketed or bool(_SAME_SUM & set(joint))
    return same and len(joint) <= _NEAR and not ctx.quantities.within(before[-1].end, quantity.start)


@kept
def _written(ctx: Context, quantities: Placed[Quantity]) -> tuple[str, ...]:
    """Return the currencies that the article writes, those of conversions left out where others remain."""
    own = tuple(q.unit for q in quantities if is_currency(q.unit) and not is_conversion(ctx, q))
    return own or ctx.currencies


def _in_paragraph(ctx: Context, place: int, amounts: Sequence[Draft]) -> str | None:
    """Return the currency of the last amount before `place` in its paragraph, or None."""
    start, _ = ctx.paragraph(place)
    return amounts[-1].unit if amounts and amounts[-1].quantity.start >= start else None


def _most_written(written: Sequence[str]) -> str:
    return max(Counter(written).items(), key=lambda item: (item[1], item[0]))[0] if written else _HOME
