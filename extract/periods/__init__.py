"""Time expressions of Italian news: found by a small grammar over word lists, dated against the article's day."""

from extract.periods.finder import find_times

__all__ = ["find_times"]
