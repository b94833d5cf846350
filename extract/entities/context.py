"""What surrounds a name: the words near it, the article's head, the entities that it names for certain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from extract.entities.entity import Entity
from extract.entities.gazetteer import Gazetteer
from extract.entities.tokens import Token, keys_of
from extract.entities.vocabulary import rows, words

_HEAD = 60  # words of the article's beginning that speak for all of it
_NEAR = 30  # words to each side that are searched for a cue
_FUTURE = ("era", "ira")
_TRADE = ("ai", "ia", "intelligenza artificiale", "chatbot", "llm", "modelli linguistici")


class Context:
    """The surroundings of the names of one text.

    Parameters
    ----------
    tokens : sequence of Token
        The text's words.
    title : sequence of Token
        The words of the article's title, where it is not part of the text.
    gazetteer : Gazetteer
        Tells who belongs to whom.
    """

    def __init__(self, tokens: Sequence[Token], title: Sequence[Token], gazetteer: Gazetteer) -> None:
        self.tokens = tokens
        self.gazetteer = gazetteer
        self.title = title
        self._head = _joined([*self.title, *tokens[:_HEAD]])
        self.seen: set[str] = set()
        self._owners: set[str] = set()  # who makes what is named, and where those work who are

    def note(self, entity: Entity) -> None:
        """Remember that the article names an entity, and so speaks of its family, maker and products."""
        self.seen.add(entity.name)
        if entity.parent:
            self._owners.add(entity.parent)
        self._owners.update(role.org for role in entity.roles)

    def is_related(self, entity: Entity) -> bool:
        """Whether the article names the maker, a product or the people of an entity, or the entity itself."""
        if entity.name in self.seen or entity.name in self._owners or entity.parent in self.seen:
            return True
        return any(role.org in self.seen for role in entity.roles)

    @property
    def names_models(self) -> bool:
        """Whether the article names a model or two names of the field, or its head speaks of the trade ("AI")."""
        return self._of_the_trade or not self.gazetteer.models.isdisjoint(self.seen)

    @cached_property
    def _of_the_trade(self) -> bool:
        named = {t.key for t in self.tokens if t.capital and t.key in self.gazetteer.of_the_field}
        return len(named) > 1 or any(_holds(self._head, cue) for cue in _TRADE)

    def cues(self, start: int, end: int, cues: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the cues that stand near the words `start` to `end`, and those in the article's head."""
        near = _joined([*self._sentence(start, max(0, start - _NEAR), start), *self._sentence(start, end, end + _NEAR)])
        with_name = _joined(self.tokens[max(0, start - 3) : end + 3])
        return (
            tuple(cue for cue in cues if _holds(near, cue) or (" " in cue and _holds(with_name, cue))),
            tuple(cue for cue in cues if _holds(self._head, cue)),
        )

    def _sentence(self, here: int, start: int, end: int) -> list[Token]:
        number = self.tokens[here].sentence
        return [t for t in self.tokens[start:end] if t.sentence == number]

    def window(self, start: int, end: int, size: int) -> str:
        """Return the keys of the words around a name, for cues that must be next to it."""
        return _joined([*self._sentence(start, max(0, start - size), start), *self._sentence(start, end, end + size)])

    def acts(self, end: int) -> bool:
        """Whether the word after a name is a verb in the third person."""
        if end >= len(self.tokens):
            return False
        return acting(self.tokens[end])

    def introduced_as(self, start: int) -> str | None:
        """Return the kind that the noun before a name gives it ("la startup", "il modello"), else None."""
        for back in (1, 2):
            if start < back or self.tokens[start - 1].sentence != self.tokens[start - back].sentence:
                return None
            word = self.tokens[start - back]
            if not word.wordlike:
                return None
            kind = head_kinds().get(word.key)
            if kind is not None:
                return kind
        return None


def acting(token: Token) -> bool:
    """Whether a word looks like a verb whose subject stands before it."""
    if token.text[0].isupper():
        return False
    if token.text == "e":
        return False  # "è" is a verb, "e" is none
    return token.key in words("acting") or (token.text.endswith("à") and token.key.endswith(_FUTURE))


@lru_cache(maxsize=1)
def head_kinds() -> dict[str, str]:
    """Return the kind that each noun of ``heads.tsv`` stands for, by the key of its last word."""
    return {keys_of(row[0])[-1]: row[1] for row in rows("heads")}


def _joined(tokens: Sequence[Token]) -> str:
    return " " + " ".join(token.key for token in tokens) + " "


@lru_cache(maxsize=8192)
def _cue_key(cue: str) -> str:
    keys = " ".join(keys_of(cue))
    # A longer cue may be a stem ("finlandi"), a short one is a word.
    return f" {keys}" if len(keys) > 4 else f" {keys} "


def _holds(text: str, cue: str) -> bool:
    return _cue_key(cue) in text
