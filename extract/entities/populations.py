"""Places that are named by what belongs to them: "le imprese italiane", "un tedesco su tre", "la domanda nazionale"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.demonyms import plural as plural_of
from extract.entities.found import Found
from extract.entities.tokens import Token
from extract.entities.vocabulary import fold, rows, words

HOW = "demonym"
_HOME = "Italy"  # the country of a newspaper that speaks of "the country" and has named none
_BETWEEN = 2  # adjectives between a noun and the adjective of origin: "le imprese manifatturiere italiane"
_BARE = frozenset(("di", "d", "da", "per", "a", "'"))  # "i centri di calcolo italiani"
_IS = frozenset(("è", "sono", "era", "erano", "sarà", "saranno", "restano", "resta"))
_PRONOUNS = {"quello": False, "quella": False, "quelli": True, "quelle": True}
_NATIONAL = frozenset(("nazionale", "nazionali"))
_ARTICLES = frozenset(
    ("gli", "i", "le", "degli", "dei", "delle", "agli", "ai", "alle", "dagli", "dai", "dalle", "tra", "fra")
)
_OF = frozenset(("di", "d", "che", "del", "dei", "della", "delle", "degli", "dello", "dell"))
_DEFINITE = frozenset(("il", "lo", "la", "l", "i", "gli", "le", "un", "una", "oltre", "circa", "quasi", "solo"))
_LANDS = ("paese", "continente")  # stand for a place themselves, where an adjective says whose something is
_COUNTRY = frozenset(("il", "del", "nel", "al", "dal", "sul", "intero"))


def populations(context: Context, found: Sequence[Found]) -> list[Found]:
    """Return the adjectives and nouns that name the country or area of a population or of an economy.

    Parameters
    ----------
    context : Context
        The text's words.
    found : sequence of Found
        All names and phrases of the text, in text order; nothing is found inside of them.

    Examples
    --------
    >>> from extract.entities import find_mentions
    >>> text = "Le imprese francesi che usano l'IA sono il 10%, un italiano su tre la usa ogni giorno."
    >>> [(m.text, m.name) for m in find_mentions(text) if m.how == "demonym"]
    [('francesi', 'France'), ('italiano', 'Italy')]
    """
    tokens = context.tokens
    taken = {n for name in found for n in range(name.first, name.last)}
    starts = {name.first: name for name in found}
    countries = _countries()
    last: str | None = None
    result: list[Found] = []
    for n, token in enumerate(tokens):
        name = starts.get(n)
        if name is not None and name.name in countries:
            last = name.name
        if n in taken or token.key not in _telling():
            continue
        byname = _byname(tokens, n)
        if byname:
            size, land = byname
            result.append(Found(n, n + size, land, "place", HOW, (token.text,), context.gazetteer.get(land)))
            taken.update(range(n, n + size))
            continue
        place = _place(tokens, n, taken, last)
        if place is None and result and _in_place_of_one(tokens, n, result[-1]):
            place = _adjectives()[token.key][0]
        if place is None:
            continue
        entity = context.gazetteer.get(place)
        if entity is not None and not _before_name(tokens, n, starts):
            how = "description" if token.key in _LANDS else HOW
            result.append(Found(n, n + 1, entity.name, "place", how, (tokens[n - 1].text,), entity))
    return result


def _place(tokens: Sequence[Token], n: int, taken: set[int], last: str | None) -> str | None:
    token = tokens[n]
    if n == 0 or tokens[n - 1].sentence != token.sentence or token.gap == "\n":
        return None
    if token.key == "paese" and tokens[n - 1].key in _COUNTRY:
        return None if n + 1 < len(tokens) and tokens[n + 1].key in _OF else last or _HOME
    if token.key == "continente" and tokens[n - 1].key in _COUNTRY:
        return "Europe"
    if not token.text.islower():
        return None
    if token.key in _NATIONAL:
        return last or _HOME if _noun(tokens, n, taken, plural=token.key.endswith("i")) else None
    named = _adjectives().get(token.key)
    if named is None:
        return None
    place, singular, plural = named
    if plural and _noun(tokens, n, taken, plural=True):
        return place
    if singular and (_noun(tokens, n, taken, plural=False) or _one_in(tokens, n)):
        return place
    if _said_of_a_share(tokens, n):
        return place
    return place if plural and _people(tokens, n) else None


def _byname(tokens: Sequence[Token], n: int) -> tuple[int, str] | None:
    """Return how many words name a country in another way ("oltreoceano", "a stelle e strisce"), and which."""
    for phrase, place in _bynames().get(tokens[n].key, ()):
        if tuple(t.key for t in tokens[n : n + len(phrase)]) == phrase:
            return len(phrase), place
    return None


def _in_place_of_one(tokens: Sequence[Token], n: int, before: Found) -> bool:
    """Whether a pronoun takes up the population before it: "le imprese italiane… quelle tedesche"."""
    plural = _PRONOUNS.get(tokens[n - 1].key) if n else None
    named = _adjectives().get(tokens[n].key)
    if plural is None or named is None or not named[2 if plural else 1]:
        return False
    sentence = tokens[n].sentence
    return tokens[n - 1].sentence == sentence and sentence - tokens[before.first].sentence <= 1


def _said_of_a_share(tokens: Sequence[Token], n: int) -> bool:
    """Whether an adjective is said of a part that follows: "è cinese il 40% dei brevetti"."""
    if tokens[n - 1].text.lower() not in _IS or n + 2 >= len(tokens) or tokens[n + 1].sentence != tokens[n].sentence:
        return False
    after = tokens[n + 2] if tokens[n + 1].key in _DEFINITE else tokens[n + 1]
    if after.key == "'":
        after = tokens[min(n + 3, len(tokens) - 1)]
    return after.text[0].isdigit()


def _noun(tokens: Sequence[Token], n: int, taken: set[int], *, plural: bool) -> bool:
    """Whether the noun that an adjective belongs to is one of a population, or of an economy."""
    nouns = words("populations") if plural else words("economies")
    passed = 0
    for back in range(n - 1, -1, -1):
        word = tokens[back]
        if passed > _BETWEEN or back in taken or word.sentence != tokens[n].sentence:
            return False
        if word.key in _BARE or (word.text.isupper() and len(word.text) > 1):
            continue  # "il mercato AI italiano"
        if not word.wordlike or word.key in words("stop"):
            return False
        if word.key in nouns or (plural and word.key in words("economies")):
            return True
        passed += 1
    return False


def _one_in(tokens: Sequence[Token], n: int) -> bool:
    """Whether somebody stands for his people: "un italiano su tre", "un'impresa indiana su quattro"."""
    return n + 1 < len(tokens) and tokens[n + 1].key == "su" and tokens[n + 1].sentence == tokens[n].sentence


def _people(tokens: Sequence[Token], n: int) -> bool:
    """Whether an adjective is a noun: "gli italiani", "il 40% degli americani"; not "gli americani di Alfa"."""
    if tokens[n - 1].key not in _ARTICLES and tokens[n - 1].text[0].isdigit() is False:
        return False
    if n > 1 and tokens[n - 2].text == "%" and n + 1 < len(tokens) and tokens[n + 1].key not in _OF:
        return True  # "il 60% dei francesi teme"
    if n + 1 >= len(tokens) or tokens[n + 1].gap == "\n" or not tokens[n + 1].wordlike:
        return tokens[n - 1].key in _ARTICLES
    after = tokens[n + 1]
    return tokens[n - 1].key in _ARTICLES and (
        after.key in ("che", "hanno", "sono", "non", "e", "si") or after.key.endswith("no")
    )


def _before_name(tokens: Sequence[Token], n: int, starts: dict[int, Found]) -> bool:
    """Whether those who are meant are named right after: "le startup francesi Alfa e Beta"."""
    after = starts.get(n + 1)
    return after is not None and tokens[n + 1].gap == " " and tokens[n + 1].sentence == tokens[n].sentence


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(row[2] for row in rows("areas"))


@lru_cache(maxsize=1)
def _bynames() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return by first word the words for a country that are written small, with its name."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, place in rows("bynames"):
        parts = tuple(fold(word) for word in phrase.split())
        found.setdefault(parts[0], []).append((parts, place))
    return found


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Return the words that a place may be named by, alone or as the first of several."""
    return frozenset((*_LANDS, *_NATIONAL, *_adjectives(), *_bynames()))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("areas") if not row[1]}


def country_name(code: str) -> str | None:
    """Return the name that the gazetteer has for a country.

    Parameters
    ----------
    code : str
        ISO 3166 alpha-2.

    Examples
    --------
    >>> country_name("SE"), country_name("??")
    ('Sweden', None)
    """
    return _by_code().get(code)


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, tuple[str, bool, bool]]:
    """Return by adjective the place that it names, and whether it is a singular and a plural form."""
    codes = _by_code()
    stems = [(row[0], row[1], row[2]) for row in rows("areas") if row[1]]
    stems += [(row[0], row[1], codes[row[2]]) for row in rows("demonyms") if len(row) < 4 and row[2] in codes]
    forms: dict[str, tuple[str, bool, bool]] = {}
    for stem, endings, place in stems:
        for ending in endings.split():
            for form, plural in ((stem + ending, False), (plural_of(stem, ending), True)):
                _, singular_too, plural_too = forms.get(fold(form), (place, False, False))
                forms[fold(form)] = (place, singular_too or not plural, plural_too or plural)
    return forms
