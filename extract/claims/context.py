"""What the claim rules look at: one article with all that the earlier pipes found, indexed by sentence and clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from extract.claims.draft import is_currency
from extract.claims.features import Features
from extract.claims.firms import find_firms
from extract.claims.patterns import ANY_ENDING, VERB_ENDING, Match, PatternTable
from extract.claims.placed import Placed
from extract.claims.triggers import Trigger, TriggerFinder
from extract.claims.vocabulary import read_lines
from extract.claims.words import Word, Words
from extract.entities import Gazetteer
from extract.records import Mention, Quantity, TimeExpression
from extract.stance import Stances
from extract.syntax import Syntax

BULLET = re.compile(r"[-–](?!\d)|[•·▪]|\*(?!\*)")
_CHIPS = {"gpu", "chip", "schede"}
HEADLINE = 7  # words of a line that is only a figure with its noun
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Movement:
    """A word that says that something rose (+1) or fell (-1). `form` is ``verb``, ``noun`` or ``adverb``."""

    sign: int
    form: str


@lru_cache(maxsize=1)
def _movements() -> PatternTable[Movement]:
    return PatternTable(
        [(pattern, Movement(1 if sign == "+" else -1, form)) for pattern, form, sign in read_lines("movements.tsv")],
        VERB_ENDING,
    )


@lru_cache(maxsize=1)
def _comparisons() -> PatternTable[str]:
    return PatternTable([(row[0], row[0]) for row in read_lines("comparisons.tsv")], ANY_ENDING)


@lru_cache(maxsize=1)
def _sectors() -> PatternTable[str]:
    return PatternTable([(row[0], row[0]) for row in read_lines("sectors.txt")])


@lru_cache(maxsize=1)
def _general_nouns() -> PatternTable[str]:
    return PatternTable([(row[0], row[0]) for row in read_lines("general_nouns.txt")])


@lru_cache(maxsize=1)
def _currencies() -> dict[str, str]:
    return {row[0]: row[1] for row in read_lines("currencies.tsv")}


@lru_cache(maxsize=1)
def _connectives() -> PatternTable[str]:
    return PatternTable([(row[0], row[0]) for row in read_lines("connectives.txt")])


class Context:
    """One article as the claim rules see it. All spans are character offsets of `text`."""

    def __init__(
        self,
        text: str,
        *,
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
        stances: Stances,
        finder: TriggerFinder,
        gazetteer: Gazetteer,
        published: date | None = None,
        title: str | None = None,
        syntax: Syntax | None = None,
        parse: Doc | None = None,
        words: Words | None = None,
    ) -> None:
        self.text = text
        self.sentences = tuple(sentences)
        self.mentions = Placed(mentions)
        self.quantities = Placed(quantities)
        self.times = Placed(times)
        self.stances = stances
        self.finder = finder
        self.published = published
        self.title = title
        self.syntax = syntax
        self.parse = parse
        self.section_headings: dict[int, Span | None] = {}  # by paragraph, filled as they are asked for
        self.firsts: dict[int, Any] = {}  # by paragraph, filled as they are asked for
        self.kept: dict[object, dict[int, tuple[Any, Any]]] = {}  # by function and span: see `kept`
        self.tenses: dict[Span, str] = {}
        self.antecedents: dict[Mention, list[tuple[Mention, Features]]] = {}  # filled as they are asked for
        self.gazetteer = gazetteer
        self.scheme = finder.scheme
        self.words = words or Words(text)
        self._later = [start for start, _ in self.sentences[1:]]  # where the sentences after the first one begin

    def root(self, start: int, end: int) -> Token | None:
        """Return the head of the words between two offsets in the parser's own tree; None without one."""
        span = self.parse.char_span(start, end, alignment_mode="expand") if self.parse is not None else None
        return span.root if span is not None and len(span) else None

    def relation(self, quantity: Quantity, start: int, end: int) -> str:
        """Return how words stand to a figure in the dependency tree ("subject", "head" …); "" without a tree."""
        return self.syntax.relation((quantity.start, quantity.end), (start, end)) if self.syntax else ""

    @cached_property
    def triggers(self) -> Placed[Trigger]:
        """The words that name metrics; "Intesa" in "Intesa Sanpaolo" is none of them."""
        return Placed([t for t in self.finder.find(self.words) if not self._is_in_known_name(t)])

    def _is_in_known_name(self, trigger: Trigger) -> bool:
        named = [m for m in self.mentions.overlapping(trigger.start, trigger.end) if m.how == "alias"]
        return any(
            m.start <= trigger.start and trigger.end <= m.end and m.text != self.text[trigger.start : trigger.end]
            for m in named
        )

    @cached_property
    def things(self) -> Placed[Trigger]:
        """The nouns of countable things, whether a number stands beside them or not."""
        return Placed(self.finder.things(self.words))

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that the article writes, once for every amount."""
        return tuple(q.unit for q in self.quantities if is_currency(q.unit))

    @cached_property
    def salience(self) -> dict[str, float]:
        """How much of the article each name is about: its mentions, those of title and first lines counted double."""
        head = self.sentences[min(2, len(self.sentences) - 1)][1] if self.sentences else 0
        weights: dict[str, float] = {}
        for mention in self.mentions:
            weights[mention.name] = weights.get(mention.name, 0.0) + (2.0 if mention.start < head else 1.0)
        top = max(weights.values(), default=1.0)
        return {name: weight / top for name, weight in weights.items()}

    @cached_property
    def title_names(self) -> frozenset[str]:
        """The names of the article's first line."""
        return frozenset(m.name for m in self.mentions_in(self.sentences[0])) if self.sentences else frozenset()

    @cached_property
    def firms(self) -> dict[str, str]:
        """Whose firm is whose: the organisation that stands beside a person with an office ("ceo di X")."""
        return find_firms(self.words, self.sentences, self.mentions)

    @cached_property
    def movements(self) -> Placed[Match[Movement]]:
        """The words that say that something rose or fell; grants "a fondo perduto" lose nothing."""
        return Placed([m for m in _movements().find(self.words) if not self._is_granted(m)])

    def _is_granted(self, movement: Match[Movement]) -> bool:
        lost = self.text[movement.start : movement.end].lower().startswith("perdut")
        return lost and [w.lower for w in self.words.before(movement.start, 1)] == ["fondo"]

    @cached_property
    def comparisons(self) -> Placed[Match[str]]:
        return Placed(_comparisons().find(self.words))

    @cached_property
    def sectors(self) -> Placed[Match[str]]:
        return Placed(_sectors().find(self.words))

    @cached_property
    def general_nouns(self) -> Placed[Match[str]]:
        """The nouns of people, firms and things that are spoken of in general: "le imprese", "un utente"."""
        return Placed(_general_nouns().find(self.words))

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Offsets where a new clause begins: strong marks and connectives."""
        marks = [w.end for w in self.words.items if w.lower in {";", ":", "–", "—"}]
        return tuple(sorted({*marks, *(m.start for m in _connectives().find(self.words))}))

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence that holds `offset` (or the last one before it)."""
        return bisect_right(self._later, offset)

    def sentence(self, offset: int) -> Span:
        """Return the span of the sentence that holds `offset`."""
        return self.sentences[bisect_right(self._later, offset)]

    def paragraph(self, offset: int) -> Span:
        """Return the span of the line that holds `offset`: a paragraph, heading or bullet."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def clause(self, span: Span) -> Span:
        """Return the clause around `span`: what lies between the nearest breaks of its sentence."""
        start, end = self.sentence(span[0])
        for offset in self.breaks:
            if start < offset <= span[0]:
                start = offset
            elif span[1] <= offset < end:
                end = offset
                break
        return start, end

    def breaks_between(self, left: int, right: int) -> int:
        """Return how many clause breaks lie between two offsets; a whole parenthesis between them is none."""
        inside = self.text[left:right]
        depth = inside.count("(") - inside.count(")")
        first, last = bisect_right(self.breaks, left), bisect_right(self.breaks, right)
        skipped = (
            sum(self.parenthesis(offset) is not None for offset in self.breaks[first:last]) if "(" in inside else 0
        )
        return last - first - (0 if depth else skipped) + abs(depth)

    def parenthesis(self, offset: int) -> Span | None:
        """Return the span between the parentheses around `offset` in its sentence, or None."""
        start, end = self.sentence(offset)
        opening = self.text.rfind("(", start, offset)
        if opening < 0 or self.text.find(")", opening, offset) >= 0:
            return None
        closing = self.text.find(")", offset, end)
        return opening + 1, closing if closing >= 0 else end

    def is_bullet(self, span: Span) -> bool:
        """Say whether a sentence is a list item."""
        return bool(BULLET.match(self.text, span[0]))

    def introduction(self, offset: int) -> Span | None:
        """Return the line that introduces the list in which `offset` is an item, or None: "Prezzi via API:"."""
        k = self.sentence_index(offset)
        if not self.is_bullet(self.sentences[k]):
            return None
        while k >= 0 and self.is_bullet(self.sentences[k]):
            k -= 1
        span = self.sentences[k] if k >= 0 else None
        return span if span and self.text[span[0] : span[1]].endswith(":") else None

    def headed(self, offset: int) -> Span | None:
        """Return the sentence under a line that is hardly more than the figure at `offset`: "95%", or None."""
        k = self.sentence_index(offset)
        start, end = self.sentences[k]
        alone = len(self.words.within(start, end)) <= HEADLINE and self.paragraph(offset) == (start, end)
        return self.sentences[k + 1] if alone and k + 1 < len(self.sentences) else None

    def heading(self, offset: int) -> Span | None:
        """Return the last line before the list in which `offset` is an item, or None: "Google Cloud", "Prezzi:"."""
        if not self.is_bullet(self.sentence(offset)):
            return None
        start, _ = self.paragraph(offset)
        while start > 0:
            start, end = self.paragraph(start - 1)
            if end > start and not self.is_bullet((start, end)):
                return start, end
        return None

    def mentions_in(self, span: Span) -> list[Mention]:
        return self.mentions.within(*span)

    def counted_names(self, quantity: Quantity) -> list[Mention]:
        """Return the names that are what a quantity counts: inside its span, or right after it."""
        names = self.mentions.starting(quantity.number[1], quantity.end)
        if not names:
            names = [
                m for m in self.mentions.starting(quantity.end, quantity.end + 13) if self._is_counted(quantity, m)
            ]
        return [m for m in names if m.start >= quantity.number[1]]

    def _is_counted(self, quantity: Quantity, mention: Mention) -> bool:
        """Say whether a name right after a figure is what it counts ("di H100", "chip Nvidia"), not whose it is."""
        between = {w.lower for w in self.words.within(quantity.end, mention.start)}
        if not between <= _CHIPS | {"di"}:
            return False
        return mention.kind == "chip" or bool(between & _CHIPS) or (mention.kind == "product" and not between)

    def words_before(self, offset: int, count: int) -> list[Word]:
        """Return up to `count` words before `offset` in the same sentence."""
        return self.words.before(offset, count, self.sentence(offset)[0])

    def parent(self, name: str) -> str | None:
        """Return the owner or maker of a known entity, or None."""
        entity = self.gazetteer.get(name)
        return entity.parent if entity else None

    def currency_of(self, name: str) -> str | None:
        """Return the currency (ISO 4217) of a known entity's reports, of its owner or of its country, or None."""
        entity = self.gazetteer.get(name)
        if entity is None:
            return None
        owner = self.currency_of(entity.parent) if entity.parent and not entity.currency else None
        return entity.currency or owner or _currencies().get(entity.country or "")
