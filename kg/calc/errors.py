"""What can go wrong in a calculation, each by its name."""

from corpus.errors import CifreError


class FormulaError(CifreError):
    """A registry of formulas cannot be read: names the file, the formula and the field."""


class CalculationError(CifreError):
    """A derivation cannot be made from the claims that were given."""


class ExpressionError(CalculationError):
    """An expression has something other than names, numbers, brackets and + - * /."""


class UnitMismatch(CalculationError):
    """Two units do not go together: dollars and euros, watt-hours and accelerators."""


class PreconditionFailed(CalculationError):
    """The claims do not meet what the formula asks for."""
