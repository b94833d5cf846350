"""Own sentences, each with the fields that its claims must have; those with ``missed`` are known to be read wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import from_text
from extract import load

LINES = [
    json.loads(line) for line in Path(__file__).with_name("sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


KNOWN = pytest.mark.xfail(reason="known error (docs/known-errors.md)", strict=True)
CASES = [pytest.param(line, id=line["text"][:50], marks=[KNOWN] if line.get("missed") else []) for line in LINES]


@pytest.mark.parametrize("line", CASES)
def test_claims_of_a_sentence(line: dict[str, Any]) -> None:
    article = from_text(line["text"], published=date.fromisoformat(line["published"]))
    claims = {claim.evidence.text: claim.to_json() for claim in load().extract(article).claims}
    for wanted in line["claims"]:
        found = next((c for text, c in claims.items() if wanted["text"] in text or text in wanted["text"]), None)
        assert found is not None, (wanted["text"], list(claims))
        assert {k: found[k] for k in wanted if k != "text"} == {k: v for k, v in wanted.items() if k != "text"}
