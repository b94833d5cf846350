"""Weigh what a figure may measure together with whom it may be about: the pair that fits best wins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.features import Features, merged, points, strongest
from extract.claims.measure import Reading, rank_metrics
from extract.claims.network import NETWORK
from extract.claims.scope import recipient
from extract.claims.subject import Candidate, Subjects
from extract.records import Quantity

CHOICES = 6
MARGIN = 4.0
"""How many metrics are paired with names, and how many points behind the best one may lie."""
WEIGHED = 40
"""How many pairs, the best by their weights, the network sees: no more, as when it was trained."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A metric and a subject that a figure may have; `extra` is what speaks for the two together."""

    reading: Reading
    subject: Candidate
    extra: Features
    points: float

    @property
    def key(self) -> tuple[str, str | None]:
        return self.reading.metric.id, self.subject.name

    @property
    def features(self) -> Features:
        return merged([self.reading.features, self.subject.features, self.extra])

    @property
    def cue(self) -> str:
        """The feature that speaks most for the subject."""
        return strongest(self.subject.features | self.extra)


def pairings(
    ctx: Context, quantity: Quantity, earlier: Sequence[Draft], sources: set[str], *, everything: bool = False
) -> list[Pairing]:
    """Return the pairs that come into question, the best first.

    Parameters
    ----------
    earlier : sequence of Draft
        The claims already made, in text order.
    sources : set of str
        Names that the article's statements are credited to.
    everything : bool
        Whether metrics are considered that lie far behind: to learn from.
    """
    readings = rank_metrics(ctx, quantity, earlier)
    if not everything:
        readings = [r for r in readings[:CHOICES] if r.points >= readings[0].points - MARGIN]
    subjects = Subjects(ctx, quantity, earlier, sources)
    found: list[tuple[int, int, Features]] = []
    for r, reading in enumerate(readings):
        into = reading.metric.id == "investment"
        for s, subject in enumerate(subjects.candidates):
            extra = subjects.suits(subject, reading)
            if extra is None:
                continue
            if into and subject.name and recipient(ctx, quantity, subject.name, {"in"}):
                extra["investment into a company"] = 1.0
            found.append((r, s, extra))
    totals = [readings[r].points + subjects.candidates[s].points + points(extra) for r, s, extra in found]
    network = NETWORK.now
    if network.names:
        best = sorted(range(len(found)), key=totals.__getitem__, reverse=True)[:WEIGHED]
        found, totals = [found[n] for n in best], [totals[n] for n in best]
        parts = [[readings[r].features, *subjects.candidates[s].parts, extra] for r, s, extra in found]
        together = network.points(network.sums(parts)).tolist()
        totals = [total + more for total, more in zip(totals, together, strict=True)]
    pairs = [
        Pairing(readings[r], subjects.candidates[s], extra, total)
        for (r, s, extra), total in zip(found, totals, strict=True)
    ]
    return sorted(pairs, key=_rank)


def _rank(pair: Pairing) -> tuple[float, str, str, str]:
    mention = pair.subject.mention
    return -pair.points, pair.reading.metric.id, (mention.name or "") if mention else "", pair.subject.text


def probabilities(pairs: Sequence[Pairing]) -> dict[tuple[str, str | None], float]:
    """Return how likely each metric and subject is among the pairs (softmax over their points)."""
    top = pairs[0].points
    shares: dict[tuple[str, str | None], float] = {}
    for pair in pairs:
        key = pair.key
        shares[key] = shares.get(key, 0.0) + math.exp(pair.points - top)
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()}
