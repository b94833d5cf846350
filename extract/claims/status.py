"""Weigh whether a figure is a fact, a plan, an estimate or a rumour: what the rules say, and what stands around it.

The rules of ``extract.stance`` read cues and tenses; their verdict is one feature among others. What each feature is
worth is learnt from annotated articles (``python -m bench.claims statuses``).
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.vocabulary import DATA, tells
from extract.claims.weights import Weights
from extract.metrics import Metric
from extract.records import Quantity, TimeExpression

WEIGHTS = Weights(
    DATA / "status.tsv", "What each feature of a figure's status is worth; learnt: python -m bench.claims statuses."
)
STATUSES = ("actual", "planned", "estimated", "rumoured")
STEM = 6  # letters by which the forms of a word are known
STEPS = (0, 1, 2, 4, 7, 12)  # words between a figure and what tells of it, in steps
SOURCES = 3
NEAR = 4  # words before a figure that compare it
EXPECTED_WITHIN = 6  # words after a figure


def choose_status(ctx: Context, quantity: Quantity, metric: Metric, kind: str) -> str:
    """Return the status of a figure: of those that it may have the one whose features weigh most."""
    seen = status_features(ctx, quantity, metric, kind)

    def points(status: str) -> float:
        weight = WEIGHTS.under(status).get
        return sum(weight(name, 0.0) * value for name, value in seen.items())

    return max(STATUSES, key=points)


def status_features(ctx: Context, quantity: Quantity, metric: Metric, kind: str) -> Features:
    """Return what tells the status of a figure; each feature speaks for or against each status."""
    return dict.fromkeys(_features(ctx, quantity, metric, kind), 1.0)


def _features(ctx: Context, quantity: Quantity, metric: Metric, kind: str) -> Iterator[str]:
    rule = ctx.stances.at(quantity.start, quantity.end).status
    yield "any"
    yield f"rules: {rule}"
    yield f"metric: {metric.id}"
    yield f"metric: {metric.id}, rules: {rule}"
    yield f"kind: {kind}"
    seen = ctx.stances.around(quantity.start)
    vote = seen.deciding
    told = f"{vote.status} by {_sort(vote.verb, vote.future)}" if vote else "nothing"
    yield f"decides: {told}" + (f", strength {vote.strength:.0f}" if vote else "")
    yield from (f"source: {source}" for source in seen.sources[:SOURCES])
    yield f"source: {seen.sources[0] if seen.sources else 'none'}, decides: {vote.status if vote else 'nothing'}"
    for near in seen.votes:
        side = "before" if near.distance < 0 else "after"
        word = f"{near.vote.status} by {_sort(near.vote.verb, near.vote.future)} {side}"
        yield f"{word}, {'its' if near.same_clause else 'another'} clause"
        yield f"{word}, {_step(abs(near.distance))} words"
    yield from (f"word before: {word[:STEM]}" for word in seen.before)
    yield from (f"word after: {word[:STEM]}" for word in seen.after)
    yield from (f"right before: {word[:STEM]}" for word in seen.before[:1])
    compared = any(tells("comparing.tsv", "compared", word) for word in seen.before[:NEAR])
    beside = (*seen.after[:EXPECTED_WITHIN], *seen.before[:NEAR])
    expected = any(tells("comparing.tsv", "expected", word) for word in beside)
    if expected:
        yield f"expected, {'compared with' if compared else 'not compared with'}"  # "contro i 21,4 milioni attesi"
        yield f"expected, {'compared with' if compared else 'not compared with'}, rules: {rule}"
    if seen.quoted:
        yield "quoted"
    if seen.answered:
        yield "in an answer"
    if quantity.start < ctx.sentences[0][1]:
        yield "in the first line"
    yield from _times(ctx, quantity, rule)


def _times(ctx: Context, quantity: Quantity, rule: str) -> Iterator[str]:
    """Yield where the times of the sentence lie, seen from the day of the article."""
    near = [t for t in ctx.times.within(*ctx.sentence(quantity.start)) if t.start_date]
    for time in near:
        lies = _lies(ctx, time)
        distance = ctx.words.distance((time.start, time.end), (quantity.start, quantity.end))
        yield f"time: {lies}, {_step(distance)} words"
        yield f"time: {lies}, rules: {rule}"
        if time.mod:
            yield f"time: {time.mod}"
    if not near:
        yield "no time"


def _lies(ctx: Context, time: TimeExpression) -> str:
    start, end, day = time.start_date, time.end_date or time.start_date, ctx.published
    if day is None or start is None or end is None:
        return "somewhere"
    return "ahead" if start > day else "around" if end > day else "behind"


def _sort(verb: bool, future: bool) -> str:
    return "future" if future else "verb" if verb else "cue"


def _step(words: int) -> str:
    return next((str(step) for step in STEPS if words <= step), "more")
