"""The records that extraction returns, as the rest of the project and the JSON Lines know them.

Offsets are code points of the article's text; numbers are `Decimal`; dates are `datetime.date`, both ends inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds; None is an open side."""

    start: date | None
    end: date | None

    def to_json(self) -> dict[str, str | None]:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Period:
        """Return the period of its JSON form; a side that is missing is open."""
        start, end = (record.get(side) for side in ("start", "end"))
        return cls(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as it is written, normalised to base units; what it measures is not known yet.

    Parameters
    ----------
    start, end : int
        Span with hedge, number, scale, unit and counted noun.
    text : str
        Exactly ``article.text[start:end]``.
    value, low, high : Decimal or None
        Base units; `value` is None for a range, a bound is None where the wording leaves it open.
    unit : str
        The contract's unit; ``1`` for plain counts and for amounts whose currency is not written.
    hedge : str
        ``exact about almost over under up_to range``.
    kind : str
        What the wording alone says: ``level change ratio share``.
    noun : str or None
        The counted noun as written, lower case ("utenti attivi", "parametri"); None where there is none.
    number : tuple of int
        Span of the bare number with its scale, without hedge, unit and noun.
    per : str or None
        Denominator of a rate written beside it ("al mese" → ``month``).
    sign : int
        -1 or +1 where a sign is written, else 0.
    direction : str or None
        ``less`` for "N volte meno".
    scaled : bool
        Whether a scale word or suffix is written ("miliardi", "mila", "B").
    flags : tuple of str
        What was inferred rather than read (``unit-inferred`` ...).
    cues : tuple of str
        The words that decided the hedge, the unit and the reading.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: str
    kind: str
    noun: str | None = None
    number: tuple[int, int] = (0, 0)
    per: str | None = None
    sign: int = 0
    direction: str | None = None
    scaled: bool = False
    flags: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression as it is written: a base interval and what narrows it (the TIMEX3 idea).

    `mod` is None, ``START``, ``MID``, ``END``, ``BEFORE``, ``SINCE`` or ``APPROX``. `period` is what a claim takes from
    it once the modifier is applied (rule 4 of the vocabulary: "inizio 2025" is its first quarter); None for "oggi".
    """

    start: int
    end: int
    text: str
    start_date: date | None
    end_date: date | None
    mod: str | None
    period: Period | None
    granularity: str = "day"  # day week month quarter half year span
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, or a description that stands for one, in the text.

    `name` is the canonical name; `kind` one of ``organisation institution person model model_family chip
    supercomputer cluster product place benchmark`` or ``unknown``. `how` says why: ``alias`` (gazetteer), ``name``
    (unknown to the gazetteer, recognised by form and context), ``description`` ("il colosso di Menlo Park"),
    ``anaphor`` ("l'azienda", "il sito", "la versione precedente": it stands for a name before it), ``office`` ("l'ad"),
    ``demonym`` (a place, by what belongs to it: "le imprese italiane"), ``dateline`` (the place that a report opens
    with: "OSLO, 3 giu –"), ``byline`` (who wrote it) or ``title`` (of a report, a licence). No figure is about what is
    mentioned in the last three ways.
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    how: str = "alias"
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim stands: `text` is exactly ``article.text[start:end]``; `sentence` the offsets of its sentence."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "sentence": list(self.sentence)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Evidence:
        """Return the evidence of its JSON form; without a sentence, it is its own."""
        start, end = record["start"], record["end"]
        first, last = record.get("sentence") or (start, end)
        return cls(start=start, end=end, text=record["text"], sentence=(first, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure that an article states: the claim record. Fields as documented in ``docs/claims.md``."""

    article: str
    source: str
    metric: str
    subject: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: str
    hedge: str
    status: str
    evidence: Evidence
    of: str | None = None
    for_: str | None = None
    per: str | None = None
    period: Period | None = None
    vs: str | None = None
    speaker: str | None = None
    via: str | None = None
    confidence: float = 1.0
    direction: str | None = None
    flags: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the record as the JSON Lines have it (`direction` only on ratios that have one)."""
        record: dict[str, Any] = {
            "article": self.article,
            "source": self.source,
            "metric": self.metric,
            "subject": self.subject,
            "of": self.of,
            "for": self.for_,
            "kind": self.kind,
            "value": number_to_json(self.value),
            "low": number_to_json(self.low),
            "high": number_to_json(self.high),
            "unit": self.unit,
            "per": self.per,
            "hedge": self.hedge,
            "period": self.period.to_json() if self.period else None,
            "vs": self.vs,
            "status": self.status,
            "speaker": self.speaker,
            "via": self.via,
            "evidence": self.evidence.to_json(),
            "confidence": self.confidence,
            "flags": list(self.flags),
            "cues": list(self.cues),
        }
        if self.direction:
            record["direction"] = self.direction
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Claim:
        """Return the claim of a JSON record, the inverse of `to_json`.

        What a hand-written record leaves out takes its default: `source`, `confidence`, the sentence, every field that
        may be null. Numbers become the decimal that is written, not the float's binary neighbour.

        Raises
        ------
        KeyError, ValueError
            If a field that a claim must have is missing, or is none.

        Examples
        --------
        >>> record = {
        ...     "article": "a", "metric": "users", "subject": "Pallas", "kind": "level", "value": 1.5e6, "low": 1.5e6,
        ...     "high": 1.5e6, "unit": "1", "hedge": "exact", "status": "actual",
        ...     "evidence": {"start": 0, "end": 11, "text": "1,5 milioni"},
        ... }
        >>> claim = Claim.from_json(record)
        >>> claim.value, claim.evidence.sentence, claim.confidence
        (Decimal('1500000.0'), (0, 11), 1.0)
        """
        return cls(
            article=record["article"],
            source=record.get("source") or "",
            metric=record["metric"],
            subject=record.get("subject"),
            of=record.get("of"),
            for_=record.get("for"),
            kind=record["kind"],
            value=number_from_json(record.get("value")),
            low=number_from_json(record.get("low")),
            high=number_from_json(record.get("high")),
            unit=record["unit"],
            per=record.get("per"),
            hedge=record["hedge"],
            period=Period.from_json(record["period"]) if record.get("period") else None,
            vs=record.get("vs"),
            status=record["status"],
            speaker=record.get("speaker"),
            via=record.get("via"),
            evidence=Evidence.from_json(record["evidence"]),
            confidence=_confidence(record),
            direction=record.get("direction"),
            flags=tuple(record.get("flags") or ()),
            cues=tuple(record.get("cues") or ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A fact without a figure. `date` is an ISO day, month (``2024-07``) or year, or None."""

    article: str
    source: str
    relation: str
    subject: str
    object: str
    status: str
    evidence: Evidence
    role: str | None = None
    date: str | None = None
    speaker: str | None = None
    via: str | None = None
    confidence: float = 1.0
    cues: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        record: dict[str, Any] = {
            "article": self.article,
            "source": self.source,
            "relation": self.relation,
            "subject": self.subject,
            "object": self.object,
            "date": self.date,
            "status": self.status,
            "speaker": self.speaker,
            "via": self.via,
            "evidence": self.evidence.to_json(),
            "confidence": self.confidence,
            "cues": list(self.cues),
        }
        if self.role:
            record["role"] = self.role
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Relation:
        """Return the relation of a JSON record, the inverse of `to_json`; what may be null may be left out.

        Raises
        ------
        KeyError
            If a field that a relation must have is missing.
        """
        return cls(
            article=record["article"],
            source=record.get("source") or "",
            relation=record["relation"],
            subject=record["subject"],
            object=record["object"],
            status=record.get("status") or "actual",
            evidence=Evidence.from_json(record["evidence"]),
            role=record.get("role"),
            date=record.get("date"),
            speaker=record.get("speaker"),
            via=record.get("via"),
            confidence=_confidence(record),
            cues=tuple(record.get("cues") or ()),
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article states, in text order."""

    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    quantities: tuple[Quantity, ...] = field(default=())
    times: tuple[TimeExpression, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())


def number_to_json(value: Decimal | None) -> int | float | None:
    """Return a JSON number: an int where the value is whole.

    Examples
    --------
    >>> number_to_json(Decimal("8500000000.0")), number_to_json(Decimal("31.35")), number_to_json(None)
    (8500000000, 31.35, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def quantity_to_json(quantity: Quantity, *, article: str, source: str) -> dict[str, Any]:
    """Return a quantity as ``kg extract --spans --json`` prints it."""
    return {
        "article": article,
        "source": source,
        "type": "quantity",
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": number_to_json(quantity.value),
        "low": number_to_json(quantity.low),
        "high": number_to_json(quantity.high),
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "kind": quantity.kind,
    }


def time_to_json(time: TimeExpression, *, article: str, source: str) -> dict[str, Any]:
    """Return a time expression as ``kg extract --spans --json`` prints it: its base interval, and what narrows it."""
    return {
        "article": article,
        "source": source,
        "type": "period",
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "from": time.start_date.isoformat() if time.start_date else None,
        "to": time.end_date.isoformat() if time.end_date else None,
        "mod": time.mod,
    }


def number_from_json(value: int | float | str | None) -> Decimal | None:
    """Return a JSON number as the decimal that is written.

    Examples
    --------
    >>> number_from_json(31.35), number_from_json(8500000000), number_from_json(None)
    (Decimal('31.35'), Decimal('8500000000'), None)
    """
    return None if value is None else Decimal(str(value))


def _confidence(record: Mapping[str, Any]) -> float:
    value = record.get("confidence")
    return 1.0 if value is None else float(value)


def span_to_json(span: Quantity | TimeExpression, *, article: str, source: str) -> dict[str, Any]:
    """Return a quantity or a time expression as ``kg extract --spans --json`` prints it."""
    if isinstance(span, Quantity):
        return quantity_to_json(span, article=article, source=source)
    return time_to_json(span, article=article, source=source)
