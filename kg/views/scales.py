"""The scale of an axis: billions of dollars, megawatts, per cent."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kg.format import FORMAT_FILE
from kg.views.wording import unit_label

_POWERS = (("trillion", 12), ("billion", 9), ("million", 6))


@dataclass(frozen=True, slots=True)
class Scale:
    """What a value is divided by, and the name of the unit that it is in then."""

    factor: Decimal
    label: str


def scale(values: Sequence[Decimal], unit: str, lang: str = "it") -> Scale:
    """Return the scale in which the largest of some values (base units, not negative) reads well.

    Examples
    --------
    >>> scale([Decimal("35e9"), Decimal("800e6")], "USD")
    Scale(factor=Decimal('1E+9'), label='miliardi di dollari')
    >>> scale([Decimal("150e6")], "W", "en").label, scale([Decimal(20)], "%").label
    ('MW', '%')
    """
    data, largest = _data(), max(values, default=Decimal(0))
    if unit in data["suffixed"]:
        return Scale(Decimal(1), str(data["suffixed"][unit][lang]).strip())
    if unit in data["prefixed"]:
        powers: dict[str, int] = data["prefixed"][unit]
        fitting = [prefix for prefix, power in powers.items() if largest >= Decimal(1).scaleb(power)]
        prefix = max(fitting, key=powers.__getitem__) if fitting else ""
        return Scale(Decimal(1).scaleb(powers[prefix]), prefix + unit)
    forms = data["named"].get(unit, {}).get(lang)
    name = "" if unit == "1" else str(forms[1]) if forms else unit_label(unit, lang)
    words = data[lang]
    for word, power in _POWERS:
        if word in words and largest >= Decimal(1).scaleb(power):
            label = f"{words[word][1]} {words['of']}{name}" if name else str(words[word][1])
            return Scale(Decimal(1).scaleb(power), label)
    return Scale(Decimal(1), name)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(FORMAT_FILE.read_text(encoding="utf-8"))
