"""What kind of thing an unknown name is, by the words around it and in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from extract.entities.context import Context, head_kinds
from extract.entities.demonyms import origin_of
from extract.entities.found import Found
from extract.entities.starts import dotted_form, located_item
from extract.entities.tokens import Token
from extract.entities.vocabulary import rows, stems, words

_STRONG, _CLEAR, _LIKELY, _WEAK = 3.0, 2.0, 1.5, 1.0
_ACTS = "acts"  # is the subject of a verb: an organisation, if nothing better is known, however often it acts
_COPULAS = frozenset(("è", "era", "resta", "rimane", "diventa", "diventò", "sarà", "fu"))
_ARTICLES = frozenset(("il", "lo", "la", "l", "un", "una", "uno"))


def kind_votes(context: Context, first: int, last: int) -> Counter[str]:
    """Return how much speaks for each kind at one occurrence of a name.

    Parameters
    ----------
    context : Context
        The text's words.
    first, last : int
        The words of the name.

    Returns
    -------
    Counter of str to float
        Weights by kind, and as ``acts`` that of being a verb's subject; empty where nothing is known.
    """
    votes: Counter[str] = Counter()
    for kind, weight in (
        *_inside(context.tokens[first:last]),
        *_of_maker(context, first, last),
        *([("organisation", _STRONG)] if dotted_form(context.tokens, last) else []),
        *_before(context, first),
        *_after(context, first, last),
        *([("organisation", _STRONG)] if located_item(context.tokens, first, last) else []),
    ):
        votes[kind] += weight  # type: ignore[assignment]
    if first and context.tokens[first - 1].key in words("plural_articles"):
        del votes[_ACTS]  # "tra i Sassi sfida": what many are is no firm that acts
    return votes


@lru_cache(maxsize=1)
def name_words() -> dict[tuple[str, str], str]:
    """Return the kinds of words that tell what a name is, each with where it stands in it ("first", "last")."""
    return {(row[0], row[1]): row[2] for row in rows("org_words")}


def _inside(name: Sequence[Token]) -> list[tuple[str, float]]:
    votes: list[tuple[str, float]] = []
    letters = [t for t in name if t.text[0].isalpha()]
    table = name_words()
    ends = letters[-1].key
    opening = table.get((letters[0].key, "first")) if len(letters) > 1 else None
    ending = table.get((ends, "last")) if len(letters) > 1 else None
    if opening or ending:
        dotted = len(name) > 2 and name[-2].text == "."
        votes.append((opening or ending or "", _CLEAR if dotted else _STRONG))
    if len(letters) > 1:
        if any(t.text in words("particles") for t in name[1:-1]):
            votes.append(("person", _CLEAR))
        if not any(t.text[0].isdigit() for t in name):
            initials = len(letters[0].text) == 1 and name[1].text == "."
            if (letters[0].key in words("first_names") and letters[1].gap == " ") or initials:
                votes.append(("person", _STRONG))
    if len(name) == 1 and ends in words("first_names"):
        votes.append(("person", 0.5))
    if any(t.text[0].isdigit() for t in name[1:]):
        votes.append(("model", _WEAK))
        if ends in ("b", "bn") and name[-1].text in "Bb":
            votes.append(("model", _CLEAR))
    if ends in words("papers"):
        votes.append(("unknown", _CLEAR))
    if any(t.text == "&" for t in name):
        votes.append(("organisation", _CLEAR))
    if len(name) > 2 and name[-2].text == "." and name[-1].text.islower() and name[-1].text.isalpha():
        votes.append(("organisation", _WEAK))
    return votes


def _of_maker(context: Context, first: int, last: int) -> list[tuple[str, float]]:
    """Return what a name is that begins with a known maker of products: "Domyn Nano" is one of Domyn."""
    if (
        last - first < 2
        or context.tokens[last - 1].key in words("legal_forms")
        or not context.tokens[first + 1].capital
    ):
        return []
    maker = context.gazetteer.get(context.tokens[first].text)
    if maker is None or maker.kind != "organisation":
        return []
    made = any(child.kind in ("model", "product", "chip") for child in context.gazetteer.children(maker.name))
    return [("product", _CLEAR)] if made else []


def _before(context: Context, first: int) -> list[tuple[str, float]]:
    tokens = context.tokens
    votes: list[tuple[str, float]] = []
    sentence = tokens[first - 1 if first and tokens[first - 1].key == '"' else first].sentence
    back = [tokens[n] for n in range(first - 1, max(-1, first - 6), -1) if tokens[n].sentence == sentence]
    if len(back) > 1 and back[0].key == '"':
        back = back[1:]  # "il modello «Colibrì»"
    if not back or tokens[first].gap == "\n":
        return votes
    kinds = head_kinds()
    if back[0].text == ",":
        votes.extend(_apposed(back))
    for distance, token in enumerate(back[:4]):
        kind = kinds.get(token.key)
        if kind is not None and token.wordlike:
            votes.append((kind, _STRONG if distance < 2 else _CLEAR))
            break
        if origin_of(token.key) or token.key in words("modifiers"):
            continue
        preposition = token.text == "ad" and not distance and tokens[first].key[0] in "aeiou"
        if token.key in words("office_heads") and not preposition:
            votes.append(("person", _STRONG))
        break
    key = back[0].key
    if key == "," and len(back) > 1 and _office_ends(tokens, first - 1):
        votes.append(("person", _STRONG))
    if key in words("said"):
        votes.append(("person", _LIKELY))
    if key in words("told") or (key in ("da", "dal", "dalla") and len(back) > 1 and back[1].key in words("told")):
        votes.append(("organisation", _CLEAR))
    if key in ("a", "ad") and len(back) > 1 and back[1].key in words("to_firms"):
        votes.append(("organisation", _WEAK))
    given = _is_given(key, back)
    if given:
        votes.append(("organisation", _WEAK))
    if key in ("a", "ad", "in") and back[0].text.islower() and not given:
        votes.append(("place", _WEAK))
        if len(back) > 1 and back[1].key in (
            "sede",
            "base",
            "nata",
            "nato",
            "quartier",
            "vicino",
            "stabilimento",
            "sito",
        ):
            votes.append(("place", _STRONG))
    if key in ("via", "piazza", "corso", "viale", "largo"):
        votes.append(("place", _STRONG))
    if key in ("fuori", "presso", "vicino"):
        votes.append(("place", _CLEAR))
    if origin_of(key) and len(back) > 1 and back[1].key in (*_ARTICLES, "'", "dalla", "alla", "della", "dal", "del"):
        votes.append(("organisation", _CLEAR))
    if key in ("di", "del", "della", "dello") and len(back) > 1:
        adjective = len(back) > 2 and back[2].key != "," and kinds.get(back[2].key) in ("product", "model", "chip")
        if back[1].key in words("place_nouns"):
            votes.append(("place", _CLEAR))
        elif back[1].key in words("owned"):
            votes.append(("organisation", _WEAK))
        elif back[1].key in words("office_heads") or adjective:
            votes.append(("organisation", _LIKELY))
        elif kinds.get(back[1].key) in ("product", "model", "chip"):
            votes.append(("organisation", _CLEAR))
        elif kinds.get(back[1].key) == "organisation":
            votes.append(("place", _WEAK))
    if (
        key in ("da", "dal", "dalla")
        and len(back) > 1
        and back[1].text.endswith(("ato", "ata", "ati", "ate", "tto", "tta", "ito", "ita", "uto", "uta"))
    ):
        begun = back[1].key.startswith(stems("begun")) and len(tokens) > first + 1 and tokens[first + 1].capital
        votes.append(("person", _CLEAR) if begun else ("organisation", _WEAK))
    if key in words("founding") or _establishes([t.key for t in back]):
        votes.append(("organisation", _CLEAR))
    if key in words("targets"):
        votes.append(("organisation", _WEAK))
    if next((t.key for t in back if t.key not in words("adverbs")), "") in words("launching"):
        votes.append(("product", _LIKELY))
    if key in words("naming") or (key in ("di", "nome") and "nome" in [t.key for t in back[:2]]):
        votes.extend(_called(tokens, first))
    bare = next((t.key for t in back if t.key not in _ARTICLES and t.key != "'"), "")
    if bare in words("reports"):
        votes.append(("organisation", _WEAK))
    if key in words("documents"):
        votes.append(("unknown", _STRONG))
    if key == "'" and len(back) > 2 and back[1].key == "dell" and back[2].key in words("owned"):
        votes.append(("organisation", _WEAK))
    return votes


def _apposed(back: Sequence[Token]) -> list[tuple[str, float]]:
    """Return what a name is that stands behind a noun and a comma: "ha lanciato un nuovo assistente, Brezza"."""
    noun = next((n for n in range(1, min(4, len(back))) if back[n].key in head_kinds()), 0)
    if not noun or not all(_is_adjective(t) for t in back[1:noun]):
        return []
    article = next((t.key for t in back[noun + 1 : noun + 4] if not _is_adjective(t)), "")
    return [(head_kinds()[back[noun].key], _CLEAR)] if article in _ARTICLES else []


def _is_adjective(token: Token) -> bool:
    return bool(origin_of(token.key)) or token.key in words("modifiers")


def _is_given(preposition: str, back: Sequence[Token]) -> bool:
    """Whether "a" or "in" leads to somebody and no place: "fornirà i chip a Alfa", "ha investito 3 milioni in Alfa"."""
    if len(back) < 2:
        return False
    near = back[1].key
    if preposition == "in":
        return any(t.key.startswith(stems("into")) for t in back[1:5])
    if preposition not in ("a", "ad"):
        return False
    return near in words("to_somebody") or any(t.key.startswith(stems("to")) for t in back[1:5])


def _establishes(back: Sequence[str]) -> bool:
    """Whether words before a name, nearest first, begin a firm: "ha messo in piedi", "ha dato vita nel 2020 a"."""
    if len(back) > 2 and back[:2] == ["piedi", "in"] and back[2] in words("setting_up"):
        return True
    given = back[0] in ("a", "ad") and "vita" in back[1:-1]
    return given and back[back.index("vita") + 1] in words("giving")


def _called(tokens: Sequence[Token], first: int) -> list[tuple[str, float]]:
    """Return the kind of what is called by a name: "la struttura, battezzata Alfa"."""
    for n in range(first - 2, max(-1, first - 9), -1):
        if tokens[n].sentence != tokens[first - 1].sentence or tokens[n].text in ";:":
            break
        kind = head_kinds().get(tokens[n].key)
        inner = n > 0 and tokens[n - 1].key in words("oblique")  # "il fiore di campo", "il robot della società"
        if kind is not None and not inner:
            return [(kind, _CLEAR)]
    return []


def _office_ends(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the words before a comma are an office with its company: "l'ad di Corvia, …"."""
    for n in range(comma - 1, max(-1, comma - 8), -1):
        if tokens[n].key in words("office_heads"):
            return True
        if tokens[n].text in ".;:," or tokens[n].gap == "\n":
            return False
    return False


def _after(context: Context, first: int, last: int) -> list[tuple[str, float]]:
    tokens = context.tokens
    if last >= len(tokens) or tokens[last].sentence != tokens[last - 1].sentence:
        return []
    votes: list[tuple[str, float]] = []
    quoted = tokens[last].key == '"' and last + 1 < len(tokens)
    after = list(tokens[last + quoted : last + 8])
    key = after[0].key
    if key in ("–", "—") and tokens[first].initial and tokens[first].gap == "\n":
        votes.append(("organisation", _WEAK))  # an item of a list: "Velarda – È la svedese del gruppo"
    if key in (",", "(", "–", "-", "—"):
        if len(after) > 2 and after[1].text.isdigit() and len(after[1].text) == 2 and after[1].gap:
            aged = after[2].key == "anni" or (key == "," and after[2].text == ",")
            votes.append(("person", _STRONG if aged else 0.0))
        if [t.key for t in after[1:3]] == ["di", "cui"] and len(after) > 3 and after[3].text in _COPULAS:
            held = any(t.key in words("office_heads") for t in after[4:7])
            return [("organisation", _STRONG if held else 0.0)]  # "Alfa, di cui è presidente"
        for token in after[1:7]:
            kind = head_kinds().get(token.key)
            if kind is not None:
                votes.append((kind, _CLEAR))
                break
            if token.key in words("office_heads"):
                votes.append(("person", _STRONG))
                break
            passed = (
                token.key in words("possessives") or token.key in (*_ARTICLES, "'") or token.key in words("modifiers")
            )
            if not passed and not origin_of(token.key):
                break
    if key.startswith(stems("owning")) and last == first + 1:
        votes.append(("organisation", _CLEAR))
    votes.extend(_copular(after))
    adverb = key in words("adverbs")
    if context.acts(last + adverb):
        spoken = {t.key for t in after[adverb : adverb + 2]} & words("said")
        votes.append(("person", 0.6) if spoken else (_ACTS, _WEAK))
    return votes


def _copular(after: Sequence[Token]) -> list[tuple[str, float]]:
    """Return the kind that a noun after "è" gives: "Alfa è una giovane startup", "Orma 2 è un modello"."""
    n = 1 if len(after) > 1 and after[0].key in words("adverbs") else 0
    if after[n].text not in _COPULAS:
        return []
    for token in after[n + 1 : n + 6]:
        kind = head_kinds().get(token.key)
        if kind is not None:
            return [(kind, _CLEAR)]
        if token.key in words("office_heads"):
            return [("person", _CLEAR)]
        plain = token.key in (*_ARTICLES, "'") or token.key in words("modifiers") or origin_of(token.key)
        if not plain and token.key not in words("degrees"):
            return []
    return []


def decide(votes: Counter[str]) -> str:
    """Return the kind with most weight, ``unknown`` where nothing speaks for one or two are equal.

    Examples
    --------
    >>> decide(Counter()), decide(Counter(place=1, organisation=3))
    ('unknown', 'organisation')
    """
    acting = votes[_ACTS]
    votes = Counter({kind: weight for kind, weight in votes.items() if kind != _ACTS})
    if acting:
        votes["organisation"] += 0.7  # type: ignore[assignment]
    ranked = votes.most_common(2)
    if not ranked:
        return "unknown"
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        made = [kind for kind, _ in ranked if kind in ("chip", "product")]
        return (
            made[0] if len(made) == 1 and votes["model"] == ranked[0][1] else "unknown"
        )  # a number alone says "model"
    return ranked[0][0]


def followed_by_place(found: Sequence[Found], n: int, tokens: Sequence[Token]) -> bool:
    """Whether the next name is a place after a comma: "Kirkenes, Norvegia", "Kirkenes, in Norvegia"."""
    if n + 1 >= len(found) or found[n + 1].kind != "place":
        return False
    between = [t.key for t in tokens[found[n].last : found[n + 1].first]]
    return between in ([","], [",", "in"], ["("], [",", "nel"], [",", "nella"])
