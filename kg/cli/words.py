"""Claims and relations as rows of a table."""

from __future__ import annotations

from extract.records import Claim, Period, Relation


def describe_period(period: Period | None) -> str:
    """Return a period as short as it can be said.

    Examples
    --------
    >>> from datetime import date
    >>> describe_period(Period(date(2024, 1, 1), date(2024, 12, 31)))
    '2024'
    >>> describe_period(Period(date(2024, 4, 1), date(2024, 6, 30))), describe_period(Period(None, date(2030, 12, 31)))
    ('2024-04-01/2024-06-30', '../2030-12-31')
    """
    if period is None:
        return ""
    start, end = period.start, period.end
    if start and end:
        if start == end:
            return start.isoformat()
        if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year)
    return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


def describe_claim(claim: Claim) -> tuple[str, ...]:
    """Return figure, metric, subject, of and for, period, kind and status, speaker, wording."""
    from kg.format import format_quantity

    figure = format_quantity(claim.value, claim.low, claim.high, claim.unit, claim.hedge, "en", per=claim.per)
    narrowed = [claim.of or "", f"for {claim.for_}" if claim.for_ else ""]
    said_by = [claim.speaker or "", f"via {claim.via}" if claim.via else ""]
    vs = f" vs {claim.vs}" if claim.vs else ""
    return (
        figure,
        claim.metric,
        claim.subject or "–",
        ", ".join(filter(None, narrowed)),
        describe_period(claim.period) + vs,
        f"{claim.kind}, {claim.status}",
        " ".join(filter(None, said_by)),
        f"«{claim.evidence.text}»",
    )


def describe_relation(relation: Relation) -> tuple[str, ...]:
    """Return subject, relation, object, date, status, wording."""
    name = f"{relation.relation} ({relation.role})" if relation.role else relation.relation
    wording = f"«{relation.evidence.text}»"
    return relation.subject, name, relation.object, relation.date or "", relation.status, wording
