"""Quantities: every number of Italian news that states an amount, normalised exactly.

`find_quantities` reads a text; `read_number` one number expression; `extract.quantities.pipe` is the spaCy component.
"""

from extract.quantities.finder import find_quantities
from extract.quantities.reader import read_number

__all__ = ["find_quantities", "read_number"]
