"""Each habit of the treebanks is brought to one: seen on small sentences of our own."""

from __future__ import annotations

from extract.training import conventions
from extract.training.conllu import Sentence, Word, parse_feats, read, write

Row = tuple[str, str, str, str, int, str]


def sentence(*rows: Row) -> Sentence:
    """Return a sentence of rows (form, lemma, part of speech, features, head, label)."""
    words = [
        Word(i, form, lemma, pos, parse_feats(feats), head, dep)
        for i, (form, lemma, pos, feats, head, dep) in enumerate(rows, 1)
    ]
    return Sentence(" ".join(word.form for word in words), words)


def deps(given: Sentence) -> list[str]:
    return [word.dep for word in given.words]


def passive(verb: Row, auxiliary: str = "essere") -> Sentence:
    return sentence(
        ("ponte", "ponte", "NOUN", "_", 3, "nsubj"),
        ("x", auxiliary, "AUX", "_", 3, "aux"),
        verb,
    )


def test_possessive_pronoun_becomes_a_determiner() -> None:
    given = sentence(
        ("la", "il", "DET", "_", 3, "det"),
        ("sua", "suo", "PRON", "_", 3, "det:poss"),
        ("casa", "casa", "NOUN", "_", 0, "root"),
    )
    conventions.possessives(given)
    assert (given.words[1].pos, given.words[1].dep) == ("DET", "det:poss")


def test_possessive_without_its_label_gets_it() -> None:
    given = sentence(("mia", "mio", "DET", "_", 2, "det"), ("casa", "casa", "NOUN", "_", 0, "root"))
    conventions.possessives(given)
    assert deps(given) == ["det:poss", "root"]


def test_whole_before_an_article_is_a_predeterminer_but_not_without() -> None:
    before = sentence(
        ("tutte", "tutto", "DET", "_", 3, "det"),
        ("le", "il", "DET", "_", 3, "det"),
        ("case", "casa", "NOUN", "_", 0, "root"),
    )
    alone = sentence(("tutte", "tutto", "DET", "_", 2, "det"), ("case", "casa", "NOUN", "_", 0, "root"))
    conventions.predeterminers(before)
    conventions.predeterminers(alone)
    assert deps(before) == ["det:predet", "det", "root"]
    assert deps(alone) == ["det", "root"]


def test_indefinite_by_itself_is_a_pronoun_and_beside_a_noun_is_not() -> None:
    alone = sentence(("molti", "molto", "NOUN", "_", 2, "nsubj"), ("cantano", "cantare", "VERB", "_", 0, "root"))
    beside = sentence(("altre", "altro", "DET", "_", 2, "det"), ("navi", "nave", "NOUN", "_", 0, "root"))
    for given in (alone, beside):
        conventions.indefinites(given)
    assert (alone.words[0].pos, alone.words[0].dep) == ("PRON", "nsubj")
    assert (beside.words[0].pos, beside.words[0].dep) == ("ADJ", "amod")


def test_flat_is_a_name_between_proper_nouns_only() -> None:
    name = sentence(("Ada", "Ada", "PROPN", "_", 0, "root"), ("Verdi", "Verdi", "PROPN", "_", 1, "flat"))
    date = sentence(("3", "3", "NUM", "_", 0, "root"), ("maggio", "maggio", "NOUN", "_", 1, "flat"))
    for given in (name, date):
        conventions.names(given)
    assert (deps(name)[1], deps(date)[1]) == ("flat:name", "flat")


def test_clause_with_a_relative_pronoun_is_relative() -> None:
    with_pronoun = sentence(
        ("casa", "casa", "NOUN", "_", 0, "root"),
        ("che", "che", "PRON", "_", 3, "nsubj"),
        ("crolla", "crollare", "VERB", "_", 1, "acl"),
    )
    without = sentence(("casa", "casa", "NOUN", "_", 0, "root"), ("crollata", "crollare", "VERB", "_", 1, "acl"))
    for given in (with_pronoun, without):
        conventions.relatives(given)
    assert (deps(with_pronoun)[2], deps(without)[1]) == ("acl:relcl", "acl")


def test_agent_is_no_deadline() -> None:
    def built(noun: str) -> Sentence:
        return sentence(
            ("è", "essere", "AUX", "_", 2, "aux:pass"),
            ("costruito", "costruire", "VERB", "_", 0, "root"),
            ("da", "da", "ADP", "_", 4, "case"),
            (noun, noun, "NOUN", "_", 2, "obl"),
        )

    operaio, anno = built("operaio"), built("anno")
    for given in (operaio, anno):
        conventions.agents(given)
    assert (deps(operaio)[3], deps(anno)[3]) == ("obl:agent", "obl")


def test_passive_is_learnt_from_verbs_with_objects() -> None:
    known = [
        sentence(("alza", "alzare", "VERB", "_", 0, "root"), ("ponti", "ponte", "NOUN", "_", 1, "obj"))
        for _ in range(2)
    ]
    rule = conventions.Passives(known)
    raised = passive(("alzato", "alzare", "VERB", "VerbForm=Part", 0, "root"))
    fallen = passive(("caduto", "cadere", "VERB", "VerbForm=Part", 0, "root"))
    surely = passive(("dipinto", "dipingere", "VERB", "VerbForm=Part", 0, "root"), auxiliary="venire")
    for given in (raised, fallen, surely):
        rule(given)
    assert deps(raised) == deps(surely) == ["nsubj:pass", "aux:pass", "root"]
    assert deps(fallen) == ["nsubj", "aux", "root"]


def test_scale_is_a_noun() -> None:
    given = sentence(("9", "9", "NUM", "_", 2, "nummod"), ("milioni", "milione", "NUM", "_", 0, "root"))
    conventions.scales(given)
    assert (given.words[1].pos, given.words[1].feats["Number"]) == ("NOUN", "Plur")


def test_features_follow_the_lexicon_unless_it_contradicts() -> None:
    known = {("sale", "VERB"): parse_feats("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")}
    agrees = sentence(("sale", "salire", "VERB", "Mood=Ind|Number=Sing|Voice=Act", 0, "root"))
    differs = sentence(("sale", "salare", "VERB", "Mood=Ind|Number=Plur|Voice=Act", 0, "root"))
    for given in (agrees, differs):
        conventions.Features(known)(given)
    assert agrees.words[0].feats == known["sale", "VERB"]
    assert differs.words[0].feats == {"Mood": "Ind", "Number": "Plur", "VerbForm": "Fin"}


def test_participle_takes_gender_and_number_from_its_ending() -> None:
    given = sentence(("vendute", "vendere", "VERB", "Tense=Past", 0, "root"))
    conventions.Features({})(given)
    assert given.words[0].feats == {"Gender": "Fem", "Number": "Plur", "Tense": "Past", "VerbForm": "Part"}


def test_typographic_apostrophe_keeps_its_length() -> None:
    given = sentence(("dell’", "di", "ADP", "_", 2, "case"), ("arte", "arte", "NOUN", "_", 0, "root"))
    before = len(given.text)
    conventions.apostrophes(given)
    assert (given.text, len(given.text)) == ("dell' arte", before)


def test_conllu_is_written_as_it_was_read() -> None:
    text = "\n".join(
        [
            "# text = Parla della casa",
            "1\tParla\tparlare\tVERB\t_\tNumber=Sing|Person=3\t0\troot\t_\t_",
            "2-3\tdella\t_\t_\t_\t_\t_\t_\t_\t_",
            "2\tdi\tdi\tADP\t_\t_\t4\tcase\t_\t_",
            "3\tla\til\tDET\t_\tGender=Fem\t4\tdet\t_\t_",
            "4\tcasa\tcasa\tNOUN\t_\t_\t1\tobl\t_\tSpaceAfter=No",
            "",
            "",
        ]
    )
    assert write(read(text.splitlines())) == text
