"""Which of the difficulties of real news an annotated figure has, read off its gold line and its article.

The real shares were counted on articles that are not here; a development corpus that is to predict how extraction does
on real news has the same difficulties in about the same shares. Five of them cannot be read off: the gold says them in
``tags``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus import Article
from extract.sentences.splitter import split_sentences
from kg.evaluate.names import Names

Line = Mapping[str, Any]

REAL = {
    "subject outside the sentence": 35,
    "three or more figures in the sentence": 40,
    "period not nearby": 36,
    "attribution": 34,
    "plan or estimate": 28,
    "currency left out": 15,
    "in brackets after a name": 11,
    "bullet": 11,
    "gapped list": 6,
    "multiplier, unit or noun left out": 4,
    "spelled out or fraction": 5,
    "odd scale or suffix": 4,
    "range": 2,
    "rispettivamente": 2,
    "before and after": 3,
}
"""Share of the figures of real news that have a phenomenon, in %; of money for the currency that is left out."""

_TAGS = {"gapped": "gapped list", "elided": "multiplier, unit or noun left out", "before_after": "before and after"}
_ODD = re.compile(
    r"\d\s?[KMBT]\b|\bmld\b|\bmln\b|\d\s?mila\s+mili|miliardi di miliardi|milion\w di miliardi|bilion|trilion"
)
_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b|trimestre|semestre|\bgennaio|\bfebbraio|\bmarzo|\baprile|\bmaggio|\bgiugno|\bluglio"
    r"|\bagosto|\bsettembre|\bottobre|\bnovembre|\bdicembre"
)


def phenomena(text: str, line: Line, others: Sequence[Line], names: Names) -> set[str]:
    """Return the phenomena of one figure.

    Parameters
    ----------
    text : str
        The article.
    line : mapping
        The figure's gold line.
    others : sequence of mapping
        All gold lines of figures in the article.
    names : Names
        How names are compared.
    """
    start, end = line["evidence"]["start"], line["evidence"]["end"]
    first, last = next(s for s in reversed(split_sentences(text)) if s[0] <= start)
    sentence, span = text[first:last], text[start:end]
    found = {_TAGS[tag] for tag in line.get("tags", ()) if tag in _TAGS}
    tests = {
        "subject outside the sentence": bool(line["subject"]) and not _named(line["subject"], sentence, names),
        "three or more figures in the sentence": sum(first <= o["evidence"]["start"] < last for o in others) >= 3,
        "period not nearby": bool(line["period"]) and not _YEAR.search(sentence),
        "attribution": bool(line["via"] or line["speaker"]),
        "plan or estimate": line["status"] != "actual",
        "currency left out": _is_money(line)
        and not re.search(r"[$€£¥]|doll|eur|sterlin|yuan|yen|won|USD|EUR|GBP", span),
        "in brackets after a name": text.rfind("(", first, start) > text.rfind(")", first, start),
        "bullet": sentence.lstrip()[:1] in {"-", "•", "*", "–", "·"},
        "spelled out or fraction": not re.search(r"\d", span),
        "odd scale or suffix": bool(_ODD.search(span)),
        "range": line["hedge"] == "range",
        "rispettivamente": "rispettivamente" in sentence.lower(),
    }
    return found | {name for name, holds in tests.items() if holds}


def _named(subject: str, sentence: str, names: Names) -> bool:
    """Whether a sentence holds the name or an alias: any run of up to five words that is the same name."""
    if subject.lower() in sentence.lower():
        return True
    words = re.findall(r"[\w&.'’-]+", sentence)
    runs = (" ".join(words[i : i + n]) for n in range(1, 6) for i in range(len(words) - n + 1))
    return any(names.same(run.strip(".'’"), subject) for run in runs)


def _is_money(line: Line) -> bool:
    unit = str(line["unit"])
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def count(articles: Sequence[Article], lines: Sequence[Line]) -> dict[str, float]:
    """Return the share of the figures that have each phenomenon, in %; of the sums of money where that is meant."""
    names = Names.load()
    texts = {Path(article.source).stem: article.text for article in articles}
    figures = [line for line in lines if "metric" in line]
    counts = dict.fromkeys(REAL, 0)
    for line in figures:
        others = [other for other in figures if other["article"] == line["article"]]
        for name in phenomena(texts[line["article"]], line, others, names):
            counts[name] += 1
    money = sum(_is_money(line) for line in figures)
    return {
        name: 100 * counted / max(1, money if name == "currency left out" else len(figures))
        for name, counted in counts.items()
    }
