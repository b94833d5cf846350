"""Bring treebanks that follow other habits to those of the Italian ones: labels, parts of speech, features.

PUD came out of a conversion, ParlaMint labels less finely than MarkIT: one parser trained on all of them learns the
mixture, and is wrong wherever they disagree. Each function below is one habit.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from extract.training.conllu import Sentence, Word, format_feats, parse_feats

Habit = Callable[[Sentence], None]
Lexicon = dict[tuple[str, str], dict[str, str]]

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
LISTS = {name: frozenset(words) for name, words in _WORDS.items() if isinstance(words, list)}
PARTS: dict[str, str] = _WORDS["parts"]


def apostrophes(sentence: Sentence) -> None:
    """Write ’ as ', as the pipeline does before it parses: same length, one spelling."""
    sentence.text = sentence.text.replace("’", "'")
    for word in sentence.words:
        word.form = word.form.replace("’", "'")
        word.lemma = word.lemma.replace("’", "'")
    sentence.joined = {k: (last, form.replace("’", "'"), misc) for k, (last, form, misc) in sentence.joined.items()}


def possessives(sentence: Sentence) -> None:
    """A possessive is a determiner, ``det:poss``; PUD has pronouns, ParlaMint plain ``det``."""
    for word in sentence.words:
        if word.dep == "det:poss" and word.pos == "PRON" and word.form.lower() != "cui":
            word.pos = "DET"
        elif word.dep == "det:poss" and word.form.lower() == "cui":
            word.dep = "nmod"
        elif word.dep == "det" and word.lemma.lower() in LISTS["possessives"]:
            word.dep = "det:poss"


def predeterminers(sentence: Sentence) -> None:
    """A determiner before the determiner is ``det:predet``: "tutti i ministri"."""
    for word in sentence.words:
        head = sentence.head(word)
        if head is None or word.dep not in {"det", "amod", "det:predet"} or word.lemma.lower() not in LISTS["whole"]:
            continue
        if any(other.dep == "det" and word.id < other.id < head.id for other in sentence.children(head)):
            word.dep, word.pos = "det:predet", "DET"


def indefinites(sentence: Sentence) -> None:
    """Give "molti", "altri", "ciò" the part of speech of their place: by themselves they are pronouns."""
    for word in sentence.words:
        lemma = word.lemma.lower()
        beside = word.dep.startswith(("det", "amod", "nummod", "fixed", "flat", "advmod"))
        if not beside and (word.pos == "DET" or (word.pos == "NOUN" and lemma in LISTS["indefinites"])):
            word.pos = "PRON"
        elif word.pos == "DET" and word.dep == "det" and lemma in LISTS["adjectives"]:
            word.pos, word.dep = "ADJ", "amod"
        elif word.pos == "PRON" and word.dep == "det":
            word.pos = "DET"
        elif word.pos == "ADP" and word.form.lower() in PARTS:
            word.pos = PARTS[word.form.lower()]


def names(sentence: Sentence) -> None:
    """Two proper nouns of one name are ``flat:name``."""
    for word in sentence.words:
        head = sentence.head(word)
        if head and word.dep == "flat" and word.pos == head.pos == "PROPN":
            word.dep = "flat:name"


def relatives(sentence: Sentence) -> None:
    """A clause on a noun that a relative pronoun opens is ``acl:relcl``."""
    for word in sentence.words:
        if word.dep == "acl" and any(
            other.id < word.id and other.pos in {"PRON", "ADV"} and other.form.lower() in LISTS["relatives"]
            for other in sentence.subtree(word)
        ):
            word.dep = "acl:relcl"


def agents(sentence: Sentence) -> None:
    """What "da" brings to a passive verb is its agent, unless it names a time."""
    for word in sentence.words:
        head = sentence.head(word)
        if word.dep != "obl" or head is None or head.id > word.id or word.pos not in {"NOUN", "PROPN", "PRON"}:
            continue
        passive = any(child.dep == "aux:pass" for child in sentence.children(head)) or (
            head.dep in {"acl", "amod"} and (head.feats.get("VerbForm") == "Part" or head.feats.get("Tense") == "Past")
        )
        cases = [child.lemma for child in sentence.children(word) if child.dep == "case"]
        if passive and cases == ["da"] and word.lemma.lower() not in LISTS["no_agents"]:
            word.dep = "obl:agent"


def scales(sentence: Sentence) -> None:
    """A scale is a noun with a number before it: "10 milioni"."""
    for word in sentence.words:
        if word.pos == "NUM" and word.lemma.lower() in LISTS["scales"]:
            word.pos = "NOUN"
            word.feats = {"Gender": "Masc", "Number": "Sing" if word.form.endswith("e") else "Plur"}


def plain_times(sentence: Sentence) -> None:
    """No label of its own for times."""
    for word in sentence.words:
        if word.dep == "obl:tmod":
            word.dep = "obl"


class Passives:
    """Tell "è stato approvato" from "è arrivato" where the treebank has ``aux`` for both.

    A verb is passive after "essere" if the treebanks show it with an object or as a passive more often than they show
    it with "essere" for its past; after "venire" always, after a reflexive never.
    """

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.objects: Counter[str] = Counter()
        for sentence in sentences:
            for word in sentence.words:
                if word.pos != "VERB":
                    continue
                labels = {child.dep: child for child in sentence.children(word)}
                if "aux:pass" in labels or "obl:agent" in labels:
                    self.objects[word.lemma] += 2
                elif "obj" in labels and labels["obj"].form.lower() not in LISTS["reflexives"]:
                    self.objects[word.lemma] += 1

    def __call__(self, sentence: Sentence) -> None:
        for word in sentence.words:
            if word.pos != "VERB" or word.feats.get("VerbForm") != "Part":
                continue
            children = sentence.children(word)
            auxiliaries = [c for c in children if c.dep == "aux" and c.lemma in {"essere", "venire"}]
            if not auxiliaries or any(c.dep == "aux:pass" for c in children):
                continue
            if any(c.form.lower() in LISTS["reflexives"] and c.dep.startswith(("expl", "obj")) for c in children):
                continue
            last = auxiliaries[-1]
            sure = last.lemma == "venire" or (last.form.lower().startswith("stat") and len(auxiliaries) > 1)
            if sure or self.objects[word.lemma] > 1:
                last.dep = "aux:pass"
                for child in children:
                    if child.dep in {"nsubj", "csubj"}:
                        child.dep += ":pass"


def lexicon(sentences: Iterable[Sentence]) -> Lexicon:
    """Return the commonest features of every form and part of speech."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            counts[word.form.lower(), word.pos][format_feats(word.feats)] += 1
    return {key: parse_feats(feats.most_common(1)[0][0]) for key, feats in counts.items()}


class Features:
    """Give PUD's words the features that the other treebanks give theirs.

    What a form always has comes from the lexicon, where the two do not contradict each other; the rest is rewritten.
    """

    def __init__(self, known: Lexicon) -> None:
        self.known = known

    def __call__(self, sentence: Sentence) -> None:
        for word in sentence.words:
            feats = self.rewritten(word)
            usual = self.known.get((word.form.lower(), word.pos))
            if usual is not None and all(usual.get(name, value) == value for name, value in feats.items()):
                feats = usual
            word.feats = dict(feats)

    def rewritten(self, word: Word) -> dict[str, str]:
        feats = {name: value for name, value in word.feats.items() if name not in {"Voice", "Aspect", "Polarity"}}
        if word.pos == "PROPN":
            return {}
        if word.pos == "NUM":
            return {"NumType": "Card"}
        if word.pos == "ADV":
            return {"PronType": "Neg"} if word.feats.get("Polarity") == "Neg" else {}
        if word.pos in {"VERB", "AUX"}:
            return self._verb(word, feats)
        if word.pos == "DET" and feats.get("PronType") == "Art":
            feats["Definite"] = "Ind" if word.lemma == "uno" else "Def"
        if word.pos in {"NOUN", "ADJ"}:
            feats.pop("Person", None)
        return feats

    @staticmethod
    def _verb(word: Word, feats: dict[str, str]) -> dict[str, str]:
        form = word.form.lower()
        if "Mood" in feats:
            if word.feats.get("Aspect") == "Imp" and feats.get("Tense") == "Past":
                feats["Tense"] = "Imp"
            return feats | {"VerbForm": "Fin"}
        if form.endswith("ndo"):
            return {"VerbForm": "Ger"}
        if feats.get("Tense") == "Past":
            gender = {"o": "Masc", "i": "Masc", "a": "Fem", "e": "Fem"}.get(form[-1])
            number = {"o": "Sing", "i": "Plur", "a": "Sing", "e": "Plur"}.get(form[-1])
            if gender and number:
                feats = {"Gender": gender, "Number": number, "Tense": "Past"}
            return feats | {"VerbForm": "Part"}
        if form.endswith(("re", "r", "rre")):
            return {"VerbForm": "Inf"}
        return feats


def full_forms(known: Lexicon) -> Habit:
    """Return the habit that fills in what MarkIT leaves out on elided and invariable forms ("che", "l'", "c'")."""

    def habit(sentence: Sentence) -> None:
        for word in sentence.words:
            if word.pos == "PRON" and word.feats.get("PronType") in {"Dem", "Ind", "Rel", "Int"}:
                word.feats.pop("Person", None)
            if word.feats.get("Clitic") and word.feats.get("Person") in {"1", "2"}:
                word.feats.pop("Gender", None)
            if word.pos == "AUX" and word.feats.get("Mood") == "Sub" and word.feats.get("Person") == "1":
                usual = known.get((word.form.lower(), word.pos), {})
                word.feats["Person"] = usual.get("Person", word.feats["Person"])
            if not word.feats and word.pos in {"PRON", "DET", "NUM"}:
                word.feats = dict(known.get((word.form.lower(), word.pos), {}))
                if word.pos == "NUM":
                    word.feats = {"NumType": "Card"}
                if word.form.lower() in {"l'", "un'", "un"} and word.pos == "DET":
                    word.feats = {"Definite": "Ind", "Number": "Sing", "PronType": "Art"}
                    gender = {"un": "Masc", "un'": "Fem"}.get(word.form.lower())
                    if gender:
                        word.feats["Gender"] = gender
                    else:
                        word.feats["Definite"] = "Def"

    return habit


COMMON: tuple[Habit, ...] = (
    apostrophes,
    possessives,
    predeterminers,
    indefinites,
    names,
    relatives,
    scales,
    plain_times,
)
