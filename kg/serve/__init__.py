"""The SPARQL 1.1 Protocol over a store: read-only, with an editor, every query in a process of its own."""

from kg.serve.app import Access, application
from kg.serve.errors import HttpError, ServeError
from kg.serve.server import serve

__all__ = ["Access", "HttpError", "ServeError", "application", "serve"]
