"""What an article is about at each point: the names that "l'azienda" or "il modello" can stand for."""

from __future__ import annotations

from dataclasses import dataclass

from extract.entities.context import Context
from extract.entities.found import Found
from extract.entities.vocabulary import phrases, words

_DECAY = 0.6  # a sentence
_TOPIC = 0.3  # what the article is about stands that much everywhere
_KEPT = 40  # names of a kind that are remembered
_FITS = {
    "organisation": ("organisation",),
    "institution": ("institution",),
    "model": ("model", "model_family"),
    "product": ("product", "model_family"),
    "chip": ("chip",),
    "supercomputer": ("supercomputer",),
    "cluster": ("cluster", "supercomputer"),
    "person": ("person",),
}


@dataclass(slots=True)
class _Standing:
    name: str
    kind: str
    weight: float
    sentence: int
    last: int


class Salience:
    """The standing of names while an article is read from its beginning.

    Parameters
    ----------
    context : Context
        The text's words.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._standing: dict[str, _Standing] = {}
        self._subjects: dict[int, bool] = {}
        self._topic: str | None = None

    def add(self, found: Found) -> None:
        """Take in the next mention of the text."""
        weight = self._weight(found)
        if found.kind == "organisation" and found.name not in phrases("observers"):
            self.set_topic(found.name)
        sentence = self._context.tokens[found.first].sentence
        self.put(found.name, found.kind, weight, sentence, found.last)

    def set_topic(self, name: str) -> None:
        """Take a name as what the article is about: it stands a little in every sentence."""
        self._topic = self._topic or name

    def put(self, name: str, kind: str, weight: float, sentence: int, last: int) -> None:
        """Raise the standing of a name."""
        old = self._standing.pop(name, None)
        kept = old.weight * _DECAY ** (sentence - old.sentence) if old else 0.0
        self._standing[name] = _Standing(name, kind, kept + weight, sentence, last)
        if len(self._standing) > _KEPT * 4:
            for stale in list(self._standing)[: _KEPT * 2]:
                del self._standing[stale]

    def ranked(self, kind: str, sentence: int) -> list[str]:
        """Return the names that a noun of this kind can stand for in a sentence, most likely first."""
        fits = _FITS.get(kind, (kind,))
        scored: list[tuple[float, int, str]] = []
        for standing in self._standing.values():
            share = 1.0 if standing.kind in fits else 0.0
            if standing.kind == "unknown" and kind == "organisation":
                share = 0.15
            if share:
                topic = _TOPIC if standing.name == self._topic else 0.0
                weight = standing.weight * _DECAY ** (sentence - standing.sentence) + topic
                scored.append((share * weight, standing.last, standing.name))
        return [name for _, _, name in sorted(scored, reverse=True)]

    def _weight(self, found: Found) -> float:
        tokens = self._context.tokens
        sentence = tokens[found.first].sentence
        before = tokens[found.first - 1] if found.first else None
        opens = before is None or before.sentence != sentence or not before.wordlike
        if found.name in phrases("observers"):
            return 0.1
        if (before is None or tokens[found.first].gap == "\n" or before.text in "-•*") and (
            found.last >= len(tokens) or tokens[found.last].gap == "\n"
        ):
            return 4.0  # a heading
        if before is not None and not opens and before.key in ("secondo",):
            return 0.2
        if before is not None and before.sentence == sentence and before.key in words("oblique"):
            return 0.6
        if (
            before is not None
            and before.key == "'"
            and found.first > 1
            and tokens[found.first - 2].key in words("oblique")
        ):
            return 0.6
        weight = 1.0
        if found.kind == "organisation" and not self._subjects.get(sentence):
            self._subjects[sentence] = True
            weight += 0.7
        if self._context.acts(found.last):
            weight += 0.8
        return weight
