"""Sources over an article: which one a paper without a name stands for, and how far a report or survey holds on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.records import Mention
from extract.stance.attribution import Attribution
from extract.stance.introductions import NAMED
from extract.stance.lexicon import closed
from extract.stance.sources import Source

_WORDS = "introduction.tsv"
_PARAGRAPH = 12  # sentences over which a credit is looked for
_BACK = 3  # sentences after which "la banca" is no longer the house that was credited
_SPEAKS_ON = 2  # sentences over which a verb of saying without a subject goes on with the last speaker
_NEAR = 40  # words before "a suo giudizio" in which its person stands
_OPENING = 4  # words of a sentence in which a new story opens
_BULLETS = {"-", "•", "–", "*", "·", "▪", "—"}
_OWN_NEWS = {
    "annunciato",
    "annuncia",
    "presentato",
    "presenta",
    "lanciato",
    "lancia",
    "comunicato",
    "promesso",
    "varato",
}
Bounds = Sequence[tuple[int, int]]


def resume(found: Sequence[Sequence[Source]], people: Sequence[tuple[int, Mention]]) -> list[list[Source]]:
    """Return the sources of each sentence, those without a name as the source named before that they stand for.

    "Lo studio" is the last one that was credited, "la rivista" the last outlet; without any the credit is dropped. A
    verb of saying without a subject ("assicura", "ha aggiunto") goes on with whoever spoke last.
    """
    out: list[list[Source]] = []
    houses: list[tuple[int, Source]] = []
    speaker, spoke = None, 0
    for n, sources in enumerate(found):
        own: list[Source] = []
        named = next((source for source in sources if source.via and source.via[:1].isupper()), None)
        for source in sources:
            known: Source | None = source
            if source.noun == NAMED:
                houses.append((n, source))
                continue
            if named and source.via in closed("generic", _WORDS):
                known = replace(source, via=named.via, kind="estimate" if named.kind == "estimate" else source.kind)
            elif source.kind == "same":
                known = _said_on(source, speaker if n - spoke <= _SPEAKS_ON else None, people)
            elif source.noun:
                beside = named and named.kind not in ("outlet", "rumour") and source.noun in closed("generic", _WORDS)
                known = _named_before(source, [(n, named)] if named and beside else houses, n)
            if known is None and source.via:
                known = replace(source, noun="")  # a paper that nobody is named for
            if known is None:
                continue
            own.append(known)
            if known.speaker and known.kind == "person":
                speaker, spoke = known, n
            if known.via and known.via[:1].isupper():
                houses.append((n, known))
        out.append(own)
    return out


def _said_on(source: Source, speaker: Source | None, people: Sequence[tuple[int, Mention]]) -> Source | None:
    """Return whoever spoke last, or the person named last: "a suo giudizio"."""
    if speaker:
        return replace(source, speaker=speaker.speaker, kind=speaker.kind)
    name = next((mention.name for i, mention in reversed(people) if 0 < source.index - i < _NEAR), None)
    return replace(source, speaker=name, kind="person") if name else None


def _named_before(source: Source, houses: Sequence[tuple[int, Source]], n: int) -> Source | None:
    press = source.noun in closed("press", _WORDS)
    corporate = source.noun in closed("corporate", _WORDS)
    for place, house in reversed(houses):
        if corporate and n - place > _BACK:
            return None
        if (house.kind in ("outlet", "rumour")) == press:
            kind = "estimate" if house.kind == "estimate" else source.kind
            return replace(source, via=house.via, kind=house.kind if press else kind, noun="")
    return None


class Holding:
    """The report or survey that holds on in each sentence of an article, if any (rule 12).

    Parameters
    ----------
    finder : Attribution
        The names and words of the article.
    bounds : sequence of (int, int)
        The tokens of each sentence, the end exclusive.
    paragraphs : sequence of int
        The paragraph of each sentence, -1 for the title.
    sources : sequence of sequence of Source
        The sources of each sentence.
    """

    def __init__(
        self, finder: Attribution, bounds: Bounds, paragraphs: Sequence[int], sources: Sequence[Sequence[Source]]
    ) -> None:
        self.finder, self.bounds, self.paragraphs, self.sources = finder, bounds, paragraphs, sources
        self._openings = {first for first, _ in bounds}

    def held(self) -> list[Source | None]:
        """Return for each sentence the source that was set before it and still holds."""
        held: Source | None = None
        wide: Source | None = None
        home = -1  # the paragraph that brought in what the whole article reports
        left, off = 0, False  # sentences that a house without a paper still holds for; whether others speak here
        names: set[str] = set()  # of the sentence that brought the source in
        out: list[Source | None] = []
        for n in range(len(self.bounds)):
            if n and self.paragraphs[n] != self.paragraphs[n - 1] and not self._is_bullet(n):
                held, off = wide, self._opens_other_story(n, names)
            setting = [source for source in self.sources[n] if source.sets]
            if setting:
                held, off = max(reversed(setting), key=lambda source: (source.named, source.back)), False
                left = _PARAGRAPH if held.named else 2 if held.local else 1
                names = self._names(n)
                if held.via and self._is_about_all(held, n):
                    wide, home = held, self.paragraphs[n]
            elif held is not wide:
                left -= 1
                if held and not held.named and self._opens_other_story(n, names):
                    left = 0
                held = held if left > 0 else wide
            others = any(source.kind == "party" for source in self.sources[n])
            elsewhere = held is wide and not setting and self.paragraphs[n] != home
            off = off or others or (elsewhere and self._turns_away(n, names))
            out.append(None if off and not setting else held)
        self._hold_before(out)
        return out

    def _is_about_all(self, source: Source, n: int) -> bool:
        """Say whether a source is what the whole article reports: of the title, or brought in by lead or next lines."""
        paragraph = self.paragraphs[n]
        opening = source.index - self.bounds[n][0] < _OPENING
        own_paper = (source.via or "").startswith(tuple(closed("disclosures", _WORDS)))
        if not own_paper and not (source.via or "")[:1].isupper():
            return False
        if paragraph <= 0:
            return paragraph < 0 or (source.named and (source.back or opening or source.kind == "document"))
        return paragraph == 1 and source.named and own_paper

    def _turns_away(self, n: int, names: set[str]) -> bool:
        """Say whether a sentence that only stands under the article's source turns to others and what they do."""
        a, b = self.bounds[n]
        if any(source.kind == "person" for source in self.sources[n]) or self._is_own_news(n):
            return True
        of = closed("of_whom", _WORDS)
        if self._is_bullet(n) or self.finder.norm(a) in closed("ranks", _WORDS):
            return False
        return any(
            i in self.finder.names and self.finder.norm(i - 1) not in of and self._is_other(i, names)
            for i in range(a, b)
        )

    def _hold_before(self, out: list[Source | None]) -> None:
        """Let "emerge dallo studio" and "a dirlo è X" hold for what stands before them in the paragraph."""
        for n in range(len(out) - 1, 0, -1):
            if out[n] and any(s.back and s.sets for s in self.sources[n]):
                m = n - 1
                while m >= 0 and out[m] is None and self.paragraphs[m] == self.paragraphs[n]:
                    out[m], m = out[n], m - 1

    def _names(self, n: int) -> set[str]:
        a, b = self.bounds[n]
        return {mention.name for i, (_, mention) in self.finder.names.items() if a <= i < b}

    def _is_bullet(self, n: int) -> bool:
        a, b = self.bounds[n]
        return a < b and self.finder.norm(a) in _BULLETS

    def _is_own_news(self, n: int) -> bool:
        a, b = self.bounds[n]
        return any(self.finder.norm(i) in _OWN_NEWS for i in range(a, b))

    def _opens_other_story(self, n: int, names: set[str]) -> bool:
        """Say whether a sentence turns to somebody else: "Intanto …", "Acme ha …"."""
        a, b = self.bounds[n]
        opening = range(a, min(a + _OPENING, b))
        if any(self.finder.norm(i) in closed("aside", _WORDS) for i in opening):
            return True
        return any(i in self.finder.names and self._is_other(i, names) for i in opening)

    def _is_other(self, i: int, names: set[str]) -> bool:
        mention = self.finder.names[i][1]
        first = i in self._openings
        acting = mention.kind in ("organisation", "institution", "person", "unknown", *(("place",) if first else ()))
        stands_for = mention.how in ("anaphor", "description", "office", "title", "dateline", "byline")
        if self.finder.norm(self.finder.names[i][0]) == "(":
            return False  # "Acme (12%), Beta (7%)": those that are counted
        return acting and not stands_for and mention.name not in names and self.finder.house(i) is None
