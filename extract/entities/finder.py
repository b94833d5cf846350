"""Find every name in a text, and what it is the name of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from extract.entities.anaphora import resolve_phrases
from extract.entities.context import Context
from extract.entities.found import Found
from extract.entities.gazetteer import Gazetteer
from extract.entities.lexicon import Entry, Hit, Lexicon, article_length, lexicon_of, plural_suffix
from extract.entities.names import unknown_names
from extract.entities.populations import populations
from extract.entities.recognised import Recognised
from extract.entities.rules import choose
from extract.entities.seats import neighbours
from extract.entities.tokens import Token, tokenize
from extract.entities.vocabulary import words
from extract.records import Mention

_QUESTION = 40  # words that a question may have to be one: in it a name needs no cue


def find_mentions(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    title: str | None = None,
    published: date | None = None,
    ignore_case: bool = False,
    recognised: Sequence[Recognised] = (),
) -> tuple[Mention, ...]:
    """Find the entities that a text names or describes.

    Parameters
    ----------
    text : str
        Article or question, Italian or English.
    gazetteer : Gazetteer, optional
        The table of known entities; the shipped one by default.
    title : str, optional
        The article's title: it says what the article is about.
    published : date, optional
        Decides who holds an office.
    ignore_case : bool
        Take names in lower case too, as people type questions; only for short texts.
    recognised : sequence of Recognised
        The names that a statistical recogniser sees; gazetteer and rules come before it.

    Returns
    -------
    tuple of Mention
        In text order, without overlaps; ``text[m.start:m.end] == m.text``.

    Examples
    --------
    >>> for m in find_mentions("Il colosso di Redmond usa 5.000 H100s per Gpt 4o, scrive Reuters."):
    ...     print(m.text, "→", m.name, m.kind, m.how)
    Il colosso di Redmond → Microsoft organisation description
    H100s → Nvidia H100 chip alias
    Gpt 4o → GPT-4o model alias
    Reuters → Reuters organisation alias
    """
    table = gazetteer if gazetteer is not None else Gazetteer.load()
    lexicon = lexicon_of(table)
    tokens = tokenize(text)
    context = Context(tokens, tokenize(title or ""), table)
    question = len(tokens) <= _QUESTION and bool(tokens) and tokens[-1].text == "?"
    known = known_names(context, lexicon, ignore_case=ignore_case, free=ignore_case or question)
    named = unknown_names(text, context, known, recognised)
    heading = known_names(Context(context.title, (), table), lexicon)
    found = resolve_phrases(context, named, lexicon, heading, published)
    found = sorted([*found, *populations(context, found)], key=lambda item: item.first)
    return tuple(_mention(text, tokens, item) for item in found)


def _mention(text: str, tokens: Sequence[Token], found: Found) -> Mention:
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    return Mention(
        start=start, end=end, text=text[start:end], name=found.name, kind=found.kind, how=found.how, cues=found.cues
    )


def known_names(context: Context, lexicon: Lexicon, *, ignore_case: bool = False, free: bool = False) -> list[Found]:
    """Return the entities of the gazetteer that a text names, and note in the context who is named."""
    tokens = context.tokens
    occurrences = lexicon.occurrences(tokens, ignore_case=ignore_case)
    _note_certain(lexicon.occurrences(context.title, ignore_case=ignore_case), context)
    _note_certain(occurrences, context)
    names: list[Found] = []
    senses: dict[str, str] = {}
    free_from = 0
    for start, hits in occurrences:
        if start < free_from:
            continue
        for end, entries in hits:
            choice = choose(entries, context, start, end, senses=senses, free=free)
            if choice is None or (choice.entry.description and _fits_others(context, choice.entry, start)):
                continue
            entry = choice.entry
            if entry.ambiguity is not None:
                senses[entry.alias] = entry.entity.name
                context.note(entry.entity)
            first = with_article(tokens, start) if entry.description else start
            last = end + plural_suffix(tokens, end)
            how = "description" if entry.description or is_metonym(entry) else "alias"
            if entry.description:
                last = _without_leader(context, lexicon, first, last, entry.entity.kind)
            names.append(Found(first, last, entry.entity.name, entry.entity.kind, how, choice.cues, entry.entity))
            free_from = last
            break
    return names


def _fits_others(context: Context, entry: Entry, start: int) -> bool:
    """Whether a description by a place may be of another: one that the article names, or the name that it explains."""
    others = neighbours(context.gazetteer, entry.alias) - {entry.entity.name}
    if any(name in context.seen for name in others):
        return True
    tokens = context.tokens
    before = with_article(tokens, start) - 1
    explains = before > 0 and tokens[before].text == "," and tokens[before - 1].text[:1].isupper()
    return explains and bool(others)


def _without_leader(context: Context, lexicon: Lexicon, first: int, last: int, kind: str) -> int:
    """Return where a description ends without the person, or a machine's owner, that it ends with.

    "La società guidata da Sam Altman" stands for OpenAI by its noun; the person is a name of its own.
    """
    tokens = context.tokens
    wanted = ("person",) if kind == "organisation" else ("organisation", "institution", "person")
    if kind not in ("organisation", "supercomputer", "cluster"):
        return last
    for start in range(first + 2, last):
        if tokens[start - 1].key not in words("oblique") and tokens[start - 1].key != "'":
            continue
        for end, entries in lexicon.hits(tokens, start):
            if end == last and any(not e.description and e.entity.kind in wanted for e in entries):
                cut = start - (2 if tokens[start - 1].key == "'" else 1)
                if tokens[cut - 1].key.endswith(("ato", "ata", "eduto", "eduta", "tto", "tta")):
                    cut -= 1
                return cut if cut > first else last
    return last


def is_metonym(entry: Entry) -> bool:
    """Whether a name is that of the place where somebody sits."""
    return entry.ambiguity is not None and entry.ambiguity.rule == "metonym" and entry.entity.kind != "place"


def with_article(tokens: Sequence[Token], start: int) -> int:
    """Return where a phrase begins once the article before word `start` is taken in."""
    for length in (2, 1):
        if start >= length and article_length(tokens[start - length : start + 1]) == length:
            inside = tokens[start - length + 1 : start + 1]
            if all(t.gap != "\n" for t in inside):
                return start - length
    return start


def _note_certain(occurrences: Iterable[tuple[int, Sequence[Hit]]], context: Context) -> None:
    free_from = 0
    for start, hits in occurrences:
        if start < free_from:
            continue
        for end, entries in hits:
            certain = [e for e in entries if e.ambiguity is None and not e.description]
            for entry in certain:
                context.note(entry.entity)
            if certain:
                free_from = end
                break
