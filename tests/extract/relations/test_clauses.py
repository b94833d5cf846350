"""The places around a predicate: the same whatever the voice, the order or the clause that it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from corpus import from_text
from extract import load
from extract.relations.clauses import is_verb, places
from extract.syntax import Tree

MODEL = Path(extract.__file__).with_name("model")


def filled(text: str, word: str) -> dict[str, list[str]]:
    """Return the places of the first occurrence of a word, with the head words in them."""
    doc = load(str(MODEL)).read(from_text(text))
    tree = Tree.of(doc)
    found = places(tree, tree.words.index(word))
    return {place: [doc[head].text for head in heads] for place, heads in found.items() if heads}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Cisco ha comprato Splunk.", "comprato"),
        ("Splunk è stata comprata da Cisco.", "comprata"),
        ("Splunk, comprata da Cisco per 28 miliardi, cresce.", "comprata"),
    ],
)
def test_a_passive_has_the_places_of_the_active(text: str, word: str) -> None:
    found = filled(text, word)
    assert found["subj"] == ["Cisco"]
    assert found["obj"] == ["Splunk"]


def test_a_joined_verb_has_the_subject_of_the_first() -> None:
    assert filled("Cisco ha comprato Splunk e ha venduto Webex.", "venduto")["subj"] == ["Cisco"]


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert filled("Cisco, che ha comprato Splunk, cresce.", "comprato")["subj"] == ["Cisco"]


def test_a_noun_has_who_does_it() -> None:
    found = filled("Cisco ha annunciato l'acquisizione di Splunk.", "acquisizione")
    assert found["subj"] == ["Cisco"]
    assert found["di"] == ["Splunk"]


def test_a_noun_has_who_is_called_so() -> None:
    assert "Cisco" in filled("Cisco, fornitore di Enel, cresce.", "fornitore")["same"]


def test_verbs_are_told_from_nouns() -> None:
    doc = load(str(MODEL)).read(from_text("Cisco ha comprato Splunk."))
    assert [token.text for token in doc if is_verb(Tree.of(doc), token.i)] == ["ha", "comprato"]
