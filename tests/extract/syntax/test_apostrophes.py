"""Texts with the apostrophe of print are read like those with the straight one, and stay as they are written."""

from corpus import from_text
from extract import load
from extract.pipeline import build

WRITTEN = "L’utile dell’azienda è salito. Nel 2024 l’editore ha speso 3 milioni di euro per l’archivio."


def test_both_apostrophes_have_the_same_parse_and_the_text_stays() -> None:
    nlp = build()
    written, straight = nlp(WRITTEN), nlp(WRITTEN.replace("’", "'"))
    assert written.text == WRITTEN
    assert [(t.dep_, t.head.i, t.pos_, str(t.morph)) for t in written] == [
        (t.dep_, t.head.i, t.pos_, str(t.morph)) for t in straight
    ]
    assert [sentence.start for sentence in written.sents] == [sentence.start for sentence in straight.sents]


def test_evidence_quotes_the_text_as_it_is_written() -> None:
    article = from_text(WRITTEN)
    extraction = load().extract(article)
    assert extraction.quantities
    for claim in extraction.claims:
        assert article.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
