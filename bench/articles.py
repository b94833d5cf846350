"""Articles by number, as many as wanted: Italian text with figures, and texts whose claims are known beforehand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Period, Relation

_FIRST = (
    "Aral",
    "Bor",
    "Cal",
    "Dor",
    "Elm",
    "Fal",
    "Gar",
    "Lum",
    "Mer",
    "Nov",
    "Ors",
    "Pal",
    "Quar",
    "Sol",
    "Tev",
    "Vel",
)
_LAST = ("anta", "bia", "dena", "gora", "landa", "mira", "nova", "padre", "rive", "senia", "tica", "vera")
_PLACES = ("Torino", "Bologna", "Bari", "Trento", "Pisa", "Catania", "Genova", "Udine", "Lecce", "Parma", "Cagliari")
_MONTHS = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "novembre")
_PEOPLE = ("Elena Marchi", "Paolo Rinaldi", "Sara Conti", "Luca Ferri", "Anna Greco", "Marco Villa", "Giulia Serra")

_SENTENCES = (
    "{name} ha chiuso il {year} con ricavi per {money} milioni di euro, {some} il {percent}% in più dell'anno prima.",
    "La società di {place} ha raccolto {money} milioni di dollari da un gruppo di fondi guidato da {other}.",
    "Secondo {person}, il nuovo modello {model} ha {count} miliardi di parametri e usa {chips} acceleratori.",
    "Nel {month} {year} {name} contava {staff} dipendenti, {some} {few} in più rispetto a dodici mesi prima.",
    "Entro il {later} {other} prevede di investire fino a {money} miliardi di euro in centri dati a {place}.",
    "Il prezzo del servizio scende da {count} a {few} euro al mese, spiega l'azienda in una nota.",
    "«Abbiamo {some} {staff} clienti paganti», ha detto {person}, che guida {name} dal {month} {year}.",
    "La perdita operativa è stata di {money} milioni, contro i {count} milioni del trimestre precedente.",
    "Il supercomputer di {place} assorbe {few} megawatt e occupa {count} armadi.",
    "{other} ha acquistato il {percent}% di {name} per {money} milioni di euro.",
    "Il titolo ha perso il {percent},{few}% in una seduta difficile per tutto il settore.",
    "Sul banco di prova interno {model} ottiene {percent} punti su cento; il suo predecessore si fermava a {few}.",
    "Non tutti sono convinti: per gli analisti la crescita dipende dal prezzo dell'energia e dai tempi dei cantieri.",
    "L'accordo, firmato a {place}, non indica cifre e resta da approvare dai soci.",
)


def italian(number: int) -> Article:
    """Return the article of a number: about a thousand characters, with names and figures of its own.

    Examples
    --------
    >>> italian(7) == italian(7), italian(7).text == italian(8).text
    (True, False)
    """
    rng = Random(number)
    name, other = _name(rng), _name(rng)
    sentences = [_filled(sentence, rng, name, other) for sentence in rng.sample(_SENTENCES, k=rng.randint(7, 11))]
    published = date(2023, 1, 1) + timedelta(days=rng.randrange(900))
    title = f"{name}, i conti e i piani"
    return Article(
        id=f"bench-{number:06d}",
        text="\n".join(sentences),
        source=f"bench-{number:06d}.txt",
        title=title,
        published=published,
        language="it",
    )


def _name(rng: Random) -> str:
    return rng.choice(_FIRST) + rng.choice(_LAST) + rng.choice(("", "", " AI", " Labs", " Sistemi"))


def _filled(sentence: str, rng: Random, name: str, other: str) -> str:
    year = rng.randint(2019, 2025)
    return sentence.format(
        name=name,
        other=other,
        place=rng.choice(_PLACES),
        person=rng.choice(_PEOPLE),
        model=f"{rng.choice(_FIRST)}{rng.randint(1, 9)}",
        month=rng.choice(_MONTHS),
        year=year,
        later=year + rng.randint(1, 6),
        some=rng.choice(("circa", "oltre", "quasi", "poco meno di")),
        money=rng.choice((str(rng.randint(2, 950)), f"{rng.randint(1, 99)},{rng.randint(1, 9)}")),
        percent=rng.randint(1, 98),
        count=rng.randint(2, 700),
        few=rng.randint(2, 90),
        chips=f"{rng.randint(1, 99)}.{rng.randint(0, 999):03d}",
        staff=f"{rng.randint(1, 40)}.{rng.randint(0, 999):03d}",
    )


_METRICS = (
    ("revenue", "EUR"),
    ("funding", "USD"),
    ("employees", "1"),
    ("parameter_count", "1"),
    ("accelerator_count", "1"),
    ("investment", "EUR"),
    ("power", "W"),
    ("users", "1"),
)
_RELATIONS = ("develops", "uses", "invests_in")


def stated(number: int, variant: int = 0, *, claims: int = 8) -> tuple[Article, Extraction]:
    """Return an article of a number with what it states; each `variant` of it has another text and other figures.

    Examples
    --------
    >>> article, extraction = stated(3, 1)
    >>> [len(found) for found in (extraction.claims, extraction.relations)], article.text[:24]
    ([8, 3], 'Articolo 3, versione 1.\\n')
    """
    rng = Random(number * 1009 + variant)
    lines, spans, offset = [f"Articolo {number}, versione {variant}."], [], 0
    offset = len(lines[0]) + 1
    for _ in range(claims):
        figure, name = rng.randint(1, 10**7), _companies()[rng.randrange(len(_companies()))]
        line = f"{name} dichiara {figure} nel dato di riferimento."
        start = offset + line.index(str(figure))
        spans.append((start, start + len(str(figure)), (offset, offset + len(line)), figure, name))
        lines.append(line)
        offset += len(line) + 1
    article = Article(
        id=f"stated-{number}",
        text="\n".join(lines),
        source=f"stated-{number}.txt",
        title=f"Articolo {number}",
        published=date(2020, 1, 1) + timedelta(days=number % 2000),
        language="it",
    )
    return article, Extraction(
        tuple(_claim(article, rng, *span) for span in spans), tuple(_relation(article, rng, k, spans) for k in range(3))
    )


@cache
def _companies() -> tuple[str, ...]:
    return tuple(first + last for first in _FIRST[:6] for last in _LAST[:8])


def _claim(
    article: Article, rng: Random, start: int, end: int, sentence: tuple[int, int], figure: int, name: str
) -> Claim:
    metric, unit = rng.choice(_METRICS)
    year, value = rng.randint(2015, 2026), Decimal(figure)
    return Claim(
        article=article.id,
        source=article.source,
        metric=metric,
        subject=name,
        value=value,
        low=value,
        high=value,
        unit=unit,
        kind="level",
        hedge=rng.choice(("exact", "about")),
        period=Period(date(year, 1, 1), date(year, 12, 31)),
        status=rng.choice(("actual", "actual", "planned")),
        speaker=rng.choice((None, None, *_PEOPLE)),
        evidence=Evidence(start=start, end=end, text=article.text[start:end], sentence=sentence),
        confidence=round(rng.uniform(0.3, 1), 2),
    )


def _relation(
    article: Article, rng: Random, number: int, spans: list[tuple[int, int, tuple[int, int], int, str]]
) -> Relation:
    _, _, sentence, _, name = spans[number % len(spans)]
    start = sentence[0]
    return Relation(
        article=article.id,
        source=article.source,
        relation=_RELATIONS[number],
        subject=name,
        object=rng.choice(_companies()),
        status="actual",
        evidence=Evidence(start=start, end=start + len(name), text=name, sentence=sentence),
    )
