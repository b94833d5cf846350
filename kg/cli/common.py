"""What the verbs share: one-line errors, the store option, output."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from corpus.errors import CifreError

if TYPE_CHECKING:
    from rich.console import Console

    from kg.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
DEBUG_SETTING = "KG_DEBUG"
"""Environment variable that makes an unexpected error show its traceback."""


class KgGroup(click.Group):
    """A group whose every error is one line on standard error, saying what is wrong and what to do."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and leave with 0 only on success."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
            sys.stdout.flush()
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "kg"
            complain(f"{error.format_message().rstrip('.')}: see '{path} --help'")
            sys.exit(MISUSED)
        except click.ClickException as error:
            complain(error.format_message())
            sys.exit(FAILED)
        except CifreError as error:
            complain(str(error))
            sys.exit(FAILED)
        except (click.Abort, KeyboardInterrupt):
            complain("interrupted: run it again to finish")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _close_stdout()
            sys.exit(FAILED)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            complain(f"{place}{error.strerror or error}: check the path, its permissions and the disk")
            sys.exit(FAILED)
        except Exception as error:  # a defect, but even then no screenful that nobody asked for
            if os.environ.get(DEBUG_SETTING):
                traceback.print_exc()
            complain(f"unexpected {type(error).__name__} ({error}): report it, with what {DEBUG_SETTING}=1 shows")
            sys.exit(FAILED)
        sys.exit(status if isinstance(status, int) else 0)


def _close_stdout() -> None:
    """Whoever read the output has gone: let nothing more be written, not even at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Print one line on standard error."""
    click.echo(f"kg: {' '.join(message.split())}", err=True)


def store_option(command: Command) -> Command:
    """Add ``--store``; read it with `open_store`."""
    return click.option(
        "--store", "folder", metavar="FOLDER", help="The store (KG_STORE; .cifre in the working folder by default)."
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead of text.")(command)


def workers_option(command: Command) -> Command:
    """Add ``--workers``."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        metavar="N",
        help="How many processes extract; one writes.",
    )(command)


def open_store(folder: str | None) -> Store:
    """Return the store that the verb's option, the command's option or the setting names."""
    from kg.store import Store

    return Store(folder or click.get_current_context().find_root().obj)


def print_json(record: Any) -> None:
    """Print one JSON value on a line of its own."""
    click.echo(json.dumps(record, ensure_ascii=False))


def console(*, err: bool = False) -> Console:
    """Return a console for text and tables; where the output is no terminal, nothing is cut to a width."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else 100_000, highlight=False, markup=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> None:
    """Print a table with a header; `right` are the columns to align right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number in set(right) else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


@contextlib.contextmanager
def progress(description: str) -> Iterator[Callable[[Sequence[T]], Iterable[T]]]:
    """Give a function that passes items on and moves a bar, shown on a terminal's standard error only."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        yield lambda items: bar.track(items, description=description)
