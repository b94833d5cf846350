"""make run and make test: what they would do, and on which Python."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a checkout with an environment that is already made."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    (tmp_path / "corpus" / "articles" / "a.md").write_text("Un testo.", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    for stamp in (".made", ".installed", ".installed-test"):
        (tmp_path / ".venv" / stamp).touch()
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "KG_STORE"}}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False
    )


def test_every_check_runs_and_nothing_is_installed_twice(folder: Path) -> None:
    steps = make(folder, "--dry-run", "test").stdout
    assert "pip install" not in steps
    for check in ("ruff check", "ruff format --check", "mypy", "pytest"):
        assert check in steps


def test_a_changed_project_file_installs_again(folder: Path) -> None:
    os.utime(folder / "pyproject.toml", (2**31, 2**31))
    assert "pip install" in make(folder, "--dry-run", "test").stdout


def test_the_sample_is_ingested_once_and_again_when_it_changes(folder: Path) -> None:
    assert "kg ingest" in make(folder, "--dry-run", "run").stdout
    (folder / ".cifre").mkdir()
    (folder / ".cifre" / ".sample").touch()
    steps = make(folder, "--dry-run", "run").stdout
    assert "kg ingest" not in steps
    assert "--server.port 8501" in steps
    os.utime(folder / "corpus" / "articles" / "a.md", (2**31, 2**31))
    assert "kg ingest" in make(folder, "--dry-run", "run").stdout


@pytest.mark.parametrize("python", ["./old", "./none"])
def test_a_python_that_is_too_old_or_missing_is_told(folder: Path, python: str) -> None:
    old = folder / "old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    shutil.rmtree(folder / ".venv")
    done = make(folder, "test", f"PYTHON={python}")
    assert done.returncode != 0
    assert "older than Python 3.11" in done.stderr
    assert "make PYTHON=python3.12 test" in done.stderr
    assert not (folder / ".venv").exists()


def test_clean_leaves_the_graph(folder: Path) -> None:
    (folder / ".cifre").mkdir()
    assert make(folder, "clean").returncode == 0
    assert (folder / ".cifre").is_dir()
    assert not (folder / ".venv").exists()
