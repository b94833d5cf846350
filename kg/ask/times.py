"""Times that a question names: Italian through the reader of articles, English through a small reader of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from extract.periods import find_times
from extract.periods.calendar import months, shift
from kg.ask.lexicon import data
from kg.ask.query import Asked

_PROBES = (date(2011, 5, 17), date(2013, 11, 3))  # two days that no relative expression dates alike
_GRAINS = ("year", "half", "quarter", "month", "week", "day")


def find_asked(
    question: str, language: str, anchor: date | None, fiscal: str | None = None
) -> tuple[tuple[Asked, int, int], ...]:
    """Return each time with its offsets in the question.

    Parameters
    ----------
    anchor : date or None
        The day from which "this year" is counted.
    fiscal : str or None
        Last day of a company's year, MM-DD, for its fiscal quarters.

    Examples
    --------
    >>> [asked.start.isoformat() for asked, _, _ in find_asked("in Q2 2024 or in 2023", "en", None)]
    ['2024-04-01', '2023-01-01']
    >>> [(a.grain, a.relative) for a, _, _ in find_asked("quest'anno", "it", date(2024, 11, 2))]
    [('year', True)]
    """
    same = tuple(_same_part(question))
    if same:
        return same
    return tuple((_english if language == "en" else _italian)(question, anchor, fiscal))


def _same_part(question: str) -> Iterator[tuple[Asked, int, int]]:
    """Read "lo stesso trimestre del 2023": a part of that year, whichever the graph has."""
    for match in re.finditer(data("periods")["same"], question, re.IGNORECASE):
        grain = data("periods")["parts"][match["part"].lower()]
        year = int(match["year"])
        yield Asked(date(year, 1, 1), date(year, 12, 31), f"some {grain}", match.group()), *match.span()


def _italian(question: str, anchor: date | None, fiscal: str | None) -> Iterator[tuple[Asked, int, int]]:
    probes = [_found(question, probe, fiscal) for probe in _PROBES]
    for number, time in enumerate(_found(question, anchor, fiscal)):
        if time[4] in ("anaphoric",):
            continue
        moved = any(
            len(p) > number and p[number][:2] != probes[0][number][:2] for p in probes if len(probes[0]) > number
        )
        start, end, first, last, grain = time
        if start is None and end is None and not moved:
            continue
        yield Asked(start, end, grain, question[first:last], moved), first, last


@lru_cache(maxsize=512)
def _found(
    question: str, anchor: date | None, fiscal: str | None
) -> tuple[tuple[date | None, date | None, int, int, str], ...]:
    times = find_times(question, published=anchor, fiscal_year_end=fiscal)
    return tuple(
        (t.period.start if t.period else None, t.period.end if t.period else None, t.start, t.end, t.granularity)
        for t in times
    )


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    table = data("periods")
    names = "|".join([*table["months"], *table["short_months"]])
    ordinal = "|".join(table["ordinals"])
    relative = "|".join(table["relative"])
    unit = "|".join(table["units"])
    year = r"(?P<year>(?:19|20)\d\d)"
    loose = r"(?:,|\s|of|in|the|fiscal|year|calendar|FY)*"
    forms = [
        ("between", rf"\b(?:between|from)\s+(?:19|20)\d\d\s+(?:and|to|until)\s+{year}\b"),
        ("quarter", rf"\bQ(?P<n>[1-4])(?P<fiscal>{loose})?{year}\b"),
        ("quarter", rf"\b{year}\s+Q(?P<n>[1-4])\b"),
        ("quarter", rf"\b(?P<word>{ordinal})[\s-]+(?P<fiscal>fiscal\s+)?quarter(?P<fiscal2>{loose}){year}\b"),
        ("half", rf"\bH(?P<n>[12])\s+{year}\b"),
        ("half", rf"\b(?P<word>{ordinal})[\s-]+half{loose}{year}\b"),
        ("day", rf"\b(?P<month>{names})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}\b"),
        ("day", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{names})\s+{year}\b"),
        ("month", rf"\b(?P<month>{names})\.?(?:,|\s|of)+{year}\b"),
        ("fiscal", rf"\b(?:fiscal(?:\s+year)?|FY)\s*{year}\b"),
        ("part", rf"\b(?P<part>early|late|mid|beginning|end)[\s-]+(?:of\s+)?{year}\b"),
        ("by", rf"\b(?:by|until|before)\s+(?:the\s+end\s+of\s+)?{year}\b"),
        ("since", rf"\bsince\s+{year}\b"),
        ("relative", rf"\b(?P<relative>{relative})\s+(?P<unit>{unit})\b"),
        ("quarterless", rf"\b(?:Q(?P<n>[1-4])|(?P<word>{ordinal})[\s-]+quarter)\b"),
        ("monthless", rf"\b(?:in|last|since)\s+(?P<month>{'|'.join(table['months'])})\b"),
        ("year", rf"\b{year}\b"),
    ]
    return [(name, re.compile(form, re.IGNORECASE)) for name, form in forms]


def _english(question: str, anchor: date | None, fiscal: str | None) -> Iterator[tuple[Asked, int, int]]:
    taken: list[tuple[int, int]] = []
    found: list[tuple[Asked, int, int]] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(question):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken) or _part_of_name(question, start, end):
                continue
            asked = _dated(name, match, anchor, fiscal)
            if asked is not None:
                taken.append((start, end))
                found.append((asked, start, end))
    yield from sorted(found, key=lambda item: item[1])


def _part_of_name(question: str, start: int, end: int) -> bool:
    """Tell "Qwen-2024" and "$2024" from years."""
    return (
        question[start - 1 : start] in ("-", "$", ".")
        or question[end : end + 1] in ("-", "%")
        or (question[end : end + 1] in (".", ",") and question[end + 1 : end + 2].isdigit())
    )


def _dated(name: str, match: re.Match[str], anchor: date | None, fiscal: str | None) -> Asked | None:
    table = data("periods")
    groups = match.groupdict()
    text = match.group()
    year = int(groups["year"]) if groups.get("year") else None
    number = int(groups["n"]) if groups.get("n") else table["ordinals"].get((groups.get("word") or "").lower())
    month = _month(groups.get("month"))
    counted = fiscal if re.search(r"fiscal|FY", text, re.IGNORECASE) else None
    if name == "between" and year:
        first = int(re.search(r"(?:19|20)\d\d", text).group())  # type: ignore[union-attr]
        return Asked(date(first, 1, 1), date(year, 12, 31), "span", text)
    if name == "quarter" and year and number:
        return Asked(*months(year, _first_month(counted) + 3 * (number - 1) - _shift(counted), 3), "quarter", text)
    if name == "half" and year and number:
        return Asked(*months(year, 1 + 6 * (min(number, 2) - 1), 6), "half", text)
    if name == "day" and year and month:
        try:
            day = date(year, month, int(groups["day"]))
        except ValueError:
            return None
        return Asked(day, day, "day", text)
    if name == "month" and year and month:
        return Asked(*months(year, month, 1), "month", text)
    if name == "fiscal" and year:
        return Asked(*months(year, _first_month(fiscal) - _shift(fiscal), 12), "year", text)
    if name == "part" and year:
        first, count = {"early": (1, 3), "beginning": (1, 3), "mid": (5, 4)}.get(groups["part"].lower(), (10, 3))
        return Asked(*months(year, first, count), "quarter" if count == 3 else "span", text)
    if name == "by" and year:
        return Asked(None, date(year, 12, 31), "year", text)
    if name == "since" and year:
        return Asked(date(year, 1, 1), None, "year", text)
    if name == "year" and year:
        return Asked(date(year, 1, 1), date(year, 12, 31), "year", text)
    return _relative(name, text, groups, number, month, anchor)


def _relative(
    name: str, text: str, groups: dict[str, str | None], number: int | None, month: int | None, anchor: date | None
) -> Asked | None:
    table = data("periods")
    grain = (groups.get("unit") or ("quarter" if name == "quarterless" else "month")).lower()
    if anchor is None:
        return Asked(None, None, grain, text, True)
    if name == "relative" and groups["relative"]:
        steps = table["relative"][groups["relative"].lower()]
        if grain == "year":
            base = months(anchor.year, 1, 12)
        elif grain == "quarter":
            base = months(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 3)
        elif grain == "half":
            base = months(anchor.year, (anchor.month - 1) // 6 * 6 + 1, 6)
        elif grain == "month":
            base = months(anchor.year, anchor.month, 1)
        else:
            base = (anchor, anchor)
        return Asked(*shift(base, steps, grain), grain, text, True)
    if name == "quarterless" and number:
        start, end = months(anchor.year, 3 * number - 2, 3)
        return Asked(
            *(months(anchor.year - 1, 3 * number - 2, 3) if start > anchor else (start, end)), "quarter", text, True
        )
    if name == "monthless" and month:
        year = anchor.year - (month > anchor.month)
        return Asked(*months(year, month, 1), "month", text, True)
    return None


def _month(word: str | None) -> int | None:
    table = data("periods")
    if not word:
        return None
    word = word.lower()
    if word in table["months"]:
        return int(table["months"].index(word)) + 1
    return int(table["short_numbers"][table["short_months"].index(word)])


def _first_month(fiscal: str | None) -> int:
    return int(fiscal[:2]) % 12 + 1 if fiscal else 1


def _shift(fiscal: str | None) -> int:
    """Return 12 where a company's year starts in the calendar year before the one that it is called by."""
    return 12 if fiscal and int(fiscal[:2]) != 12 else 0
