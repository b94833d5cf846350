"""The spaCy component."""

from __future__ import annotations

from pathlib import Path

import spacy

import extract.entities.pipe  # noqa: F401  (registers the factory)
from extract.entities import find_mentions


def test_writes_what_the_finder_finds() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("cifre_entities")
    text = "L’azienda di Jensen Huang vende H200 a Microsoft."
    doc = nlp(text)
    assert doc._.mentions == find_mentions(text)
    assert [(s.label_, s.kb_id_) for s in doc.spans["entities"]] == [(m.kind, m.name) for m in doc._.mentions]


def test_reads_a_further_table(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"name": "Officine Boreali", "kind": "organisation", "aliases": ["ObX"]}', encoding="utf-8")
    nlp = spacy.blank("it")
    nlp.add_pipe("cifre_entities", config={"gazetteer": str(path)})
    doc = nlp("Un accordo con ObX vale molto.")
    assert [span.kb_id_ for span in doc.spans["entities"]] == ["Officine Boreali"]
