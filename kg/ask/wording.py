"""The sentences of answers, Italian and English, from the templates of ``texts.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extract.metrics import load_scheme
from extract.records import Claim, Period
from kg.ask.graph import Fact
from kg.ask.lexicon import data
from kg.ask.query import Asked, Query
from kg.calc import Derivation
from kg.figures import Figure
from kg.format import format_quantity

_MANY = 8


def figure(figure: Figure, query: Query, asked: Asked | None, others: Sequence[Figure]) -> str:
    """Return the sentence of a figure: who, what, how much, when, how sure, who says so."""
    texts, language = data("texts")[query.language], query.language
    parts = [
        texts["figure"].format(
            subject=figure.claim.subject or texts["world"],
            metric=_metric(figure.claim, language),
            about=_about(figure.claim, texts),
            figure=quantity(figure.claim, language),
            details=_details(figure.claim, texts, language),
            source=source(figure.outlet, figure.published, figure.article, language),
        )
    ]
    if asked and asked.relative and figure.claim.period and figure.claim.period.start:
        parts.append(texts["relative"].format(text=asked.text, period=period(figure.claim.period, language)))
    if others:
        told = "; ".join(
            f"{quantity(o.claim, language)} ({source(o.outlet, o.published, o.article, language)})" for o in others[:3]
        )
        parts.append(texts["others"].format(others=told))
    return " ".join(parts)


def quantity(claim: Claim, language: str) -> str:
    """Return a claim's figure as people write it, with its sign where it is a change."""
    text = format_quantity(claim.value, claim.low, claim.high, claim.unit, claim.hedge, language, per=claim.per)
    if claim.kind == "change" and (claim.value or claim.low or claim.high or 0) > 0:
        return str(data("texts")[language]["up"].format(figure=text))
    return text


def derived(derivation: Derivation, query: Query, note: str) -> str:
    """Return the sentence of a derived figure, with its formula filled in."""
    texts, language = data("texts")[query.language], query.language
    label, filled = (getattr(part, language) for part in (derivation.label, derivation.filled))
    return " ".join(
        filter(None, (texts["derived"].format(label=label, figure=derivation.text(language), filled=filled), note))
    )


def named(
    entities: Sequence[str], query: Query, figures: Sequence[Figure], facts: Sequence[Fact], value: Decimal | None
) -> str:
    """Return the sentence of an answer that consists of names."""
    texts, language = data("texts")[query.language], query.language
    names = ", ".join(entities[:_MANY]) + (" …" if len(entities) > _MANY else "")
    if value is not None:
        return str(texts["count"].format(number=int(value), names=names or "–"))
    if figures:
        told = "; ".join(f"{f.claim.subject}: {quantity(f.claim, language)}" for f in figures[:5])
        return str(texts["named_figures"].format(names=names, figures=told))
    first = facts[0]
    state = texts["status"].get(first.relation.status, "")
    detail = f" ({state})" if state else ""
    where = source(first.outlet, first.published, first.relation.article, language)
    return str(texts["named"].format(names=names, details=detail, source=where))


def dated(value: str, fact: Fact, query: Query) -> str:
    """Return the sentence of a date."""
    texts, language = data("texts")[query.language], query.language
    state = texts["status"].get(fact.relation.status, "")
    return str(
        texts["dated"].format(
            thing=fact.relation.object,
            date=iso_date(value, language),
            details=f" ({state})" if state else "",
            source=source(fact.outlet, fact.published, fact.relation.article, language),
        )
    )


def abstention(reason: str, query: Query, about: str, near: bool) -> str:
    """Return why there is no answer, and what to do."""
    texts = data("texts")[query.language]
    text = texts["abstain"][reason].format(about=about or _asked_about(query, texts))
    return f"{text} {texts['near']}" if near else str(text)


def _asked_about(query: Query, texts: dict[str, str]) -> str:
    return ", ".join(name.text for name in query.names if name.slot != "source") or texts["this"]


def _metric(claim: Claim, language: str) -> str:
    metric = load_scheme().get(claim.metric)
    return metric.labels.get(language, claim.metric) if metric else claim.metric


def _about(claim: Claim, texts: dict[str, str]) -> str:
    parts = [text for text in (claim.of, f"{texts['for']} {claim.for_}" if claim.for_ else None) if text]
    return f" ({', '.join(parts)})" if parts else ""


def _details(claim: Claim, texts: dict[str, dict[str, str]], language: str) -> str:
    parts = [
        period(claim.period, language) if claim.period else "",
        texts["status"].get(claim.status, ""),
        str(texts["says"]).format(speaker=claim.speaker) if claim.speaker else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def source(outlet: str | None, published: date | None, article: str, language: str) -> str:
    """Return where it stands: the outlet, else the article's id, with the day."""
    day = iso_date(published.isoformat(), language) if published else ""
    return ", ".join(part for part in (outlet or article, day) if part)


def iso_date(text: str, language: str) -> str:
    """Return an ISO day, month or year as people write it.

    Examples
    --------
    >>> iso_date("2024-07", "it"), iso_date("2024-11-02", "en"), iso_date("2025", "it")
    ('luglio 2024', '2 November 2024', '2025')
    """
    months = data("texts")[language]["months"]
    parts = text.split("-")
    if len(parts) == 1:
        return text
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{months[int(parts[1]) - 1]} {parts[0]}"


def period(value: Period, language: str) -> str:
    """Return a period as people say it: a year, a quarter, a month, else its two ends.

    Examples
    --------
    >>> period(Period(date(2024, 4, 1), date(2024, 6, 30)), "it")
    '2º trimestre 2024'
    """
    texts = data("texts")[language]
    start, end = value.start, value.end
    if start is None or end is None:
        known = start or end
        return (
            texts["until" if start is None else "since"].format(date=iso_date(known.isoformat(), language))
            if known
            else ""
        )
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start == end:
        return iso_date(start.isoformat(), language)
    if (
        start.year == end.year
        and start.day == 1
        and end.month - start.month == 2
        and start.month % 3 == 1
        and end.day >= 30
    ):
        return str(texts["quarter"].format(number=start.month // 3 + 1, year=start.year))
    if (start.year, start.month) == (end.year, end.month) and start.day == 1 and end.day >= 28:
        return iso_date(start.isoformat()[:7], language)
    return f"{iso_date(start.isoformat(), language)} – {iso_date(end.isoformat(), language)}"
