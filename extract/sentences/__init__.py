"""Sentences: one splitter for every language model, since headings and bullets of news have no full stop."""

from extract.sentences.splitter import split_sentences

__all__ = ["split_sentences"]
