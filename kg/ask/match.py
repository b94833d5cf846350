"""Does a figure answer a query? Every condition is a factor between 0 and 1; 0 names the condition that fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extract.metrics import load_scheme
from extract.records import Claim
from kg.ask import grammar
from kg.ask.graph import Graph, described
from kg.ask.lexicon import data, glossary
from kg.ask.moments import periods_fit
from kg.ask.query import Asked, Bound, Described, Name, Query
from kg.ask.tokens import alike, fits, fold, tokenize
from kg.figures import Figure

_STATUS: dict[str | None, dict[str, float]] = {
    None: {"actual": 1, "estimated": 0.97, "planned": 0.8, "rumoured": 0.7},
    "actual": {"actual": 1, "estimated": 0.85},
    "planned": {"planned": 1, "estimated": 0.9, "rumoured": 0.7},
    "estimated": {"estimated": 1, "planned": 0.8, "rumoured": 0.7, "actual": 0.8},
    "rumoured": {"rumoured": 1, "planned": 0.8, "estimated": 0.8, "actual": 0.7},
}


@dataclass(frozen=True, slots=True)
class Match:
    """A figure with how well it fits; `failed` names the condition that it fails, None where it meets all."""

    figure: Figure
    score: float
    failed: str | None = None
    asked: Asked | None = None

    @property
    def claim(self) -> Claim:
        return self.figure.claim

    @property
    def confidence(self) -> float:
        return self.score * self.claim.confidence


def match(figure: Figure, query: Query, graph: Graph) -> Match:
    """Return how well a figure fits a query."""
    claim = figure.claim
    conditions: tuple[tuple[str, Callable[[], float]], ...] = (
        ("kind", lambda: kind_fit(claim, query)),
        ("unit", lambda: unit_fit(claim, query)),
        ("name", lambda: names_fit(figure, query, graph)),
        ("of", lambda: narrowing_fit(figure, query, graph)),
        ("status", lambda: status_fit(claim, query)),
        ("per", lambda: per_fit(claim, query)),
        ("bound", lambda: float(all(within(claim, bound) for bound in query.bounds))),
        ("residue", lambda: residue_fit(figure, query)),
    )
    score = 1.0
    for name, condition in conditions:
        score *= condition()
        if not score:
            return Match(figure, 0, name)
    fit, asked = periods_fit(figure, query, graph)
    if not fit:
        return Match(figure, 0, "date" if claim.period is None else "period", asked)
    return Match(figure, score * fit, None, asked)


# -- kind, unit, rate, status -------------------------------------------------------------------------------------


def kind_fit(claim: Claim, query: Query) -> float:
    """Return whether level, change, share or ratio is what is asked for."""
    settings = data("settings")
    if query.kind == "change":
        if claim.kind == "ratio" and query.unit is None and query.direction >= 0:
            return 0.7
        if claim.kind != "change":
            return 0
        number = claim.value if claim.value is not None else claim.low if claim.low is not None else claim.high
        if number and query.direction and (number > 0) != (query.direction > 0):
            return 0
        return 1 if claim.unit == "%" or query.unit else 0.9
    if query.kind is not None:
        return float(
            claim.kind == query.kind or (query.kind == "share" and claim.unit == "%" and claim.kind == "level")
        )
    if claim.kind == "level":
        return 0.8 if claim.metric in settings["shares"] and is_currency(claim.unit) and not query.unit else 1
    if claim.kind == "share":
        return 1.0 if claim.metric in settings["shares"] or query.unit == "%" else 0
    compared = bool(query.of_slot("vs"))
    if claim.kind == "ratio":
        return 1.0 if compared and not claim.direction else 0
    return 0.9 if compared and claim.kind == "change" else 0


def unit_fit(claim: Claim, query: Query) -> float:
    """Return whether the figure is in a unit of the kind asked for."""
    if query.unit is None or query.operation == "calculate":
        return 1
    if query.unit == "money":
        return float(is_currency(claim.unit))
    if query.unit == "%":
        return float(claim.unit in ("%", "pp"))
    return float(claim.unit == query.unit)


def is_currency(unit: str) -> bool:
    """Return whether a unit is money."""
    return bool(re.fullmatch(r"[A-Z]{3}", unit))


def per_fit(claim: Claim, query: Query) -> float:
    """Return whether the rate is the one asked for."""
    if query.per is None or claim.per == query.per:
        return 1
    if query.per == "each":
        return 0
    if claim.per is not None:
        return 0
    return 0.9


def status_fit(claim: Claim, query: Query) -> float:
    """Return whether done, planned or estimated is what the wording asks for."""
    factor = _STATUS[query.status].get(claim.status, 0)
    if query.status == "planned" and claim.status == "actual":
        return 0.7 if load_scheme()[claim.metric].dated == "static" or claim.metric in data("settings")["prices"] else 0
    return factor


def within(claim: Claim, bound: Bound) -> bool:
    """Return whether all that a figure's wording allows lies within a bound.

    "Oltre 100.000" is more than 50,000; "circa 50.000" is not known to be.
    """
    if bound.unit not in ("1", claim.unit):
        return False
    low = claim.low if claim.low is not None else (claim.value if claim.high is None else None)
    high = claim.high if claim.high is not None else (claim.value if claim.low is None else None)
    number = bound.number
    if bound.op == "over":
        return low is not None and (low > number or (low == number and claim.hedge == "over"))
    if bound.op == "at_least":
        return low is not None and low >= number
    if bound.op == "under":
        return high is not None and high < number
    if bound.op == "up_to":
        return high is not None and high <= number
    return claim.value == number


# -- names --------------------------------------------------------------------------------------------------------


def names_fit(figure: Figure, query: Query, graph: Graph) -> float:
    """Return whether every name of the question has its place in the figure, and the subject is one of them."""
    claim = figure.claim
    score = 1.0
    subject_met = False
    for thing in query.described:
        if not described_fits(figure, thing, graph):
            return 0
        subject_met = True
    for name in query.names:
        factor, as_subject = name_fit(figure, name, query, graph)
        if not factor:
            return 0
        score *= factor
        subject_met = subject_met or as_subject
    if subject_met or (not query.names and not query.described and claim.subject is None):
        return score
    if query.names and claim.metric not in data("settings")["subject_only"]:
        # Only a target is named ("H100 per Llama 3"): the figure's subject is whoever uses it.
        met = [n for n in query.names if graph.same(claim.for_, n.names)]
        only_of = not met and all(graph.same(claim.of, n.names) for n in query.names)
        if met:
            return score * 0.95
        if only_of and claim.subject is None:
            return score * 0.9
    return 0


def name_fit(figure: Figure, name: Name, query: Query, graph: Graph) -> tuple[float, bool]:
    """Return how well one name fits, and whether it is the figure's subject."""
    claim = figure.claim
    names = name.names or (name.text,)
    if name.slot == "source":
        said = [claim.speaker, claim.via, figure.outlet]
        return (1.0 if any(graph.same(s, names) for s in said) else 0.0), False
    if name.slot == "place":
        return _place_fit(figure, name, query, graph)
    if name.slot == "vs":
        if graph.same(claim.vs, names):
            return 1.0, False
        return (0.8 if claim.vs is None and _said(figure, names) else 0.0), False
    if graph.same(claim.subject, names):
        return 1.0, True
    if graph.same(claim.of, names) or graph.same(claim.for_, names):
        return 1.0, False
    if claim.of and any(alike(fold(n), fold(claim.of)) for n in names):
        return 0.9, False
    if _runs(claim.subject, names, graph):
        return 0.9, True
    if name.slot == "target" and any(graph.kind(n) == "place" for n in names) and _said(figure, names):
        return 0.85, False
    if any(graph.kind(n) == "chip_family" for n in names):
        return 0.0, False
    return 0.0, False


def _place_fit(figure: Figure, name: Name, query: Query, graph: Graph) -> tuple[float, bool]:
    """Return how an adjective of place fits: it names the subject, or only describes one that is named otherwise."""
    claim = figure.claim
    if graph.same(claim.subject, name.names) or graph.same(claim.of, name.names):
        return 1.0, graph.same(claim.subject, name.names)
    if graph.kind(claim.subject or "") == "place":
        return 0.0, False
    if any(n.slot != "place" for n in query.names) or query.described:
        return 1.0, False
    words = [token.key for token in tokenize(figure.sentence)]
    said = _said(figure, name.names) or any(alike(fold(name.text), word) for word in words)
    return (0.9 if said and claim.subject is None else 0.0), claim.subject is None


def _runs(subject: str | None, names: tuple[str, ...], graph: Graph) -> bool:
    """Return whether one of the names operates a thing that has no other name, or is a cluster: "il cluster di xAI"."""
    if subject is None or graph.kind(subject) not in ("cluster", "supercomputer"):
        return False
    return any(
        graph.same(fact.relation.subject, names) and fact.relation.object == subject
        for predicate in ("operates", "develops", "uses")
        for fact in graph.facts(predicate)
    )


def _said(figure: Figure, names: tuple[str, ...]) -> bool:
    sentence = "".join(token.key for token in tokenize(figure.sentence))
    return any("".join(token.key for token in tokenize(name)) in sentence for name in names)


def described_fits(figure: Figure, thing: Described, graph: Graph) -> bool:
    """Return whether a figure is about a thing that is called by its size."""
    subject = figure.claim.subject
    if subject is not None:
        other = described(subject)
        return other is not None and same_thing(thing, other, graph)
    tokens = {token.key for token in tokenize(figure.sentence)}
    number = f"{int(thing.number):,}"
    return bool({number.replace(",", "."), number, str(int(thing.number))} & tokens) and fold(thing.noun) in fold(
        figure.sentence
    )


def same_thing(one: Described, other: Described, graph: Graph) -> bool:
    """Return whether two descriptions are of one thing: same noun and size, and chip where both say it."""
    if one.noun != other.noun or one.number != other.number or one.unit != other.unit:
        return False
    return not one.of or not other.of or any(graph.same(chip, other.of) for chip in one.of)


def narrowing_fit(figure: Figure, query: Query, graph: Graph) -> float:
    """Return what remains where the figure is narrower than the question: a division, a purpose not asked about."""
    claim = figure.claim
    score = 1.0
    settings = data("settings")
    named = [n for name in query.names for n in name.names]
    for field, text in (("of", claim.of), ("for", claim.for_)):
        if not text or graph.same(text, named):
            continue
        least = settings[field].get(claim.metric, settings[field]["default"])
        if query.kind == claim.kind == "share" and claim.metric in settings["whole"]:
            continue
        met, words = mentioned(text, query, claim.subject)
        if met < words:
            score *= max(least, settings["partly"]) if met * 2 >= words and met else least
    return score


def mentioned(text: str, query: Query, subject: str | None) -> tuple[int, int]:
    """Return how many words of a narrowing the question says, and how many it has besides the subject's name."""
    own = {token.key for token in tokenize(subject or "")}
    words = [t.key for t in tokenize(text) if t.key not in own and t.key not in grammar.words("small", "it")] or [
        fold(text)
    ]
    asked = [token.key for token in tokenize(query.question)]
    return sum(any(word_fits(question, word) for question in asked) for word in words), len(words)


def word_fits(asked: str, word: str) -> bool:
    """Return whether a word of the question is a word of the evidence, through its ending or the glossary."""
    return alike(asked, word) or any(fits(word, stem) for stem in glossary().get(asked, ()))


def residue_fit(figure: Figure, query: Query) -> float:
    """Return whether the evidence says what the question says besides: 0 where a word of it is nowhere."""
    if not query.residue:
        return 1
    claim = figure.claim
    score = 1.0
    own = {token.key for token in tokenize(" ".join(filter(None, (claim.of, claim.for_, claim.subject, claim.per))))}
    around = {t.key for t in tokenize(" ".join(filter(None, (figure.sentence, claim.speaker, claim.via))))}
    for asked in query.residue:
        if any(word_fits(asked, word) for word in own):
            continue
        if not any(word_fits(asked, word) for word in around):
            return 0
        score = min(score, 0.9)
    return score


def nominal(claim: Claim) -> Decimal | None:
    """Return the stated value, the middle of a range, else the bound."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high
