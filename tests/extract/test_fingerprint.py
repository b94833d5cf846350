"""The fingerprint follows whatever decides what is extracted, and nothing else."""

import importlib.util
import shutil
from pathlib import Path

import pytest

import extract
from extract.fingerprint import fingerprint

PACKAGE = Path(extract.__file__).parent


def fingerprint_of(package):
    """Return the fingerprint of a copy of the package."""
    spec = importlib.util.spec_from_file_location("copied_fingerprint", package / "fingerprint.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.fingerprint()


@pytest.fixture
def copy(tmp_path, monkeypatch):
    monkeypatch.delenv("KG_MODEL", raising=False)
    monkeypatch.delenv("KG_METRICS", raising=False)
    ignored = shutil.ignore_patterns("model", "training")
    shutil.copytree(PACKAGE, tmp_path / "extract", ignore=ignored)
    return tmp_path / "extract"


def test_a_copy_elsewhere_has_the_same_fingerprint(copy):
    assert fingerprint_of(copy) == fingerprint()


@pytest.mark.parametrize("pattern", ["**/*.tsv", "**/*.toml", "pipeline.py"])
def test_code_and_vocabulary_change_it(copy, pattern):
    before = fingerprint_of(copy)
    file = next(iter(sorted(copy.glob(pattern))))
    file.write_bytes(file.read_bytes() + b"\n")
    assert fingerprint_of(copy) != before


def test_training_and_compiled_files_do_not(copy):
    before = fingerprint_of(copy)
    (copy / "training").mkdir()
    (copy / "training" / "build.py").write_text("", encoding="utf-8")
    (copy / "pipeline.pyc").write_bytes(b"")
    assert fingerprint_of(copy) == before


def test_the_model_and_the_users_metrics_change_it(copy, tmp_path, monkeypatch):
    plain = fingerprint()
    own = tmp_path / "own.ttl"
    own.write_text("# one", encoding="utf-8")
    monkeypatch.setenv("KG_METRICS", str(own))
    first = fingerprint_of(copy)
    own.write_text("# two", encoding="utf-8")
    second = fingerprint_of(copy)
    monkeypatch.setenv("KG_MODEL", "it_core_news_sm")
    assert len({plain, first, second, fingerprint_of(copy)}) == 4
