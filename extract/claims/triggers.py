"""Find the words that name a metric: nouns ("ricavi"), and verbs that give one to their object ("ha raccolto")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, NOUN_ENDING, VERB_ENDING, PatternTable
from extract.claims.words import Words
from extract.metrics import Metric, Scheme, load_scheme


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a metric. `form` is ``noun``, ``verb`` or ``hint``; `words` how many words it has."""

    start: int
    end: int
    metric: Metric
    form: str
    words: int


class TriggerFinder:
    """Finds the triggers of one metric scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        metrics = list(scheme.values())
        self._nouns = PatternTable([(p, metric) for metric in metrics for p in _naming(metric)], NOUN_ENDING)
        self._hints = PatternTable([(p, metric) for metric in metrics for p in metric.hints], ANY_ENDING)
        self._verbs = PatternTable([(p, metric) for metric in metrics for p in metric.verbs], VERB_ENDING)
        self._counted = PatternTable([(p, metric) for metric in metrics for p in metric.counted], NOUN_ENDING)

    def find(self, words: Words) -> tuple[Trigger, ...]:
        """Return the triggers in text order; a noun that lies inside a longer one is not reported.

        Examples
        --------
        >>> finder = default_finder()
        >>> words = Words("Le spese in conto capitale crescono; i fondi raccolti no")
        >>> [(words.text[t.start:t.end], t.metric.id) for t in finder.find(words) if t.form == "noun"][0]
        ('spese in conto capitale', 'capital_expenditure')
        """
        nouns = [Trigger(m.start, m.end, m.entry, "noun", m.words) for m in self._nouns.find(words)]
        verbs = [Trigger(m.start, m.end, m.entry, "verb", m.words) for m in self._verbs.find(words)]
        hints = [Trigger(m.start, m.end, m.entry, "hint", m.words) for m in self._hints.find(words)]
        longest = [
            t for t in nouns if not any(o.start <= t.start and t.end <= o.end and o.words > t.words for o in nouns)
        ]
        free = [t for t in verbs if not any(o.start <= t.start and t.end <= o.end and o.words > 1 for o in longest)]
        return tuple(sorted([*longest, *free, *hints], key=lambda t: (t.start, t.end, t.metric.id)))

    def counted(self, noun: str) -> tuple[Metric, ...]:
        """Return the metrics that a counted noun gives, the longest match first.

        Examples
        --------
        >>> [metric.id for metric in default_finder().counted("parametri attivi")][0]
        'active_parameter_count'
        """
        matches = sorted(self._counted.find(Words(noun)), key=lambda m: (-m.words, m.start, m.entry.id))
        return tuple(dict.fromkeys(match.entry for match in matches if match.words == matches[0].words))


def _naming(metric: Metric) -> list[str]:
    """Return the noun patterns of a metric; the label of a count is too common a word to name it uncounted."""
    own = list(metric.nouns)
    if metric.id != "other" and not metric.counted:
        own += [metric.labels.get("it", metric.id), *metric.names.get("it", ())]
    return list(dict.fromkeys(own))


@lru_cache(maxsize=4)
def _finder(scheme: Scheme) -> TriggerFinder:
    return TriggerFinder(scheme)


def default_finder() -> TriggerFinder:
    """Return the finder of the shipped scheme with the user's metrics."""
    return _finder(load_scheme())
