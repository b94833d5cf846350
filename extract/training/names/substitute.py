"""Put other names in the place of a sentence's own, with the articles that they need."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from extract.training.names.invent import Inventor
from extract.training.names.marks import Name, Sentence

_ELIDED = re.compile(r"\b((?:[Ll]|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all|[Uu]n)['’])$")
_FULL = re.compile(r"\b((?:[Ll]|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)a|[Uu]na) $")
_EUPHONIC = re.compile(r"\b([AaEe])d $")
_OF = re.compile(r"\b([Dd])['’]$")
_VOWELS = "AEIOUÀÈÉÌÒÙaeiou"


def fit(before: str, name: str) -> str:
    """Return the text before a name with the article that the name needs.

    Examples
    --------
    >>> fit("i conti dell'", "Korvia"), fit("vende la ", "Arnova"), fit("torna ad ", "Lodi")
    ('i conti della ', "vende l'", 'torna a ')
    """
    if name[0] in _VOWELS:
        return _FULL.sub(lambda m: m.group(1)[:-1] + "'", before)
    before = _ELIDED.sub(lambda m: m.group(1)[:-1] + "a ", before)
    before = _EUPHONIC.sub(lambda m: m.group(1) + " ", before)
    return _OF.sub(lambda m: m.group(1) + "i ", before)


def substitute(sentence: Sentence, inventor: Inventor, shares: Mapping[str, float], rng: random.Random) -> Sentence:
    """Return the sentence with some of its names replaced.

    Parameters
    ----------
    sentence : Sentence
        With its own names.
    inventor : Inventor
        Makes the others.
    shares : mapping
        By kind, how many of the names are replaced: 0 for none, 1 for all.
    rng : random.Random
        Decides which.
    """
    text, names, last = "", [], 0
    renamed: dict[tuple[str, str], str] = {}
    for name in sentence.names:
        old = sentence.text[name.start : name.end]
        before = text + sentence.text[last : name.start]
        new = old
        if rng.random() < shares.get(name.kind, 0.0):
            new = renamed.setdefault((old, name.kind), inventor.replace(old, name.kind, before))
        if new != old:
            new = new.upper() if old.isupper() and len(old) > 5 else new
            before = fit(before, new)
        text = before + new
        names.append(Name(len(before), len(text), name.kind))
        last = name.end
    return Sentence(text + sentence.text[last:], tuple(names), sentence.section)
