"""Find who is quoted: words in quotation marks with a verb of saying and a person beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.periods.lexer import tokenise
from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, listed
from extract.stance.lexicon import table
from extract.stance.verbs import tense

QUOTE = re.compile(r"«([^«»\n]{12,600})»|“([^“”\n]{12,600})[”“]|(?<!\w)\"([^\"\n]{12,600})\"(?!\w)")
NEAR = 9
LEAST = 3  # words


def find_quotes(view: View) -> Iterator[Found]:
    """Yield the first quotation of each person: "«…», dice X", "X ha scritto: «…»"."""
    for match in QUOTE.finditer(view.text):
        group = match.lastindex or 1
        words = match.group(group).strip(" ,.")
        if len(words.split()) < LEAST:
            continue
        if not _is_clause(words):
            continue
        speaker = _after(view, match.end()) or _before(view, match.start())
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


def _after(view: View, offset: int) -> Mention | None:
    """Return who says what ends at an offset: "», ha detto X", "», X ha aggiunto"."""
    end = view.sentence(max(0, offset - 1))[1]
    if end - offset < 6:
        return None
    words = view.words.after(offset, NEAR + 6, max(end, offset))
    spoken = next((i for i, w in enumerate(words[:5]) if speaks(w.lower)), None)
    if spoken is None:
        return None
    for mention in view.names((offset, end), {"person"}):
        gap = view.lower(words[spoken].end, mention.start)
        if len(gap) == 1 and gap[0] == "su":
            break  # "ha aggiunto su X"
        if mention.end <= words[spoken].start or (len(gap) <= NEAR and not {";", ".", "che"} & set(gap)):
            return mention
        return None
    return _unnamed(view, offset, [w.lower for w in words[spoken + 1 :][:3]])


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


def _before(view: View, offset: int) -> Mention | None:
    """Return who says what begins at an offset: "X ha scritto su Y: «", "per X «"."""
    start, _ = view.sentence(offset)
    words = view.words.before(offset, NEAR, start)
    spoken = next((i for i in range(len(words) - 1, -1, -1) if speaks(words[i].lower)), None)
    if spoken is None or {";", "."} & {w.lower for w in words[spoken:]}:
        return None
    people = [m for m in view.names((start, words[spoken].start), {"person"}) if view.role(m) == "bare"]
    return people[-1] if people and view.reach(people[-1].end, words[spoken].start) <= NEAR + 6 else None
