"""Sources that a text brings in around what they tell: "a dirlo è X", "la stima è di X", "dal prospetto emerge"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from extract.periods.tense import is_participle
from extract.stance.lexicon import closed, table
from extract.stance.verbs import says

if TYPE_CHECKING:
    from extract.stance.attribution import Attribution
    from extract.stance.sources import Source

_WORDS = "introduction.tsv"
_DEFINITE = {"il", "lo", "la", "l'", "i", "gli", "le"}
_OF = {"di", "del", "dello", "della", "dell'", "dei", "degli", "delle"}
_FROM = {"da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"}
_IN = {"nel", "nello", "nella", "nell'", "nei", "negli", "nelle", "in"}
_ON = {"sul", "sullo", "sulla", "sull'"}
_CLITICS = ("lo", "la", "li", "le")
_FORECASTS = ("previsi", "stim", "proiezi")
_PAPERS = ("document", "note", "count")
_ADJECTIVES = {"nuovo", "nuova", "ultimo", "ultima", "suo", "sua", "proprio", "propria", "recente", "stesso", "stessa"}
_FAR, _NEAR = 16, 8
NAMED = "(named)"
"""The noun of a source that is named without being credited."""


def introductions(finder: Attribution, first: int, last: int) -> Iterator[Source]:
    """Yield the sources that tokens `first` to `last` (exclusive) bring in.

    Those that speak of what stands before them have `back`; those without a name of their own have `noun`, the word
    that may stand for a source named before.
    """
    for i in range(first, last):
        if finder.norm(i) not in _openers() and finder.norm(i + 1) not in _FROM:
            continue
        found = (
            _cleft(finder, i, first, last)
            or _belongs(finder, i, first, last)
            or _agent(finder, i, first, last)
            or _edition(finder, i, first, last)
            or _read_from(finder, i, first, last)
            or _resumed(finder, i, first, last)
            or _named_paper(finder, i, first, last)
        )
        if found:
            yield replace(found, index=i)
    told = _told_back(finder, first, last) or _concludes(finder, first, last)
    if told:
        yield replace(told, index=first)


@cache
def _openers() -> frozenset[str]:
    """The words of which one stands where a source is brought in, save a participle before "da"."""
    return _words("of") | _words("edition") | _words("resumes") | _FROM | _IN | {"a", "ad", "con"}


def _words(kind: str) -> frozenset[str]:
    return closed(kind, _WORDS)


def _begins(kind: str) -> tuple[str, ...]:
    return tuple(closed(kind, _WORDS))


def _brought_in(finder: Attribution, i: int, last: int, *, outside: bool, forecast: bool = False) -> Source | None:
    """Return the source whose phrase begins at `i`, as one that speaks of what was told and holds on.

    `outside` takes any firm for a source: who calculates or measures, and does not speak of itself.
    """
    source = finder.source(i, last)
    if source is None or source.kind == "role":
        return None
    if source.kind == "person":
        return replace(source, back=True)
    if source.kind == "party" and not outside:
        return replace(source, back=True)
    via = source.via or source.speaker
    if via is None:
        return None
    kind = "count" if source.kind == "party" else source.kind
    holds = kind not in ("outlet", "rumour")
    return replace(
        source, speaker=None, via=via, kind="estimate" if forecast else kind, back=True, sets=holds, named=holds
    )


def _cleft(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``a dirlo è X``, ``a fare i conti è stata X``."""
    if finder.norm(i) not in ("a", "ad") or (i > first and finder.norm(i - 1) not in (",", ";", ":", "«", "e")):
        return None
    verb = finder.norm(i + 1)
    clitic = verb.endswith(_CLITICS) and verb[:-2].endswith("r") and verb.startswith(_begins("cleft"))
    figures = any(finder.norm(k) in _words("of") for k in range(i + 2, min(i + 2 + _NEAR, last)))
    if not clitic and not (verb.endswith("re") and figures):
        return None
    for j in range(i + 2, min(i + 2 + _NEAR, last)):
        if finder.norm(j) in _words("copula"):
            k = j + 1
            while finder.norm(k) in ("stato", "stata", "stati", "state", "anche", "ora", "oggi", "proprio"):
                k += 1
            outside = not verb.startswith(("dir", "sosten", "afferm", "annunc", "conferm", "spieg", "racc", "comunic"))
            return _brought_in(finder, k, last, outside=outside)
    return None


def _belongs(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``la previsione è di X``, ``i dati arrivano da X``, ``la stima porta la firma di X``."""
    noun = finder.norm(i)
    if noun not in _words("of") or finder.norm(i - 1) not in _DEFINITE:
        return None
    for j in range(i + 1, min(i + (_NEAR + 2 if finder.norm(i + 1) == "," else 4), last)):
        k = j + 3 if finder.norms(j + 1, 3) == ("la", "firma", "di") else j + 1
        if finder.norm(j) not in _words("copula") or finder.norm(k) not in _OF | _FROM:
            continue
        source = _brought_in(finder, k + 1, last, outside=False, forecast=noun.startswith(_FORECASTS))
        return source if source and source.via else None
    return None


def _told_back(finder: Attribution, first: int, last: int) -> Source | None:
    """``lo certifica X``, ``lo dicono i dati di X``, ``lo ha calcolato X``."""
    if finder.norm(first) not in ("lo", "l'", "li", "le"):
        return None
    i = first + 1
    while finder.norm(i) in closed("auxiliary") or finder.norm(i) in closed("between"):
        i += 1
    verb = finder.norm(i)
    if i >= last or not (verb in table("speech.tsv") or verb in closed("reckons")):
        return None
    outside = verb in closed("reckons") or table("speech.tsv").get(verb) in ("carry", "claim")
    return _brought_in(finder, i + 1, min(last, i + _FAR), outside=outside)


def _concludes(finder: Attribution, first: int, last: int) -> Source | None:
    """``è la stima di X``, ``è la conclusione a cui arriva X``, ``è il quadro tracciato da X``."""
    i = first + 1 if finder.norm(first) in ("questa", "questo", "questi", "queste", "sono") else first
    if finder.norm(i) in ("è", "sono"):
        i += 1
    if i == first or finder.norm(i) not in _DEFINITE or finder.norm(i + 1) not in _words("concludes"):
        return None
    forecast = finder.norm(i + 1).startswith(_FORECASTS)
    for j in range(i + 2, min(i + _NEAR, last)):
        if finder.norm(j) in (",", ":", ";"):
            return None
        known = finder.house(j)
        if known or (finder.norm(j) in _OF | _FROM and table("sources.tsv").get(finder.norm(j + 1))):
            return _brought_in(finder, j if known else j + 1, last, outside=True, forecast=forecast)
    return None


def _agent(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``calcolata da X``, ``gli analisti interpellati da X``, ``i dati diffusi da X``, ``un test condotto da X``."""
    word = finder.norm(i)
    if finder.norm(i + 1) not in _FROM or not word.startswith(_begins("agent")) or word[-1] not in "oaie":
        return None
    source = finder.source(i + 2, last)
    if source is None or source.kind in ("person", "role"):
        return None
    nouns = [kind for j in range(max(first, i - 5), i) if (kind := table("sources.tsv").get(finder.norm(j)))]
    paper = next((kind for kind in nouns if kind in ("document", "count")), None)
    asked = "estimate" in nouns and paper is None
    if source.via is None and not (paper and source.speaker and not finder.is_anaphor(i + 2)):
        return None
    kind = "estimate" if asked else paper or ("count" if word.startswith(("inter", "cens", "rilev", "misur")) else "")
    return replace(
        source,
        speaker=None,
        via=source.via or source.speaker,
        kind=kind or source.kind,
        sets=paper is not None,
        named=paper is not None,
        local=paper is None,
        tight=paper is None,
    )


def _edition(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``la nuova edizione della X conferma``, ``l'ultimo aggiornamento dell'indice di X``: a ranking that speaks."""
    if finder.norm(i) not in _words("edition") or i - first > 4 or finder.norm(i + 1) not in _OF:
        return None
    known = finder.house(i + 2) or finder.house(i + 3)
    told = any(says(finder.tokens, k) or finder.norm(k) in closed("reckons") for k in range(i + 3, min(i + _FAR, last)))
    if known is None or not told:
        return None
    source = finder.source(i + 2, last)
    return source and replace(source, speaker=None, via=known[0], sets=True, named=True, back=True)


def _read_from(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``dal prospetto si apprende``, ``nella relazione gli autori danno``, ``dai dati di X emerge``."""
    opening = i == first and finder.norm(i) == "con" and finder.norm(i + 1) in _DEFINITE
    if finder.norm(i) not in (_FROM | _IN) - {"da", "in"} and not opening:
        return None
    j = i + 2 if opening else i + 1
    while finder.norm(j) in _ADJECTIVES:
        j += 1
    if table("sources.tsv").get(finder.norm(j)) not in _PAPERS:
        return None
    ahead = range(j + 1, min(j + _FAR, last))
    read = (opening and finder.norm(j) in _words("disclosures")) or any(
        finder.norm(k) in _words("reads") for k in ahead
    )
    behind = any(finder.norm(k) in _words("reads") for k in range(max(first, i - 2), i))
    if not read and not behind:
        return None
    source = finder.source(j, last)
    if source is None or source.kind == "person":
        return None
    via = source.via or source.speaker
    noun = source.noun or ("" if via else finder.norm(j))
    return replace(source, speaker=None, via=via, sets=True, named=True, noun=noun)


def _named_paper(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``il rapporto di X è uscito ieri``: credited with nothing yet, but what "lo studio" goes back to."""
    if i == first or finder.norm(i - 1) not in closed("article") | _OF | _IN | _FROM:
        return None
    if table("sources.tsv").get(finder.norm(i)) not in ("document", "count") or finder.norm(i) not in _words("resumes"):
        return None
    source = finder.source(i, last)
    known = source is not None and source.via is not None and source.via[:1].isupper()
    return replace(source, noun=NAMED) if source and known else None


def _resumed(finder: Attribution, i: int, first: int, last: int) -> Source | None:
    """``lo studio``, ``gli autori``, ``precisa la società di ricerca``: a source that was named before."""
    word = finder.norm(i)
    before = finder.norm(i - 1) if i > first else ""
    if word not in _words("resumes") or before not in _DEFINITE | _OF | _FROM | _IN | _ON:
        return None
    j = i + 1
    while finder.norms(j, 2) in (("di", "ricerca"), ("di", "ricerche"), ("di", "consulenza"), ("di", "analisi")):
        j += 2
    owned = j + 1 in finder.names or finder.house(j + 1) or finder.norm(j + 1) in table("sources.tsv")
    if j in finder.names or finder.house(j) or (finder.norm(j) in _OF and owned):
        return None
    if word not in _words("corporate") and is_participle(finder.norm(j)):
        return None
    if word in _words("corporate"):
        behind = [finder.norm(k) for k in range(max(first, i - 3), i - 1)]
        told = any(verb in table("speech.tsv") or verb in closed("reckons") for verb in behind[-1:])
        credited = (before in _DEFINITE and bool({"secondo", "per"} & set(behind[-1:]))) or behind[-2:] == ["stando"]
        speaking = before in _DEFINITE and (says(finder.tokens, j) or finder.norm(j) in closed("reckons"))
        of_paper = before in _OF and any(table("sources.tsv").get(verb) in _PAPERS for verb in behind)
        if not (told or credited or speaking or of_paper):
            return None
    elif i - first > 2 and before not in _IN | _FROM | _OF and not finder.reports(i, last):
        return None
    kind = table("sources.tsv").get(word, "count")
    return finder.unnamed(word, kind, i)
