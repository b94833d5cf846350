"""Each repair changes the parse that it is for, and leaves the one that only looks like it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.syntax import RULES, Syntax, Tree, repair, subject_of
from extract.syntax.after import subject_of_predicate, subject_of_verb_without_object
from extract.syntax.tree import Change

FINITE = {"Sing": "Number=Sing|Person=3|VerbForm=Fin", "Plur": "Number=Plur|Person=3|VerbForm=Fin"}


def tree(*rows: tuple[str, int, str, str] | tuple[str, int, str, str, str]) -> Tree:
    """Return a tree of rows: word, head, label, part of speech, features."""
    words, heads, deps, pos = (list(column) for column in zip(*(row[:4] for row in rows), strict=True))
    return Tree(words, heads, deps, pos, morphs=[row[4] if len(row) > 4 else "" for row in rows])  # type: ignore[arg-type]


def repaired(parse: Tree) -> dict[str, tuple[str, str]]:
    repair(parse)
    return {parse.words[i]: (parse.words[parse.heads[i]], parse.deps[i]) for i in range(len(parse))}


@pytest.mark.parametrize(
    "verb", ["collaborano", "partecipano", "servono", "bastano", "mancheranno", "occorrono", "restano", "servirebbero"]
)
def test_a_verb_without_object_has_its_subject_after_it(verb: str) -> None:
    parse = tree((verb, 0, "ROOT", "VERB", FINITE["Plur"]), ("9", 2, "nummod", "NUM"), ("barche", 0, "obj", "NOUN"))
    assert repaired(parse)["barche"] == (verb, "nsubj")


def test_a_verb_with_another_number_than_the_noun_keeps_its_object() -> None:
    parse = tree(("serve", 0, "ROOT", "VERB", FINITE["Sing"]), ("comuni", 0, "obj", "NOUN", "Number=Plur"))
    assert repaired(parse)["comuni"] == ("serve", "obj")


def test_what_is_made_to_grow_is_no_subject() -> None:
    parse = tree(
        ("fanno", 0, "ROOT", "VERB", FINITE["Plur"]),
        ("crescere", 0, "xcomp", "VERB", "VerbForm=Inf"),
        ("viti", 1, "obj", "NOUN", "Number=Plur"),
    )
    assert not list(subject_of_verb_without_object(parse))


def test_who_stands_after_a_source_and_a_comma_is_the_subject() -> None:
    parse = tree(
        ("secondo", 1, "case", "ADP"),
        ("istat", 6, "obl", "PROPN"),
        (",", 4, "punct", "PUNCT"),
        ("la", 4, "det", "DET"),
        ("spesa", 1, "appos", "NOUN", "Number=Sing"),
        ("già", 6, "advmod", "ADV"),
        ("cala", 6, "ROOT", "VERB", FINITE["Sing"]),
    )
    assert repaired(parse)["spesa"] == ("cala", "nsubj")


def test_an_apposition_that_a_comma_closes_stays_one() -> None:
    parse = tree(
        ("secondo", 1, "case", "ADP"),
        ("istat", 6, "obl", "PROPN"),
        (",", 4, "punct", "PUNCT"),
        ("l'", 4, "det", "DET"),
        ("istituto", 1, "appos", "NOUN", "Number=Sing"),
        (",", 4, "punct", "PUNCT"),
        ("cala", 6, "ROOT", "VERB", FINITE["Sing"]),
    )
    assert repaired(parse)["istituto"] == ("istat", "appos")


def test_a_phrase_with_a_preposition_is_no_subject_but_one_with_a_quantifier_is() -> None:
    source = tree(("secondo", 1, "case", "ADP"), ("verdi", 2, "nsubj", "PROPN"), ("cala", 2, "ROOT", "VERB"))
    assert repaired(source)["verdi"] == ("cala", "obl")
    many = tree(("oltre", 1, "case", "ADP"), ("cento", 2, "nsubj", "NUM"), ("votano", 2, "ROOT", "VERB"))
    assert repaired(many)["cento"] == ("votano", "nsubj")


def test_a_time_ago_is_no_subject() -> None:
    parse = tree(
        ("anni", 2, "nsubj", "NOUN"), ("fa", 0, "advmod", "ADV"), ("esisteva", 2, "ROOT", "VERB", FINITE["Sing"]),
        ("un", 4, "det", "DET"), ("lago", 2, "obj", "NOUN", "Number=Sing"),
    )  # fmt: skip
    found = repaired(parse)
    assert (found["anni"], found["lago"]) == (("esisteva", "obl"), ("esisteva", "nsubj"))


def test_a_predicate_noun_with_an_adjective_before_it_stays_the_predicate() -> None:
    parse = tree(("sono", 2, "cop", "AUX"), ("piccoli", 2, "amod", "ADJ"), ("orti", 2, "ROOT", "NOUN"))
    assert not list(subject_of_predicate(parse))


def test_impersonal_si_keeps_the_object_that_does_not_agree() -> None:
    parse = tree(
        ("si", 1, "expl", "PRON"), ("vende", 1, "ROOT", "VERB", FINITE["Sing"]),
        ("viti", 1, "obj", "NOUN", "Number=Plur")
    )  # fmt: skip
    assert repaired(parse)["viti"] == ("vende", "obj")


def test_a_sound_parse_is_left_as_it_is() -> None:
    parse = tree(
        ("il", 1, "det", "DET"), ("comune", 2, "nsubj", "NOUN", "Number=Sing"),
        ("compra", 2, "ROOT", "VERB", FINITE["Sing"]),
        ("9", 4, "nummod", "NUM"), ("barche", 2, "obj", "NOUN", "Number=Plur"),
    )  # fmt: skip
    repair(parse)
    assert parse.changes == []


def test_every_rule_has_a_name_of_its_own_and_an_example() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(">>>" in (rule.__doc__ or "") for rule in RULES)


def test_no_word_may_hang_on_what_hangs_on_it() -> None:
    parse = tree(("cala", 0, "ROOT", "VERB"), ("spesa", 0, "obj", "NOUN"))
    with pytest.raises(ValueError, match="would hang on itself"):
        parse.apply(Change(0, 1, "nsubj"))


def test_coordinated_and_gerund_clauses_share_the_subject() -> None:
    parse = tree(
        ("ada", 1, "nsubj", "PROPN"), ("vende", 1, "ROOT", "VERB"), ("e", 3, "cc", "CCONJ"),
        ("compra", 1, "conj", "VERB"),
        ("spendendo", 3, "advcl", "VERB"), ("9", 6, "nummod", "NUM"), ("euro", 4, "obj", "NOUN"),
    )  # fmt: skip
    assert subject_of(parse, 5) == 0


def test_a_line_without_a_verb_is_about_the_name_before_its_colon() -> None:
    parse = tree(
        ("-", 1, "punct", "PUNCT"), ("ada", 1, "ROOT", "PROPN"), (":", 1, "punct", "PUNCT"), ("9", 4, "nummod", "NUM"),
        ("barche", 1, "appos", "NOUN"),
    )  # fmt: skip
    syntax = Syntax(parse)
    assert syntax.subject(8, 9) == ((2, 5),)
    assert syntax.governor(8, 9) is None


def reference(*numbers: str, last: str = ".", root: str = "VERB") -> Tree:
    """Return "l'obbligo cessa se muore (…).", the numbers one on the other and the first on "muore"."""
    rows = [("l'", 1, "det", "DET"), ("obbligo", 2, "nsubj", "NOUN"), ("cessa", 2, "ROOT", root)]
    rows += [("se", 4, "mark", "SCONJ"), ("muore", 2, "advcl", "VERB"), ("(", 6, "punct", "PUNCT")]
    rows += [(number, 6 if i else 4, "conj" if i else "obl", "NUM") for i, number in enumerate(numbers)]
    return tree(*rows, (")", 6, "punct", "PUNCT"), (last, 2, "punct", "PUNCT"))


@pytest.mark.parametrize("numbers", [("1177",), ("1108", ",", "1103"), ("2947", "e", "seguenti")])
def test_a_reference_at_the_end_belongs_to_the_whole_statement(numbers: tuple[str, ...]) -> None:
    parse = reference(*numbers)
    assert repaired(parse)[numbers[0]] == ("cessa", "nummod")
    assert subject_of(parse, 6) == 1


@pytest.mark.parametrize("parse", [reference("3,5"), reference("20000"), reference("1177", last="quando")])
def test_an_amount_or_a_number_within_the_sentence_stays_where_it_hangs(parse: Tree) -> None:
    repair(parse)
    assert (parse.heads[6], parse.deps[6]) == (4, "obl")


def test_a_reference_that_opens_a_sentence_of_its_own_is_given_back() -> None:
    parse = tree(
        ("ada", 1, "nsubj", "PROPN"), ("paga", 1, "ROOT", "VERB"),
        ("[", 3, "punct", "PUNCT"), ("12", 3, "ROOT", "NUM"), ("]", 3, "punct", "PUNCT"),
        ("(", 6, "punct", "PUNCT"), ("4", 3, "appos", "NUM"), (")", 6, "punct", "PUNCT"), (".", 3, "punct", "PUNCT"),
    )  # fmt: skip
    assert repaired(parse)["12"] == ("paga", "nummod")
    assert (subject_of(parse, 3), subject_of(parse, 6)) == (0, 0)


def test_white_space_is_no_word_that_could_govern() -> None:
    words = ["Conti", " \n\n", "I", "ricavi", "salgono"]
    doc = Doc(
        spacy.blank("it").vocab,
        words,
        heads=[1, 1, 3, 4, 1],
        deps=["nsubj", "ROOT", "det", "nsubj", "ccomp"],
        pos=["NOUN", "VERB", "DET", "NOUN", "VERB"],
    )
    parse = Tree.of(doc)
    assert [parse.pos[1], parse.pos[4]] == ["SPACE", "VERB"]
    assert not parse.is_predicate(1)


def test_a_phrase_may_be_thousands_of_words_deep() -> None:
    size = 5_000
    chain = Tree(["di"] * size, [max(0, n - 1) for n in range(size)], ["ROOT", *["nmod"] * (size - 1)], ["NOUN"] * size)
    assert chain.reach(0) == (0, size - 1)
