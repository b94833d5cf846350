"""The rules that tie the inputs of a formula together, by the names that the registry uses.

A rule over two claims is a test; the ones that can be answered by equality also give a key to each side, so that the
search joins by hash instead of trying every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extract.records import Claim
from kg.calc.fields import key_of, read_period, span_of, value_of, written_period, year_before


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how many inputs it takes, whether it compares fields, its test, its keys, and what it says."""

    arity: int | None  # None for any number, tested pair by pair in order
    test: Callable[[tuple[Claim, ...], str], bool]
    meaning: str
    fields: bool = False
    keys: tuple[Callable[[Claim, str], Hashable | None], Callable[[Claim, str], Hashable | None]] | None = None


def _same(claims: tuple[Claim, ...], field: str) -> bool:
    first = key_of(claims[0], field)
    return first is not None and all(key_of(claim, field) == first for claim in claims[1:])


def _different(claims: tuple[Claim, ...], field: str) -> bool:
    values = [value_of(claim, field) for claim in claims]
    return None not in values and len(set(values)) == len(values)


def _later_key(claim: Claim, _: str) -> Hashable | None:
    before = year_before(claim.period)
    return (before.start, before.end) if before and before.start and before.end else None


def _earlier_key(claim: Claim, _: str) -> Hashable | None:
    period = claim.period
    return (period.start, period.end) if period and period.start and period.end else None


def _year_apart(claims: tuple[Claim, ...], _: str) -> bool:
    later = _later_key(claims[0], "")
    return later is not None and later == _earlier_key(claims[1], "")


def _later(claims: tuple[Claim, ...], _: str) -> bool:
    later, earlier = claims[0].period, claims[1].period
    span = span_of(later)
    if later is None or earlier is None or later.start is None or earlier.start is None or earlier.end is None:
        return False
    return span is not None and span == span_of(earlier) and earlier.end < later.start


def _within(claims: tuple[Claim, ...], _: str) -> bool:
    part, whole = claims[0].period, claims[1].period
    if part is None or whole is None or None in (part.start, part.end, whole.start, whole.end):
        return False
    assert part.start and part.end and whole.start and whole.end
    return whole.start <= part.start and part.end <= whole.end and part != whole


def _larger(claims: tuple[Claim, ...], _: str) -> bool:
    left, right = (_size(claim) for claim in claims)
    if left == right:  # one of the two orders, always the same
        return _place(claims[0]) < _place(claims[1])
    return left > right


def _against_period(claims: tuple[Claim, ...], _: str) -> bool:
    return claims[0].vs is None or read_period(claims[0].vs) is not None


def _against(claims: tuple[Claim, ...], _: str) -> bool:
    return claims[0].vs is None or claims[0].vs == written_period(claims[1].period)


def _size(claim: Claim) -> Decimal:
    for number in (claim.value, claim.low, claim.high):
        if number is not None:
            return number
    return Decimal(0)


def _place(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.evidence.start


RULES: Mapping[str, Rule] = {
    "same": Rule(None, _same, "they agree in these fields", fields=True, keys=(key_of, key_of)),
    "different": Rule(None, _different, "these fields are given and differ", fields=True),
    "year-apart": Rule(
        2, _year_apart, "the first's period is the second's a year later", keys=(_later_key, _earlier_key)
    ),
    "later": Rule(2, _later, "the first's period comes after the second's and is as long"),
    "within": Rule(2, _within, "the first's period is a part of the second's"),
    "larger": Rule(2, _larger, "the first's figure is the larger"),
    "against-period": Rule(1, _against_period, "it is measured against a period, or does not say against what"),
    "against": Rule(2, _against, "the first is measured against the second's period, or does not say against what"),
    # Needs to see the other claims, so that the search answers it.
    "only": Rule(1, lambda claims, field: True, "the article gives its subject no other such figure"),
}
PERIOD_RULES = frozenset({"year-apart", "later", "within"})
