"""Who says it: speakers and credited sources, read off verbs of saying and words such as *secondo*."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extract.periods.lexicon import units
from extract.periods.tense import is_participle
from extract.records import Mention
from extract.stance.introductions import introductions
from extract.stance.lexicon import closed, table
from extract.stance.sources import FIRMS, HOLD, PEOPLE, REACH, Source, Sources
from extract.stance.verbs import tense

_BACK = 40  # words before a verb of saying in which its subject may stand
_PUBLIC = ("intervista", "colloquio", "podcast", "editoriale", "articolo", "inchiesta", "scoop", "servizio")
_FROM_A_PAPER = {
    *("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
    *("nel", "nello", "nella", "nell'", "nei", "negli", "nelle"),
}
_PHRASES = {("fatto", "sapere"), ("fa", "sapere"), ("fanno", "sapere"), ("a", "dire"), ("reso", "noto"), ("di", "dire")}
_OPENS_AFTER = {"base": {"in"}, "parole": {"nelle"}, "giudizio": {"a"}}  # "in base ai dati di X", "a giudizio di X"
_OPENS_BEFORE = {"a", "ai", "al", "alla", "alle", "agli", "all'", "allo", "di", "del", "della", "dell'", "dei", "degli"}
_OFFICE_REACH = 12  # words from an office to the name of who holds it
_DOCUMENT_REACH = 14  # words before "secondo cui" in which its document stands


@cache
def _openers() -> frozenset[str]:
    """The words of which one stands where a source is credited."""
    papers = {word for word, kind in table("sources.tsv").items() if kind in ("document", "count")}
    verbs = {*table("speech.tsv"), *(verb for _, verb in _PHRASES)}
    classes = ("opens", "reckons", "emerges", "on", "issued", "views")
    return frozenset({*_PUBLIC, "analisti", "dati", *papers, *verbs}.union(*(closed(kind) for kind in classes)))


class Attribution(Sources):
    """Finds the sources of a sentence."""

    def find(self, first: int, last: int) -> list[Source]:
        """Return the sources that tokens `first` to `last` (exclusive) credit, in order."""
        found: list[Source] = []
        told = any(table("speech.tsv").get(word) for word in self.norms(first + 1, min(4, last - first - 1)))
        back = (self.norm(first) in ("lo", "l'") and told) or self.norms(first, 2) == ("è", "quanto")
        depth = 0
        for i in range(first, last):
            word = self.norm(i)
            depth = depth + 1 if word in "«“" and word else max(0, depth - 1) if word in "»”" and word else depth
            if word not in _openers():
                continue
            source = self._opened(i, last, first) or self._document(i, first, last) or self._reckoned(i, first, last)
            if source is None and depth == 0:
                source = self._said(i, first, last)
            if source:
                joined = self.norm(i - 1) in ("e", "ed", "ma", "mentre", "poi", "però")
                forward = joined and self.norm(i) in closed("opens")
                if source.kind in ("person", "party") and table("speech.tsv").get(self.norm(i)):
                    forward = forward or (not back and self.norm(i + 1) in ("che", "di", "d'"))
                found.append(replace(source, index=i, back=back, forward=forward and i > first))
        if titled := self._titled(first, last):
            found.append(titled)
        found += introductions(self, first, last)
        return sorted(found, key=lambda source: source.index)

    def _titled(self, first: int, last: int) -> Source | None:
        """Return the house that a headline opens with: ``Gartner: spesa a 2.000 miliardi``."""
        known = self.house(first)
        end = self.names[first][0] if first in self.names else first + 1
        while end in self.within:
            end += 1
        if known is None or end >= last or self.norm(end) != ":" or known[1] not in ("estimate", "count"):
            return None
        return Source(None, known[0], known[1], first, sets=True)

    def _opened(self, i: int, last: int, first: int) -> Source | None:
        """``secondo X``, ``stando a X``, ``a detta di X``, ``per gli analisti``."""
        word = self.norm(i)
        if word not in closed("opens"):
            return None
        if word in ("secondo", "per") and self.norm(i + 1) in ("cui", "quale", "quali", "il", "la", "le", "i"):
            relative = self.norm(i + 1) == "cui" or self.norm(i + 2) in ("quale", "quali")
            if relative:
                return self._antecedent(i, first) if word == "secondo" else None
        if word == "secondo" and (self.norm(i + 1) in units() or self.norm(i + 1) in closed("own")):
            return None
        if word in ("detta", "sentire") and self.norm(i - 1) != "a":
            return None
        if word in _OPENS_AFTER and (
            self.norm(i - 1) not in _OPENS_AFTER[word] or self.norm(i + 1) not in _OPENS_BEFORE
        ):
            return None
        if word == "parola" and self.norm(i + 1) != "di":
            return None
        if word == "per" and i > first and self.norm(i - 1) not in (",", ";", ":", ".", "–", "e", "ma", "sempre"):
            return None
        after = self.norm(i + 1)
        if word == "per" and not (after in closed("article") or i + 1 in self.names or self._outlet(i + 1)):
            return None
        source = self.source(i + 1, last)
        if word == "per" and i + 2 in self.names and self.names[i + 2][1].how == "description":
            return None
        if source and word == "per" and source.kind not in ("estimate", "person", "count", "outlet"):
            return None
        return source

    def _antecedent(self, i: int, first: int) -> Source | None:
        """Return the document that "secondo cui" goes on with: ``uno studio di X, secondo cui``."""
        for j in range(i - 1, max(first, i - _DOCUMENT_REACH) - 1, -1):
            if table("sources.tsv").get(self.norm(j)) in ("document", "count", "estimate", "note", "outlet"):
                return self.source(j, i)
            if known := self._outlet(j):
                return Source(None, known[0], known[1], i, sets=known[1] in HOLD)
        return None

    def _reckoned(self, i: int, first: int, last: int) -> Source | None:
        """``IDC calcola``, ``stima Forbes``, ``gli analisti di X valutano``: a house and its verb of reckoning."""
        if self.norm(i) not in closed("reckons"):
            return None
        j = i - 1
        while j > first and (self.norm(j) in closed("between") or self.norm(j) in ("si", "ne", "ci", "lo", "la", "le")):
            j -= 1
        if self.norm(j) in closed("auxiliary"):
            j -= 1
        for start in range(j, max(first - 1, j - 6), -1):
            known = self.house(start)
            if known and known[1] == "outlet" and self.norm(i) in closed("hearsay"):
                known = known[0], "rumour"
            if known and self.norm(start - 1) not in closed("oblique") | closed("opens") | {",", "(", "di"}:
                end = self.names[start][0] if start in self.names else start + 1
                return self._credit(known, i) if end > j - 2 else None
        for start in range(i + 1, min(i + 5, last)):
            known = self.house(start)
            if known:
                return self._credit(known, i) if self.norm(start - 1) not in closed("oblique") else None
            if self.norm(start) in ("stessi", "stesse", "medesimi", "medesime"):
                continue
            if self.norm(start) not in closed("article") and self.norm(start) not in closed("between"):
                if table("sources.tsv").get(self.norm(start)) in ("estimate", "count"):
                    return self.source(start, last)
                break
        return self._subject_phrase(i, first) or self._opening_house(j, i, first)

    def _opening_house(self, j: int, i: int, first: int) -> Source | None:
        """Return the house that opens the sentence, with a clause about it before its verb: ``X, che …, calcola``."""
        start = first + 1 if self.norm(first) in closed("article") else first
        known = self.house(start) if self.norm(j) == "," else None
        end = self.names[start][0] if start in self.names else start + 1
        return self._credit(known, i) if known and self.norm(end) in (",", "(") else None

    def _subject_phrase(self, i: int, first: int) -> Source | None:
        """Return the house whose people or paper are the subject: ``gli economisti di X``, ``l'osservatorio di X``."""
        for j in range(i - 1, max(first, i - _DOCUMENT_REACH) - 1, -1):
            listed = table("sources.tsv").get(self.norm(j))
            if listed in ("estimate", "count", "document") and self.norm(j - 1) in closed("article"):
                source = self.source(j, i)
                return source if source and source.via else None
            if self.norm(j) in (";", ":", ".", "«", "»", "“", "”"):
                return None
        return None

    def _credit(self, known: tuple[str, str], i: int) -> Source:
        own = known[1] == "outlet" and self.norm(i).startswith(("stim", "calcol"))  # a paper's own reckoning
        return Source(None, known[0], "estimate" if own else known[1], i, sets=known[1] in HOLD, local=True)

    def _document(self, i: int, first: int, last: int) -> Source | None:
        """``emerge dal rapporto di X``, ``i dati X``, ``X ha pubblicato uno studio``, ``il sondaggio rivela``."""
        word = self.norm(i)
        if word in closed("emerges") and self.norm(i + 1) in _FROM_A_PAPER:
            source = self.source(i + 2, last)
            return source if source and source.kind in ("document", "note", "count", "estimate") else None
        published = self.outlets.get(i + 1, ("", ""))[1] == "outlet" and i + 1 not in self.inside
        if (
            published
            and word in closed("on")
            and (i == first or self.norm(i - 1) in (",", "detto", "spiegato", "dichiarato"))
        ):
            return Source(None, self.outlets[i + 1][0], "outlet", i)
        if word in _PUBLIC:
            for j in range(i + 2, min(i + 5, last)):
                known = self.house(j)
                if known and self.norm(i + 1) in closed("oblique"):
                    return Source(None, known[0], "outlet", i)
        if word in closed("issued") and self.norm(i - 1) in ("ha", "hanno"):
            return self._published(i, first, last)
        listed = table("sources.tsv").get(word)
        if word == "analisti" and i == first + 1 and self.norm(i + 1) in ("di", "della", "del", "dell'"):
            return self.source(i, last)
        if listed in ("document", "count") and i > first and self.reports(i, last):
            return self.source(i, last)
        if word == "dati" and (i + 1 in self.names or self._outlet(i + 1)):
            source = self.source(i, last)
            return source and Source(source.speaker, source.via or source.speaker, "count", i, sets=True, named=True)
        return None

    def _published(self, i: int, first: int, last: int) -> Source | None:
        nouns = [self.norm(j) for j in range(i + 1, min(i + 5, last))]
        if not any(table("sources.tsv").get(noun) in ("document", "count") for noun in nouns):
            return None
        for j in range(i - 1, max(first, i - _BACK) - 1, -1):
            known = self._outlet(j)
            name = known[0] if known else self.names[j][1].name if j in self.names else None
            if name:
                agency = any(
                    table("sources.tsv").get(self.norm(k)) == "estimate" for k in range(max(first, i - _BACK), i)
                )
                estimate = agency or bool(known and known[1] == "estimate")
                return Source(None, name, "estimate" if estimate else "document", i, sets=True, named=True)
        return None

    def reports(self, i: int, last: int) -> bool:
        """Say whether a document is the subject of a verb of saying: ``il rapporto rivela che``."""
        ahead = [self.norm(j) for j in range(i + 1, min(i + 14, last))]
        return any(table("speech.tsv").get(word) for word in ahead) and self.norm(i - 1) in closed("article")

    def _said(self, i: int, first: int, last: int) -> Source | None:
        kind = table("speech.tsv").get(self.norm(i))
        if kind is None and (self.norm(i - 1), self.norm(i)) in _PHRASES:
            kind = "announce"
        if kind is None and self.norm(i) in closed("views") and self.norm(i - 1) in ("suo", "loro"):
            return Source(None, None, "same", i)
        if kind is None:
            return None
        told = self._subject_before(i, PEOPLE) if kind == "carry" and self.norm(i - 1) in closed("auxiliary") else None
        if told:
            kind = "say"
        if kind == "carry":
            j = i + 1
            while self.norm(j) in ("da", "dal", "dalla", "dall'", "il", "la", "lo", "l'", "anche"):
                j += 1
            source = self.source(j, min(last, j + 5)) if j < last else None
            if source and source.kind != "role":
                agent = is_participle(self.norm(i)) and self.norm(i + 1) in _FROM_A_PAPER
                via = source.via or source.speaker
                return replace(source, speaker=None, via=via, local=True, tight=agent, sets=source.sets and not agent)
            left = self._outlet_left(i, first)
            return left
        if self.norm(i) in closed("transitive") and not self._goes_on(i + 1):
            return None
        allowed = PEOPLE if kind in ("announce", "plan", "claim") else (*PEOPLE, *FIRMS)
        reach = REACH * 2 if self.norm(first) in ("lo", "l'") else REACH  # "Lo ha detto, nella call di ieri, X"
        mention = self._role(i, last) or self._subject_before(i, allowed)
        mention = mention or self._subject_right(i, last, allowed, reach)
        if mention is None and kind != "plan":
            mention = self._subject_left(i, first, allowed)
        if mention is None and kind == "say" and self._is_aside(i, first):
            own = self._acting(i, first)
            return Source(own.name, None, "person", i) if own else Source(None, None, "same", i)
        if mention is None:
            return None
        house = self.kind_of(mention) or self._stands_for_house(mention)
        if house:
            return Source(None, mention.name, house, i, sets=house in ("estimate", "count"))
        return Source(mention.name, None, "person" if mention.kind in PEOPLE else "party", i)

    def _is_aside(self, i: int, first: int) -> bool:
        """Say whether a verb of saying has no subject: ``…, ha aggiunto, …``, ``Assicura che``."""
        j = i
        while j > first and (self.norm(j - 1) in closed("auxiliary") or self.norm(j - 1) in closed("between")):
            j -= 1
        return (j == first or self.norm(j - 1) in (",", "»", "”", '"', "–")) and self.norm(i + 1) in (
            *(",", ".", ":", "che", "–", "«", "“"),
        )

    def _acting(self, i: int, first: int) -> Mention | None:
        """Return the one person of a sentence that may be who says: no object of a preposition, before the verb."""
        named = {
            self.names[j][1].name: self.names[j][1]
            for j in range(first, i)
            if j in self.names and self.names[j][1].kind in PEOPLE and self.norm(j - 1) not in closed("oblique")
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _goes_on(self, i: int) -> bool:
        """Say whether what is said follows at a token, or a name does: "sostiene che", "sostiene Neri"."""
        while self.norm(i) in closed("between") or self.norm(i) in ("però", "tuttavia", "dunque", "comunque"):
            i += 1
        after = ("che", "di", ":", "«", "“", '"', ",", "il", "la", "l'", "lo")
        return i < len(self.tokens) and (self.norm(i) in after or self.tokens[i].text[:1].isupper())

    def _role(self, i: int, last: int) -> Mention | None:
        """Return the person that an office after or before the verb stands for: ``ammette la fondatrice``."""
        after = [self.norm(j) for j in range(i + 1, min(i + 4, last))]
        before = [self.norm(j) for j in range(max(0, i - 5), i)]
        while before and (before[-1] in closed("auxiliary") or before[-1] in closed("between")):
            before.pop()
        inverted = len(after) > 1 and after[0] in closed("article") and after[1] in closed("offices")
        direct = len(before) > 1 and before[-1] in closed("offices") and before[-2] in closed("article")
        if not inverted and not direct:
            return None
        if inverted and (named := self._holder(i + 3, last)):
            return named
        office, article = (after[1], after[0]) if inverted else (before[-1], before[-2])
        woman = article in ("la", "una") or office.endswith("trice")
        earlier = [mention for index, mention in self.people if index < i]
        fitting = (
            [m for m in earlier if m.name.split()[0].endswith(("a", "e")) == woman] if article != "l'" else earlier
        )
        found = fitting or earlier
        return found[-1] if found else None

    def _holder(self, i: int, last: int) -> Mention | None:
        """Return the person named behind an office: ``spiega il direttore della divisione cloud, Luca Neri``."""
        for j in range(i, min(i + _OFFICE_REACH, last)):
            if j in self.names and self.names[j][1].kind in PEOPLE:
                return self.names[j][1]
            if self.norm(j) in ("che", ".", ";", ":", "«", "“", "»", "”", '"') or tense(self.tokens, j):
                return None
        return None

    def _outlet_left(self, i: int, first: int) -> Source | None:
        for j in range(i - 1, max(first, i - 6) - 1, -1):
            known = self._outlet(j)
            if known:
                return Source(None, known[0], known[1], i, local=True)
        return None

    def _subject_before(self, i: int, allowed: tuple[str, ...]) -> Mention | None:
        """Return the name that ends right before the verb and its auxiliary: ``Neri ha detto``."""
        j = i
        while j > 0 and (self.norm(j - 1) in closed("auxiliary") or self.norm(j - 1) in closed("between")):
            j -= 1
        for first in range(j - 1, max(-1, j - 7), -1):
            if first in self.names and self.names[first][0] == j and self.norm(first - 1) not in closed("oblique"):
                mention = self.names[first][1]
                return mention if mention.kind in allowed else None
        return None

    def _subject_right(self, i: int, last: int, allowed: tuple[str, ...], reach: int) -> Mention | None:
        for j in range(i + 1, min(i + reach, last)):
            if j in self.names and self.norm(j - 1) not in closed("oblique"):
                mention = self.names[j][1]
                return mention if mention.kind in allowed else None
            if self.norm(j) in closed("stop") or tense(self.tokens, j):
                return None
        return None

    def _subject_left(self, i: int, first: int, allowed: tuple[str, ...]) -> Mention | None:
        depth = 0
        best: Mention | None = None
        for j in range(i - 1, max(first, i - _BACK) - 1, -1):
            word = self.norm(j)
            depth += (word in ")»”") - (word in "(«“") if word else 0
            if word in (";", ":") and best is None and depth <= 0:
                return None
            if depth <= 0 and j in self.names and self.norm(j - 1) not in closed("oblique"):
                mention = self.names[j][1]
                if mention.kind in PEOPLE and mention.kind in allowed:
                    return mention
                if mention.kind in allowed and best is None:
                    best = mention
        return best
