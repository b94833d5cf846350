"""Fields of claims as formulas compare them: when two claims have the same subject, the same period, metric, unit."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Hashable, Mapping
from datetime import date

from extract.records import Claim, Period

# A quarter as companies count it has 12 to 14 weeks, their years 52 or 53.
_SPANS = {"month": (28, 31), "quarter": (84, 98), "half": (180, 190), "year": (358, 372)}


def span_of(period: Period | None) -> str | None:
    """Return the length of a period by name: ``month quarter half year``, None for any other or an open one.

    Examples
    --------
    >>> span_of(Period(date(2031, 4, 1), date(2031, 6, 30)))
    'quarter'
    """
    if period is None or period.start is None or period.end is None:
        return None
    days = (period.end - period.start).days + 1
    return next((name for name, (least, most) in _SPANS.items() if least <= days <= most), None)


def year_before(period: Period | None) -> Period | None:
    """Return the same period one year earlier; a month's last day stays its last day.

    Examples
    --------
    >>> year_before(Period(date(2032, 2, 1), date(2032, 2, 29))).end.isoformat()
    '2031-02-28'
    """
    if period is None:
        return None
    return Period(_day_before(period.start), _day_before(period.end))


def written_period(period: Period | None) -> str | None:
    """Return a period as `vs` has it, ``2031-04-01/2031-06-30``; None for none.

    Examples
    --------
    >>> written_period(Period(date(2031, 1, 1), None))
    '2031-01-01/'
    """
    if period is None:
        return None
    return "/".join(day.isoformat() if day else "" for day in (period.start, period.end))


def read_period(text: str | None) -> Period | None:
    """Return the period that a `vs` names, None if it names something else.

    Examples
    --------
    >>> read_period("2031-04-01/2031-06-30").start, read_period("Orsa 2")
    (datetime.date(2031, 4, 1), None)
    """
    start, slash, end = (text or "").partition("/")
    if not slash:
        return None
    try:
        return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    except ValueError:
        return None


def key_of(claim: Claim, field: str) -> Hashable | None:
    """Return a key that two claims share exactly if they have the field in common; None shares with nothing.

    What is left unsaid counts as the same only where the text makes it so: a subject in one sentence, a date in one
    article; nothing counted, no purpose and no rate are the same everywhere.

    Parameters
    ----------
    claim : Claim
        The claim.
    field : str
        One of `FIELDS`.

    Examples
    --------
    >>> from kg.calc.examples import example_claim
    >>> key_of(example_claim(subject="Alcor"), "subject")
    ('Alcor',)
    """
    return _KEYS[field](claim)


def _subject(claim: Claim) -> Hashable:
    return (claim.subject,) if claim.subject else (claim.article, claim.evidence.sentence)


def _metric(claim: Claim) -> Hashable | None:
    if claim.metric == "other":  # two other things are the same only if they say what they are
        return ("other", claim.of) if claim.of else None
    return (claim.metric,)


def _period(claim: Claim) -> Hashable:
    return (claim.period.start, claim.period.end) if claim.period else (claim.article,)


_KEYS: Mapping[str, Callable[[Claim], Hashable | None]] = {
    "article": lambda claim: (claim.article,),
    "for": lambda claim: (claim.for_,),
    "kind": lambda claim: (claim.kind,),
    "metric": _metric,
    "of": lambda claim: (claim.of,),
    "per": lambda claim: (claim.per,),
    "period": _period,
    "sentence": lambda claim: (claim.article, claim.evidence.sentence),
    "status": lambda claim: (claim.status,),
    "subject": _subject,
    "unit": lambda claim: (claim.unit,),
    "vs": lambda claim: (claim.vs,),
}
FIELDS = tuple(_KEYS)


def value_of(claim: Claim, field: str) -> str | Period | None:
    """Return a field for the result of a derivation, as text; the period as a `Period`.

    Examples
    --------
    >>> from kg.calc.examples import example_claim
    >>> value_of(example_claim(subject="Alcor"), "subject")
    'Alcor'
    """
    found: str | Period | None = getattr(claim, "for_" if field == "for" else field)
    return found


def _day_before(day: date | None) -> date | None:
    if day is None:
        return None
    if day.year == 1:
        return day
    last = calendar.monthrange(day.year, day.month)[1] == day.day
    days = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=days if last else min(day.day, days))
