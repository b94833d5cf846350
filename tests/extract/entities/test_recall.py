"""How many of the subjects and objects that a gold file names are among the mentions of their article.

``python tests/extract/entities/test_recall.py`` prints the figures and the names that were missed.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extract.entities import Gazetteer, find_mentions

DEV = Path(__file__).resolve().parents[3].parent / "shared" / "dev"
FLOORS = {"subject": 0.97, "object": 0.97, "of": 0.97}


def measure(folder: Path) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str]]]:
    """Return how often a name of each field is written in its article, how often it is found, and what is missed."""
    table = Gazetteer.load()
    texts: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for path in sorted((folder / "articles").glob("*.txt")):
        fields = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        texts[path.stem] = path.read_text(encoding="utf-8")
        mentions = find_mentions(
            texts[path.stem], title=fields.get("title"), published=date.fromisoformat(fields["published"])
        )
        found[path.stem] = {table.resolve(mention.name) for mention in mentions}
    written: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for field in FLOORS:
            name, article = record.get(field), record["article"]
            entity = table.get(name) if name else None
            if not name or record.get("optional") or (field == "of" and entity is None):
                continue
            if not any(form in texts[article] for form in (name, *(entity.names if entity else ()))):
                continue  # called by a description, or by a name that the article does not write so
            accepted = {table.resolve(v) for v in (name, *record.get("accept", {}).get(field, ())) if v}
            written[field] += 1
            if accepted & found[article]:
                right[field] += 1
            else:
                missed.append((field, article, name))
    return written, right, missed


@pytest.mark.skipif(not DEV.is_dir(), reason="the development articles (../shared/dev) are not here")
@pytest.mark.parametrize("field", sorted(FLOORS))
def test_gold_names_are_among_the_mentions(field: str) -> None:
    written, right, missed = measure(DEV)
    assert right[field] >= FLOORS[field] * written[field], [m for m in missed if m[0] == field]


if __name__ == "__main__":
    totals, hits, misses = measure(DEV)
    for key in sorted(FLOORS):
        print(f"{key}: {hits[key]} of {totals[key]} ({hits[key] / totals[key]:.1%})")  # noqa: T201
    print(*sorted(set(misses)), sep="\n")  # noqa: T201
