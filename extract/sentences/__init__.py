"""Sentences: one splitter for every language model, since headings and bullets of news have no full stop."""

from extract.sentences.splitter import split_sentences
from extract.sentences.wrapped import unwrap

__all__ = ["split_sentences", "unwrap"]
