"""Phrases that stand for a name: "l'azienda", "il gruppo torinese", "il colosso dei chip", "la società di X"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.deals import Deals
from extract.entities.demonyms import Origin, origin_of
from extract.entities.found import Found
from extract.entities.gazetteer import Gazetteer
from extract.entities.lexicon import Lexicon
from extract.entities.lineage import Lineage
from extract.entities.offices import Offices
from extract.entities.phrase import Phrase, after_article, read_phrase
from extract.entities.salience import Salience
from extract.entities.seats import homes, seated
from extract.entities.tokens import keys_of
from extract.entities.vocabulary import fold, rows, words

_HEADING = 12  # words of a line that may be a heading
_CALLED = 10  # words between a phrase and "si chiama"
_EXPLAINS = frozenset(",:(–—")


def resolve_phrases(
    context: Context, named: Sequence[Found], lexicon: Lexicon, title: Sequence[Found], published: date | None
) -> list[Found]:
    """Return the names together with the phrases that stand for one of them, in text order, without overlaps.

    Parameters
    ----------
    context : Context
        The text's words.
    named : sequence of Found
        All names of the text, in text order.
    lexicon : Lexicon
        Holds the descriptions without a proper name ("il colosso dei social").
    title : sequence of Found
        The names of the title.
    published : date or None
        Decides who holds an office.
    """
    tokens = context.tokens
    salience = Salience(context, named, title)
    offices = Offices(context, named, published)
    lineage = Lineage(context, named)
    deals = Deals(context, named)
    origins: dict[str, Origin] = {}
    at = {name.first: name for name in named}
    result: list[Found] = []
    n = 0
    while n < len(tokens):
        found: Found | None = at.get(n)
        if found is not None:
            _note_origin(context, found, origins)
        elif tokens[n].key in words("definite"):
            before = result[-1] if result else None
            found = (
                _description(context, lexicon, n, at, salience)
                or lineage.resolve(n, at, salience)
                or _anaphor(context, n, at, before, salience, offices, origins)
                or deals.resolve(n, at)
                or offices.resolve(n, at, salience)
            )
        if found is None:
            n += 1
            continue
        result.append(found)
        salience.add(found)
        offices.pass_by(found)
        n = found.last
    return result


def _description(context: Context, lexicon: Lexicon, n: int, at: dict[int, Found], salience: Salience) -> Found | None:
    """A description of the gazetteer without a proper name: where its entity is in the article."""
    tokens = context.tokens
    start = after_article(tokens, n)
    if start is None:
        return None
    for last, entries in lexicon.hits(tokens, start):
        if any(k in at for k in range(n, last)):
            continue
        for entry in entries:
            entity = entry.entity
            if entry.description and not entry.proper and entity.name in context.seen:
                first = n if tokens[n].key in words("plain_articles") else start
                return Found(first, last, entity.name, entity.kind, "description", (entry.alias,), entity)
    return None


def _anaphor(
    context: Context,
    n: int,
    at: dict[int, Found],
    before: Found | None,
    salience: Salience,
    offices: Offices,
    origins: dict[str, Origin],
) -> Found | None:
    phrase = read_phrase(context, n, at)
    if phrase is None:
        return None
    tokens = context.tokens
    table = context.gazetteer
    called = _called(context, phrase, at) if phrase.kind == "organisation" else None
    if called is not None and (called.kind == "unknown" or salience.fits(phrase.kind, called.kind)):
        return Found(phrase.first, phrase.last, called.name, called.kind, "description", (), called.entity)
    candidates = salience.ranked(phrase.kind, phrase.first, phrase.noun)
    apposed = before is not None and _apposed(context, before, phrase, salience)
    if apposed and before is not None:
        candidates = [before.name, *candidates]
    if phrase.person is not None:
        led = offices.organisations_of(phrase.person)
        if led or phrase.kind != "organisation" or _is_named_after(context, phrase, at):
            candidates = [c for c in candidates if c in led] or (list(led)[:1] if phrase.kind == "organisation" else [])
    if phrase.origin is not None or phrase.place is not None:
        candidates = _from_there(context, phrase, candidates, origins)
    candidates = _of_form(context, phrase.noun, candidates, salience)
    if phrase.noun in words("young"):
        candidates = [c for c in candidates if not _grown(table, c)]
    if phrase.place is not None and phrase.kind == "organisation":
        there = [e.name for e in seated(table).get(phrase.place, ())]
        here = [c for c in candidates if c in there] or (there if len(there) == 1 else [])
        if not here:  # named only later
            later = [name for name in there if name in context.seen]
            here = later if len(later) == 1 else []
        own = before.name if apposed and before is not None else _new_here(context, phrase, at, here)
        if own in candidates and own not in here:
            name = own  # "Alfa, la società di San Francisco", whoever else sits there
            word = tokens[phrase.last - 1].text
            return Found(phrase.first, phrase.last, name, phrase.kind, "anaphor", (word,), table.get(name))
        if here:
            # "Il gigante di Menlo Park" says who it is, with whatever noun; of neighbours whom the article is about.
            name = max(here, key=salience.share)
            return Found(phrase.first, phrase.end, name, "organisation", "description", (), table.get(name))
    if phrase.kind == "institution" and phrase.origin is not None:
        candidates = [c for c in candidates if (e := table.get(c)) is not None and e.country == phrase.origin.country]
    if phrase.sector and candidates:
        sector = tokens[phrase.last - 1].key
        told = [c for c in candidates[:6] if _in_sector(context, c, sector)]
        candidates = told or candidates
    if not candidates:
        return None
    name = candidates[0]
    entity = table.get(name)
    if phrase.noun in words("owners") and entity is not None and entity.parent in context.seen:
        owner = table.get(entity.parent or "")
        if owner is not None and owner.kind == "organisation":
            name, entity = owner.name, owner
    if entity is not None and entity.name != name:
        entity = None
    kind = "organisation" if phrase.kind == "organisation" else salience.kind_of(name) or phrase.kind
    return Found(phrase.first, phrase.last, name, kind, "anaphor", (tokens[phrase.last - 1].text,), entity)


def _called(context: Context, phrase: Phrase, at: dict[int, Found]) -> Found | None:
    """Return the name that the phrase's own clause gives: "L'azienda finita nei guai si chiama Alfa"."""
    tokens = context.tokens
    for n in range(phrase.last, min(phrase.last + _CALLED, len(tokens) - 2)):
        if tokens[n].sentence != tokens[phrase.first].sentence or tokens[n].text in _EXPLAINS or n in at:
            return None
        if tokens[n].key == "si" and tokens[n + 1].key.startswith("chiam"):
            return at.get(n + 2)
    return None


def _new_here(context: Context, phrase: Phrase, at: dict[int, Found], known: Sequence[str]) -> str | None:
    """Return the last unknown firm of the paragraph, or of its heading, if none that is known to sit there is named."""
    tokens = context.tokens
    found: Found | None = None
    n, line = phrase.first, phrase.first
    while n > 0:
        if "\n" in tokens[n].gap:
            if found is not None or line != phrase.first:
                break
            line = n  # what stands in the line above counts if that is a heading
        if line != phrase.first and line - n >= _HEADING:
            return None
        n -= 1
        name = at.get(n)
        if name is not None and name.name in known:
            return None
        if found is None and name is not None and name.kind in ("organisation", "unknown"):
            found = name
    return found.name if found is not None and found.entity is None else None


def _is_named_after(context: Context, phrase: Phrase, at: dict[int, Found]) -> bool:
    """Whether the name of who is led by an unknown person follows: "la società guidata da Anna Riva, Alfa, ha …"."""
    tokens = context.tokens
    leader = next((at[n] for n in range(phrase.last, phrase.last + 4) if n in at), None)
    if leader is None or leader.last + 1 >= len(tokens) or tokens[leader.last].text not in _EXPLAINS:
        return False
    after = at.get(leader.last + 1)
    return after is not None and after.kind in ("organisation", "unknown")


def _apposed(context: Context, before: Found, phrase: Phrase, salience: Salience) -> bool:
    """Whether a phrase explains the name right before it: "Alfa, la società che …", "Alfa: il laboratorio …"."""
    if before.last != phrase.first - 1 or not salience.fits(phrase.kind, before.kind):
        return False
    if phrase.last < len(context.tokens) and _finite(context, phrase.last):
        return False  # "secondo l'ad di Alfa, la società ha …" is said of somebody else
    return context.tokens[before.last].text in _EXPLAINS


def _finite(context: Context, n: int) -> bool:
    """Whether a word is a verb of its own clause."""
    return context.acts(n) or context.tokens[n].key.endswith(("ebbe", "ebbero"))


def _from_there(context: Context, phrase: Phrase, candidates: list[str], origins: dict[str, Origin]) -> list[str]:
    """Keep the names that may be from where the phrase says, those that are known to be first."""
    wanted = phrase.origin.country if phrase.origin else None
    exact = phrase.place or (phrase.origin.place if phrase.origin else None)
    sure: list[str] = []
    unsure: list[str] = []
    home = homes(context.gazetteer)
    for name in candidates:
        entity = context.gazetteer.get(name)
        if exact in seated(context.gazetteer) and name in home and exact not in home[name]:
            continue  # it is known to sit elsewhere
        origin = origins.get(name)
        country = origin.country if origin else entity.country if entity else None
        if exact and origin and origin.place:
            if origin.place == exact:
                sure.append(name)
        elif wanted and country:
            if country == wanted:
                sure.append(name)
        else:
            unsure.append(name)
    return sure + unsure


def _of_form(context: Context, noun: str, candidates: list[str], salience: Salience) -> list[str]:
    """Keep the names that the noun can stand for by their form: "il fondo" is a Capital or Ventures."""
    wanted = _affinity().get(noun)
    if wanted is None:
        return candidates
    kept = []
    for name in candidates:
        entity = context.gazetteer.get(name)
        forms = entity.names if entity is not None else (name,)
        if salience.introduced(name, noun) or any(not wanted.isdisjoint(keys_of(form)) for form in forms):
            kept.append(name)
    return kept


@lru_cache(maxsize=1)
def _affinity() -> dict[str, frozenset[str]]:
    return {fold(row[0]): frozenset(fold(word) for word in row[1].split()) for row in rows("affinity")}


def _grown(table: Gazetteer, name: str) -> bool:
    """Whether a firm is listed, and so no start-up: it has a fiscal year."""
    entity = table.get(name)
    return entity is not None and entity.fiscal_year_end is not None


def _in_sector(context: Context, name: str, sector: str) -> bool:
    entity = context.gazetteer.get(name)
    return entity is not None and any(sector in d.casefold() for d in entity.descriptions)


def _note_origin(context: Context, found: Found, origins: dict[str, Origin]) -> None:
    """Remember where an unknown company is from: "la torinese Alfa", "Alfa, società di Torino"."""
    if found.entity is not None or found.name in origins:
        return
    tokens = context.tokens
    for n in (
        *range(found.first - 1, max(-1, found.first - 4), -1),
        *range(found.last, min(len(tokens), found.last + 5)),
    ):
        if tokens[n].sentence != tokens[found.first].sentence:
            continue
        origin = origin_of(tokens[n].key)
        if origin is not None and tokens[n].text.islower():
            origins[found.name] = origin
            return
