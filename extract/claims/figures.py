"""Tell figures worth a claim from numbers that only date or count in passing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.vocabulary import read_lines
from extract.records import Quantity

WEAK = 3.0  # points under which a small bare count is none
DURATION_VERBS = (
    *("dura", "durò", "duri", "durer", "richied", "richiest", "impieg", "bast", "occorr", "vogli", "vuol"),
    *("volut", "volle", "serve", "servono", "serviv", "servir", "servit", "servì"),
    *("trascorr", "trascors", "regg", "dedic", "protra", "trascin", "prosegu", "prolung", "resist"),
)
STAYING = ("rest", "riman", "rimast", "passa", "funzion", "lavor", "attend", "attes", "aspett", "ferm")
DONE_IN = (
    *("costru", "realizz", "complet", "conclu", "portat", "porta", "mess", "acces", "accend", "alles"),
    *("consegn", "mont", "tirat", "edific", "termin", "install", "svilupp"),
)
TRAINING = ("addestr", "allen", "rifar", "rifat", "riaddestr", "training", "pre-training")
_SMALL = 10
_CLAUSE, _AFTER_VERB = 12, 6
_LONG = 90 * 86400  # seconds beyond which a stay is a stretch of time
_DATING = {
    *("da", "dai", "dagli", "dalle", "fra", "tra", "negli", "nei", "nelle"),
    *("entro", "dopo", "degli", "ogni", "su", "di"),
}
_NEAR = 2  # words between a verb of several words and its duration
_MINUTE, _DECADE = 60, 315360000
_WORK = 1000 * 3600
_THE = {"i", "gli", "le"}
_ARE = {"è", "sono", "era", "erano", "sarà", "resta", "restano"}
_FROM, _TO = {"da", "dai", "dagli", "dalle"}, {"a", "ai", "agli", "alle"}
_KNOWN = frozenset(row[0] for row in read_lines("known.txt"))
"""Words that make a small count one of things already known ("i due reattori")."""


@lru_cache(maxsize=4)
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(row[0] for row in read_lines(name))


def is_figure(ctx: Context, draft: Draft) -> bool:
    """Say whether a draft is a claim: durations that date another figure and weak small counts are none."""
    quantity = draft.quantity
    if quantity.unit == "s":
        return _is_stated_duration(ctx, draft)
    if "weak" not in quantity.flags:
        return True
    before = [w.lower for w in ctx.words_before(quantity.start, 1)]
    if quantity.noun is None:
        return before == ["in"] or _stands_for_something(quantity)
    if before and before[0] in _THE and quantity.start == quantity.number[0]:
        return False  # "le due società": known ones
    if _counts_assets(ctx, quantity):
        return True
    return draft.metric.id != "other" and draft.metric_score >= WEAK


def _stands_for_something(quantity: Quantity) -> bool:
    """Say whether a number without a noun is large, exact to a decimal or hedged enough to be no "due" in passing."""
    low, high = quantity.low or Decimal(0), quantity.high or Decimal(0)
    large = max(abs(low), abs(high)) > _SMALL
    return large or quantity.hedge != "exact" or low != low.to_integral_value() or quantity.text[-1:].isdigit()


def _counts_assets(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a small count is of plants, sites, languages and the like, and not of ones already known."""
    before = [w.lower for w in ctx.words_before(quantity.number[0], 1)]
    noun = quantity.noun or ""
    heads = [noun, *([noun.split(" ", 1)[1]] if " " in noun else [])]  # "nuovi campus"
    return any(head.startswith(_phrases("counted_assets.txt")) for head in heads) and not _KNOWN & set(before)


def _is_done_in(ctx: Context, quantity: Quantity, before: list[str], start: int) -> bool:
    """Say whether a verb tells what took so long, or who stays so long: "montato in 40 giorni", "resta due ore"."""
    verbs = [w.lower for w in ctx.words.before(quantity.start, _CLAUSE, start)]
    if any(q.unit not in {"s", "1"} for q in ctx.quantities.within(start, quantity.start)) or not before:
        return False
    if before[-1] == "in":
        return any(word.startswith(DONE_IN) for word in verbs[-_AFTER_VERB:])
    if before[-1] in _DATING or (quantity.value or Decimal(0)) >= _LONG:
        return False
    return any(word.startswith(STAYING) for word in verbs[-_AFTER_VERB:])


def _is_amount_of_work(quantity: Quantity) -> bool:
    """Say whether so many hours can only be work, machine time or recordings: "6mila ore di volo"."""
    return " ore" in quantity.text.lower() and (quantity.low or quantity.high or Decimal(0)) >= _WORK


def _is_before_or_after(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a duration is one of two that something moves between: "è sceso da 12 a 5 ore"."""
    for other in ctx.quantities.within(*ctx.sentence(quantity.start)):
        if other.unit == "s" and other is not quantity:
            first, last = sorted([quantity, other], key=lambda q: q.start)
            between = [w.lower for w in ctx.words.within(first.end, last.start)]
            if len(between) == 1 and between[0] in _TO and {w.lower for w in ctx.words_before(first.start, 1)} & _FROM:
                return True
    return False


def _is_stated_duration(ctx: Context, draft: Draft) -> bool:
    """Say whether a duration is itself what the text states, and does not only date another figure."""
    quantity = draft.quantity
    if quantity.value is not None and quantity.value < _MINUTE:
        return True
    clause = ctx.clause((quantity.start, quantity.end))
    words = [w.lower for w in ctx.words.within(*clause)]
    spared = quantity.per is not None and any(word.startswith("risparmi") for word in words)
    if spared or _is_amount_of_work(quantity) or _is_before_or_after(ctx, quantity):
        return True
    if draft.metric.id != "duration":
        return False
    if any(word.startswith(DURATION_VERBS) for word in words):
        return True
    verbs = [t for t in ctx.triggers.within(clause[0], quantity.start) if t.form == "verb" and t.words > 1]
    near = any(t.metric.id == "duration" and len(ctx.words.within(t.end, quantity.start)) <= _NEAR for t in verbs)
    if near and (quantity.high or Decimal(0)) < _DECADE:
        return True  # "i lavori andranno avanti diciotto mesi"
    after = [w.lower for w in ctx.words.after(quantity.end, 2)]
    if after[:1] == ["di"] and after[-1] in _phrases("lasting.txt"):
        return True  # "con due mesi di ritardo"
    before = [w.lower for w in ctx.words_before(quantity.start, 3)]
    if quantity.per is not None and before[-1:] not in (["ogni"], ["in"]):
        return True  # "in media ci si sta 35 minuti al giorno", "resta fermo per 12 giorni l'anno"
    if _is_done_in(ctx, quantity, before, clause[0]):
        return True
    said = [word for word in before[:-1] if word not in _ARE]
    if before[-1:] in (["di"], [":"]) and " ".join(said).endswith(_phrases("duration_events.txt")):
        return True
    trains = any(word.startswith(TRAINING) for word in words)
    return trains and before[-1:] in (["per"], ["in"], ["circa"]) and (quantity.high or Decimal(0)) < _DECADE
