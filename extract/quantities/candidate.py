"""A figure on its way from words to record: what was read so far, in token positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extract.quantities.atoms import Atom
from extract.quantities.hedges import bounds
from extract.quantities.lexer import Tokens
from extract.records import Quantity


@dataclass(slots=True)
class Candidate:
    """A figure being read. `left` to `right` is its span in tokens, `first` to `last` the bare number.

    `low` and `high` are in the written unit with scale, without `factor`; they differ for a range.
    """

    left: int
    right: int
    first: int
    last: int
    low: Decimal
    high: Decimal
    unit: str | None = None
    factor: Decimal = Decimal(1)
    scale: Decimal = Decimal(1)
    scaled: bool = False
    noun: str | None = None
    known: bool = False
    per: str | None = None
    hedge: str = "exact"
    kind: str = "level"
    sign: int = 0
    direction: str | None = None
    out_of: Decimal | None = None
    atom: Atom | None = None
    resume: int = 0
    dashed: bool = False
    name_like: bool = False
    inferred: bool = False
    cues: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether the number stands alone: no unit, no noun, no scale word."""
        return self.unit is None and self.noun is None and not self.scaled

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def whole(self) -> bool:
        return self.low == self.low.to_integral_value()

    def flag(self, *names: str) -> None:
        self.flags.extend(name for name in names if name not in self.flags)

    def to_quantity(self, tokens: Tokens) -> Quantity:
        """Return the record; the span is the text from `left` to `right`."""
        start, end = tokens.starts[self.left], tokens.ends[self.right - 1]
        value, low, high, hedge = self._interval()
        kind = self.kind
        if kind == "level" and self.sign:
            kind = "change"
        return Quantity(
            start=start,
            end=end,
            text=tokens.text[start:end],
            value=value,
            low=low,
            high=high,
            unit=self.unit or "1",
            hedge=hedge,
            kind=kind,
            noun=self.noun,
            number=(tokens.starts[self.first], tokens.ends[self.last - 1]),
            per=self.per,
            sign=self.sign,
            direction=self.direction,
            scaled=self.scaled,
            flags=tuple(dict.fromkeys(self.flags)),
            cues=tuple(dict.fromkeys(cue for cue in self.cues if cue)),
        )

    def _interval(self) -> tuple[Decimal | None, Decimal | None, Decimal | None, str]:
        one, other = self.low * self.factor, self.high * self.factor
        if self.sign < 0:
            one, other = -other, -one
        if one != other:
            return None, clean(one), clean(other), "range"
        low, high = bounds(one, self.hedge)
        return clean(one), None if low is None else clean(low), None if high is None else clean(high), self.hedge


def clean(value: Decimal) -> Decimal:
    """Return `value` without superfluous zeros and without an exponent.

    Examples
    --------
    >>> clean(Decimal("5.50")), clean(Decimal("1E+3"))
    (Decimal('5.5'), Decimal('1000'))
    """
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 27 else Decimal(f"{value:f}")
    return Decimal(f"{value.normalize():f}")
