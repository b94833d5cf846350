import spacy

import extract.quantities.pipe  # noqa: F401  (importing registers the components)
from extract.records import Mention, TimeExpression


def test_the_component_writes_quantities_and_spans() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("cifre_quantities")
    doc = nlp("Il bando vale 30 milioni di euro.")
    assert [q.text for q in doc._.quantities] == ["30 milioni di euro"]
    assert [span.text for span in doc.spans["quantities"]] == ["30 milioni di euro"]


def test_names_and_times_keep_their_numbers_but_descriptions_do_not() -> None:
    nlp = spacy.blank("it")
    component = nlp.add_pipe("cifre_quantities")
    doc = nlp.make_doc("Aster 9 usa il cluster di 700 GPU da 48 mesi")
    name = Mention(start=0, end=7, text="Aster 9", name="Aster 9", kind="model")
    described = Mention(start=15, end=33, text="cluster di 700 GPU", name="x", kind="cluster", how="description")
    time = TimeExpression(start=37, end=44, text="48 mesi", start_date=None, end_date=None, mod=None, period=None)
    doc._.mentions, doc._.times = (name, described), (time,)
    assert [q.text for q in component(doc)._.quantities] == ["700 GPU"]
