"""Tables as CSV files: one figure a line with its sentence and article, or the rows of any result."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from extract.records import number_to_json
from kg.figures import Figure

COLUMNS = (
    "metric", "subject", "of", "for", "kind", "value", "low", "high", "unit", "per", "hedge", "period_start",
    "period_end", "vs", "status", "speaker", "via", "confidence", "figure", "sentence", "title", "outlet", "published",
    "url", "article", "claim",
)  # fmt: skip


def figures_csv(figures: Iterable[Figure]) -> bytes:
    """Return figures as CSV, UTF-8 with a mark that spreadsheets know it by; numbers in base units.

    Examples
    --------
    >>> figures_csv(()).decode("utf-8-sig").split(",")[:3]
    ['metric', 'subject', 'of']
    """
    return rows_csv(COLUMNS, (_row(figure) for figure in figures))


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV, UTF-8 with a mark that spreadsheets know it by.

    A text that a spreadsheet would run as a formula is kept from it by an apostrophe.

    Examples
    --------
    >>> rows_csv(["a", "b"], [["=1+1", None]]).decode("utf-8-sig").splitlines()
    ['a,b', "'=1+1,"]
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def table_records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Return a table as one record a row; a column that comes twice keeps both, numbered.

    Examples
    --------
    >>> table_records(("a", "b"), [("1", "2")])
    [{'a': '1', 'b': '2'}]
    """
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _row(figure: Figure) -> list[object]:
    claim = figure.claim
    start, end = (claim.period.start, claim.period.end) if claim.period else (None, None)
    numbers = map(number_to_json, (claim.value, claim.low, claim.high))
    return [
        claim.metric, claim.subject, claim.of, claim.for_, claim.kind, *numbers, claim.unit, claim.per, claim.hedge,
        start, end, claim.vs, claim.status, claim.speaker, claim.via, claim.confidence, claim.evidence.text,
        figure.sentence, figure.title, figure.outlet, figure.published, figure.url, figure.article, figure.iri,
    ]  # fmt: skip
