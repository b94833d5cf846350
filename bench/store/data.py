"""A store's article files of so many quads, and the same as one file of N-Quads; typical queries over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bench.articles import stated
from kg.rdf import vocabulary_quads
from kg.store import prepare
from kg.store.files import ArticleFiles
from kg.store.index import serialized

QUERIES: Mapping[str, str] = MappingProxyType(
    {
        "figures of a company and a metric": """SELECT ?value ?unit ?start WHERE {
          ?c cifre:metric metric:revenue ; cifre:subject entity:Dornova ; cifre:value ?value ; qudt:hasUnit ?unit .
          OPTIONAL { ?c cifre:periodStart ?start } } ORDER BY DESC(?start)""",
        "all claims of an article": """SELECT ?c ?metric ?value WHERE {
          GRAPH article:stated-17 { ?c a cifre:Claim ; cifre:metric ?metric ; cifre:value ?value } }""",
        "sentences behind a company's claims": """SELECT ?c ?sentence WHERE {
          ?c cifre:subject entity:Calmira ; cifre:metric metric:funding ; cifre:sentence ?span .
          ?span oa:hasSelector/oa:exact ?sentence }""",
        "claims of a metric in a year": """SELECT ?name ?value WHERE {
          ?c cifre:metric metric:power ; cifre:periodStart "2024-01-01"^^xsd:date ; cifre:subjectName ?name ;
             cifre:value ?value } ORDER BY ?name LIMIT 50""",
        "the largest figures of a metric": """SELECT ?name ?value WHERE {
          ?c cifre:metric metric:users ; cifre:subjectName ?name ; cifre:value ?value }
          ORDER BY DESC(?value) LIMIT 10""",
        "what a company is linked to": """SELECT ?relation ?other WHERE {
          VALUES ?relation { cifre:develops cifre:uses cifre:invests_in } entity:Falgora ?relation ?other }""",
        "who says what of a company": """SELECT ?speaker ?metric ?value WHERE {
          ?c cifre:subject entity:Elmlanda ; cifre:speakerName ?speaker ; cifre:metric ?metric ;
             cifre:value ?value }""",
        "latest articles with their claims": """SELECT ?a ?day (COUNT(?c) AS ?n) WHERE {
          { SELECT ?a ?day WHERE { ?a a schema:NewsArticle ; schema:datePublished ?day }
            ORDER BY DESC(?day) ?a LIMIT 20 }
          ?c cifre:article ?a ; a cifre:Claim } GROUP BY ?a ?day""",
        "claims by metric": """SELECT ?metric (COUNT(?c) AS ?n) WHERE { ?c cifre:metric ?metric } GROUP BY ?metric""",
    }
)
"""What the application asks, in its words."""


def write(folder: Path, quads: int) -> int:
    """Write article files until so many quads are reached, and all of it as ``quads.nq``; return how many they are.

    The files are written as the store does, but not one by one made durable.
    """
    files = ArticleFiles(folder / "graph")
    files.articles.mkdir(parents=True)
    number = 0
    with (folder / "quads.nq").open("wb") as whole:
        vocabulary = serialized(vocabulary_quads())
        whole.write(vocabulary)
        count = vocabulary.count(b"\n")
        while count < quads:
            made = prepare(*stated(number), extractor="bench/1")
            files.path(made.article.id).write_bytes(made.data)
            body = made.data[: made.data.rindex(b"# sha256")] + made.edges
            whole.write(body)
            count += body.count(b"\n")
            number += 1
    return count


def rows(result: Iterable[object]) -> int:
    """Read a result to its end and return how many rows it has."""
    return sum(1 for _ in result)
