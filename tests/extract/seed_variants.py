"""Variants of the seed articles with their gold: other names, amounts, units, dates and hedges in the same sentences.

A rule that remembers a sentence fails on them; a rule for the language does not notice. The articles and the gold are
read from the folder beside the project, never copied.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

Gold = dict[str, Any]

ORGANISATIONS = ("Mistral AI", "Cohere", "Amazon", "Tencent", "Baidu", "Anthropic", "Aleph Alpha", "Oracle")
FAMILIES = ("Qwen", "Falcon", "Gemma", "Command", "Orione", "Claude")
CHIPS = ("B200", "H200", "A100")
RIVALS = ("CoreWeave", "DeepSeek", "Samsung", "Salesforce")
MACHINES = ("Frontier", "Aurora", "JUPITER", "Fugaku")
QUARTERS = {"primo": ("01-01", "03-31"), "secondo": ("04-01", "06-30"), "terzo": ("07-01", "09-30")}
MONTHS = {"febbraio": ("02-01", "02-29"), "maggio": ("05-01", "05-31"), "settembre": ("09-01", "09-30")}
HEDGES: dict[str, tuple[str, Callable[[Decimal], tuple[Decimal | None, Decimal | None]]]] = {
    "circa": ("about", lambda v: (v * Decimal("0.95"), v * Decimal("1.05"))),
    "quasi": ("almost", lambda v: (v * Decimal("0.95"), v)),
    "oltre": ("over", lambda v: (v, None)),
    "almeno": ("over", lambda v: (v, None)),
    "fino a": ("up_to", lambda v: (None, v)),
}


@dataclass(frozen=True)
class Variant:
    """A changed article, its whole gold, and the gold lines (by index) that the change is about."""

    stem: str
    what: str
    text: str
    gold: tuple[Gold, ...]
    changed: frozenset[int]


@dataclass(frozen=True)
class Edit:
    start: int
    end: int
    new: str


def apply(text: str, gold: list[Gold], edits: list[Edit]) -> tuple[str, list[Gold]]:
    """Return the text with the edits made, and the gold with its evidence moved along."""
    edits = sorted(edits, key=lambda e: e.start)

    def moved(offset: int, *, is_end: bool) -> int:
        shift = 0
        for e in edits:
            if e.end <= offset and not (is_end and e.start == e.end == offset):
                shift += len(e.new) - (e.end - e.start)
            elif e.start < offset < e.end:
                shift += (e.start + len(e.new) if is_end else e.start) - offset
        return offset + shift

    parts, last = [], 0
    for e in edits:
        parts += [text[last : e.start], e.new]
        last = e.end
    new_text = "".join([*parts, text[last:]])
    lines = []
    for line in gold:
        start = moved(line["evidence"]["start"], is_end=False)
        end = moved(line["evidence"]["end"], is_end=True)
        lines.append(line | {"evidence": {"start": start, "end": end, "text": new_text[start:end]}})
    return new_text, lines


def load_seeds(shared: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield stem, text and gold figures of each seed article."""
    lines = [json.loads(line) for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        yield path.stem, text, [line for line in lines if line["article"] == path.stem and "metric" in line]


def variants(shared: Path) -> Iterator[Variant]:
    """Yield every variant that changes a required line, in a fixed order."""
    yield from (variant for variant in _all_variants(shared) if variant.changed)


def _all_variants(shared: Path) -> Iterator[Variant]:
    rng = random.Random(20241102)
    for stem, text, gold in load_seeds(shared):
        required = [i for i, line in enumerate(gold) if not line.get("optional")]
        for i in required:
            yield from _amounts(stem, text, gold, i, rng)
            yield from _hedges(stem, text, gold, i)
            yield from _units(stem, text, gold, i)
        yield from _falls(stem, text, gold)
        yield from _names(stem, text, gold)
        yield from _dates(stem, text, gold)


def _amounts(stem: str, text: str, gold: list[Gold], i: int, rng: random.Random) -> Iterator[Variant]:
    evidence = gold[i]["evidence"]
    number = re.search(r"\d[\d.,]*", evidence["text"])
    if number is None:
        return
    old = Decimal(number.group().replace(".", "").replace(",", "."))
    for _ in range(8):
        if "," in number.group():
            new = Decimal(rng.randrange(11, 990)) / 10
        elif "." in number.group():
            new = Decimal(rng.randrange(11, 900) * 1000)
        else:
            new = Decimal(rng.randrange(3, 90))
        written = f"{new:,.1f}" if "," in number.group() else f"{new:,.0f}"
        written = written.translate(str.maketrans(",.", ".,"))
        start = evidence["start"] + number.start()
        changed, lines = apply(text, gold, [Edit(start, start + len(number.group()), written)])
        lines[i] = _scaled(lines[i], new / old)
        yield Variant(stem, f"amount {written}", changed, tuple(lines), frozenset({i}))


def _scaled(line: Gold, factor: Decimal) -> Gold:
    numbers = {k: line[k] for k in ("value", "low", "high")}
    return line | {k: None if v is None else float(Decimal(str(v)) * factor) for k, v in numbers.items()}


def _hedges(stem: str, text: str, gold: list[Gold], i: int) -> Iterator[Variant]:
    evidence, value = gold[i]["evidence"], Decimal(str(gold[i]["value"]))
    old = next((h for h in ("circa", "quasi", "oltre", "fino a") if evidence["text"].startswith(h + " ")), None)
    if old is None:
        return
    for hedge, (name, bounds) in HEDGES.items():
        if hedge == old or (hedge == "fino a" and evidence["text"].startswith("quasi il ")):
            continue
        start = evidence["start"]
        changed, lines = apply(text, gold, [Edit(start, start + len(old), hedge)])
        low, high = bounds(value)
        lines[i] |= {
            "hedge": name,
            "low": None if low is None else float(low),
            "high": None if high is None else float(high),
        }
        yield Variant(stem, f"hedge {hedge}", changed, tuple(lines), frozenset({i}))


def _units(stem: str, text: str, gold: list[Gold], i: int) -> Iterator[Variant]:
    swaps = [
        ("megawatt", "gigawatt", Decimal(1000)),
        ("megawatt", "kilowatt", Decimal("0.001")),
        ("miliardi", "milioni", Decimal("0.001")),
        ("miliardi", "mld", Decimal(1)),
        ("milioni", "miliardi", Decimal(1000)),
        ("%", " per cento", Decimal(1)),
    ]
    evidence = gold[i]["evidence"]
    for old, new, factor in swaps:
        at = evidence["text"].find(old)
        if at < 0 or (gold[i]["metric"] == "users" and new == "mld"):
            continue
        start = evidence["start"] + at
        changed, lines = apply(text, gold, [Edit(start, start + len(old), new)])
        lines[i] = _scaled(lines[i], factor)
        yield Variant(stem, f"unit {new}", changed, tuple(lines), frozenset({i}))


def _falls(stem: str, text: str, gold: list[Gold]) -> Iterator[Variant]:
    """Turn a rise into a fall: the sign and the bounds follow."""
    rises = {"un incremento del": "un calo del", "infatti aumentate di": "infatti diminuite di"}
    rises |= {"con un aumento": "con una flessione", "incrementati di": "ridotti di"}
    for rise, fall in rises.items():
        at = text.find(rise)
        i = next((i for i, g in enumerate(gold) if at >= 0 and 0 < g["evidence"]["start"] - at < len(rise) + 4), None)
        if i is None:
            continue
        changed, lines = apply(text, gold, [Edit(at, at + len(rise), fall)])
        low, high = (lines[i][k] for k in ("low", "high"))
        lines[i] |= {
            "value": -lines[i]["value"],
            "low": None if high is None else -high,
            "high": None if low is None else -low,
        }
        yield Variant(stem, f"fall {fall}", changed, tuple(lines), frozenset({i}))


def _names(stem: str, text: str, gold: list[Gold]) -> Iterator[Variant]:
    plain_meta = r"\bMeta\b(?! AI)"
    for name in ORGANISATIONS:
        yield _renamed(stem, text, gold, {plain_meta: name}, {"Meta": name})
    for family in FAMILIES:
        names = {f"Llama {v}": f"{family} {v}" for v in ("3.1 405B", "4", "3")}
        yield _renamed(stem, text, gold, {r"\bLlama\b": family}, names)
    for chip in CHIPS:
        yield _renamed(stem, text, gold, {r"\bH100": chip}, {"Nvidia H100": f"Nvidia {chip}"})
    for rival in RIVALS:
        yield _renamed(stem, text, gold, {r"\bxAI\b": rival}, {"xAI": rival})
    for machine in MACHINES:
        yield _renamed(stem, text, gold, {r"\bEl Capitan\b": machine}, {"El Capitan": machine})
    yield _renamed(stem, text, gold, {"dollari": "euro"}, {"USD": "EUR"})
    yield _renamed(stem, text, gold, {"dollari": "yen"}, {"USD": "JPY"})


def _renamed(stem: str, text: str, gold: list[Gold], patterns: dict[str, str], names: dict[str, str]) -> Variant:
    edits = [Edit(m.start(), m.end(), new) for old, new in patterns.items() for m in re.finditer(old, text)]
    changed, lines = apply(text, gold, edits)

    def swap(value: Any) -> Any:
        if isinstance(value, str):
            for old, new in names.items():
                if value == old or value.endswith(f" {old}"):
                    return value.replace(old, new)
        if isinstance(value, list):
            return [swap(v) for v in value]
        return value

    touched = set()
    for i, line in enumerate(lines):
        new = {k: swap(line[k]) for k in ("subject", "of", "for", "unit", "vs")}
        accept = {k: swap(v) for k, v in line.get("accept", {}).items()}
        if any(new[k] != line[k] for k in new) and not line.get("optional"):
            touched.add(i)
        lines[i] = line | new | ({"accept": accept} if accept else {})
    return Variant(stem, f"name {next(iter(patterns.values()))}", changed, tuple(lines), frozenset(touched))


def _dates(stem: str, text: str, gold: list[Gold]) -> Iterator[Variant]:
    quarter = re.search(r"secondo trimestre del 2024", text)
    if quarter:
        for ordinal, (first, last) in QUARTERS.items():
            for year in (2023, 2022):
                new = f"{ordinal} trimestre del {year}"
                moves = {"2024-04-01": f"{year}-{first}", "2024-06-30": f"{year}-{last}"}
                moves |= {"2023-04-01": f"{year - 1}-{first}", "2023-06-30": f"{year - 1}-{last}"}
                yield _redated(stem, text, gold, Edit(*quarter.span(), new), moves)
    this_year = re.search(r"quest[’']anno", text)
    if this_year:
        for new, year in (("l’anno prossimo", 2025), ("nel 2026", 2026)):
            moves = {"2024-01-01": f"{year}-01-01", "2024-12-31": f"{year}-12-31"}
            yield _redated(stem, text, gold, Edit(*this_year.span(), new), moves)
    july = re.search(r"a luglio(?= come)", text)
    if july:
        for month, (first, last) in MONTHS.items():
            moves = {"2024-07-01": f"2024-{first}", "2024-07-31": f"2024-{last}"}
            yield _redated(stem, text, gold, Edit(*july.span(), f"a {month}"), moves)


def _redated(stem: str, text: str, gold: list[Gold], edit: Edit, moves: dict[str, str]) -> Variant:
    changed, lines = apply(text, gold, [edit])
    touched = set()
    for i, line in enumerate(lines):
        period = line["period"]
        if period and period["start"] in moves:
            moved = {"start": moves[period["start"]], "end": moves[period["end"]]}
            lines[i] = {k: v for k, v in line.items() if k != "accept"} | {"period": moved}
            if "accept" in line:
                lines[i]["accept"] = {"period": [moved, None]}
            if not line.get("optional"):
                touched.add(i)
    return Variant(stem, f"date {edit.new}", changed, tuple(lines), frozenset(touched))
