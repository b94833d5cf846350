"""Who says it: speakers and credited sources, read off verbs of saying and words such as *secondo*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.periods.lexer import Token
from extract.periods.lexicon import units
from extract.records import Mention
from extract.stance.introductions import introductions
from extract.stance.lexicon import closed, outlets, table
from extract.stance.verbs import tense

_PEOPLE = ("person",)
_FIRMS = ("organisation", "institution", "unknown")
_REACH, _BACK = 9, 40
_HOLD = ("estimate", "count", "document")
_ANAPHORS = ("anaphor", "description", "office")
_LOWER = {"la", "il"}  # how the name of a newspaper may begin
_PUBLIC = ("intervista", "colloquio", "podcast", "editoriale", "articolo", "inchiesta", "scoop", "servizio")
_FROM_A_PAPER = {
    *("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
    *("nel", "nello", "nella", "nell'", "nei", "negli", "nelle"),
}
_DOCUMENT_REACH = 14  # words before "secondo cui" in which its document stands


@dataclass(frozen=True, slots=True)
class Source:
    """A credited source: a speaker, a via, or neither ("gli analisti"); `kind` as in ``sources.tsv``."""

    speaker: str | None
    via: str | None
    kind: str
    index: int  # token where the credit stands
    back: bool = False  # "Lo ha detto X": credits what stands before
    sets: bool = False  # holds on: a report, a survey
    local: bool = False  # of a verb: does not reach what another clause tells before it
    named: bool = False  # credited by a word for a paper or survey, which holds for the paragraph
    tight: bool = False  # before it, reaches no further than the next comma
    forward: bool = False  # reaches nothing before it: "e secondo X …"
    noun: str = ""  # of a source without a name: the word that may stand for one named before


class Attribution:
    """Finds the sources of a sentence.

    Parameters
    ----------
    tokens : sequence of Token
        Of the whole text.
    mentions : sequence of Mention
        Names of the text.
    """

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        starts = {token.start: i for i, token in enumerate(tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(tokens)}
        self.names: dict[int, tuple[int, Mention]] = {}
        for mention in mentions:
            first, last = starts.get(mention.start), ends.get(mention.end)
            if first is not None:
                self.names[first] = (last or first + 1, mention)
        self.inside = {i for first, (last, _) in self.names.items() for i in range(first + 1, last)}
        self.outlets: dict[int, tuple[str, str]] = {}
        self.within: set[int] = set()  # inside the name of an outlet
        covered = -1
        for i, token in enumerate(tokens):
            known = self._listed(i) if token.text[:1].isupper() or token.text in _LOWER else None
            if known and i >= covered:
                self.outlets[i] = known[:2]
                covered = i + known[2]
                self.within.update(range(i + 1, covered))
        self.people = [(i, mention) for i, (_, mention) in sorted(self.names.items()) if mention.kind in _PEOPLE]

    def find(self, first: int, last: int) -> list[Source]:
        """Return the sources that tokens `first` to `last` (exclusive) credit, in order."""
        found: list[Source] = []
        told = any(table("speech.tsv").get(word) for word in self.norms(first + 1, min(4, last - first - 1)))
        back = (self.norm(first) in ("lo", "l'") and told) or self.norms(first, 2) == ("è", "quanto")
        depth = 0
        for i in range(first, last):
            word = self.norm(i)
            depth = depth + 1 if word in "«“" and word else max(0, depth - 1) if word in "»”" and word else depth
            source = self._opened(i, last, first) or self._document(i, first, last) or self._reckoned(i, first, last)
            if source is None and depth == 0:
                source = self._said(i, first, last)
            if source:
                forward = self.norm(i) in closed("opens") and self.norm(i - 1) in ("e", "ma", "mentre", "poi", "però")
                found.append(replace(source, index=i, back=back, forward=forward and i > first))
        found += introductions(self, first, last)
        return sorted(found, key=lambda source: source.index)

    def is_anaphor(self, i: int) -> bool:
        """Say whether the words at a token stand for a name before: ``l'azienda``."""
        near = [self.names[j][1] for j in (i, i - 1, i + 1) if j in self.names]
        return any(mention.how in _ANAPHORS for mention in near)

    def unnamed(self, noun: str, kind: str, i: int) -> Source:
        """Return a source that is only called by a noun: ``lo studio``."""
        return Source(None, None, kind, i, sets=True, named=True, noun=noun)

    def norms(self, i: int, count: int) -> tuple[str, ...]:
        """Return the normal forms of `count` tokens."""
        return tuple(token.norm for token in self.tokens[i : i + count])

    def norm(self, i: int) -> str:
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

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
                return Source(None, known[0], known[1], i, sets=known[1] in _HOLD)
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
        return Source(None, known[0], "estimate" if own else known[1], i, sets=known[1] in _HOLD, local=True)

    def house(self, i: int) -> tuple[str, str] | None:
        """Return name and class of an outlet or a research house that begins at a token, known or named like one."""
        known = self._outlet(i)
        if known:
            return (self.names[i][1].name if i in self.names else known[0]), known[1]
        if i not in self.names or i in self.within:
            return None
        mention = self.names[i][1]
        kind = self.kind_of(mention)
        return (mention.name, kind) if kind else None

    def _in_office(self, i: int, last: int) -> Mention | None:
        """Return the person whose office stands at a token: ``il presidente di X, Luca Neri``."""
        k = i + 1 if self.norm(i) in closed("article") else i
        if self.norm(k) not in closed("offices"):
            return None
        near = (self.names[j][1] for j in range(k + 1, min(k + _REACH, last)) if j in self.names)
        return next((mention for mention in near if mention.kind in _PEOPLE), None)

    def _whole_name(self, i: int, name: str) -> str:
        """Return a name with what tells it from others: ``Osservatorio del Politecnico``, ``Università di X a Y``."""
        end = self.names[i][0] if i in self.names else i + 1
        generic = name.lower() in closed("institutes")
        school = name.lower().startswith(("università", "politecnico", "university"))
        links = {"di", "del", "della", "dell'", "dello"} if generic else {"a"} if school else set()
        if self.norm(end) not in links or end + 1 not in self.names or end + 1 in self.inside:
            return name
        mention = self.names[end + 1][1]
        link = self.tokens[end].text
        return f"{name} {link}{'' if link.endswith(('’', chr(39))) else ' '}{mention.name}"

    def kind_of(self, mention: Mention) -> str | None:
        """Return what a name says of a source: ``Istituto Nomos``, ``Boreal Research``, ``Daily Courier``."""
        if mention.kind not in _FIRMS or mention.how in _ANAPHORS:
            return None
        listed = table("outlets.tsv").get(mention.name) or self._inside(mention)
        if listed:
            return listed
        words = [word.strip(".,'’").lower() for word in mention.name.replace("’", "' ").split()]
        return next((kind for word in words if (kind := table("houses.tsv").get(word))), None)

    def _stands_for_house(self, mention: Mention) -> str | None:
        """Return the class of the research house that "la banca" or "l'istituto" stands for."""
        listed = table("outlets.tsv").get(mention.name) if mention.how in _ANAPHORS else None
        return listed if listed in ("estimate", "count") else None

    def source(self, i: int, last: int) -> Source | None:
        """Return the source whose phrase begins at token `i`: a name, a kind of source, or both."""
        noun: str | None = None
        kind, phrase = "", ""
        if person := self._in_office(i, last):
            return Source(person.name, None, "person", i)
        j, limit = i - 1, min(i + _REACH, last)
        while j + 1 < limit:
            j += 1
            word = self.norm(j)
            if noun and j in self.names and self.norm(j - 1) in closed("addressed"):
                continue  # "il prospetto depositato alla Consob": it is not whose paper it is
            known = self.house(j)
            if known:
                name = self._whole_name(j, known[0])
                kept = "estimate" if "estimate" in (known[1], kind) and kind != "count" else kind or known[1]
                return Source(
                    None, name, kept, i, sets=kept in _HOLD, named=kind in ("document", "count") and noun != "sito"
                )
            if " " in phrase and kind in ("document", "note") and self._is_owned(j):
                return Source(None, f"{phrase} di {self.names[j][1].name}", kind, i, sets=True, named=True)
            if j in self.names and self.names[j][1].kind in (*_PEOPLE, *_FIRMS):
                if any(table("speech.tsv").get(self.norm(k)) == "carry" for k in range(i, j)):
                    return Source(None, self.names[j][1].name, "outlet", i)
                return self._named(self.names[j][1], noun, kind, phrase, i)
            if noun and j > i and j not in self.inside and self._is_unknown_name(j):
                return Source(None, self._capitals(j, last), kind, i, sets=kind in _HOLD, named=True)
            owned = noun and j in self.names and self.norm(j - 1) in ("di", "del", "della", "dell'")
            if owned and kind in ("document", "note") and self._is_own_paper(self.names[j][1]):
                return Source(None, f"{phrase} di {self.names[j][1].name}", kind, i, sets=True, named=True)
            if noun and word in ("«", "“", '"'):
                j = self._closing(j, last)  # the title of a report stands between it and its author
                limit = min(j + _REACH, last)
                continue
            if word in closed("stop") or (j > i and tense(self.tokens, j)):
                break
            listed = table("sources.tsv").get(word)
            if listed and noun is None:
                noun, kind, phrase = word, listed, self._phrase(j, last)
        if noun is None:
            return None
        if kind == "role":
            return Source(phrase, None, kind, i)
        credited = phrase if kind in ("document", "note") else None
        return Source(None, credited, kind, i, sets=kind == "document", named=kind == "document")

    def _is_owned(self, j: int) -> bool:
        """Say whether a firm at a token owns the paper before it: ``il rapporto tecnico di X``."""
        own = j in self.names and self.names[j][1].how == "alias" and self.names[j][1].kind not in _PEOPLE
        return own and self.norm(j - 1) in ("di", "del", "della", "dell'")

    def _is_own_paper(self, mention: Mention) -> bool:
        """Say whether a paper's owner is what it is about, no research house: ``il rapporto tecnico di Gemma 2``."""
        return mention.kind not in (*_PEOPLE, "unknown", "institution", "place") and mention.how == "alias"

    def _is_unknown_name(self, j: int) -> bool:
        """Say whether a capital word after a kind of institute is its name: ``l'istituto Vespera``."""
        token = self.tokens[j]
        institute = self.norm(j - 1) in closed("institutes")
        return institute and j not in self.names and token.kind in ("word", "capital") and token.text[:1].isupper()

    def _capitals(self, j: int, last: int) -> str:
        end = j + 1
        while (
            end < last
            and self.tokens[end].text[:1].isupper()
            and self.tokens[end].start == self.tokens[end - 1].end + 1
        ):
            end += 1
        return " ".join(token.text for token in self.tokens[j:end])

    def _closing(self, i: int, last: int) -> int:
        """Return the mark that closes the quotation opened at token `i`, or `i` where none does soon."""
        return next((j for j in range(i + 1, min(i + 12, last)) if self.norm(j) in ("»", "”", '"')), i)

    def _named(self, mention: Mention, noun: str | None, kind: str, phrase: str, i: int) -> Source:
        if mention.kind in _PEOPLE:
            return Source(mention.name, None, "person", i)
        if kind == "role":
            return Source(f"{noun} di {mention.name}", None, kind, i)
        if noun is None:
            known = table("outlets.tsv").get(mention.name) or self._inside(mention)
            if known:
                return Source(None, mention.name, known, i, sets=known in ("document", "count"))
            return Source(mention.name, None, "party", i)
        if mention.how == "anaphor" and noun in closed("firms"):
            if house := self._stands_for_house(mention):
                return Source(None, mention.name, house, i, sets=house in _HOLD)
            return Source(mention.name, None, "party", i)  # "secondo la società" speaks for itself
        sets = kind in _HOLD and mention.how not in _ANAPHORS
        return Source(None, mention.name, kind, i, sets=sets, named=kind in ("document", "count") and noun != "sito")

    def _inside(self, mention: Mention) -> str | None:
        """Return what a description says of a source: ``l'istituto di ricerca Epoch AI``."""
        words = (word.strip("'’,.") for word in mention.text.lower().replace("’", "' ").replace("'", "' ").split())
        kinds = (table("sources.tsv").get(word) for word in words if word not in closed("firms"))
        return next((kind for kind in kinds if kind and kind != "role"), None)

    def _phrase(self, j: int, last: int) -> str:
        """Return the noun with an adjective after it: ``rapporto tecnico``."""
        after = self.norm(j + 1) if j + 1 < last else ""
        plain = after.isalpha() and len(after) > 4 and not tense(self.tokens, j + 1) and after not in ("sullo", "dello")
        adjective = plain and after.endswith(("ico", "ica", "ale", "ali", "ario", "aria", "ivo", "iva", "ici"))
        if after in ("di", "d'") and self.norm(j + 2) in closed("topics"):
            return f"{self.norm(j)} {after} {self.norm(j + 2)}"
        return f"{self.norm(j)} {after}" if adjective else self.norm(j)

    def _listed(self, i: int) -> tuple[str, str, int] | None:
        """Return name, class and length of the listed outlet or house whose words begin at a token."""
        for words, name, kind in outlets().get(self.tokens[i].text, ()):
            if tuple(token.text.replace("’", "'") for token in self.tokens[i : i + len(words)]) == words:
                return name, kind, len(words)
        return None

    def _outlet(self, i: int) -> tuple[str, str] | None:
        return self.outlets.get(i)

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
        if kind is None:
            return None
        if kind == "carry":
            j = i + 1
            while self.norm(j) in ("da", "dal", "dalla", "dall'", "il", "la", "lo", "l'", "anche"):
                j += 1
            source = self.source(j, min(last, j + 5)) if j < last else None
            if source and source.kind != "role":
                return replace(source, speaker=None, via=source.via or source.speaker, local=True)
            left = self._outlet_left(i, first)
            return left
        if self.norm(i) in closed("transitive") and not self._goes_on(i + 1):
            return None
        allowed = _PEOPLE if kind in ("announce", "plan", "claim") else (*_PEOPLE, *_FIRMS)
        reach = _REACH * 2 if self.norm(first) in ("lo", "l'") else _REACH  # "Lo ha detto, nella call di ieri, X"
        mention = self._role(i, last) or self._subject_before(i, allowed)
        mention = mention or self._subject_right(i, last, allowed, reach) or self._subject_left(i, first, allowed)
        if mention is None:
            return None
        house = self.kind_of(mention) or self._stands_for_house(mention)
        if house:
            return Source(None, mention.name, house, i, sets=house in ("estimate", "count"))
        return Source(mention.name, None, "person" if mention.kind in _PEOPLE else "party", i)

    def _goes_on(self, i: int) -> bool:
        """Say whether what is said follows at a token, or a name does: "sostiene che", "sostiene Neri"."""
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
        office, article = (after[1], after[0]) if inverted else (before[-1], before[-2])
        woman = article in ("la", "una") or office.endswith("trice")
        earlier = [mention for index, mention in self.people if index < i]
        fitting = (
            [m for m in earlier if m.name.split()[0].endswith(("a", "e")) == woman] if article != "l'" else earlier
        )
        found = fitting or earlier
        return found[-1] if found else None

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
                if mention.kind in _PEOPLE and mention.kind in allowed:
                    return mention
                if mention.kind in allowed and best is None:
                    best = mention
        return best
