"""The table: look-up, files of the user's own, clear errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.entities import Gazetteer, GazetteerError, find_mentions
from extract.entities.vocabulary import phrases, rows


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def test_look_up_by_any_spelling() -> None:
    table = Gazetteer.load()
    assert {table.resolve(s) for s in ("AIE", "l'Aie", "International Energy Agency", "l’AIE")} == {
        "International Energy Agency"
    }
    assert table.resolve("Stati Uniti") == "United States"
    assert table.get("Nessuno di noto") is None


def test_a_name_shared_by_two_resolves_to_the_one_that_bears_it() -> None:
    table = Gazetteer.load()
    assert table.resolve("Claude") == "Claude"
    assert table.resolve("Menlo Park") == "Menlo Park"
    assert table.resolve("Italia") == "Italy"


def test_the_default_table_is_read_once() -> None:
    assert Gazetteer.load() is Gazetteer.load()


def test_shipped_facts_are_of_the_expected_form() -> None:
    for entity in Gazetteer.load().entities:
        assert entity.wikidata is None or (entity.wikidata[0] == "Q" and entity.wikidata[1:].isdigit())
        assert entity.country is None or len(entity.country) == 2
        assert entity.currency is None or len(entity.currency) == 3
        for role in entity.roles:
            assert Gazetteer.load().get(role.org) is not None, (entity.name, role.org)


def test_a_file_of_the_users_own_adds_and_replaces(tmp_path: Path) -> None:
    path = write(
        tmp_path / "own.jsonl",
        {"name": "Officine Boreali", "kind": "organisation", "aliases": ["Boreali"]},
        {"name": "Nvidia", "kind": "organisation", "aliases": ["la Verde"]},
    )
    table = Gazetteer.load(path)
    assert [m.name for m in find_mentions("Ieri Boreali ha firmato con Nvidia.", gazetteer=table)] == [
        "Officine Boreali",
        "Nvidia",
    ]
    assert table.get("Nvidia").aliases == ("la Verde",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"name": "Alfa", "kind": "robot"}, "own.jsonl, line 1: kind 'robot'"),
        ({"kind": "place"}, "own.jsonl, line 1: no 'name'"),
        ({"name": "Alfa", "kind": "place", "colour": "red"}, "unknown field 'colour'"),
        ({"name": "Alfa", "kind": "organisation", "aliases": ["OpenAI"]}, "'OpenAI' is an alias of"),
        ({"name": "Alfa", "kind": "organisation", "parent": "Omega"}, "'Alfa' has the parent 'Omega'"),
        ([1], "not a JSON object"),
    ],
)
def test_errors_name_the_file_and_what_is_wrong(tmp_path: Path, record: object, message: str) -> None:
    with pytest.raises(GazetteerError) as error:
        Gazetteer.load(write(tmp_path / "own.jsonl", record))
    assert message in str(error.value)
    assert "own.jsonl" in str(error.value)


@pytest.mark.parametrize(
    ("alias", "name", "kind"),
    [
        ("Bloomberg", "Bloomberg News", "organisation"),
        ("Crowdstrike", "CrowdStrike", "organisation"),
        ("Wto", "World Trade Organization", "institution"),
        ("Cnil", "CNIL", "institution"),
        ("DGX Spark", "DGX Spark", "product"),
        ("RTX 5080", "Nvidia RTX 5080", "chip"),
        ("Tsubame", "TSUBAME 4.0", "supercomputer"),
        ("GPQA Diamond", "GPQA", "benchmark"),
        ("Galles", "Wales", "place"),
    ],
)
def test_the_table_knows_the_field(alias: str, name: str, kind: str) -> None:
    entity = Gazetteer.load().get(alias)
    assert entity is not None
    assert (entity.name, entity.kind) == (name, kind)


def test_seats_are_of_known_firms() -> None:
    for firm, _place in rows("seats"):
        entity = Gazetteer.load().get(firm)
        assert entity is not None and entity.name == firm, firm


def test_areas_are_known_places() -> None:
    for *_form, place in rows("areas"):
        entity = Gazetteer.load().get(place)
        assert entity is not None and (entity.name, entity.kind) == (place, "place"), place


def test_observers_are_known() -> None:
    """Every name is one that a mention can have: a canonical name of the table."""
    unknown = [name for name in phrases("observers") if Gazetteer.load().resolve(name) != name]
    assert not unknown
