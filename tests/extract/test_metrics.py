from pathlib import Path

import pytest

from corpus import from_text
from corpus.errors import CifreError
from extract.metrics import USER_FILE_SETTING, load_scheme
from extract.pipeline import Extractor, build

OWN = """
@prefix metric: <https://w3id.org/cifre/metric/> .
@prefix cifre: <https://w3id.org/cifre/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
metric:patents a skos:Concept, cifre:Metric ;
    skos:notation "patents" ; skos:prefLabel "brevetti"@it, "patents"@en ;
    cifre:counted "brevetti"@it ; cifre:subjects "organisation" ; cifre:unit "count" .
"""


def test_a_metric_of_the_users_own_needs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv(USER_FILE_SETTING, str(path))
    article = from_text("Nel 2023 Fincantieri ha depositato 9.000 brevetti.")
    (claim,) = Extractor(build()).extract(article).claims
    assert (claim.metric, claim.subject, claim.value) == ("patents", "Fincantieri", 9000)


def test_every_metric_has_labels_definitions_and_units_in_both_languages() -> None:
    for metric in load_scheme().values():
        assert set(metric.labels) == set(metric.definitions) == {"it", "en"}, metric.id
        assert metric.units, metric.id
        assert metric.dated in {"flow", "stock", "static"}, metric.id


def test_a_metric_without_a_unit_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN.replace(' ; cifre:unit "count"', ""), encoding="utf-8")
    with pytest.raises(CifreError, match="patents"):
        load_scheme(path)


def test_a_file_that_is_no_turtle_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("metric:x a", encoding="utf-8")
    with pytest.raises(CifreError, match=r"broken\.ttl"):
        load_scheme(path)


def test_a_usual_size_that_is_not_two_numbers_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        OWN.replace(' ; cifre:unit "count"', ' ; cifre:unit "count" ; cifre:usual "many"'), encoding="utf-8"
    )
    with pytest.raises(CifreError, match=r"usual of metric patents"):
        load_scheme(path)


def test_the_usual_sizes_are_in_order() -> None:
    for metric in load_scheme().values():
        assert metric.usual is None or metric.usual[0] < metric.usual[1], metric.id
