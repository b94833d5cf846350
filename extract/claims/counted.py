"""What the counted noun of a figure, the whole of a share or the unit tells of its metric."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.draft import fits, is_currency
from extract.claims.features import Features
from extract.claims.kind import OF
from extract.claims.plausible import unusual_size
from extract.metrics import Metric
from extract.records import Quantity

# What a unit measures where no word says it.
UNIT_METRICS = {
    "W": "power",
    "Wh": "energy",
    "FLOP": "training_compute",
    "FLOP/s": "compute_performance",
    "m2": "area",
    "L": "water",
    "kg": "emissions",
    "B": "memory",
    "m": "process_node",
    "s": "duration",
}
TOKEN_METRICS = ("context_length", "training_tokens")
MATTER = {"kg", "L"}  # units of any matter: a robot weighs kilograms, a casing holds litres
MATTER_REACH = 4  # sentences back that may say which matter is weighed
VERB_BEFORE = 4  # words before a figure among which its verb stands
USING_UP = ("consum", "bruci", "speso", "spesi", "spend")  # of tokens that an answer takes
PERIODS = {"day", "week", "month", "year"}  # tokens in each of which are requests that are served
GENERIC_NOUNS = {"unità", "pezzi", "esemplari"}
COPULAS = {"sono", "erano", "saranno", "sarebbero", "restano", "diventano", "diventeranno"}
AFTER_COPULA, SUBJECT, GROUP = 4, 6, 7  # words between copula and figure; of a subject; before a share
PART_REACH = 160  # characters before a whole among which its part is told
PART_BEFORE = 4  # words between a part and "su"
WHOLES = {"un", "una", "totale", "complessivo", "complessivi", "insieme", "base", "di", "circa", "oltre", "quasi"}
OF_GROUP = {"tra", "fra", "delle", "degli", "dei", "nelle", "negli", "nei"}
CHIP_KINDS = {"chip"}
LONGER = 5  # words after a counted noun that may belong to it
WHOLE_WORDS = 4  # words after a percentage that may name its whole: "del giro d'affari"


def counted(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, str, Features]]:
    """Yield what the counted noun tells: chips by name, users, employees … and ``other`` for a noun of no metric."""
    if is_currency(quantity.unit) or quantity.unit not in {"1", "token", "%"}:
        return
    if quantity.unit == "1" and any(m.kind in CHIP_KINDS for m in ctx.counted_names(quantity)):
        yield ctx.scheme["accelerator_count"], quantity.noun or "", {"counted: chip by name": 1.0}
        return
    sort = "counted: noun" if quantity.unit == "1" else f"counted: noun with {quantity.unit}"
    noun = quantity.noun
    own = ctx.text[quantity.number[1] : quantity.end].strip()
    if noun and own and noun.split()[0] not in own.lower() and ctx.finder.counted(own):
        noun = own  # "480 miliardi di parametri, di cui 23 attivi": the noun before gave only the scale
    if noun and part_of(ctx, quantity):
        noun = noun.split()[0]  # "9 miliardi di parametri attivi su 130" are parameters of all sorts
    elif noun and quantity.text.endswith(noun):
        noun = _at_length(ctx, quantity, noun)
    if not noun:
        noun, sort = _whole(ctx, quantity), "counted: whole of a share"
    if not noun:
        noun, sort = _before_copula(ctx, quantity), "counted: subject of the copula"
    if not noun:
        noun, sort = _group_before(ctx, quantity), "counted: group before a share"
    if not noun:
        noun, sort = _counted_before(ctx, quantity), "counted: noun before"
    if not noun or noun in GENERIC_NOUNS:
        return
    metrics = [m for m in ctx.finder.counted(noun) if measured_in(m, quantity)]
    for metric in _of_whole(ctx, quantity) if sort == "counted: whole of a share" else ():
        if measured_in(metric, quantity):
            yield metric, noun, {"counted: whole of this metric": 1.0}
    for metric in metrics:
        yield metric, noun, {sort: 1.0, "counted: several metrics": float(len(metrics) > 1)}
    for metric in ctx.finder.loosely_counted(noun):
        if metric not in metrics and measured_in(metric, quantity):
            yield metric, noun, {"counted: loosely": 1.0}


def _at_length(ctx: Context, quantity: Quantity, noun: str) -> str:
    """Return the counted noun with the words after it that make it another: "utenti business paganti"."""
    following = ctx.words.after(quantity.end, LONGER)
    for k in range(len(following), 0, -1):
        longer = ctx.text[quantity.end - len(noun) : following[k - 1].end]
        if ctx.finder.counts(longer):
            return longer
    return noun


def part_of(ctx: Context, quantity: Quantity) -> Quantity | None:
    """Return the figure that is told as a part of this one: "9 reattori accesi su 14", "… su un totale di 14"."""
    start = max(ctx.sentence(quantity.start)[0], quantity.start - PART_REACH)
    before = [q for q in ctx.quantities.within(start, quantity.start) if q.unit == quantity.unit]
    if not before:
        return None
    between = [w.lower for w in ctx.words.within(before[-1].end, quantity.number[0])]
    if "su" not in between or between.index("su") > PART_BEFORE:
        return None
    following = between[between.index("su") + 1 :]
    return before[-1] if set(following) <= WHOLES and len(following) < 6 else None


def _before_copula(ctx: Context, quantity: Quantity) -> str | None:
    """Return the subject of "sono" before a figure: "gli sviluppatori che usano X sono 4 milioni"."""
    start = ctx.clause((quantity.start, quantity.end))[0]
    words = ctx.words.within(max(start, ctx.sentence(quantity.start)[0]), quantity.number[0])
    places = [k for k, word in enumerate(words) if word.lower in COPULAS]
    if not places or len(words) - 1 - places[-1] > AFTER_COPULA:
        return None
    for word in words[: min(places[-1], SUBJECT)]:
        if ctx.finder.counted(word.lower) or ctx.finder.loosely_counted(word.lower):
            return word.lower
    return None


def _group_before(ctx: Context, quantity: Quantity) -> str | None:
    """Return the group that a share is of, where it stands first: "fra gli studi legali il 12%"."""
    if quantity.unit != "%":
        return None
    start = ctx.clause((quantity.start, quantity.end))[0]
    words = [w.lower for w in ctx.words.before(quantity.start, GROUP, start)]
    places = [k for k, word in enumerate(words) if word in OF_GROUP]
    following = words[places[-1] + 1 :] if places else []
    return next((word for word in following if ctx.finder.counted(word)), None)


def measured_in(metric: Metric, quantity: Quantity) -> bool:
    """Say whether a figure can tell a metric of counted things: a percentage only where that has shares."""
    return fits(metric, quantity) and ("%" in metric.units or quantity.unit != "%")


def _counted_before(ctx: Context, quantity: Quantity) -> str | None:
    """Return the counted noun that stands before its bare number: "porterà i server a 9.500"."""
    if quantity.unit != "1" or quantity.scaled or ctx.parenthesis(quantity.start):
        return None
    before = [w.lower for w in ctx.words_before(quantity.start, 4)]
    nouns = [word for word in before if ctx.finder.counted(word)]
    return nouns[-1] if nouns and not {",", ";", ":"} & set(before) else None


def _whole(ctx: Context, quantity: Quantity) -> str | None:
    """Return the noun of the whole that a percentage is of: "l'8% delle imprese"."""
    if quantity.unit == "%" and " su " in quantity.text:
        return quantity.text  # "un'impresa su quattro"
    after = ctx.words.after(quantity.end, 2)
    if quantity.unit == "%" and len(after) == 2 and after[0].lower in OF and after[1].is_word:
        return f"{after[0].lower} {after[1].lower}"
    return None


def _of_whole(ctx: Context, quantity: Quantity) -> tuple[Metric, ...]:
    """Return the metrics that the whole of a percentage gives, by as many of its words as name one."""
    after = ctx.words.after(quantity.end, WHOLE_WORDS)
    if len(after) < 2 or " su " in quantity.text:
        return ()
    held = ctx.mentions.starting(after[1].start, after[1].end)
    if held and held[0].kind == "organisation" and after[0].lower in OF and not quantity.sign:
        likened = any(q.unit == "%" for q in ctx.quantities.within(ctx.sentence(quantity.start)[0], quantity.start))
        return () if likened else (ctx.scheme["stake"],)  # "ha il 49% di OpenAI", not "+3%, meno del 5% di Tesla"
    return ctx.finder.whole(ctx.text[after[0].start : after[-1].end])


def by_unit(ctx: Context, quantity: Quantity) -> Iterator[Metric]:
    """Yield the metrics that a unit of their own names."""
    if quantity.unit == "token" and quantity.per in PERIODS:
        yield ctx.scheme["requests"]
    elif _used_up(ctx, quantity) or (quantity.unit in MATTER and not _matter_is_named(ctx, quantity)):
        yield ctx.scheme["other"]
    elif quantity.unit == "token":
        yield from (ctx.scheme[name] for name in TOKEN_METRICS if not unusual_size(quantity, ctx.scheme[name]))
    elif quantity.unit == "B" and quantity.per == "second":
        yield ctx.scheme["speed"]
    elif quantity.unit in UNIT_METRICS:
        yield ctx.scheme[UNIT_METRICS[quantity.unit]]


def _used_up(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a model used tokens up: "ha consumato 90 milioni di token" is no window that it reads."""
    before = (w.lower for w in ctx.words_before(quantity.start, VERB_BEFORE))
    return quantity.unit == "token" and any(word.startswith(USING_UP) for word in before)


def _matter_is_named(ctx: Context, quantity: Quantity) -> bool:
    """Say whether the text before and around a mass or a volume speaks of what is emitted, or of water."""
    first = ctx.sentences[max(0, ctx.sentence_index(quantity.start) - MATTER_REACH)][0]
    near = ctx.triggers.within(first, ctx.sentence(quantity.start)[1])
    return any(t.metric.id == UNIT_METRICS[quantity.unit] and t.form == "noun" for t in near)
