"""The README's commands do what it shows: each line under a prompt is in the output, in that order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import extract
from corpus import read, sample_folder
from kg.cli import cli
from kg.ingest import ingest
from kg.store import Store

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
SESSIONS = [
    (command, shown.strip("\n").splitlines())
    for block in BLOCKS
    for command, shown in re.findall(r"^\$ (.*?)\n(.*?)(?=^\$ |\Z)", block, flags=re.DOTALL | re.MULTILINE)
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("readme"))
    ingest(store, read(sample_folder()), extract=extract.load().extract)
    return store


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_command_prints_what_the_readme_shows(command: str, shown: list[str], store: Store) -> None:
    name, verb, *rest = shlex.split(command)
    assert name == "kg"
    done = CliRunner().invoke(cli, [verb, "--store", str(store.path), *rest])
    assert done.exit_code == 0, done.stderr
    printed = iter(line.rstrip() for line in done.stdout.splitlines())
    for line in shown:
        wanted = line.rstrip().removesuffix("…").rstrip()
        assert any(wanted == seen or (line.endswith("…") and seen.startswith(wanted)) for seen in printed), line


def test_the_readme_names_files_that_are_there() -> None:
    paths = re.findall(r"\]\(([^)h][^)]*)\)", README) + re.findall(r"`(corpus/articles|extract/[\w/.]+)`", README)
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_there_are_sessions_to_check() -> None:
    assert len(SESSIONS) >= 4


def test_the_readme_shows_the_benchmark_as_its_page_has_it() -> None:
    block = re.compile(r"<!-- bench:quantities -->.*?<!-- /bench:quantities -->", re.DOTALL)
    page = (ROOT / "docs" / "quantities.md").read_text(encoding="utf-8")
    assert block.findall(README) == block.findall(page) != []
