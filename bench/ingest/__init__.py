"""Does ingest stay as quick and as small as it begins, and do two processes halve it? ``python -m bench.ingest``."""
