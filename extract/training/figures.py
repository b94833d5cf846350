"""How often a tree leads from a figure to whom it is about: the subject of the figure's governor.

The measure that the extraction cares for. A figure is a cardinal; its governor the nearest verb or predicate above it;
right is the head of the governor's subject. Beside what the parser's tree alone says, on the same figures, stand what
`extract.syntax` says after its repairs, and what needs no parser: the nearest noun before the figure, and the first of
the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.syntax import Tree, repair, subject_of

SUBJECTS = ("nsubj", "nsubj:pass")
NOMINALS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True)
class FigureScore:
    """Counts over figures whose governor has a subject."""

    figures: int
    right: int
    repaired: int
    nearest: int
    first: int

    @property
    def share(self) -> float:
        """Percent of the figures whose subject the tree finds."""
        return 100 * self.right / self.figures if self.figures else 0.0

    @property
    def repaired_share(self) -> float:
        """Percent of the figures whose subject is found after the repairs."""
        return 100 * self.repaired / self.figures if self.figures else 0.0

    @property
    def nearest_share(self) -> float:
        """Percent that the nearest noun before the figure gets right."""
        return 100 * self.nearest / self.figures if self.figures else 0.0

    @property
    def first_share(self) -> float:
        """Percent that the first noun of the sentence gets right."""
        return 100 * self.first / self.figures if self.figures else 0.0


def governor(token: Token) -> Token | None:
    """Return the nearest verb or predicate with a copula above a token."""
    for ancestor in token.ancestors:
        if ancestor.pos_ == "VERB" or any(child.dep_ == "cop" for child in ancestor.children):
            return ancestor
    return None


def subject(token: Token) -> Token | None:
    """Return the head of the subject of a figure's governor, None where it has none or the figure is inside it."""
    verb = governor(token)
    if verb is None:
        return None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return None if child == token or child.is_ancestor(token) else child
    return None


def nearest_noun(token: Token) -> Token | None:
    """Return the nearest noun, name or pronoun before a figure, in its sentence."""
    for index in range(token.i - 1, token.sent.start - 1, -1):
        if token.doc[index].pos_ in NOMINALS:
            return token.doc[index]
    return None


def first_noun(token: Token) -> Token | None:
    """Return the first noun, name or pronoun of a figure's sentence."""
    return next((other for other in token.sent if other.pos_ in NOMINALS), None)


def score(nlp: Language, golds: Iterable[Doc]) -> FigureScore:
    """Return how many figures of gold documents lead to the gold subject.

    Parameters
    ----------
    nlp : Language
        Reads the text of each document anew.
    golds : iterable of Doc
        With heads, labels and parts of speech.
    """
    figures = right = repaired = nearest = first = 0
    for gold in golds:
        targets = {token: found for token in gold if token.pos_ == "NUM" and (found := subject(token)) is not None}
        if not targets:
            continue
        doc = nlp(gold.text)
        tree = Tree.of(doc)
        repair(tree)
        for token, target in targets.items():
            figures += 1
            place = doc.char_span(token.idx, token.idx + len(token), alignment_mode="expand")
            if place is None:
                continue
            figure = place[0]
            mended = subject_of(tree, figure.i)
            right += _hits(subject(figure), target)
            repaired += _hits(None if mended is None else doc[mended], target)
            nearest += _hits(nearest_noun(figure), target)
            first += _hits(first_noun(figure), target)
    return FigureScore(figures, right, repaired, nearest, first)


def _hits(found: Token | None, target: Token) -> bool:
    return found is not None and found.idx <= target.idx < found.idx + len(found)
