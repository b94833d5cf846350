"""The small grammar of questions: who, when, most, how many; which word governs a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from kg.ask.lexicon import CueTable, Hit, cues, data, ignored, table
from kg.ask.numbers import Number
from kg.ask.query import Name
from kg.ask.tokens import Token, compile_pattern, find_pattern, fits, fold, tokenize


@lru_cache(maxsize=8)
def words(section: str, language: str) -> frozenset[str]:
    """Return a plain list of the grammar's data file."""
    return frozenset(fold(word) for word in data("grammar")[section][language])


@lru_cache(maxsize=64)
def _cue_table(section: str, language: str) -> CueTable:
    return CueTable(cue for key, entry in data("grammar")[section].items() for cue in cues(entry, language, key))


@lru_cache(maxsize=4)
def ordinary(language: str) -> frozenset[str]:
    """Return the words that are no names even when they are written with a capital."""
    months = data("periods")["months"]
    return frozenset({*ignored("it"), *ignored("en"), *words("abbreviations", language), *months})


def _has(section: str, key: str, tokens: Sequence[Token], language: str) -> bool:
    return any(find_pattern(compile_pattern(text), tokens) for text in data("grammar")[section][key][language])


def operation(
    tokens: Sequence[Token],
    language: str,
    has_metric: bool,
    has_role: bool,
    asks: Sequence[Hit],
    has_bounds: bool,
    names: Sequence[Name],
    which: bool,
) -> str:
    """Return what is asked for; ``none`` where nothing that the graph could answer is."""
    found = {key for key in data("grammar")["operation"] if _has("operation", key, tokens, language)}
    if {"more", "or"} <= found and has_metric and len(names) >= 2:
        return "compare"
    if "count" in found and has_bounds:
        return "count"
    if "when" in found:
        return "when"
    if "where" in found and not has_metric:
        return "where"
    ranked = "extreme" in found and bool(table(language, "kinds").find(tokens)) and "howmuch" not in found
    if ("who" in found or which or ranked) and has_metric:
        if has_bounds:
            return "list"
        if "extreme" in found or "more" in found:
            return "rank"
        return "who"
    if "who" in found or which:
        return "who"
    if has_role and not has_metric and not {"howmuch"} & found:
        return "who"
    if asks and not has_metric and ("which" in found or "what" in found):
        return "who"
    if has_metric and ({"howmuch", "which", "what", "to"} & found):
        return "lookup"
    return "none"


def choose_relation(asks: Sequence[Hit], operation: str, tokens: Sequence[Token], has_metric: bool) -> Hit | None:
    """Return the relation that a question of this operation asks for."""
    wanted = {"when": ("date",), "where": ("object",)}.get(operation, ("subject", "object", "either", "other"))
    fitting = [hit for hit in asks if hit.payload["asks"] in wanted]
    if operation == "where":
        fitting = [hit for hit in fitting if hit.payload["relation"] in ("located_in", "integrated_in", "trained_on")]
    return fitting[0] if fitting else None


def answer_kinds(tokens: Sequence[Token], hits: Sequence[Hit], language: str) -> tuple[str, ...]:
    """Return the kinds of entity that are asked for: those named right after "quale", "which" or "il", "the"."""
    which = words("which", language)
    found = []
    for hit in hits:
        before = [token.key for token in tokens[max(0, hit.words[0] - 3) : hit.words[0]]]
        if any(word in which for word in before):
            found.append(hit.payload)
    return tuple(dict.fromkeys(found))


def asks_kind(tokens: Sequence[Token], hits: Sequence[Hit], language: str) -> tuple[str, ...]:
    """Return the kinds of thing that stand right behind "quale", "which"."""
    asking = words("interrogatives", language)
    found = [str(hit.payload) for hit in hits if hit.words[0] and tokens[hit.words[0] - 1].key in asking]
    return tuple(dict.fromkeys(found))


def ranks(tokens: Sequence[Token], language: str) -> bool:
    """Return whether the most or the least is asked for."""
    return _has("operation", "extreme", tokens, language)


@lru_cache(maxsize=4096)
def filler(word: str, language: str) -> bool:
    """Return whether a word is a verb or an adjective that fits any figure."""
    return any(fits(word, fold(stem)) for stem in data("words")["filler"][language])


def extreme(tokens: Sequence[Token], language: str) -> int:
    """Return -1 where the least is asked for, +1 for the most."""
    return -1 if _has("operation", "least", tokens, language) else 1


def status(tokens: Sequence[Token], hits: Sequence[Hit], language: str) -> str | None:
    """Return the status that the wording asks for: a cue, the future tense, or the past."""
    found = {hit.payload for hit in hits}
    future = language == "it" and any(re.search(r"r(?:à|anno)$", token.text.lower()) for token in tokens)
    for name in ("rumoured", "planned"):
        if name in found:
            return name
    if future:
        return "planned"
    if "estimated" in found:
        return "estimated"
    if "past" in found or (_perfect(tokens) if language == "it" else _perfect_english(tokens)):
        return "actual"
    return None


def _perfect(tokens: Sequence[Token]) -> bool:
    auxiliaries = {"ha", "hanno", "e", "sono", "aveva", "avevano"}
    participle = re.compile(r"(?:[aiu]t|[eou]s|rs|nt|tt|ss|lt|rt|st)[oaie]$")
    return any(
        token.key in auxiliaries
        and after.key not in ignored("it")
        and len(after.key) > 4
        and participle.search(after.key)
        for token, after in pairwise(tokens)
    )


def _perfect_english(tokens: Sequence[Token]) -> bool:
    done = words("participles", "en")
    return any(
        token.key in ("has", "have") and any(t.key in done or t.key.endswith("ed") for t in tokens[i + 1 : i + 5])
        for i, token in enumerate(tokens)
    )


def counted_positions(
    tokens: Sequence[Token], name_words: set[int], language: str, numbers: Sequence[Number]
) -> set[int]:
    """Return where a counted noun may stand: behind "quanti", "how many", "più" or a number, over names."""
    starts = {i + 1 for i, token in enumerate(tokens) if token.key in words("quantifiers", language)}
    starts |= {max(number.words) + 1 for number in numbers}
    found = set()
    for start in starts:
        for step in range(3):
            position = start + step
            found.add(position)
            if (
                position < len(tokens)
                and tokens[position].key in ignored(language)
                and step
                and position not in name_words
            ):
                break
        over = start
        while over < len(tokens) and over in name_words:
            over += 1
            found.add(over)
    return found


def described_nouns(tokens: Sequence[Token], language: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the nouns of things that are called by their size, in their Italian form."""
    return [(str(hit.payload), hit.words) for hit in _cue_table("described", language).find(tokens)]


def joins(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether the words between a noun and its number only join them."""
    return all(token.key in words("joins", "it") | words("joins", "en") for token in tokens[start:end])


def with_slot(name: Name, tokens: Sequence[Token], language: str) -> Name:
    """Return a name with the slot that the words before it give it."""
    index = name.start - 1
    if index >= 0 and tokens[index].key[:1].isdigit():
        return name
    skip = words("slot_skip", language)
    while index >= 0 and tokens[index].key in skip:
        index -= 1
    if index < 0:
        return name
    before = [token.key for token in tokens[max(0, index - 2) : index + 1]]
    if any(word in words("vs", language) for word in before):
        return replace(name, slot="vs")
    if before[-1] in words("source", language) or before[-2:] == ["according", "to"] or before[-2:] == ["stando", "a"]:
        return replace(name, slot="source")
    if before[-1] in words("target", language):
        return replace(name, slot="target")
    return name


def formula(tokens: Sequence[Token], language: str) -> str | None:
    """Return the calculation that the wording asks for."""
    hits = _cue_table("calculate", language).find(tokens)
    return str(hits[0].payload) if hits else None


def plural(question: str, language: str) -> bool:
    """Return whether several are asked for ("chi sono", "which companies")."""
    return _has("operation", "several", tokenize(question), language)


def wants_country(question: str, language: str) -> bool:
    """Return whether a country, not a town, is asked for."""
    return _has("operation", "country", tokenize(question), language)
