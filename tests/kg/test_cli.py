"""The command as a whole: help, usage errors, statuses, documentation."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from corpus.errors import CifreError
from kg.cli import cli
from kg.cli.common import KgGroup

DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
VERBS = sorted(cli.commands)
COMMANDS = sorted(
    [(verb,) for verb in VERBS]
    + [
        (verb, below)
        for verb, command in cli.commands.items()
        if isinstance(command, click.Group)
        for below in command.commands
    ]
)


def kg(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as its own process."""
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_help_lists_every_verb_without_loading_what_they_need() -> None:
    code = "import sys, kg.cli; assert 'spacy' not in sys.modules and 'networkx' not in sys.modules; kg.cli.main()"
    shown = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, encoding="utf-8", check=False)
    assert shown.returncode == 0, shown.stderr
    assert [verb for verb in VERBS if f"\n  {verb} " not in shown.stdout] == []


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_verb_has_help_with_examples(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli, [*path, "--help"])
    assert shown.exit_code == 0
    assert "Examples:" in shown.output
    assert f"  kg {' '.join(path)}" in shown.output


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_verb_and_option_is_documented(path: tuple[str, ...]) -> None:
    assert f"`kg {' '.join(path)}`" in DOCUMENTATION
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    options = {name for param in command.params for name in param.opts if name.startswith("--")}
    assert sorted(name for name in options if f"`{name}" not in DOCUMENTATION) == []


def test_the_documentation_names_no_verb_that_is_not_there() -> None:
    assert set(re.findall(r"^kg (\w+)", DOCUMENTATION, re.MULTILINE)) == set(VERBS)


def test_the_version_is_the_distributions() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == "kg, version 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "nothing"),
        (["forget"], "Missing argument 'ARTICLE'"),
        (["articles", "--nothing"], "--nothing"),
        (["export", "--format", "pdf"], "pdf"),
        (["extract", "a.txt", "--published", "ieri"], "ieri"),
    ],
)
def test_a_command_written_wrongly_is_one_line_and_status_2(arguments: list[str], said: str) -> None:
    done = kg(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"kg: [^\n]+ --help'\n", done.stderr)
    assert said in done.stderr


def _failing(error: BaseException) -> KgGroup:
    @click.group(cls=KgGroup)
    def group() -> None:
        pass

    @group.command()
    def fail() -> None:
        raise error

    return group


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (CifreError("a.txt\nis empty", "give text"), 1, "kg: a.txt is empty: give text\n"),
        (FileNotFoundError(2, "No such file", "b.rq"), 1, "kg: b.rq: No such file: check the path"),
        (ValueError("seven"), 1, "kg: unexpected ValueError (seven): report it"),
        (KeyboardInterrupt(), 130, "kg: interrupted"),
    ],
)
def test_every_error_is_one_line_that_says_what_to_do(error: BaseException, status: int, line: str) -> None:
    done = CliRunner().invoke(_failing(error), ["fail"])
    assert (done.exit_code, done.stdout) == (status, "")
    assert done.stderr.strip().startswith(line.strip())
    assert done.stderr.strip().count("\n") == 0


def test_the_traceback_of_a_defect_is_shown_on_request() -> None:
    done = CliRunner().invoke(_failing(ValueError("seven")), ["fail"], env={"KG_DEBUG": "1"})
    assert "Traceback" in done.stderr


def test_output_is_utf_8_whatever_the_locale_is(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "--store", tmp_path, "ask", "-", "--json"],
        input="Perché è così?\n".encode(),
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["question"] == "Perché è così?"
    assert "Perché è così?".encode() in done.stdout


def test_a_reader_that_stops_early_makes_no_noise() -> None:
    script = "import click, kg.cli.common as c\n"
    script += "@click.group(cls=c.KgGroup)\ndef g(): pass\n"
    script += "@g.command()\ndef many():\n    [click.echo('x' * 1000) for _ in range(1000)]\ng()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "many"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_the_bar_is_drawn_on_a_terminal_and_the_summary_stays_on_standard_output(tmp_path: Path) -> None:
    article = tmp_path / "uno.txt"
    article.write_text("Nel 2023 Reply ha fatturato 2,1 miliardi di euro.", encoding="utf-8")
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "--store", tmp_path / "s", "ingest", article],
        stdout=subprocess.PIPE,
        stderr=end,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(end)
        drawn = b""
        with contextlib.suppress(OSError):  # the terminal's end is gone when the process is
            while chunk := os.read(terminal, 4096):
                drawn += chunk
        assert process.stdout
        summary = process.stdout.read().decode()
    os.close(terminal)
    assert process.returncode == 0
    assert b"Reading articles" in drawn
    assert b"1/1" in drawn
    assert summary.startswith("1 added")
