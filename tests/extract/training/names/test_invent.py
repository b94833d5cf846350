"""Invented names: of the same kind and build, the same for the same seed, and never in both training and scoring."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.training.names.invent import Inventor, lists
from extract.training.names.marks import KINDS, parse, read
from extract.training.names.substitute import fit, substitute

SEEDS = st.integers(0, 2**20)
ALL = dict.fromkeys(KINDS, 1.0)


@given(SEEDS, SEEDS)
def test_no_stem_or_surname_is_in_training_and_in_scoring(one: int, other: int) -> None:
    train, score = Inventor(one), Inventor(other, held_out=True)
    assert {train.stem() for _ in range(20)}.isdisjoint(score.stem() for _ in range(20))
    assert {train.surname() for _ in range(20)}.isdisjoint(score.surname() for _ in range(20))


@given(SEEDS, st.sampled_from(KINDS))
def test_same_seed_makes_the_same_names(seed: int, kind: str) -> None:
    assert Inventor(seed).replace("Anna Berti", kind) == Inventor(seed).replace("Anna Berti", kind)


@given(SEEDS)
def test_people_keep_the_length_of_their_name_and_their_gender(seed: int) -> None:
    inventor = Inventor(seed)
    assert " " in inventor.person("Anna Berti")
    first = inventor.person("Anna Berti").split()[0]
    assert first.endswith((".", "a"))
    assert inventor.person("Benedetto XVI") == "Benedetto XVI"


@given(SEEDS)
def test_a_town_stands_for_a_town_and_a_country_for_a_country(seed: int) -> None:
    inventor = Inventor(seed)
    assert inventor.place("Milano", "a ") in lists("cities.txt")
    assert inventor.place("Francia", "in ") in lists("areas.txt")
    assert inventor.place("Vattelapesca", "a ") == "Vattelapesca"


def test_surnames_with_a_particle_are_one_name() -> None:
    assert {"De Angelis", "Van den Berg", "Lo Cascio"} <= set(lists("surnames.txt"))
    assert not {"De", "Van", "den", "Lo"} & set(lists("surnames.txt"))


@pytest.mark.parametrize(
    ("before", "name", "fitted"),
    [
        ("i soci dell'", "Korvia", "i soci della "),
        ("i soci dell’", "Korvia", "i soci della "),
        ("i soci della ", "Arnova", "i soci dell'"),
        ("L'", "Korvia", "La "),
        ("Ad ", "Lodi", "A "),
        ("d'", "Korvia", "di "),
        ("ed ", "Elvia", "ed "),
        ("il ", "Arno", "il "),
    ],
)
def test_article_fits_the_new_name(before: str, name: str, fitted: str) -> None:
    assert fit(before, name) == fitted


@given(SEEDS, st.sampled_from(read()))
def test_marks_stay_on_the_names_whatever_is_put_in_their_place(seed: int, sentence: object) -> None:
    assert isinstance(sentence, type(parse("")))
    changed = substitute(sentence, Inventor(seed), ALL, random.Random(seed))
    assert [n.kind for n in changed.names] == [n.kind for n in sentence.names]
    for name in changed.names:
        assert changed.text[name.start : name.end].strip() == changed.text[name.start : name.end] != ""


def test_a_name_that_comes_again_gets_the_same_name() -> None:
    sentence = parse("[Korvia|ORG] compra: chi è [Korvia|ORG]?")
    changed = substitute(sentence, Inventor(3), ALL, random.Random(3))
    one, other = (changed.text[n.start : n.end] for n in changed.names)
    assert one == other != "Korvia"
