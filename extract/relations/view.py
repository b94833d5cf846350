"""One article as the relation rules see it: names with the phrase that each stands in, lists, topics, denials."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from extract.claims.context import Context, Span
from extract.claims.patterns import Match, PatternTable
from extract.claims.placed import Placed
from extract.claims.words import Word
from extract.entities.context import head_kinds
from extract.entities.demonyms import Origin, origin_of
from extract.entities.vocabulary import words as entity_words
from extract.records import Mention
from extract.relations.complements import after_complement
from extract.relations.joints import JOINTS, makes_list
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, PREPOSITIONS, key, listed
from extract.syntax import Tree

CREDIT = ("secondo", "stando", "riporta", "scrive", "riferisce")
LONGEST = 2000  # characters of a sentence that is read whole
LAST = "\U0010ffff"  # sorts after every letter
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before a name and belongs to it.

    Parameters
    ----------
    role : str
        The preposition that governs it ("di", "a", "da", …), ``secondo``, or ``bare``.
    start : int
        Offset where the phrase begins, its preposition left out.
    nouns : tuple of str
        Nouns that say what the name is ("startup", "modello"), nearest first.
    origin : Origin or None
        What an adjective of origin says ("la torinese X").
    own : bool
        Whether a possessive stands in it ("il suo modello X").
    """

    role: str
    start: int
    nouns: tuple[str, ...] = ()
    origin: Origin | None = None
    own: bool = False


class View:
    """One article as the relation rules see it. All spans are character offsets."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.text = ctx.text
        self.words = ctx.words
        self.tree = ctx.syntax.parsed if ctx.syntax is not None else Tree([], [], [], [])
        self._phrases: dict[int, Phrase] = {}
        self._matches: dict[PatternTable[Any], Placed[Match[Any]]] = {}
        self._ends = {m.end: m for m in ctx.mentions}
        self._starts = [m.start for m in ctx.mentions]
        self._forms = sorted(ctx.words.places)

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds an offset; of one that nobody writes, what is near."""
        start, end = self.ctx.sentence(offset)
        if end - start > LONGEST:
            return max(start, offset - LONGEST // 2), min(end, offset + LONGEST // 2)
        return start, end

    def names(self, span: Span, kinds: Iterable[str] | None = None) -> list[Mention]:
        """Return the names of a span, of some kinds only where `kinds` is given."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        found = [m for m in self.ctx.mentions[first:last] if m.end <= span[1]]
        return found if kinds is None else [m for m in found if m.kind in kinds]

    def cues(self, words: Collection[str] = (), stems: Collection[str] = ()) -> list[Word]:
        """Return the words of the text that are one of `words` or begin with one of `stems`, in text order."""
        places, known = self.words.places, self._forms
        forms = {form for form in words if form in places}
        for stem in stems:
            forms.update(known[bisect_left(known, stem) : bisect_left(known, stem + LAST)])
        return [self.words.items[i] for i in sorted(chain.from_iterable(places[form] for form in forms))]

    def matches(self, table: PatternTable[T]) -> Placed[Match[T]]:
        """Return where the patterns of a table stand, found once for all that ask."""
        if table not in self._matches:
            self._matches[table] = Placed(table.find(self.words))
        return self._matches[table]

    def lower(self, start: int, end: int) -> list[str]:
        """Return the words of a span in lower case."""
        return [word.lower for word in self.words.within(start, end)]

    def before(self, offset: int, count: int) -> list[str]:
        """Return up to `count` lower-case words before an offset, in its sentence."""
        return [word.lower for word in self.ctx.words_before(offset, count)]

    def after(self, offset: int, count: int) -> list[str]:
        """Return up to `count` lower-case words after an offset, in its sentence."""
        return [word.lower for word in self.words.after(offset, count, self.sentence(max(0, offset - 1))[1])]

    def phrase(self, mention: Mention) -> Phrase:
        """Return what stands before a name and belongs to it."""
        if mention.start not in self._phrases:
            self._phrases[mention.start] = self._read_phrase(mention)
        return self._phrases[mention.start]

    def role(self, mention: Mention) -> str:
        return self.phrase(mention).role

    def _read_phrase(self, mention: Mention) -> Phrase:
        start, nouns, origin, own = mention.start, [], None, False
        if self.before(start, 1) == ["("] and self.words.after(mention.end, 2, mention.end + 5)[1:]:
            after = [word.lower for word in self.words.after(mention.end, 2, mention.end + 5)]
            if after[0] == ")" and after[1] in {"-", "–", "—"}:
                return Phrase("secondo", start)  # "(Agenzia) - Il gruppo ha": the wire that reports
        back, i = list(reversed(self.ctx.words_before(mention.start, 12))), 0
        while i < len(back):
            word = back[i]
            home = self._home(word, mention)
            if home is not None:  # "la startup di Seul X": the place belongs to the noun
                while i < len(back) and back[i].start >= home:
                    i += 1
                start = home
                continue
            noun = after_complement(back, i) if mention.kind in ORGS else None
            if noun is not None:  # "la startup di robotica X"
                start, i = back[noun - 1].start, noun
                continue
            if word.lower == "ad" and i + 1 < len(back) and back[i + 1].lower in ARTICLES | {"dell'", "all'", "dall'"}:
                nouns.append("ad")
            elif PREPOSITIONS.get(word.lower) == "di" and self._people(back[i + 1 : i + 3]):
                nouns.append("azienda")
                start, i = back[i + 1].start, i + 2
                continue
            elif word.lower in PREPOSITIONS:
                return Phrase(PREPOSITIONS[word.lower], start, tuple(nouns), origin, own)
            elif word.lower in JOINTS:
                return Phrase(self._in_list(mention, word), start, tuple(nouns), origin, own)
            elif word.end in self._ends and word.start >= self._ends[word.end].start:
                break
            elif origin_of(key(word.lower)) and not word.capital:
                origin = origin or origin_of(key(word.lower))
            elif word.lower in listed("possessive"):
                own = True
            elif head_kinds().get(key(word.lower)):
                nouns.append(word.lower)
            elif not self._passed(word, mention):
                break
            start = word.start
            i += 1
        return Phrase("bare", start, tuple(nouns), origin, own)

    def _people(self, back: Sequence[Word]) -> bool:
        """Say whether words before "di" name a firm by its people: "dei francesi di X", "ai californiani di X"."""
        if len(back) < 2 or back[0].capital or not back[0].lower.endswith("i"):
            return False
        opens = back[1].lower in {"i", "gli"} or PREPOSITIONS.get(back[1].lower) is not None
        return opens and origin_of(key(back[0].lower)) is not None

    def _home(self, last: Word, mention: Mention) -> int | None:
        """Return where "di Seul" begins in "la startup di Seul X", or None."""
        place = self._ends.get(last.end)
        if place is None or place.kind != "place" or mention.kind not in ORGS:
            return None
        before = self.ctx.words_before(place.start, 2)
        joined = len(before) == 2 and before[1].lower == "di" and before[0].lower in listed("home")
        return before[1].start if joined else None

    def _passed(self, word: Word, mention: Mention) -> bool:
        if word.lower in ARTICLES or word.lower in listed("adjective") or word.lower in listed("naming"):
            return True
        if word.lower in {'"', "«", "“", "'"}:
            return True
        heads = key(word.lower) in entity_words("office_heads") or word.lower in listed("sibling")
        return (mention.kind == "person" and heads) or (
            key(word.lower) in entity_words("modifiers") and not word.capital
        )

    def _in_list(self, mention: Mention, joint: Word) -> str:
        """Return the role that a list hands on: "fornitore di A e B"."""
        other = self._ends.get(self._before_parenthesis(joint.start))
        if other is None or other.start >= mention.start:
            return "bare"
        role = self.role(other)
        if joint.lower == "," and self._is_apposition(mention):
            return "bare"
        return role if joint.lower != "," or role in {"di", "con", "tra", "da", "in", "su", "a"} else "bare"

    def _is_apposition(self, mention: Mention) -> bool:
        """Say whether what follows a comma is alone there, and so no member of a list: "di Hangzhou, X, ha"."""
        after = self.after(mention.end, 1)
        other = self.names((self.sentence(mention.start)[0], mention.start))
        return (bool(other) and other[-1].kind != mention.kind) or after[:1] not in ([","], ["e"], ["ed"])

    def _before_parenthesis(self, offset: int) -> int:
        """Return the end of the text before an offset, blanks and a parenthesis before it left out."""
        text = self.text[:offset].rstrip()
        if text.endswith(")"):
            text = text[: text.rfind("(")].rstrip()
        return len(text)

    def joined(self, first: Mention, names: Sequence[Mention], kinds: Iterable[str]) -> list[Mention]:
        """Return a name with those that a list joins to it: "A, 36 anni, B (Serie C) e dallo spagnolo C"."""
        kinds, found, end = frozenset(kinds), [first], first.end
        for name in names:
            mention = name
            if mention.start < end:
                continue
            if found[-1].kind in MADE and self._is_makers(mention, end):
                end = mention.end  # "A di X e B di Y"
                continue
            if found[-1].kind in ORGS and mention.kind == "place" and self._is_seat(mention, end):
                end = mention.end  # "A di Lodi, B e C"
                continue
            if kinds == {"person"} and self._looks_human(mention) and makes_list(self.lower(end, mention.start)):
                mention = replace(name, kind="person")
            guessed = mention.how == "name" and bool(kinds & ORGS) and mention.kind != "person"
            if mention.kind not in kinds and mention.kind != "unknown" and not guessed:
                if mention.kind in ("place", "organisation", "institution", "person") and self._in_aside(mention, end):
                    continue
                break
            start = self.phrase(mention).start
            gap = self.lower(end, start)
            again = gap[-1:] and PREPOSITIONS.get(gap[-1]) == self.role(first) == "di"  # "di A (6), di B e di C"
            beside = self.role(first) == "in" and {"insieme", "assieme"} & set(gap)
            if beside or not makes_list(gap[:-1] if again else gap):
                break  # "investe in X insieme a Y"
            if self.lower(start, mention.end)[:1][0] in {"un", "uno", "una", "un'"} or mention.how == "described":
                continue  # an apposition
            found.append(mention)
            end = mention.end
        return found

    def _looks_human(self, mention: Mention) -> bool:
        """Say whether a name that was guessed to be a firm's may as well be somebody's: "A e Amit Rao"."""
        words = mention.text.split()
        guessed = mention.how == "name" and mention.kind in ORGS and len(words) in (2, 3)
        plain = all(w[0].isupper() and w[1:].islower() and w.isalpha() for w in words)
        return guessed and plain and not {w.lower() for w in words} & listed("firm_word")

    def _is_seat(self, place: Mention, end: int) -> bool:
        """Say whether a place is where the firm sits that ends right before it: "A di Lodi, B"."""
        return self.lower(end, place.start) in (["di"], ["a"]) and self.after(place.end, 1) in ([","], ["e"], ["ed"])

    def _is_makers(self, mention: Mention, end: int) -> bool:
        """Say whether a firm is whose the name is that ends right before it: "A di X"."""
        gap = self.lower(end, mention.start)
        return mention.kind in ORGS and len(gap) == 1 and PREPOSITIONS.get(gap[0]) == "di"

    def _in_aside(self, mention: Mention, end: int) -> bool:
        gap = self.lower(end, mention.start)
        return gap[:1] in ([","], ["("]) and len(gap) <= 6

    def maker(self, name: str) -> str | None:
        """Return the known organisation that a product or model comes from, through its family, or None."""
        parent = self.ctx.gazetteer.get(self.ctx.parent(name) or "")
        while parent is not None and parent.kind not in ORGS:
            parent = self.ctx.gazetteer.get(parent.parent) if parent.parent else None
        return parent.name if parent else None

    def in_name(self, offset: int) -> bool:
        """Say whether an offset lies in a name."""
        first = bisect_right(self._starts, offset)
        return any(m.start <= offset < m.end for m in self.ctx.mentions[max(0, first - 2) : first])

    def at(self, offset: int) -> Mention | None:
        """Return the name that an offset lies in; of two, the one that begins last."""
        last = bisect_right(self._starts, offset)
        inside = [m for m in self.ctx.mentions[max(0, last - 3) : last] if offset < m.end]
        return inside[-1] if inside else None

    def fitting(self, mention: Mention, kinds: Iterable[str]) -> Mention | None:
        """Return a name if it is of some kinds; one that could be two things is what fits: "ha adottato Gemini"."""
        if mention.kind in kinds:
            return mention
        known = self.ctx.gazetteer.get(mention.name) if mention.kind == "unknown" else None
        if known is not None and known.kind in kinds:
            return replace(mention, name=known.name, kind=known.kind)
        return None

    def ending(self, offset: int) -> Mention | None:
        """Return the name that ends right before an offset, a parenthesis after it left out."""
        return self._ends.get(self._before_parenthesis(offset))

    def topic(self, offset: int, kinds: Iterable[str], back: int = 3) -> Mention | None:
        """Return whom the sentences before an offset are about: the subject of the nearest one, in its paragraph."""
        kinds = frozenset(kinds)
        here = self.ctx.sentence_index(offset)
        start, _ = self.ctx.paragraph(offset)
        for index in range(here - 1, max(-1, here - 1 - back), -1):
            span = self.ctx.sentences[index]
            if span[0] < start:
                break
            bare = [m for m in self.names(span, kinds) if self.role(m) == "bare"]
            if bare:
                return bare[0]
        return None

    def main(self, offset: int, kinds: Iterable[str]) -> Mention | None:
        """Return the last mention before an offset of the name of some kinds that the article is most about."""
        found = self.names((0, offset), kinds)
        if not found:
            return None
        best = max(found, key=lambda m: (self.ctx.salience.get(m.name, 0.0), -m.start))
        return next(m for m in reversed(found) if m.name == best.name)

    def denied(self, start: int, end: int) -> bool:
        """Say whether the clause around a cue denies it ("non ha acquisito"), or asks."""
        sentence = self.sentence(start)
        before = [w.lower for w in self.ctx.words_before(start, 5)]
        while before and {";", ":", "che"} & set(before[:-1]):
            before = before[1:]
        inside = self.lower(start, end)
        if listed("negation") & {*before[-5:], *inside[:1]}:
            return not ("solo" in before or "soltanto" in before)
        return self.text[sentence[0] : sentence[1]].rstrip().endswith("?")

    @cached_property
    def measuring(self) -> frozenset[int]:
        """The offsets of the words that are of figures and times, which no reach counts."""
        quantities, times = self.ctx.quantities, self.ctx.times
        spans = chain(((q.start, q.end) for q in quantities), ((t.start, t.end) for t in times))
        return frozenset(word.start for span in spans for word in self.words.within(*span))

    def reach(self, start: int, end: int) -> int:
        """Return how many words lie between two offsets, without figures, times and adverbs."""
        words = self.words.within(start, end)
        return sum(w.start not in self.measuring and w.lower not in listed("between") for w in words)
