"""The recogniser is asked last: it gives a kind where the rules have none, and adds what they miss."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions
from extract.entities.recognised import CUE, Recognised, kind_of


def read(text: str, **heard: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    recognised = [Recognised(text.index(name), text.index(name) + len(name), kind) for name, kind in heard.items()]
    return {m.text: (m.kind, m.cues) for m in find_mentions(text, recognised=recognised)}


def test_gives_a_kind_to_a_name_of_unknown_kind_and_says_so() -> None:
    text = "Il prezzo dipende da Zelvora."
    assert read(text)["Zelvora"][0] == "unknown"
    assert read(text, Zelvora="organisation")["Zelvora"] == ("organisation", (CUE,))


def test_a_noun_beside_the_name_speaks_louder() -> None:
    assert read("La startup Zelvora cresce.", Zelvora="place")["Zelvora"] == ("organisation", ())


def test_the_gazetteer_speaks_louder() -> None:
    assert read("Ne parla Nvidia.", Nvidia="person")["Nvidia"][0] == "organisation"


def test_a_common_word_at_the_beginning_of_a_sentence_stays_one() -> None:
    assert "Ancora" not in read("Ancora vende le sue barche.", Ancora="organisation")
    assert "Brusando" not in read("Brusando la riva si arriva al mare.", Brusando="organisation")


def test_the_month_of_a_dateline_is_no_name() -> None:
    assert "MAG" not in read("OSLO, 7 MAG - Zelvora cresce.", MAG="organisation")


def test_laws_and_reports_stay_without_a_kind() -> None:
    assert read("Lo vieta il Rivers Act da ieri.", **{"Rivers Act": "organisation"})["Rivers Act"][0] == "unknown"


@pytest.mark.parametrize("name", ["lvora", "di Zelv"])
def test_leaves_out_a_span_that_cuts_a_word(name: str) -> None:
    assert read("I conti di Zelvora.", **{name: "place"})["Zelvora"][0] != "place"


@pytest.mark.parametrize(("heard", "kind"), [(1, "unknown"), (2, "organisation"), (3, "organisation")])
def test_most_mentions_of_a_name_must_be_heard_alike_and_then_all_are(heard: int, kind: str) -> None:
    text = "Dipende da Zelvora. Si parla di Zelvora, non d'altro. Poco si sa di Zelvora."
    starts = [n for n in range(len(text)) if text.startswith("Zelvora", n)][:heard]
    recognised = [Recognised(start, start + 7, "organisation") for start in starts]
    assert [m.kind for m in find_mentions(text, recognised=recognised) if m.name == "Zelvora"] == [kind] * 3


def test_labels_of_other_recognisers_are_passed_over() -> None:
    assert kind_of("PER") == "person"
    assert kind_of("MISC") is None
