"""Read a source: a name, a kind of source ("lo studio"), or both, wherever its phrase begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.periods.lexer import Token
from extract.records import Mention
from extract.stance.lexicon import closed, outlets, table
from extract.stance.verbs import tense

PEOPLE = ("person",)
FIRMS = ("organisation", "institution", "unknown")
REACH = 9  # words of the phrase of a source
HOLD = ("estimate", "count", "document")
_ANAPHORS = ("anaphor", "description", "office")
_GUIDE = {"la", "una", "nella", "dalla", "della", "sulla", "nuova"}  # "la guida ai prezzi", not "X guida"
_LOWER = {"la", "il"}  # how the name of a newspaper may begin


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


class Sources:
    """Reads the sources of a text.

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
            known = self._listed(i) if token.text in outlets() and _opens_name(token.text) else None
            if known and i >= covered:
                self.outlets[i] = known[:2]
                covered = i + known[2]
                self.within.update(range(i + 1, covered))
        self.people = [(i, mention) for i, (_, mention) in sorted(self.names.items()) if mention.kind in PEOPLE]

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
        near = (self.names[j][1] for j in range(k + 1, min(k + REACH, last)) if j in self.names)
        return next((mention for mention in near if mention.kind in PEOPLE), None)

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
        if mention.kind not in FIRMS or mention.how in _ANAPHORS:
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
        kind, phrase, at = "", "", i
        if person := self._in_office(i, last):
            return Source(person.name, None, "person", i)
        j, limit = i - 1, min(i + REACH, last)
        while j + 1 < limit:
            j += 1
            word = self.norm(j)
            if noun and j in self.names and self.norm(j - 1) in closed("addressed"):
                continue  # "il prospetto depositato alla Consob": it is not whose paper it is
            known = self.house(j)
            if known:
                name = self._whole_name(j, known[0])
                kept = "estimate" if "estimate" in (known[1], kind) and kind != "count" else kind or known[1]
                if known[1] == "outlet" and noun in ("agenzia", "società", "sito", "gruppo"):
                    kept = "outlet"
                return Source(
                    None,
                    name,
                    kept,
                    i,
                    sets=kept in HOLD and (known[1] != "outlet" or kind == "document"),
                    named=kind in ("document", "count") and noun != "sito",
                )
            if " " in phrase and kind in ("document", "note") and self._is_owned(j):
                return Source(None, f"{phrase} di {self.names[j][1].name}", kind, i, sets=True, named=True)
            if j in self.names and self.names[j][1].kind in (*PEOPLE, *FIRMS):
                if any(table("speech.tsv").get(self.norm(k)) == "carry" for k in range(i, j)):
                    return Source(None, self.names[j][1].name, "outlet", i)
                return self._named(self.names[j][1], noun, kind, phrase, i)
            if noun and j > i and j not in self.inside and self._is_unknown_name(j):
                return Source(None, self._capitals(j, last), kind, i, sets=kind in HOLD, named=True)
            owned = noun and j in self.names and self.norm(j - 1) in ("di", "del", "della", "dell'")
            if owned and kind in ("document", "note") and self._is_own_paper(self.names[j][1]):
                return Source(None, f"{phrase} di {self.names[j][1].name}", kind, i, sets=True, named=True)
            if noun and word in ("«", "“", '"'):
                j = self._closing(j, last)  # the title of a report stands between it and its author
                limit = min(j + REACH, last)
                continue
            if word in closed("stop") or (j > i and tense(self.tokens, j)):
                break
            listed = table("sources.tsv").get(word)
            if word == "guida" and self.norm(j - 1) in _GUIDE:
                listed = "document"
            if listed and noun is None:
                noun, kind, phrase, at = word, listed, self._phrase(j, last), j
        if noun is None:
            return None
        if kind == "role":
            return Source(phrase, None, kind, i)
        credited = phrase if kind in ("document", "note") else None
        again = (
            noun if noun in closed("resumes", "introduction.tsv") and self.norm(at - 1) in closed("definite") else ""
        )
        return Source(None, credited, kind, i, sets=kind == "document", named=kind == "document", noun=again)

    def _is_owned(self, j: int) -> bool:
        """Say whether a firm at a token owns the paper before it: ``il rapporto tecnico di X``."""
        own = j in self.names and self.names[j][1].how == "alias" and self.names[j][1].kind not in PEOPLE
        return own and self.norm(j - 1) in ("di", "del", "della", "dell'")

    def _is_own_paper(self, mention: Mention) -> bool:
        """Say whether a paper's owner is what it is about, no research house: ``il rapporto tecnico di Gemma 2``."""
        return mention.kind not in (*PEOPLE, "unknown", "institution", "place") and mention.how == "alias"

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
        if mention.kind in PEOPLE:
            return Source(mention.name, None, "person", i)
        if kind == "role":
            return Source(f"{noun} di {mention.name}", None, kind, i)
        if noun is None:
            known = table("outlets.tsv").get(mention.name) or self._inside(mention)
            if known:
                return Source(None, mention.name, known, i, sets=known in ("document", "count"))
            if self._is_passing(mention):
                return Source(None, mention.name, "count", i)
            return Source(mention.name, None, "party", i)
        if mention.how == "anaphor" and noun in closed("firms"):
            if house := self._stands_for_house(mention):
                return Source(None, mention.name, house, i, sets=house in HOLD)
            return Source(mention.name, None, "party", i)  # "secondo la società" speaks for itself
        sets = kind in HOLD and mention.how not in _ANAPHORS
        return Source(None, mention.name, kind, i, sets=sets, named=kind in ("document", "count") and noun != "sito")

    def _is_passing(self, mention: Mention) -> bool:
        """Say whether a name that nobody knows is named this once: whoever counts, and not whom the text is about."""
        if mention.kind not in FIRMS or mention.how in (*_ANAPHORS, "alias"):
            return False
        return sum(other.name == mention.name for _, other in self.names.values()) == 1

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


def _opens_name(word: str) -> bool:
    """Say whether the name of an outlet may begin with a word: "Reuters", "eMarketer", "la Stampa"."""
    return word[:2] != word[:2].lower() or word in _LOWER
