"""Claims: every figure tied to metric, subject, period, status and source, with the cues behind each choice."""

from extract.claims.assemble import assemble
from extract.claims.context import Context

__all__ = ["Context", "assemble"]
