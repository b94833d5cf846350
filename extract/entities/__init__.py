"""Names: find every name in a text and resolve it to its canonical one.

`find_mentions` works on any text; ``cifre_entities`` (in `pipe`) is the spaCy component around it. What is known of the
entities of the trade is data: ``gazetteer.jsonl``, read by `Gazetteer`.
"""

from extract.entities.entity import Ambiguity, Entity, GazetteerError, Role
from extract.entities.finder import find_mentions
from extract.entities.gazetteer import Gazetteer

__all__ = ["Ambiguity", "Entity", "Gazetteer", "GazetteerError", "Role", "find_mentions"]
