"""Gold beside system, sentence by sentence, for those who mend the extraction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.text import Text

from corpus.article import Article
from extract.sentences import split_sentences
from kg.evaluate.answers import AnswerScores, Verdict
from kg.evaluate.scores import Pair

Record = Mapping[str, Any]
STYLES = {"right": "green", "wrong": "yellow", "missing": "red", "extra": "magenta", "optional": "dim"}
_MARKS = {"right": "=", "wrong": "≠", "missing": "-", "extra": "+", "optional": "~"}


def show_pairs(
    console: Console, pairs: Iterable[Pair], articles: Iterable[Article], *, everything: bool = False
) -> None:
    """Print each sentence with what gold and system make of it; only those with an error unless `everything`."""
    by_article: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_article.setdefault(pair.article, []).append(pair)
    for article in articles:
        for (start, end), found in _by_sentence(article, by_article.get(article.id, ())):
            if everything or any(pair.verdict not in ("right", "optional") for pair in found):
                console.print(_sentence(article, start, end, found), soft_wrap=True)
                for pair in found:
                    if everything or pair.verdict not in ("right", "optional"):
                        console.print(_line(pair), soft_wrap=True)
                console.print()


def _by_sentence(article: Article, pairs: Iterable[Pair]) -> Iterator[tuple[tuple[int, int], list[Pair]]]:
    sentences = split_sentences(article.text) or ((0, len(article.text)),)
    grouped: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        start, _ = _span(pair)
        # A span in the white space between two sentences goes to the one before it.
        sentence = next((s for s in reversed(sentences) if s[0] <= start), sentences[0])
        grouped.setdefault(sentence, []).append(pair)
    for sentence in sorted(grouped):
        yield sentence, sorted(grouped[sentence], key=_span)


def _span(pair: Pair) -> tuple[int, int]:
    record = pair.gold or pair.system or {}
    place = record.get("evidence", record)
    return place["start"], place["end"]


def _sentence(article: Article, start: int, end: int, pairs: Iterable[Pair]) -> Text:
    text = Text(article.text[start:end])
    for pair in pairs:
        if "relation" in (pair.gold or pair.system or {}):
            continue  # long quotations, which would hide the figures
        first, last = _span(pair)
        text.stylize(f"{STYLES[pair.verdict]} underline", max(first - start, 0), max(last - start, 0))
    return Text.assemble((f"{article.source} [{start}:{end}] ", "bold cyan"), text)


def _line(pair: Pair) -> Text:
    verdict, style = pair.verdict, STYLES[pair.verdict]
    record = (pair.system if verdict == "extra" else pair.gold) or {}
    quote = record.get("evidence", record).get("text", "")
    line = Text.assemble((f"  {_MARKS[verdict]} {verdict:8}", style), f"«{quote}» ", (describe(record), "dim"))
    if not pair.quoted:
        line.append(" the text is not the article's slice", style="bold red")
    if pair.system and pair.gold and pair.wrong:
        for name in pair.wrong:
            line.append(f"\n      {name}: ", style="bold")
            line.append(_value(name, pair.gold), style="green")
            line.append(" ← gold, system → ", style="dim")
            line.append(_value(name, pair.system), style="red")
        line.append(f"\n      system «{pair.system.get('evidence', pair.system).get('text', '')}» ", style="dim")
        if cues := pair.system.get("cues"):
            line.append(f"cues: {' | '.join(cues)}", style="dim")
    return line


def describe(record: Record) -> str:
    """Return a claim, a relation or a span in one line.

    Examples
    --------
    >>> describe({"metric": "revenue", "subject": "Alfa", "value": 12.5, "unit": "EUR", "kind": "level",
    ...           "hedge": "about", "status": "actual", "period": {"start": "2024-01-01", "end": None}})
    'revenue · Alfa · 12.5 EUR · level · about · actual · 2024-01-01/..'
    >>> describe({"relation": "acquires", "subject": "Alfa", "object": "Beta", "date": None})
    'acquires · Alfa → Beta'
    """
    if "relation" in record:
        parts = [
            record["relation"],
            f"{record['subject']} → {record['object']}",
            record.get("role"),
            record.get("date"),
        ]
    elif "metric" in record:
        parts = [record["metric"], record["subject"] or "no subject", _value("figure", record)]
        parts += [record.get(name) for name in ("kind", "hedge", "status")]
        parts += [f"{name} {record[name]}" for name in ("of", "for", "per") if record.get(name)]
        parts += [_value("period", record)] if record.get("period") else []
    elif record.get("type") == "period":
        parts = [f"{record['from'] or '..'}/{record['to'] or '..'}", record.get("mod")]
    else:
        parts = [_value("figure", record), record.get("hedge")]
    return " · ".join(str(part) for part in parts if part)


def _value(name: str, record: Record) -> str:
    if name == "figure":
        value = record.get("value")
        figure = _number(value) if value is not None else f"{_number(record.get('low'))}–{_number(record.get('high'))}"
        return f"{figure} {record.get('unit') or 'any unit'}"
    if name == "period":
        period = record.get("period")
        return f"{period['start'] or '..'}/{period['end'] or '..'}" if period else "null"
    value = record.get(name)
    return "null" if value is None else str(value)


def _number(value: Any) -> str:
    return ".." if value is None else f"{Decimal(str(value)).normalize():,f}".replace(",", "_")


def show_verdicts(console: Console, scores: AnswerScores, *, everything: bool = False) -> None:
    """Print each question that is not right (or all) with what is right and what was answered."""
    for verdict in scores.verdicts:
        if everything or verdict.verdict != "right":
            console.print(_verdict(verdict), soft_wrap=True)


def _verdict(verdict: Verdict) -> Text:
    style = {"right": "green", "wrong": "bold red", "abstained": "yellow"}[verdict.verdict]
    gold = {k: v for k, v in verdict.gold.items() if k in ("value", "unit", "entities", "date", "answerable")}
    if gold["answerable"]:
        del gold["answerable"]
    wanted = ", ".join(f"{name} {value}" for name, value in gold.items())
    return Text.assemble(
        (f"{verdict.verdict:9} ", style),
        (f"{verdict.id} {verdict.language} ", "bold cyan"),
        verdict.question,
        (f"\n          gold: {wanted}", "dim"),
        (f"\n          said: {verdict.answer.get('text', '')}", style),
    )
