"""How sure a claim is: a logistic model over how clear its choices were, with weights in ``confidence.toml``."""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache

from extract.claims.draft import Draft
from extract.claims.vocabulary import DATA

CAP = 5.0
PATH = DATA / "confidence.toml"


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights = tomllib.loads(PATH.read_text(encoding="utf-8"))["weights"]
    return {str(name): float(weight) for name, weight in weights.items()}


def features(draft: Draft) -> dict[str, float]:
    """Return what the model weighs: how likely the chosen metric and subject are, and what was inferred."""
    flags = set(draft.flags)
    return {
        "bias": 1.0,
        "likelihood": _log_odds(draft.likelihood),
        "metric_likelihood": _log_odds(draft.metric_likelihood),
        "no_subject": float(draft.subject is None),
        "subject_inferred": float("subject-inferred" in flags),
        "quantity_inferred": float(bool(flags & {"scale-inferred", "unit-inferred", "reading-ambiguous"})),
        "weak": float("weak" in flags),
        "unsupported": float(draft.unsupported),
        "other": float(draft.metric.id == "other"),
        "unknown_kind": float(draft.subject_kind == "unknown"),
        "change": float(draft.kind in {"change", "ratio"}),
    }


def _log_odds(share: float) -> float:
    """Return the log odds of a probability, held between -CAP and CAP."""
    clear = math.exp(-CAP)
    share = min(1 - clear, max(clear, share))
    return math.log(share / (1 - share))


def estimate_confidence(draft: Draft) -> float:
    """Return the estimated probability that figure, metric and subject are right, between 0.01 and 0.99."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(draft).items())
    return round(min(0.99, max(0.01, 1 / (1 + math.exp(-total)))), 2)
