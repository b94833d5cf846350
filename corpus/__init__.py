"""Articles: read from files, folders, the web or pasted text, each as an `Article` whose text never changes again."""

from corpus.article import Article, make_id
from corpus.errors import CifreError, ReadError
from corpus.language import looks_italian
from corpus.readers import article_files, from_bytes, from_text, is_url, read, sample_folder
from corpus.urls import canonical_url

__all__ = [
    "Article",
    "CifreError",
    "ReadError",
    "article_files",
    "canonical_url",
    "from_bytes",
    "from_text",
    "is_url",
    "looks_italian",
    "make_id",
    "read",
    "sample_folder",
]
