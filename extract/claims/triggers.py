"""Find the words that name a metric: nouns ("ricavi"), and verbs that give one to their object ("ha raccolto")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, NOUN_ENDING, VERB_ENDING, Match, PatternTable
from extract.claims.placed import Placed
from extract.claims.words import Words
from extract.metrics import Metric, Scheme, load_scheme

# What money is spent on stands a few words after one of these: "in nuovi data center", "per i propri server".
SPENT_ON = {
    *("in", "nel", "nello", "nella", "nell'", "nei", "negli", "nelle", "per"),
    *("su", "sul", "sullo", "sulla", "sui", "sugli", "sulle"),
    *("a", "ad", "al", "allo", "alla", "ai", "agli", "alle"),
}
REACH_OF_PURPOSE = 3
COUNTRY = {"Usa", "USA"}  # no form of "usare"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a metric.

    `form` is ``noun``, ``verb``, ``purpose`` (what money is spent on), ``hint`` or, among those that `things` finds,
    ``thing`` (what is counted); `words` how many words it has.
    """

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
        self._purposes = PatternTable([(p, metric) for metric in metrics for p in metric.purposes], NOUN_ENDING)
        self._counted = PatternTable([(p, metric) for metric in metrics for p in metric.counted], NOUN_ENDING)
        self._loosely = PatternTable([(p, metric) for metric in metrics for p in metric.loosely], NOUN_ENDING)
        self._wholes = PatternTable([(p, metric) for metric in metrics for p in metric.wholes], NOUN_ENDING)
        exceptions: list[tuple[str, Metric | None]] = [(p, None) for p in scheme.exceptions]
        exceptions += [(p, metric) for metric in metrics for p in metric.exceptions]
        self._exceptions = PatternTable(exceptions, ANY_ENDING)

    def find(self, words: Words) -> tuple[Trigger, ...]:
        """Return the triggers in text order; one inside a longer one, or in a phrase that excepts it, is not reported.

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
        free = [
            t
            for t in verbs
            if not any(o.start <= t.start and t.end <= o.end and o.words > 1 for o in longest)
            and words.text[t.start : t.end] not in COUNTRY
        ]
        purposes = [
            Trigger(m.start, m.end, m.entry, "purpose", m.words)
            for m in self._purposes.find(words)
            if any(w.lower in SPENT_ON for w in words.before(m.start, REACH_OF_PURPOSE))
        ]
        found = self._without_exceptions([*longest, *free, *purposes, *hints], words)
        return tuple(sorted(found, key=lambda t: (t.start, t.end, t.metric.id)))

    def things(self, words: Words) -> tuple[Trigger, ...]:
        """Return the nouns of countable things in text order: "lingue", "GPU" speak of what a number may count.

        Examples
        --------
        >>> [t.metric.id for t in default_finder().things(Words("Di lingue ne parla dodici"))]
        ['language_count']
        """
        found = [Trigger(m.start, m.end, m.entry, "thing", m.words) for m in self._counted.find(words)]
        return tuple(self._without_exceptions(found, words))

    def _without_exceptions(self, triggers: list[Trigger], words: Words) -> list[Trigger]:
        """Return the triggers that stand in no set phrase: "a tutti i costi" names no cost."""
        excepted = Placed(self._exceptions.find(words))
        return [
            t
            for t in triggers
            if not any(
                e.start <= t.start and t.end <= e.end and e.entry in {None, t.metric}
                for e in excepted.overlapping(t.start, t.end)
            )
        ]

    def loosely_counted(self, noun: str) -> tuple[Metric, ...]:
        """Return the metrics that a counted noun gives where other words tell that they are spoken of.

        Examples
        --------
        >>> "data_center_count" in {metric.id for metric in default_finder().loosely_counted("impianti")}
        True
        """
        return tuple(dict.fromkeys(match.entry for match in _matches(self._loosely, noun)))

    def whole(self, text: str) -> tuple[Metric, ...]:
        """Return the metrics that are a share of the whole that `text` begins with: "del capitale" gives a stake.

        Examples
        --------
        >>> [metric.id for metric in default_finder().whole("del capitale")]
        ['stake']
        """
        return tuple(dict.fromkeys(match.entry for match in _matches(self._wholes, text) if match.start == 0))

    def counts(self, noun: str) -> bool:
        """Say whether the whole of a phrase is a noun of counted things.

        Examples
        --------
        >>> default_finder().counts("utenti al mese"), default_finder().counts("utenti di Roma")
        (True, False)
        """
        return any((m.start, m.end) == (0, len(noun)) for m in _matches(self._counted, noun))

    def counted(self, noun: str) -> tuple[Metric, ...]:
        """Return the metrics that a counted noun gives, the longest match first.

        Examples
        --------
        >>> [metric.id for metric in default_finder().counted("parametri attivi")][0]
        'active_parameter_count'
        """
        matches = sorted(_matches(self._counted, noun), key=lambda m: (-m.words, m.start, m.entry.id))
        return tuple(dict.fromkeys(match.entry for match in matches if match.words == matches[0].words))


@lru_cache(maxsize=20_000)
def _matches(table: PatternTable[Metric], phrase: str) -> tuple[Match[Metric], ...]:
    """Return the matches in a counted noun, which comes again and again."""
    return tuple(table.find(Words(phrase)))


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
