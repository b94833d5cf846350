"""Records become quads and come back the same, whatever they hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Claim, Evidence, Extraction, Period, Relation
from kg.rdf import (
    EvidenceError,
    article_iri,
    article_quads,
    direct_edges,
    entity_iri,
    grouped,
    known_names,
    read_article,
    read_extraction,
    read_statements,
    term,
    unit_code,
    unit_iri,
    vocabulary_quads,
)
from kg.rdf.rules import rules
from kg.rdf.terms import number_literal, units


def known(name):
    return name in ("Nvidia H100", "Meta")


def quads_of(article, extraction):
    return article_quads(article, extraction, known=known, extractor="test/1")


def through_oxigraph(quads):
    """Return the quads as a store gives them back, with its own form of every literal."""
    store = Store()
    store.extend(quads)
    return list(store)


# -- round trip ------------------------------------------------------------------------------------------------------

text = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.none() | text | st.sampled_from(["Meta", "Nvidia H100", "ricerca e sviluppo", "Llama 3", "/", "2024-02-30/"])
numbers = (
    st.none()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**15)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1E40"), max_value=Decimal("1E40"))
)
days = st.none() | st.dates()
lists = st.lists(text, max_size=3).map(tuple)


@st.composite
def articles(draw):
    """Articles of any text with claims and relations anywhere in it."""
    body = draw(st.text(st.characters(codec="utf-8"), max_size=60))
    article = Article(
        id=draw(text.filter(bool)),
        text=body,
        source=draw(text),
        title=draw(st.none() | text),
        outlet=draw(st.none() | text),
        url=draw(st.none() | text),
        published=draw(days),
        language=draw(st.none() | text),
    )

    def evidence():
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, len(body)))
        first = draw(st.integers(0, start))
        return Evidence(
            start=start, end=end, text=body[start:end], sentence=(first, draw(st.integers(first, len(body))))
        )

    common = {"article": article.id, "source": article.source}
    claims = [
        Claim(
            **common,
            metric=draw(st.sampled_from(["revenue", "users", "other"])),
            subject=draw(names),
            of=draw(names),
            for_=draw(names),
            value=draw(numbers),
            low=draw(numbers),
            high=draw(numbers),
            unit=draw(st.sampled_from(["USD", "XAU", "%", "FLOP/s", "1", "strana cosa"])),
            per=draw(st.none() | text),
            kind=draw(st.sampled_from(["level", "ratio"])),
            hedge=draw(st.sampled_from(["exact", "up_to", "range"])),
            period=draw(st.none() | st.builds(Period, days, days)),
            vs=draw(names | st.just("2023-04-01/2023-06-30") | st.just("2023-04-01/")),
            status=draw(st.sampled_from(["actual", "rumoured"])),
            speaker=draw(names),
            via=draw(names),
            evidence=evidence(),
            confidence=draw(st.floats(0, 1)),
            direction=draw(st.sampled_from([None, "less"])),
            flags=draw(lists),
            cues=draw(lists),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    relations = [
        Relation(
            **common,
            relation=draw(st.sampled_from(["develops", "said", "role", "partners_with"])),
            subject=draw(text),
            object=draw(text),
            status=draw(st.sampled_from(["actual", "planned"])),
            evidence=evidence(),
            role=draw(st.sampled_from([None, "ceo"])),
            date=draw(st.sampled_from([None, "2024", "2024-07", "2024-07-31", "estate"])),
            speaker=draw(names),
            via=draw(names),
            confidence=draw(st.floats(0, 1)),
            cues=draw(lists),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return article, Extraction(tuple(claims), tuple(relations))


def in_any_order(records):
    return sorted(map(repr, records))


@given(articles())
def test_everything_that_is_written_is_read_back_the_same(given_article):
    article, extraction = given_article
    quads = through_oxigraph(quads_of(article, extraction))
    nodes = grouped(quads)
    assert read_article(article_iri(article.id), lambda node: nodes.get(node, {})) == article
    found = read_extraction(quads)
    assert in_any_order(found.claims) == in_any_order(extraction.claims)
    assert in_any_order(found.relations) == in_any_order(extraction.relations)


@given(articles())
def test_a_graph_has_no_blank_nodes_and_one_name(given_article):
    article, extraction = given_article
    quads = quads_of(article, extraction)
    assert {quad.graph_name for quad in quads} == {article_iri(article.id)}
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_leaves_no_trace(given_article, random):
    article, extraction = given_article
    shuffled = list(extraction.claims)
    random.shuffle(shuffled)
    assert quads_of(article, extraction) == quads_of(article, replace(extraction, claims=tuple(shuffled)))


@given(numbers.filter(lambda n: n is not None))
@example(Decimal("-0"))
@example(Decimal("8.5E+9"))
@example(Decimal("120000000.00"))
@example(Decimal("2E+25"))
@example(Decimal("3E-9"))
def test_a_number_keeps_its_exact_form_and_one_that_sparql_can_compare(value):
    literal, exact = number_literal(value)
    if exact is None:
        assert str(value) == literal.value
    assert Decimal(exact or literal.value) == value
    store = Store()
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), literal))
    assert store.query("ASK { ?s ?p ?v FILTER (?v = ?v + 0) }")
    assert abs(float(literal.value) - float(value)) <= abs(float(value)) * 1e-12


# -- identity --------------------------------------------------------------------------------------------------------


def test_an_iri_does_not_depend_on_how_sure_the_extraction_was(pallas):
    article, extraction = pallas
    surer = replace(extraction, claims=tuple(replace(c, confidence=0.1, cues=()) for c in extraction.claims))
    assert iris(article, extraction) == iris(article, surer)


def test_a_figure_written_in_another_form_is_the_same_figure(pallas):
    article, extraction = pallas
    first = extraction.claims[0]
    other = replace(first, value=Decimal("1.2E+8"), low=Decimal("120000000.0"))
    assert iris(article, Extraction((first,))) == iris(article, Extraction((other,)))


def test_claims_at_one_place_stay_apart_even_when_they_are_equal(pallas):
    article, extraction = pallas
    first = extraction.claims[0]
    later = replace(first, period=Period(date(2025, 1, 1), None))
    found = read_extraction(quads_of(article, Extraction((first, later, first))))
    assert in_any_order(found.claims) == in_any_order((first, first, later))


def iris(article, extraction):
    return [statement.iri for statement in read_statements(quads_of(article, extraction))]


@given(text, text)
def test_two_names_never_share_a_node(one, other):
    assert (entity_iri(one) == entity_iri(other)) == (one == other)


@pytest.mark.parametrize(("one", "other"), [("Llama 3", "Llama_3"), ("Città", "Citta"), ("a  b", "a b"), (".", "..")])
def test_names_that_look_alike_have_nodes_of_their_own(one, other):
    assert entity_iri(one) != entity_iri(other)
    assert article_iri(one) != article_iri(other)


def test_an_id_cannot_climb_out_of_the_articles():
    assert article_iri("..").value.endswith("/article/%2E%2E")
    assert article_iri("a/../b").value.endswith("/article/a%2F..%2Fb")


# -- evidence --------------------------------------------------------------------------------------------------------


def test_a_quotation_that_is_not_in_the_text_is_refused(pallas):
    article, extraction = pallas
    wrong = replace(extraction.claims[0].evidence, text="130 milioni di euro")
    with pytest.raises(EvidenceError, match="pallas-2024, characters 48-67: the text there is '120 milioni di euro'"):
        quads_of(article, Extraction((replace(extraction.claims[0], evidence=wrong),)))


def test_a_sentence_outside_the_text_is_refused(pallas):
    article, extraction = pallas
    wrong = replace(extraction.claims[0].evidence, sentence=(0, 10_000))
    with pytest.raises(EvidenceError, match="outside its"):
        quads_of(article, Extraction((replace(extraction.claims[0], evidence=wrong),)))


def test_a_claim_of_another_article_is_refused(pallas, nivale):
    with pytest.raises(EvidenceError, match="'pallas-2024' was given with article 'nivale'"):
        quads_of(nivale[0], pallas[1])


def test_an_article_without_an_id_is_refused():
    with pytest.raises(CifreError, match="without an id"):
        quads_of(Article(id="", text="", source=""), Extraction())


def test_the_quotation_has_its_surroundings(pallas):
    article, extraction = pallas
    quads = quads_of(article, Extraction(extraction.claims[:1]))
    quotes = {q.object.value for q in quads if q.predicate in (term("oa:prefix"), term("oa:suffix"))}
    assert quotes == {article.text[16:48], article.text[67:99]}


# -- entities --------------------------------------------------------------------------------------------------------


def test_only_an_entity_that_no_table_knows_is_described_by_the_article(pallas):
    quads = quads_of(*pallas)
    named = {quad.object.value for quad in quads if quad.predicate == term("schema:name")}
    assert named == {"Pallas Devices", "Falco 2", "Ada Neri", "La Gazzetta dei Chip", "test/1"}
    kinds = {q.object for q in quads if q.subject == entity_iri("Falco 2") and q.predicate == term("rdf:type")}
    assert kinds == {term("cifre:Entity"), term("cifre:Model")}


def test_the_outlet_is_the_organisation_that_its_name_stands_for(pallas):
    article = replace(pallas[0], outlet="Gazzetta Chip")
    quads = article_quads(article, Extraction(), known=known, resolve={"Gazzetta Chip": "Meta"}.__getitem__)
    assert [q.object for q in quads if q.predicate == term("schema:publisher")] == [entity_iri("Meta")]
    assert [q.object for q in quads if q.predicate == term("cifre:outlet")] == [Literal("Gazzetta Chip")]


def test_free_text_that_narrows_a_figure_is_no_entity(pallas):
    article, extraction = pallas
    claim = replace(extraction.claims[0], of="ricerca e sviluppo")
    quads = quads_of(article, Extraction((claim,)))
    assert Literal("ricerca e sviluppo") in {q.object for q in quads if q.predicate == term("cifre:ofName")}
    assert not [q for q in quads if q.predicate == term("cifre:of")]


def test_the_speaker_and_the_document_are_said_with_prov(pallas, nivale):
    spoken = {q.object for q in quads_of(*pallas) if q.predicate == term("prov:wasAttributedTo")}
    credited = {q.object for q in quads_of(*nivale) if q.predicate == term("prov:hadPrimarySource")}
    assert (spoken, credited) == ({entity_iri("Ada Neri")}, {entity_iri("Corriere delle Macchine")})


# -- direct edges ----------------------------------------------------------------------------------------------------


def edges(article, extraction):
    drawn = direct_edges(quads_of(article, extraction), article_iri(article.id))
    between = (quad.triple for quad in drawn if quad.predicate != term("cifre:matter"))
    return {tuple(part.value.rsplit("/", 1)[-1].rsplit("#")[-1] for part in triple) for triple in between}


def matters(article, *claims):
    """Return the matter of each claim, in their order; None where it has none."""
    quads = quads_of(article, Extraction(claims))
    drawn = {quad.subject: quad.object.value for quad in direct_edges(quads, article_iri(article.id))}
    ordered = [quad.subject for quad in quads if quad.object == term("cifre:Claim")]
    return [drawn.get(claim) for claim in ordered]


@pytest.mark.parametrize(
    "change",
    [
        {"metric": "net_income"},
        {"subject": "Nivale"},
        {"unit": "USD"},
        {"status": "planned"},
        {"period": Period(date(2021, 1, 1), date(2021, 12, 31))},
        {"of": "i servizi"},
        {"for_": "una filiale"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_levels_have_one_matter_as_far_as_they_can_be_compared(pallas, change):
    article, extraction = pallas
    level = next(claim for claim in extraction.claims if claim.kind == "level" and claim.subject and claim.period)
    (one,) = matters(article, level)
    (same,) = matters(article, replace(level, value=level.value * 2, low=level.low * 2, high=level.high * 2))
    (other,) = matters(article, replace(level, **change))
    assert one == same and None not in (one, other) and one != other


def test_what_is_no_level_has_no_matter(pallas):
    article, extraction = pallas
    level = next(claim for claim in extraction.claims if claim.kind == "level" and claim.subject and claim.period)
    assert matters(article, replace(level, period=None)) == [None]
    assert matters(article, replace(level, subject=None)) == [None]


def test_relations_become_edges_as_far_as_they_are_done(pallas, nivale):
    assert edges(*pallas) == {
        ("Pallas_Devices", "uses", "Nvidia_H100"),
        ("Pallas_Devices", "develops", "Falco_2"),  # a plan to release is a model in development
        ("Ada_Neri", "holds_office_at", "Pallas_Devices"),
    }
    assert edges(*nivale) == {
        ("Nivale", "invests_in", "Pallas_Devices"),
        ("Nivale", "partners_with", "Pallas_Devices"),
        ("Pallas_Devices", "partners_with", "Nivale"),
    }


@pytest.mark.parametrize("status", ["planned", "estimated", "rumoured"])
def test_what_is_not_done_draws_no_edge(nivale, status):
    article, extraction = nivale
    relations = tuple(replace(relation, status=status) for relation in extraction.relations)
    assert edges(article, replace(extraction, relations=relations)) == set()


def test_every_rule_says_what_it_is_for():
    assert len(rules()) >= 4
    for name, rule in rules():
        assert rule.startswith("# "), name


# -- vocabulary ------------------------------------------------------------------------------------------------------


def test_every_unit_comes_back_from_its_iri():
    for code in [unit.code for unit in units()] + ["SEK", "km"]:
        assert unit_code(unit_iri(code).value) == code


def test_the_vocabulary_has_no_blank_nodes_and_knows_its_entities():
    quads = vocabulary_quads()
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]
    labels = {
        (q.object.value, q.object.language)
        for q in quads
        if q.subject == entity_iri("China") and q.predicate == term("rdfs:label")
    }
    assert labels == {("China", "en"), ("Cina", "it")}
    assert "China" in known_names()
    assert Quad(entity_iri("Meta"), term("skos:exactMatch"), term("wd:Q380"), term("graph:entities")) in quads
