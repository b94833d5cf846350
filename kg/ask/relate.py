"""Who, when, where and which: answers from relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from extract.entities import Gazetteer
from kg.ask import grammar, wording
from kg.ask.answer import Answer
from kg.ask.graph import Fact, Graph, canonical, described, quote_fact
from kg.ask.lexicon import data
from kg.ask.match import same_thing, word_fits
from kg.ask.order import owners_of_described
from kg.ask.outcome import abstain, named_answer, sparql_of
from kg.ask.query import Name, Query
from kg.ask.tokens import tokenize

_LOOSE = {
    "organisation": ("organisation", "institution", None),
    "model": ("model", "model_family", None),
    "product": None,
}


def who(query: Query, graph: Graph) -> Answer:
    """Answer for a person, an organisation or a thing."""
    unknown = next((n for n in query.names if not n.known), None)
    if query.described and query.relation in ("operates", "develops", None):
        return owners_of_described(query, graph)
    if not query.names and not query.described:
        return abstain(query, graph, "not_understood")
    if query.role and not (query.relation == "founded" and query.asks == "date"):
        return _role(query, graph, unknown)
    if query.relation is None:
        return abstain(query, graph, "not_understood")
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown.text)
    facts = [f for f in graph.facts(query.relation) if _allowed(f, query)]
    found = _ends(facts, query, graph)
    if not found and query.relation == "develops" and query.asks == "subject":
        found = _ends([f for f in graph.facts("releases") if _allowed(f, query)], query, graph)
    if not found and query.relation == "develops" and query.asks == "subject":
        found = _ends([f for f in graph.facts("operates") if _allowed(f, query)], query, graph)
    found = [(name, fact) for name, fact in found if _kind_fits(name, query, graph) and _explained(fact, query)]
    return _names_of(found, query, graph, facts)


def _role(query: Query, graph: Graph, unknown: Name | None) -> Answer:
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown.text)
    facts = graph.relations("role", role=query.role)
    if query.role == "founder":
        facts += graph.facts("founded")
    facts = [f for f in facts if f.relation.status == "actual" and _explained(f, query)]
    names = query.names
    persons = [n for n in names if any(graph.kind(x) == "person" for x in n.names)]
    if persons:
        found = [(f.relation.object, f) for f in facts if graph.same(f.relation.subject, persons[0].names)]
    else:
        orgs = [n for n in names if n.slot != "source"]
        found = [
            (f.relation.subject, f) for f in facts if orgs and all(graph.same(f.relation.object, n.names) for n in orgs)
        ]
    if query.role != "founder" and found:
        newest = max((f.published or date.min) for _, f in found)
        latest = [(n, f) for n, f in found if (f.published or date.min) == newest]
        if len({canonical(n) for n, _ in latest}) > 1 and len({f.relation.article for _, f in latest}) > 1:
            return abstain(query, graph, "incompatible_figures", facts=[f for _, f in latest])
        found = latest
    if not found and query.other_roles:
        return _role(replace(query, role=query.other_roles[0], other_roles=query.other_roles[1:]), graph, unknown)
    return _names_of(found, query, graph, facts)


def _ends(facts: Iterable[Fact], query: Query, graph: Graph) -> list[tuple[str, Fact]]:
    """Return the entity at the end of each relation that is asked for, where the other end is what was named."""
    facts = list(facts)
    subjects = [(f.relation.subject, f) for f in facts if _is(f.relation.object, query, graph)]
    objects = [(f.relation.object, f) for f in facts if _is(f.relation.subject, query, graph)]
    if query.asks == "subject":
        return subjects
    if query.asks == "object":
        return objects
    if query.asks == "other":
        return [*subjects, *objects]
    by_slot = {n.slot for n in query.names}
    if by_slot == {"target"} and query.relation in ("invests_in", "sues"):
        return subjects
    return subjects or objects if not (subjects and objects) else []


def _is(end: str, query: Query, graph: Graph) -> bool:
    """Return whether one end of a relation is all that the question names."""
    if query.described:
        other = described(end)
        return other is not None and all(same_thing(thing, other, graph) for thing in query.described)
    named = [n for n in query.names if n.slot != "source"]
    return bool(named) and all(graph.same(end, n.names) for n in named)


def _allowed(fact: Fact, query: Query) -> bool:
    relation = fact.relation
    if relation.status == "rumoured" and query.status not in ("rumoured", "planned"):
        return False
    if (
        relation.status == "planned"
        and query.status == "actual"
        and relation.relation not in ("develops", "integrated_in")
    ):
        return False
    for asked in query.periods:
        if relation.date is None or asked.start is None or asked.end is None:
            return False
        if (
            not asked.start.isoformat()[: len(relation.date)]
            <= relation.date
            <= asked.end.isoformat()[: len(relation.date)]
        ):
            return False
    return True


def _kind_fits(name: str, query: Query, graph: Graph) -> bool:
    if not query.answer_kinds:
        return True
    kind = graph.kind(name)
    for wanted in query.answer_kinds:
        loose = _LOOSE.get(wanted, (wanted, None))
        if loose is None or kind in loose:
            return True
    return False


def _explained(fact: Fact, query: Query) -> bool:
    words = {token.key for token in tokenize(fact.sentence)}
    return all(any(word_fits(asked, word) for word in words) for asked in query.residue)


def _names_of(found: Sequence[tuple[str, Fact]], query: Query, graph: Graph, facts: Sequence[Fact]) -> Answer:
    by_name: dict[str, str] = {}
    for name, _ in found:
        by_name.setdefault(canonical(name), name)
    asked = {x for n in query.names for x in n.names}
    names = [name for name in by_name.values() if not graph.same(name, asked)]
    if query.relation == "located_in" and query.operation == "where":
        names = _nearest_places(names, query)
    single = query.operation == "where" or (query.role not in (None, "founder") and query.relation != "founded")
    if len(names) > 1 and single and not grammar.plural(query.question, query.language):
        return abstain(query, graph, "ambiguous", facts=[f for n, f in found if n in names])
    if not names:
        near = [f for f in facts if any(graph.same(e, asked) for e in (f.relation.subject, f.relation.object))]
        absent = [n for n in query.names if not any(x in graph.present for x in n.names)]
        reason = "no_such_entity" if absent else "no_figure"
        return abstain(query, graph, reason, about=absent[0].text if absent else "", facts=near)
    best: dict[str, float] = {}
    for name, fact in found:
        key = canonical(name)
        best[key] = max(best.get(key, 0), fact.relation.confidence)
    least = data("settings")["least"]
    names = [n for n in names if best[canonical(n)] >= least]
    if not names:
        return abstain(query, graph, "no_figure", facts=[f for _, f in found])
    kept = [f for n, f in found if n in names]
    return named_answer(query, graph, names, min(best[canonical(n)] for n in names), facts=kept)


def _nearest_places(names: Sequence[str], query: Query) -> list[str]:
    """Keep the countries where a country is asked for, else the places that hold none of the others."""
    table = Gazetteer.load()
    entities = {name: table.get(name) for name in names}
    countries = [n for n, e in entities.items() if e and e.kind == "place" and e.country and not e.parent]
    if grammar.wants_country(query.question, query.language):
        return countries
    within = [n for n in names if n not in countries]
    return within or list(names)


def when(query: Query, graph: Graph) -> Answer:
    """Answer with a date."""
    unknown = next((n for n in query.names if not n.known), None)
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown.text)
    if query.relation is None or not query.names:
        return abstain(query, graph, "not_understood")
    facts = [f for f in graph.facts(query.relation) if _both_ends(f, query, graph) and _explained(f, query)]
    done = [f for f in facts if f.relation.status == "actual"]
    wanted = done or ([] if query.status == "actual" else facts)
    dated = [f for f in wanted if f.relation.date]
    if not dated:
        absent = [n for n in query.names if not any(x in graph.present for x in n.names)]
        reason = "no_such_entity" if absent else "no_date" if facts else "no_figure"
        return abstain(query, graph, reason, about=absent[0].text if absent else "", facts=facts)
    sharpest = max((str(f.relation.date) for f in dated), key=len)
    if any(not _within_date(str(f.relation.date), sharpest) for f in dated):
        newest = max(f.published or date.min for f in dated)
        latest = [f for f in dated if (f.published or date.min) == newest]
        sharpest = max((str(f.relation.date) for f in latest), key=len)
        if done or any(not _within_date(str(f.relation.date), sharpest) for f in latest):
            return abstain(query, graph, "incompatible_figures", facts=dated)
        dated = latest
    chosen = [f for f in dated if f.relation.date == sharpest]
    return Answer(
        question=query.question,
        language=query.language,
        answered=True,
        text=wording.dated(sharpest, chosen[0], query),
        date=sharpest,
        evidence=tuple(dict.fromkeys(map(quote_fact, [*chosen, *(f for f in dated if f not in chosen)]))),
        sparql=sparql_of(graph, (), chosen),
        confidence=max(f.relation.confidence for f in chosen),
        query=query,
    )


def _within_date(one: str, sharper: str) -> bool:
    return sharper.startswith(one)


_THING = ("releases", "founded")
"""Relations of which only the object has the date: the model that came out, not its maker."""


def _both_ends(fact: Fact, query: Query, graph: Graph) -> bool:
    """Return whether the relation is about all that the question names, and its thing (what is released) is named."""
    ends = (fact.relation.subject, fact.relation.object)
    things = ends[1:] if fact.relation.relation in _THING else ends
    named = [n for n in query.names if n.slot != "source"]
    if not all(any(graph.same(end, n.names) for end in ends) for n in named):
        return False
    return any(graph.same(thing, n.names) for n in named for thing in things)
