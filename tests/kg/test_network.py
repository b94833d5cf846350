"""The network: edges as the articles draw them, neighbours, measures."""

import pytest

from corpus.article import Article
from extract.records import Extraction, Mention
from kg.network import Measure, graph, measures, neighbourhood


def edges(network):
    return {(s, key, o) for s, o, key in network.edges(keys=True)}


def test_edges_are_what_the_articles_state_as_done(stored):
    assert edges(graph(stored)) == {
        ("Pallas Devices", "uses", "Nvidia H100"),
        ("Pallas Devices", "develops", "Falco 2"),
        ("Ada Neri", "holds_office_at", "Pallas Devices"),
        ("Nivale", "invests_in", "Pallas Devices"),
        ("Nivale", "partners_with", "Pallas Devices"),
        ("Pallas Devices", "partners_with", "Nivale"),
    }


def test_nodes_know_what_they_are(stored):
    nodes = graph(stored).nodes
    assert {name: data["kind"] for name, data in nodes(data=True)} == {
        "Pallas Devices": "organisation",
        "Nvidia H100": "chip",
        "Falco 2": "model",
        "Ada Neri": "person",
        "Nivale": "unknown",
    }
    assert nodes["Nvidia H100"]["iri"] == "https://w3id.org/cifre/entity/Nvidia_H100"


def test_an_edge_counts_the_articles_that_state_it(stored, make_relation):
    article = Article(id="terzo", text="Pallas Devices usa Nvidia H100 in Cina.", source="t.txt")
    relations = (
        make_relation(article, "usa", "uses", "Pallas Devices", "Nvidia H100"),
        make_relation(article, "in Cina", "located_in", "Pallas Devices", "China"),
    )
    stored.put(article, Extraction((), relations))
    network = graph(stored)
    edge = network.edges["Pallas Devices", "Nvidia H100", "uses"]
    assert (edge["articles"], edge["weight"]) == (["pallas-2024", "terzo"], 2)
    assert network.nodes["China"]["label"] == "Cina"
    stored.forget("terzo")
    assert "China" not in graph(stored)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("model", {("Pallas Devices", "develops", "Falco 2")}),
        ("chip", {("Pallas Devices", "uses", "Nvidia H100")}),
        ("person", {("Ada Neri", "holds_office_at", "Pallas Devices")}),
        ("organisation", set()),
    ],
)
def test_kinds_keep_only_their_entities(stored, kind, kept):
    assert edges(graph(stored, kinds={"organisation", kind})) == kept
    alone = graph(stored, kinds={kind})
    assert {data["kind"] for _, data in alone.nodes(data=True)} == {kind}
    assert edges(alone) == set()


def test_no_kinds_keep_nothing(stored):
    assert graph(stored, kinds=()).number_of_nodes() == 0


def test_parents_come_from_the_table_for_what_is_there(stored):
    network = graph(stored, parents=True)
    added = edges(network) - edges(graph(stored))
    assert added == {("Nvidia H100", "parent", "Nvidia Hopper"), ("Nvidia Hopper", "parent", "Nvidia")}


def test_a_kind_that_one_article_knows_holds_for_all(store, make_relation):
    for number, mentions in enumerate([(), (Mention(start=0, end=4, text="Orsa", name="Orsa", kind="chip"),)]):
        article = Article(id=f"a{number}", text="Orsa accanto a Lira.", source="a")
        relation = make_relation(article, "accanto a", "part_of", "Orsa", "Lira")
        store.put(article, Extraction((), (relation,), mentions=mentions))
    assert graph(store).nodes["Orsa"]["kind"] == "chip"


@pytest.mark.parametrize(
    ("name", "depth", "names"),
    [
        ("Falco 2", 0, {"Falco 2"}),
        ("Falco 2", 1, {"Falco 2", "Pallas Devices"}),
        ("Falco 2", 2, {"Falco 2", "Pallas Devices", "Nvidia H100", "Ada Neri", "Nivale"}),
        ("Nessuno", 1, set()),
    ],
)
def test_the_neighbourhood_is_what_can_be_reached(stored, name, depth, names):
    assert set(neighbourhood(stored, name, depth)) == names


def test_measures_put_the_hub_first(stored):
    hub, *others = measures(graph(stored))
    assert hub == Measure(
        name="Pallas Devices", kind="organisation", degree=6, incoming=3, outgoing=3, betweenness=1.0, component=0
    )
    assert {m.betweenness for m in others} == {0.0}


def test_an_empty_store_gives_an_empty_network(store):
    assert measures(graph(store)) == ()
