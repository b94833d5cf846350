"""Relations: facts without a figure, told by cue words and appositions, with dates, status and sources."""

from extract.relations.find import find_relations

__all__ = ["find_relations"]
