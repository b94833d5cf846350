"""What the dependency tree says of a figure: the subject of the verb that governs it.

A figure's verb may leave its subject out: a coordinated clause, a gerund or an infinitive has the subject of the clause
that it hangs on ("Meta cresce, toccando quota 8 miliardi").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "nsubj:pass"}
INHERITING = {"conj", "advcl", "xcomp", "ccomp", "parataxis", "acl"}
NAMING = {"flat", "flat:name", "flat:foreign", "appos", "compound", "amod"}


class Syntax:
    """Looks up subjects in one parsed text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def subject(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the character spans of the words that name the subject of a figure's verb; none where it has none.

        Examples
        --------
        >>> import spacy
        >>> from spacy.tokens import Doc
        >>> words, heads = ["Meta", "spende", "40", "miliardi"], [1, 1, 3, 1]
        >>> doc = Doc(spacy.blank("it").vocab, words, heads=heads, deps=["nsubj", "ROOT", "nummod", "obj"],
        ...           pos=["PROPN", "VERB", "NUM", "NOUN"])
        >>> Syntax(doc).subject(12, 23)
        ((0, 4),)
        """
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return ()
        for verb in _verbs(span.root):
            for child in verb.children:
                if child.dep_ in SUBJECTS and not (span.start <= child.i < span.end or child.is_ancestor(span.root)):
                    return tuple((token.idx, token.idx + len(token)) for token in _names(child))
        return ()


def _verbs(token: Token) -> Iterator[Token]:
    """Yield the verb or predicate above a token, then those whose subject it may share."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in ancestor.children):
            yield ancestor
            if ancestor.dep_ not in INHERITING:
                return


def _names(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ in NAMING:
            yield from _names(child)
