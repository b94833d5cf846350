"""Find who is quoted: words in quotation marks with a verb of saying and a person beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.claims.words import Word
from extract.periods.lexer import tokenise
from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, PREPOSITIONS, listed, read_rows
from extract.stance.lexicon import table
from extract.stance.verbs import tense

QUOTE = re.compile(r"«([^«»\n]{12,600})»|“([^“”\n]{12,600})[”“]|(?<!\w)\"([^\"\n]{12,600})\"(?!\w)")
NEAR = 9
LEAST = 3  # words
BARE, ASIDE = 4, 6  # words between a person, or one whose words they are, and the colon before a quotation


@lru_cache(maxsize=1)
def _sayings() -> PatternTable[str]:
    return PatternTable([(pattern, form) for pattern, form in read_rows("saying.tsv")], ANY_ENDING)


def find_quotes(view: View) -> Iterator[Found]:
    """Yield the first quotation of each person: "«…», dice X", "X ha scritto: «…»"."""
    spoken: Spoken | None = None
    for match in QUOTE.finditer(view.text):
        group = match.lastindex or 1
        words = match.group(group).strip(" ,.")
        if len(words.split()) < LEAST:
            continue
        if not _is_clause(words):
            continue
        if spoken is None:
            spoken = {said.start: said for said in view.matches(_sayings())}
        speaker = _after(view, match.end(), spoken) or _before(view, match.start(), spoken)
        if speaker is None:
            continue
        start = match.start(group) + match.group(group).index(words)
        quote = Mention(
            start=start, end=start + len(words), text=words, name=words, kind="unknown", how="quotation", cues=()
        )
        yield Found("said", speaker, quote, start, start + len(words))


def _is_clause(words: str) -> bool:
    tokens = tokenise(words)
    return len(tokens) > 8 or any(tense(tokens, i) or tokens[i].norm in listed("clause") for i in range(len(tokens)))


def speaks(word: str) -> bool:
    """Say whether a word is a verb of saying."""
    return table("speech.tsv").get(word) in {"say", "announce", "claim"} or word in listed("saying")


Spoken = dict[int, Match[str]]
"""The cues of ``saying.tsv`` by the offset where they begin."""


def _end_of_verb(word: Word, spoken: Spoken) -> int | None:
    """Return where the verb of saying ends that begins with a word, or None."""
    if speaks(word.lower):
        return word.end
    cue = spoken.get(word.start)
    return cue.end if cue is not None and cue.entry == "verb" else None


def _after(view: View, offset: int, spoken: Spoken) -> Mention | None:
    """Return who says what ends at an offset: "», ha detto X", "», X ha aggiunto", "», il commento di X"."""
    end = view.sentence(max(0, offset - 1))[1]
    if end - offset < 6:
        return None
    words = view.words.after(offset, NEAR + 6, max(end, offset))
    people = view.names((offset, end), {"person"})
    cue = next((spoken[w.start] for w in words[:5] if w.start in spoken), None)
    if cue is not None and cue.entry == "noun" and people and view.role(people[0]) == "di":
        near = view.reach(cue.end, people[0].start) <= NEAR - 2 and not {",", ";"} & set(
            view.lower(cue.end, people[0].start)
        )
        return people[0] if near else None
    verbs = ((i, _end_of_verb(w, spoken)) for i, w in enumerate(words[:5]))
    index, verb = next(((i, found) for i, found in verbs if found), (0, None))
    if verb is None:
        return None
    for mention in people:
        gap = view.lower(verb, mention.start)
        if len(gap) == 1 and gap[0] == "su":
            break  # "ha aggiunto su X"
        if mention.end <= words[index].start or (len(gap) <= NEAR and not {";", ".", "che"} & set(gap)):
            return mention
        return None
    return _unnamed(view, offset, [w.lower for w in words[index + 1 :][:3]])


def _unnamed(view: View, offset: int, after: list[str]) -> Mention | None:
    """Return who speaks where nobody is named: "», insiste la presidente", "», ha aggiunto su X"."""
    office = (
        bool(after) and after[0] in ARTICLES - {"un", "uno", "una", "un'"} and bool(listed("speaker") & set(after[1:3]))
    )
    alone = not after or after[0] in {"su", ".", ",", "in", "sul", "ieri", "oggi", "a", "al", "alla", "nel", "poi"}
    if not office and not alone:
        return None
    index = view.ctx.sentence_index(offset - 1)
    start = view.ctx.sentences[max(0, index - (5 if office else 2))][0]
    people = {m.name: m for m in view.names((start, offset), {"person"})}
    if not people:
        people = {m.name: m for m in view.names((0, offset), {"person"})}
        return next(iter(people.values())) if len(people) == 1 else None
    return list(people.values())[-1]


def _before(view: View, offset: int, spoken: Spoken) -> Mention | None:
    """Return who says what begins at an offset: "X ha scritto su Y: «", "per X «", "aggiunge X: «"."""
    start, _ = view.sentence(offset)
    words = view.words.before(offset, NEAR, start)
    named = view.names((start, offset), {"person"})
    verbs = ((i, _end_of_verb(words[i], spoken)) for i in range(len(words) - 1, -1, -1))
    index, verb = next(((i, end) for i, end in verbs if end), (0, None))
    if verb is None:
        return _beside(view, start, offset, named, spoken)
    if {";", "."} & {w.lower for w in words[index:]}:
        return None
    after = [m for m in named if m.start >= verb and view.role(m) == "bare"]
    if after and view.reach(verb, after[0].start) <= 1 and view.lower(after[-1].end, offset)[:1] in ([","], [":"]):
        return after[0]
    people = [m for m in named if m.end <= words[index].start and view.role(m) == "bare"]
    return people[-1] if people and view.reach(people[-1].end, words[index].start) <= NEAR + 6 else None


def _beside(view: View, start: int, offset: int, named: list[Mention], spoken: Spoken) -> Mention | None:
    """Return who says what no verb of saying comes before: "Per X «", "X su Y: «", "Parola di X: «"."""
    if not named:
        return None
    person = named[-1]
    gap = view.lower(person.end, offset)
    before = view.before(view.phrase(person).start, 1)
    if gap in ([], [","], [",", "però", ","]) and before in (["per"], ["secondo"]):
        return person
    if gap[-1:] != [":"] or {",", ";", "."} & set(gap) or len(gap) > ASIDE:
        return None
    cue = any(spoken[w.start].entry == "noun" for w in view.ctx.words_before(person.start, NEAR) if w.start in spoken)
    if view.role(person) in {"di", "da"}:
        return person if cue else None
    opens = len(view.lower(start, view.phrase(person).start)) <= 1 and view.role(person) == "bare"
    to = PREPOSITIONS.get(gap[0]) in {"su", "a", "in", "con"}
    return person if opens and (len(gap) == 1 or (to and len(gap) <= BARE)) else None
