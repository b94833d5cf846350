"""A question becomes a `Query`: which words say what, and what is left over for the evidence to explain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from kg.ask import grammar
from kg.ask.lexicon import Hit, detect_language, ignored, metric_cues
from kg.ask.names import NameIndex, extends, unknown_names
from kg.ask.numbers import find_numbers
from kg.ask.query import Name, Query
from kg.ask.reading import State, read_bounds, read_described
from kg.ask.times import find_asked
from kg.ask.tokens import Token, tokenize


def parse(question: str, index: NameIndex, *, anchor: date | None = None, fiscal: str | None = None) -> Query:
    """Return the logical form of a question.

    Parameters
    ----------
    question : str
        Italian or English.
    index : NameIndex
        The names that are known.
    anchor : date or None
        The day that "this year" is counted from.
    fiscal : str or None
        Last day of the year of the company asked about, MM-DD, for its fiscal quarters.

    Examples
    --------
    >>> index = NameIndex.build({"Kimi": ("product", ())})
    >>> query = parse("How many users did Kimi have in 2024?", index)
    >>> query.operation, query.metrics[0], query.names[0].names, query.periods[0].grain
    ('lookup', ('users',), ('Kimi',), 'year')
    """
    tokens = tokenize(question)
    state = State(question, detect_language(tokens), tokens)
    _read_names(state, index)
    _read_demonyms(state, index)
    _read_times(state, anchor, fiscal)
    state.numbers = find_numbers(tokens, state.language, frozenset(state.name_words | _words_of_times(state)))
    described = read_described(state, index)
    roles = state.find("role", free=False)
    role = roles[0] if roles else None
    bounds = read_bounds(state)
    metric = _read_metric(state, index, bool(bounds or described))
    asks = state.find("ask", free=False)
    kind, direction = _read_kind(state, metric)
    unit = _read_unit(state, kind)
    statuses = state.find("status", free=False)
    status = grammar.status(state.tokens, statuses, state.language)
    for hit in statuses:
        state.take(hit.words)
    per = _first(state, "per", take=True)
    kind_hits = state.find("kinds", free=False)
    answer_kinds = grammar.answer_kinds(state.tokens, kind_hits, state.language)
    which = grammar.asks_kind(state.tokens, kind_hits, state.language)
    if not grammar.ranks(state.tokens, state.language):
        answer_kinds = which
    metrics = metric.payload if metric else _metrics_of_unit(unit)
    operation = grammar.operation(
        state.tokens, state.language, bool(metrics), bool(role), asks, bool(bounds), state.names, bool(which)
    )
    asked = grammar.choose_relation(asks, operation, state.tokens, bool(metrics))
    if operation in ("who", "when", "where", "list") and asked and not (metrics and operation == "list"):
        for hit in asks:
            if hit.payload["relation"] == asked.payload["relation"]:
                state.take(hit.words)
    if role and operation == "who" and not metrics:
        state.take(role.words)
    state.names = [
        name if name.slot == "place" else grammar.with_slot(name, state.tokens, state.language) for name in state.names
    ]
    ordinary = grammar.ordinary(state.language)
    unknown = unknown_names(state.question, state.tokens, frozenset(state.taken), state.language, ordinary)
    unknown = [grammar.with_slot(name, state.tokens, state.language) for name in unknown]
    for name in unknown:
        state.take(range(name.start, name.start + len(tokenize(name.text))))
    formula = grammar.formula(state.tokens, state.language)
    if formula == "times" and kind != "ratio":
        formula = None  # "quante volte è stato scaricato" counts downloads
    for hit in state.find("signs") + state.find("kind") + state.find("unit") + state.find("kinds"):
        if (
            hit.form != "verb" and (kind or operation in ("rank", "compare", "calculate"))
        ) or hit.payload in answer_kinds:
            state.take(hit.words)
    return Query(
        question=question,
        language=state.language,
        operation="calculate" if formula else operation,
        metrics=metrics,
        kind=kind,
        names=(*state.names, *unknown),
        described=tuple(described),
        bounds=tuple(bounds),
        periods=tuple(state.periods),
        direction=direction or grammar.extreme(state.tokens, state.language) * (operation in ("rank", "compare")),
        unit=unit["unit"] if unit else None,
        per=per,
        status=status,
        relation=asked.payload["relation"] if asked else None,
        role=role.payload["role"] if role else None,
        other_roles=tuple(role.payload.get("also", ())) if role else (),
        asks=asked.payload["asks"] if asked else None,
        answer_kinds=answer_kinds,
        formula=formula,
        residue=_residue(state),
        numbers=tuple(n.value for n in state.numbers if not set(n.words) & state.taken),
    )


def _read_names(state: State, index: NameIndex) -> None:
    for name in index.find(state.tokens):
        words = range(name.start, name.start + len(tokenize(name.text)))
        kind = index.kinds.get(name.names[0])
        later = frozenset(state.taken | set(_time_words(state.question, state.tokens, state.language)))
        if extends(state.question, state.tokens, name, later, kind, grammar.ordinary(state.language)):
            end = words.stop + 1
            text = state.question[state.tokens[name.start].start : state.tokens[end - 1].end]
            state.names.append(Name(text, (), "subject", name.start, False))
            words = range(name.start, end)
        else:
            state.names.append(name)
        state.name_words.update(words)
        state.take(words)


def _read_demonyms(state: State, index: NameIndex) -> None:
    """Read "imprese italiane" as a name of the place, which narrows but need not be the subject."""
    for hit in state.find("demonyms"):
        found = index.find(tokenize(str(hit.payload)))
        text = state.tokens[hit.words[0]].text
        state.names.append(Name(text, found[0].names if found else (str(hit.payload),), "place", hit.words[0]))
        state.name_words.update(hit.words)
        state.take(hit.words)


def _time_words(question: str, tokens: Sequence[Token], language: str) -> list[int]:
    spans = [(start, end) for _, start, end in find_asked(question, language, None)]
    return [i for i, t in enumerate(tokens) if any(s < t.end and t.start < e for s, e in spans)]


def _read_times(state: State, anchor: date | None, fiscal: str | None) -> None:
    for asked, start, end in find_asked(state.question, state.language, anchor, fiscal):
        words = [i for i, t in enumerate(state.tokens) if start < t.end and t.start < end]
        if set(words) & state.name_words:
            continue
        state.periods.append(asked)
        state.take(words)


def _words_of_times(state: State) -> set[int]:
    return state.taken - state.name_words


def _read_metric(state: State, index: NameIndex, filtered: bool) -> Hit | None:
    hits = metric_cues(state.language).find(state.tokens, frozenset(state.taken))
    counted = grammar.counted_positions(state.tokens, state.name_words, state.language, state.numbers)
    usable = [h for h in hits if h.form != "count" or not h.contiguous or h.words[0] in counted]
    usable = usable or [h for h in hits if h.form == "count"]
    rank = {"count": 0, "noun": 0, "verb": 1}
    usable.sort(key=lambda h: (rank[h.form], -h.weight, h.form != "count", not h.contiguous, h.words[0]))
    chip = next(
        (n for n in state.names if n.start in counted and n.known and index.kinds.get(n.names[0]) == "chip"), None
    )
    best = usable[0] if usable else None
    if chip and (best is None or best.form == "verb" or best.weight == 1):
        best = Hit((), (("accelerator_count",),), "count")
    if best is None and filtered:
        return None
    if best:
        state.take(best.words)
        chosen = {m for tier in best.payload for m in tier}
        for hit in usable:
            if chosen & {m for tier in hit.payload for m in tier}:
                state.take(hit.words)
    return best


def _read_kind(state: State, metric: Hit | None) -> tuple[str | None, int]:
    hits = state.find("kind")
    signs = state.find("signs")
    levels = [h for h in hits if h.payload["kind"] == "level"]
    ratio = [h for h in hits if h.payload["kind"] == "ratio"]
    share = [h for h in hits if h.payload["kind"] == "share"]
    change = [h for h in hits if h.payload["kind"] == "change"]
    direction = 0
    if signs:
        direction = 1 if signs[0].payload == "up" else -1
    if ratio:
        state.take(ratio[0].words)
        return "ratio", 0
    if levels:
        for hit in (*levels, *signs):
            state.take(hit.words)
        return "level", 0
    moved = metric and metric.payload[0] == ("share_price",)
    if signs and (change or moved):
        for hit in (*change, *signs):
            state.take(hit.words)
        return "change", direction
    if share:
        state.take(share[0].words)
        return "share", 0
    nouns = [h for h in change if state.tokens[h.words[0]].key in grammar.words("change_nouns", state.language)]
    if nouns:
        state.take(nouns[0].words)
        return "change", direction
    return None, 0


def _read_unit(state: State, kind: str | None) -> dict[str, Any] | None:
    hits = state.find("unit")
    if hits:
        state.take(hits[0].words)
        return dict(hits[0].payload)
    if kind == "change" and re.search(
        r"\b(?:quanti miliardi|quanti milioni|how many (?:b|m)illions?)", state.question.lower()
    ):
        return {"unit": "money"}
    return None


def _metrics_of_unit(unit: dict[str, Any] | None) -> tuple[tuple[str, ...], ...]:
    return tuple((metric,) for metric in (unit or {}).get("metrics", ()))


def _first(state: State, name: str, *, take: bool) -> str | None:
    hits = state.find(name)
    if not hits:
        return None
    if take:
        state.take(hits[0].words)
    return str(hits[0].payload)


def _residue(state: State) -> tuple[str, ...]:
    skip = ignored(state.language)
    return tuple(
        token.key
        for i, token in enumerate(state.tokens)
        if i not in state.taken
        and token.key not in skip
        and not grammar.filler(token.key, state.language)
        and (len(token.key) > 1 or token.text.isupper())
        and not token.key.isdigit()
    )
