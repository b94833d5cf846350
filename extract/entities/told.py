"""Words that a text tells to be names, by a verb of calling, a noun before them or quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.context import acting, head_kinds
from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_THINGS = ("product", "model", "chip", "supercomputer", "cluster")


def introduced(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word is told to be a name: "si chiama Basta", "prende il nome di Alba", "un modello, «Colibrì»"."""
    if not n or not tokens[n].text.istitle() or len(tokens[n].text) < 3 or tokens[n].gap == "\n":
        return False
    before = n - 1
    if tokens[before].key == '"':
        closed = n + 1 < len(tokens) and tokens[n + 1].key == '"' and not tokens[n].gap
        if not closed:
            return False
        if _presented(tokens, n + 2):
            return True
        before -= 1 + (before > 1 and tokens[before - 1].text == ",")
        if before < 0:
            return False
        if head_kinds().get(tokens[before].key) in _THINGS:
            return True
    elif tokens[n].initial:
        return False
    if tokens[n].key in words("stop") and head_kinds().get(tokens[before].key) in _THINGS:
        return before > 0 and tokens[before - 1].key in ("il", "lo", "la", "l", "'", "un", "una")  # "il bot Insieme"
    if tokens[before].key == "di" and before:
        before -= 1
    return tokens[before].key in words("naming") or tokens[before].key == "nome"


def _presented(tokens: Sequence[Token], n: int) -> bool:
    """Whether a noun for a thing explains what is before word `n`: "«Colibrì», l'assistente del gruppo"."""
    after = [t.key for t in tokens[n : n + 4]]
    if len(after) < 4 or after[0] != "," or after[1] not in ("il", "lo", "la", "l", "un", "una"):
        return False
    return head_kinds().get(after[3 if after[2] == "'" else 2]) in _THINGS


def labels(token: Token) -> bool:
    return token.key in words("not_names") or token.key in words("articles") or token.key in words("leading")


def goes_on(tokens: Sequence[Token], n: int) -> bool:
    """Whether what follows a word that may be common is no verb and no sign: "Basta con …", not "Basta costa"."""
    return n < len(tokens) and tokens[n].wordlike and not acting(tokens[n])
