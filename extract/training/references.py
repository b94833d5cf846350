"""Set references to articles of law into training sentences: the treebanks that may be trained on hardly have any.

In legal text they follow the words of a clause between brackets, "… risponde dei danni (1229).", and hang on its main
predicate. A parser that has never seen one opens a sentence there, or hangs it on the nearest clause.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from extract.training.conllu import Sentence, Word

SHARE = 0.125
"""Of the sentences that can have one."""
TWO = 0.2
"""Of the references, how many have a second beside them."""
LAST = 3000
_BRACKETS = (("(", ")"), ("(", ")"), ("[", "]"))
_NUMBER = {"NumType": "Card"}


def add(sentences: Iterable[Sentence], rng: random.Random, share: float = SHARE) -> int:
    """Set references into some of the sentences, in place, and return into how many.

    Examples
    --------
    >>> verb = Word(1, "Paga", "pagare", "VERB", {}, 0, "root", "SpaceAfter=No")
    >>> sentence = Sentence("Paga.", [verb, Word(2, ".", ".", "PUNCT", {}, 1, "punct")])
    >>> add([sentence], random.Random(3), share=1)
    1
    >>> sentence.text[:5], sentence.words[2].pos, sentence.words[2].head, sentence.words[-1].id
    ('Paga ', 'NUM', 1, 5)
    """
    changed = 0
    for sentence in sentences:
        places = _places(sentence)
        if places and rng.random() < share:
            root = next(word.id for word in sentence.words if not word.head)
            after = rng.choice(places)
            for _ in range(1 + (rng.random() < TWO)):
                after = _insert(sentence, after, root, rng)
            changed += 1
    return changed


def _places(sentence: Sentence) -> list[int]:
    """Return the words that a reference can follow: the last one, and the ends of what completes the main predicate."""
    words = sentence.words
    root = next(word for word in words if not word.head)
    plain = words[-1].form == "." and not {"(", "[", '"', "«"} & {word.form for word in words}
    if not plain or (root.pos != "VERB" and not any(word.dep == "cop" for word in sentence.children(root))):
        return []
    ends = [
        max(word.id for word in sentence.subtree(child))
        for child in sentence.children(root)
        if child.dep in ("obj", "obl") and child.id > root.id
    ]
    inside = [end for end in ends if end < words[-2].id and words[end].pos in ("ADP", "VERB", "CCONJ")]
    return [words[-2].id, words[-2].id, *inside]


def _insert(sentence: Sentence, after: int, root: int, rng: random.Random) -> int:
    """Set one reference behind a word and return the number of its last word."""
    opening, closing = rng.choice(_BRACKETS)
    # Notes have one digit, articles one to four.
    first = rng.choice((rng.randint(1, 9), rng.randint(10, LAST)))
    number = after + 2
    middle = [Word(number, str(first), str(first), "NUM", dict(_NUMBER), root, "nummod", "SpaceAfter=No")]
    kind = rng.random()
    if first > 9 and kind < 0.15:
        second = str(rng.randint(first, LAST))
        middle += [
            Word(number + 1, ",", ",", "PUNCT", {}, number + 2, "punct"),
            Word(number + 2, second, second, "NUM", dict(_NUMBER), number, "conj", "SpaceAfter=No"),
        ]
    elif first > 9 and kind < 0.3:
        middle[0].misc = "_"
        middle += [
            Word(number + 1, "e", "e", "CCONJ", {}, number + 2, "cc"),
            Word(number + 2, "seguenti", "seguente", "ADJ", {"Number": "Plur"}, number, "conj", "SpaceAfter=No"),
        ]
    before = sentence.words[after - 1]
    tight = _take_space(sentence, before)
    end = after + 2 + len(middle)
    new = [
        Word(after + 1, opening, opening, "PUNCT", {}, number, "punct", "SpaceAfter=No"),
        *middle,
        Word(end, closing, closing, "PUNCT", {}, number, "punct", "SpaceAfter=No" if tight else "_"),
    ]
    _make_room(sentence, after, len(new))
    for word in new:
        if word.head == root and root > after:
            word.head += len(new)
    sentence.words[after:after] = new
    sentence.text = _text(sentence)
    return after + len(new)


def _take_space(sentence: Sentence, word: Word) -> bool:
    """Have a space follow a word, and return whether none did."""
    joined = next((first for first, (last, *_) in sentence.joined.items() if last == word.id), None)
    if joined is not None:
        last, form, misc = sentence.joined[joined]
        sentence.joined[joined] = (last, form, "_")
        return "SpaceAfter=No" in misc
    tight, word.misc = "SpaceAfter=No" in word.misc, "_"
    return tight


def _make_room(sentence: Sentence, after: int, count: int) -> None:
    for word in sentence.words:
        word.id += count if word.id > after else 0
        word.head += count if word.head > after else 0
    sentence.joined = {
        first + (count if first > after else 0): (last + (count if last > after else 0), form, misc)
        for first, (last, form, misc) in sentence.joined.items()
    }


def _text(sentence: Sentence) -> str:
    text, skip = "", 0
    for word in sentence.words:
        last, form, misc = sentence.joined.get(word.id, (word.id, word.form, word.misc))
        if word.id > skip:
            text += form + ("" if "SpaceAfter=No" in misc else " ")
            skip = last
    return text.strip()
