"""The store beside plain pyoxigraph, oxrdflib and rdflib: ``python -m bench.store``."""
