"""References set into training sentences keep the tree and the words as they were."""

from __future__ import annotations

import random
import re
from copy import deepcopy

import pytest

from extract.training import references
from extract.training.conllu import Sentence, read, write

LINES = """# text = Il comune paga i danni dell'acqua entro l'anno.
1	Il	il	DET	_	_	2	det	_	_
2	comune	comune	NOUN	_	_	3	nsubj	_	_
3	paga	pagare	VERB	_	_	0	root	_	_
4	i	il	DET	_	_	5	det	_	_
5	danni	danno	NOUN	_	_	3	obj	_	_
6-7	dell'	_	_	_	_	_	_	_	SpaceAfter=No
6	di	di	ADP	_	_	8	case	_	_
7	l'	il	DET	_	_	8	det	_	_
8	acqua	acqua	NOUN	_	_	5	nmod	_	_
9	entro	entro	ADP	_	_	11	case	_	_
10	l'	il	DET	_	_	11	det	_	SpaceAfter=No
11	anno	anno	NOUN	_	_	3	obl	_	SpaceAfter=No
12	.	.	PUNCT	_	_	3	punct	_	_
"""


def sentence() -> Sentence:
    return next(read(LINES.splitlines()))


@pytest.mark.parametrize("seed", range(40))
def test_a_reference_hangs_on_the_main_predicate_and_moves_nothing_else(seed: int) -> None:
    before, after = sentence(), sentence()
    assert references.add([after], random.Random(seed), share=1) == 1
    old = {word.id: (word.form, word.head and before.words[word.head - 1].form) for word in before.words}
    forms = [(word.form, word.head and after.words[word.head - 1].form) for word in after.words]
    kept = iter(forms)
    assert all(pair in kept for pair in old.values()), "the words and their heads, in order"
    numbers = [word for word in after.words if word.pos == "NUM" and word.dep == "nummod"]
    assert numbers and all(after.words[word.head - 1].form == "paga" for word in numbers)
    assert [word.id for word in after.words] == list(range(1, len(after.words) + 1))
    (read_again,) = read(write([after]).splitlines())
    assert read_again == after
    assert re.sub(r" [(\[][^)\]]+[)\]]", "", after.text) == before.text


def test_sentences_with_brackets_or_without_a_verb_stay_as_they_are() -> None:
    titled = sentence()
    titled.words[2].pos = "NOUN"
    noted = sentence()
    noted.words[4].form = "("
    for given in (titled, noted):
        kept = deepcopy(given)
        assert references.add([given], random.Random(0), share=1) == 0
        assert given == kept


def test_about_the_share_of_the_sentences_gets_one() -> None:
    assert 60 < references.add([sentence() for _ in range(1000)], random.Random(1), share=0.1) < 140
