"""What the grammar reads: an expression of time before any date is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Year:
    """Which year: ``abs`` (2024), ``rel`` (-1 last year, 0 this one, from the article) or ``ana`` (from the text)."""

    how: str
    value: int
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """An expression as read, tokens `first` up to `last` (exclusive).

    `kind` says how `args` are to be read:

    ========== ============================================================
    date       year, month, day
    day        month, day (year in `year`, else chosen by tense)
    months     first month, count of a year (a month, quarter, half, season …)
    years      count (1, or 2 for 2023-2024), the year in `year`
    weekday    weekday
    weekdate   weekday, day of the month
    fixed_day  day of the month
    offset     offset in `unit` from the day of publication (ieri, l'anno scorso)
    ago        how many `unit` ago, or ahead where negative
    window     sign, how many `unit` up to, or from, the day of publication
    vague      sign: some `unit` up to, or from, the day of publication
    shift      how many `unit` from another period of the text
    adjacent   how many `unit` right after, or before, another period of the text
    same       the `unit` that the text reports ("nel trimestre")
    reported   the `unit` that accounts are given for ("nei sei mesi")
    same_as    the period that the text reports, in the year of `year`
    closed     count of months that end in the month of `inner`
    within     first third, half … of `inner`: number, of how many
    range      `inner` up to `other`
    now        no arguments
    ========== ============================================================

    `pull` is -1 or +1 where an adjective says which way the year lies ("lo scorso novembre").
    """

    kind: str
    first: int
    last: int
    unit: str
    args: tuple[int, ...] = ()
    year: Year | None = None
    pull: int = 0
    mod: str | None = None
    bound: str | None = None  # BEFORE SINCE, or UNTIL and AFTER which leave the named period out
    fiscal: bool = False
    inner: Form | None = None
    other: Form | None = None
    cues: tuple[str, ...] = ()
