"""Name the machines and sites that have no name by what describes them: ``cluster di 100.000 Nvidia H100``."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.words import Words
from extract.records import Mention, Quantity

# What is described by its size, as it is written, and the form that the description keeps.
HEADS = {
    ("cluster",): "cluster",
    ("supercluster",): "cluster",
    ("data", "center"): "data center",
    ("datacenter",): "data center",
    ("centro", "dati"): "data center",
    ("centro", "di", "calcolo"): "data center",
    ("campus",): "campus",
    ("impianto",): "impianto",
}
JOINTS = {"di", "da", "d'", "con"}
SYMBOLS = {"kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "terawatt": "TW"}
"""Units spelled out → as a name has them, for one site to have one name however an article writes it."""


def find_described(words: Words, quantities: Sequence[Quantity], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return a mention for each installation that is told only by its size.

    Its name is noun, joint and size, with the chip's canonical name; a named one ("il cluster Colossus") is not here.
    """
    found = []
    for quantity in quantities:
        head = _head(words, quantity)
        if head is None:
            continue
        start, noun, joint = head
        chips = [m for m in mentions if m.kind == "chip" and quantity.number[1] <= m.start <= quantity.end + 1]
        if quantity.unit == "1" and quantity.value is not None and chips:
            name, end = f"{noun} di {_dotted(int(quantity.value))} {chips[-1].name}", chips[-1].end
        elif quantity.unit in {"W", "m2"}:
            size = " ".join(SYMBOLS.get(w.lower(), w) for w in words.text[quantity.number[0] : quantity.end].split())
            name, end = f"{noun} {joint} {size}", quantity.end
        else:
            continue
        found.append(
            Mention(
                start=start,
                end=end,
                text=words.text[start:end],
                name=name,
                kind="cluster",
                how="described",
                cues=(noun,),
            )
        )
    return tuple(found)


def _head(words: Words, quantity: Quantity) -> tuple[int, str, str] | None:
    before = words.before(quantity.start, 5)
    if len(before) < 2 or before[-1].lower not in JOINTS:
        return None
    for form, noun in HEADS.items():
        tail = before[-1 - len(form) : -1]
        if tuple(word.lower for word in tail) == form:
            return tail[0].start, noun, before[-1].lower.replace("d'", "di")
    return None


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
