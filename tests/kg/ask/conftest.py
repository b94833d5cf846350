"""The store of invented articles that the tests of questions share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.store import Store

sys.path.insert(0, str(Path(__file__).parent))
from build import build


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return build(tmp_path_factory.mktemp("asked"))
