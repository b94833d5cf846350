"""Each matcher by itself, on own sentences: what it reads, and what it must leave."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus import from_text
from extract import load
from extract.relations.derived import find_licences, find_versions
from extract.relations.descriptions import find_in_descriptions
from extract.relations.engine import find_by_cue
from extract.relations.makers import find_makers, find_own_products
from extract.relations.offices import find_roles
from extract.relations.places import find_places
from extract.relations.quotes import find_quotes
from extract.relations.rivals import find_rivals
from extract.relations.rounds import find_rounds
from extract.relations.rules import Found, rules, spellings
from extract.relations.stakes import find_stakes
from extract.relations.suits import find_suits
from extract.relations.view import View
from extract.relations.vocabulary import PREPOSITIONS, is_participle, read_rows

RELATIONS = {
    "develops", "releases", "founded", "role", "located_in", "uses", "trained_on", "operates", "acquires",
    "invests_in", "partners_with", "supplies", "subsidiary_of", "competes_with", "version_of", "part_of",
    "integrated_in", "licensed_under", "sues", "said",
}  # fmt: skip


def view_of(text: str) -> View:
    return View(load().read(from_text(text))._.context)


def told(found: Iterator[Found]) -> set[tuple[str, str, str]]:
    return {(item.relation, item.subject.name, item.object.name) for item in found}


def mention_role(text: str, name: str) -> str:
    view = view_of(text)
    return view.role(next(m for m in view.ctx.mentions if m.name == name))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("I ricavi della startup francese Mistral AI salgono.", "Mistral AI", "di"),
        ("La startup di Seul Hansan Labs assume.", "Hansan Labs", "bare"),
        ("Il contratto è stato firmato dallo spagnolo Pedro Ruiz.", "Pedro Ruiz", "da"),
        ("È il fornitore di Nvidia e Apple.", "Apple", "di"),
        ("Secondo Google la domanda cresce.", "Google", "secondo"),
        ("Lo ha detto l'ad Carla Monti.", "Carla Monti", "bare"),
    ],
)
def test_the_preposition_of_a_name_is_read_through_its_phrase(text: str, name: str, role: str) -> None:
    assert mention_role(text, name) == role


def test_an_adjective_and_a_possessive_of_a_phrase_are_kept() -> None:
    view = view_of("Google ha migliorato il suo chatbot Gemini.")
    phrase = view.phrase(view.ctx.mentions[-1])
    assert phrase.own and "chatbot" in phrase.nouns


def test_a_participle_with_an_agent_turns_the_verb_round() -> None:
    active = told(find_by_cue(view_of("Nvidia ha acquisito Orbita Labs.")))
    passive = told(find_by_cue(view_of("Orbita Labs è stata acquisita da Nvidia.")))
    assert active == passive == {("acquires", "Nvidia", "Orbita Labs")}


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia non ha acquisito Orbita Labs.",
        "Nvidia ha acquisito Orbita Labs?",
        "Nvidia smentisce di aver acquisito Orbita Labs.",
        "Nvidia ha provato ad acquisire Orbita Labs.",
    ],
)
def test_what_is_denied_asked_or_only_tried_is_no_relation(text: str) -> None:
    assert told(find_by_cue(view_of(text))) == set()


def test_a_relative_clause_has_its_antecedent_as_object_or_subject() -> None:
    built = told(find_by_cue(view_of("Ecco Aurora, il supercomputer che Intel ha acceso a giugno.")))
    maker = told(find_by_cue(view_of("Anthropic, la società che sviluppa Claude, cresce.")))
    assert ("operates", "Intel", "Aurora") in built
    assert {(relation, subject) for relation, subject, _ in maker} == {("develops", "Anthropic")}


def test_lists_share_their_relation() -> None:
    text = "Orbita Labs è stata fondata da Anna Neri, 36 anni, e dallo spagnolo Pedro Ruiz."
    assert told(find_by_cue(view_of(text))) == {
        ("founded", "Anna Neri", "Orbita Labs"),
        ("founded", "Pedro Ruiz", "Orbita Labs"),
    }


def test_an_apposition_ends_a_list() -> None:
    found = told(find_by_cue(view_of("Google ha presentato Gemini 3, un modello che batte GPT-5.")))
    assert not any(thing == "GPT-5" for _, _, thing in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L'ad di Orbita Labs, Anna Neri, sorride.", {("role", "Anna Neri", "Orbita Labs")}),
        ("Anna Neri, vicepresidente della ricerca di Orbita Labs, sorride.", {("role", "Anna Neri", "Orbita Labs")}),
        ("Orbita Labs, guidata da Anna Neri, cresce.", {("role", "Anna Neri", "Orbita Labs")}),
        ("La fondatrice di Orbita Labs, Anna Neri, sorride.", {("founded", "Anna Neri", "Orbita Labs")}),
        ("Anna Neri è andata ad Ancona con Orbita Labs.", set()),
        ("Il presidente Luigi Bruni è in visita. Orbita Labs cresce.", set()),
    ],
)
def test_offices(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(find_roles(view_of(text))) == wanted


def test_an_office_said_with_its_company_rules_out_a_guess_for_the_same_person() -> None:
    text = "Orbita Labs cresce. La ceo Anna Neri sorride. Anna Neri, ceo di Vega Systems, lascia."
    assert told(find_roles(view_of(text))) == {("role", "Anna Neri", "Vega Systems")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Orbita Labs, la startup di Torino, cresce.", {("located_in", "Orbita Labs", "Turin")}),
        ("La milanese Orbita Labs cresce.", {("located_in", "Orbita Labs", "Milan")}),
        ("Orbita Labs ha sede a Londra.", {("located_in", "Orbita Labs", "London")}),
        ("Orbita Labs annuncia l'apertura di una sede a Londra.", set()),
        ("La francese Orbita Labs cresce.", {("located_in", "Orbita Labs", "France")}),
        ("Orbita Labs ha incontrato i clienti a Londra.", set()),
    ],
)
def test_places(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(find_places(view_of(text))) == wanted


def test_makers_stand_after_what_they_made() -> None:
    assert told(find_makers(view_of("GPT-5 di OpenAI è veloce."))) == {("develops", "OpenAI", "GPT-5")}
    assert told(find_makers(view_of("GPT-5, rivale di Google, è veloce."))) == set()


def test_what_is_somebodys_own_is_made_by_him() -> None:
    found = told(find_own_products(view_of("Meta ha addestrato il suo modello Llama 4 Scout.")))
    assert {(relation, subject) for relation, subject, _ in found} == {("develops", "Meta")}


def test_a_rival_without_of_competes_with_the_topic() -> None:
    text = "Google cresce ancora. La rivale Microsoft arretra."
    assert told(find_rivals(view_of(text))) == {("competes_with", "Google", "Microsoft")}


def test_a_description_tells_what_it_names() -> None:
    assert told(find_in_descriptions(view_of("Il colosso di Redmond cresce."))) == {
        ("located_in", "Microsoft", "Redmond")
    }


def test_rounds_have_leaders_and_members() -> None:
    text = (
        "Orbita Labs ha chiuso un round da 40 milioni di euro. "
        "A guidarlo è Altair Capital; partecipano Nvidia (5 milioni) e SoftBank."
    )
    found = told(find_rounds(view_of(text), ()))
    assert found == {("invests_in", who, "Orbita Labs") for who in ("Altair Capital", "Nvidia", "SoftBank")}


def test_a_delegation_has_a_leader_but_no_investor() -> None:
    assert told(find_rounds(view_of("Orbita Labs accoglie la delegazione guidata da Altair Capital."), ())) == set()


def test_stakes_and_suits() -> None:
    assert told(find_stakes(view_of("SoftBank detiene una quota del 12% di Orbita Labs."))) == {
        ("invests_in", "SoftBank", "Orbita Labs")
    }
    assert told(find_suits(view_of("La causa intentata da Orbita Labs contro Google prosegue."))) == {
        ("sues", "Orbita Labs", "Google")
    }
    assert told(find_suits(view_of("La crisi a causa di Google prosegue."))) == set()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«La domanda resta molto forte», ha detto Anna Neri.", "Anna Neri"),
        ("Anna Neri ha scritto ai soci: «La domanda resta molto forte».", "Anna Neri"),
        ('"La domanda resta molto forte", spiega la direttrice Anna Neri.', "Anna Neri"),
        ("«Il nome della rosa» piace ad Anna Neri.", None),
        ("Anna Neri ha parlato di «bolla».", None),
    ],
)
def test_quotations(text: str, speaker: str | None) -> None:
    assert [item.subject.name for item in find_quotes(view_of(text))] == ([speaker] if speaker else [])


def test_versions_and_licences() -> None:
    text = "Esce Gemma 3, con Gemma 3 Nano. I pesi di Gemma 3 sono su Hugging Face con licenza MIT."
    view = view_of(text)
    assert all(thing != subject for _, subject, thing in told(find_versions(view)))
    assert {thing for _, _, thing in told(find_licences(view))} == {"MIT"}


def test_cues_are_spelled_with_every_form_of_their_preposition() -> None:
    assert {"partner di", "partner della", "partner dell'"} <= set(spellings("partner di"))


@pytest.mark.parametrize(("word", "is_one"), [("costruita", True), ("scelto", True), ("vita", False), ("usa", False)])
def test_participles(word: str, is_one: bool) -> None:
    assert is_participle(word) is is_one


def test_the_rule_files_hold_known_relations_and_forms_only() -> None:
    forms = {"verb", "active", "passive", "noun", "pair", "into"}
    rows = read_rows("rules.tsv")
    assert all(row[0] in RELATIONS and row[1] in forms and len(row) == 6 for row in rows)
    assert all(set(row[5].split()) <= {"any", "bare", *PREPOSITIONS.values()} for row in rows)
    assert len({(row[0], row[1], row[2], row[5]) for row in rows}) == len(rows), "a rule stands twice"
    assert rules() is rules()
