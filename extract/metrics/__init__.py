"""The metric table: what figures can measure, read from ``metrics.ttl`` (a SKOS scheme) and from users' own files."""

from extract.metrics.scheme import METRICS_FILE, USER_FILE_SETTING, Metric, Scheme, load_scheme

__all__ = ["METRICS_FILE", "USER_FILE_SETTING", "Metric", "Scheme", "load_scheme"]
