"""Quantities: every number of Italian news that states an amount, normalised exactly.

`find_quantities` reads a text; `read_number` one number expression, and `as_written` undoes a
conventional conversion; `extract.quantities.pipe` is the spaCy component.
"""

from extract.quantities.finder import find_quantities
from extract.quantities.reader import read_number
from extract.quantities.written import as_written

__all__ = ["as_written", "find_quantities", "read_number"]
