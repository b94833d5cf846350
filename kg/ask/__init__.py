"""Questions in Italian and English over the graph: a logical form, SPARQL, an answer with its evidence.

`ask` answers, `parse` gives the logical form alone. Vocabulary is in the TOML files beside this one.
"""

from kg.ask.answer import REASONS, Answer, Quote
from kg.ask.parse import parse
from kg.ask.query import Query
from kg.ask.run import ask

__all__ = ["REASONS", "Answer", "Query", "Quote", "ask", "parse"]
