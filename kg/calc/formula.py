"""What a formula is, once it has been read: frozen, checked, ready to be matched and evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from extract.records import Claim
from kg.calc.expression import Comparison, Node, show
from kg.calc.fields import span_of
from kg.calc.units import MONEY, is_currency

AMOUNT = "amount"  # in a pattern: any unit but the three that are proportions already
_PROPORTIONS = frozenset({"%", "pp", "x"})
ANY = "*"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Italian and English.

    Examples
    --------
    >>> Text("potenza", "power").of("en")
    'power'
    """

    it: str
    en: str

    def of(self, language: str) -> str:
        """Return the words in ``it`` or ``en``."""
        return self.en if language == "en" else self.it

    def to_json(self) -> dict[str, str]:
        return {"it": self.it, "en": self.en}


@dataclass(frozen=True, slots=True)
class Read:
    """An input that stands within the subject of another: the 100.000 of "cluster di 100.000 Nvidia H100"."""

    source: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """The pattern that an input's claim must fit.

    Parameters
    ----------
    name : str
        As the expression calls it.
    label : Text
        As people call it.
    metrics : frozenset of str or None
        Ids of metrics; None for any.
    kinds : frozenset of str
        ``level change ratio share``.
    unit : str
        A unit of the contract, ``money`` (any currency) or ``amount`` (anything but %, pp and x).
    per : str or None
        The denominator that the claim has; ``*`` for any or none.
    spans : frozenset of str
        Lengths of its period (``month quarter half year``); empty for any or none.
    statuses : frozenset of str
        Empty for any.
    read : Read or None
        Where the figure is read from, if it has no claim of its own.
    """

    name: str
    label: Text
    metrics: frozenset[str] | None = None
    kinds: frozenset[str] = frozenset({"level"})
    unit: str = AMOUNT
    per: str | None = None
    spans: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    read: Read | None = None

    def mismatch(self, claim: Claim) -> str | None:
        """Return the first field in which a claim does not fit, None if it fits.

        Examples
        --------
        >>> from kg.calc.examples import example_claim
        >>> power = Input(name="power", label=Text("potenza", "power"), metrics=frozenset({"power"}), unit="W")
        >>> power.mismatch(example_claim(metric="power", unit="W", value=5)) is None
        True
        >>> power.mismatch(example_claim(metric="energy", unit="Wh", value=5))
        'metric'
        """
        if self.metrics is not None and claim.metric not in self.metrics:
            return "metric"
        if claim.kind not in self.kinds:
            return "kind"
        if not fits_unit(claim.unit, self.unit):
            return "unit"
        if self.per not in (ANY, claim.per):
            return "per"
        if self.spans and span_of(claim.period) not in self.spans:
            return "period"
        if self.statuses and claim.status not in self.statuses:
            return "status"
        if claim.value is None and claim.low is None and claim.high is None:
            return "value"
        # "Ten times less" is a tenth: a formula that meant it would say so.
        return "direction" if claim.direction else None


def fits_unit(code: str, pattern: str) -> bool:
    """Return whether a unit of the contract fits a pattern's unit.

    Examples
    --------
    >>> fits_unit("EUR", "money"), fits_unit("%", "amount"), fits_unit("W", "W")
    (True, False, True)
    """
    if pattern == MONEY:
        return is_currency(code)
    if pattern == AMOUNT:
        return code not in _PROPORTIONS
    return code == pattern


@dataclass(frozen=True, slots=True)
class Constraint:
    """What ties inputs together. `search` marks what only narrows the search, not what a person may ask for."""

    rule: str
    inputs: tuple[str, ...]
    fields: tuple[str, ...] = ()
    search: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that the formula brings along, with its unit."""

    name: str
    label: Text
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Precondition:
    """A comparison that must hold, and its text."""

    text: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the result is. Every field but `kind` is a fixed text or ``input.field``, taken from that input's claim."""

    unit: str
    kind: str = "level"
    per: str | None = None
    metric: str | None = None
    subject: str | None = None
    of: str | None = None
    for_: str | None = None
    period: str | None = None
    vs: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: claims by input, and the fields that the result must have."""

    inputs: Mapping[str, Claim]
    result: Mapping[str, Decimal | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One derived calculation of the registry. Fields as in the file; `origin` is the file that it was read from."""

    id: str
    label: Text
    explanation: Text
    inputs: Mapping[str, Input]
    expression: Node
    result: Result
    example: Example
    constants: Mapping[str, Constant]
    constraints: tuple[Constraint, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    caveat: Text | None = None
    verdict: tuple[Text, Text] | None = None  # what to say if zero is possible, and if not
    origin: str = ""

    @property
    def claim_inputs(self) -> tuple[Input, ...]:
        """The inputs that need a claim of their own."""
        return tuple(item for item in self.inputs.values() if item.read is None)

    def text(self, language: str) -> str:
        """Return the formula in words.

        Examples
        --------
        >>> from kg.calc import formula
        >>> formula("power-per-accelerator").text("it")
        'potenza ÷ acceleratori'
        """
        labels = {name: item.label for name, item in self.inputs.items()}
        labels |= {name: constant.label for name, constant in self.constants.items()}
        return show(self.expression, lambda name: labels[name].of(language))
