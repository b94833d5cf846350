"""The test: kill, look, go on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.articles import stated
from bench.faults.children import ARTICLES, EXTRACTOR, Change, file_of, made_of, read, write
from kg.store import Store
from kg.store.files import ArticleFiles
from kg.store.verify import Finding, verify

CHANGES, SECONDS = 6, 0.3
"""How many changes a writer makes at most before its last moment is drawn, and how long that is put off at most."""


@dataclass(slots=True)
class Report:
    """What came of a run.

    Parameters
    ----------
    kills, cut : int
        Writers killed; those that were in the middle of a change.
    changes, reads : int
        Changes acknowledged; times that a reader read everything.
    problems : list of str
        What was lost, half, or different in the index; empty as it should be.
    """

    kills: int = 0
    cut: int = 0
    changes: int = 0
    reads: int = 0
    problems: list[str] = field(default_factory=list)


def run(path: Path, *, kills: int, seed: int = 0, readers: int = 2, tell: Callable[[str], object] = str) -> Report:
    """Kill so many writers of the store in `path` with SIGKILL while others read, and check everything after each.

    Checked are: every acknowledged change is in the files, a change that was begun is there whole or not at all, so
    are the earlier versions of what was replaced, and `kg store verify` finds the index equal to the files. Readers
    check that each article that they see is one that was written, quad by quad, and always see the one that no writer
    touches.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.faults.children"])
    rng, report, model = Random(seed), Report(), _Model(path)
    stop = context.Event()
    Store(path).put(*stated(ARTICLES), extractor=EXTRACTOR)  # there from the beginning to the end
    model.done((ARTICLES, 0))
    reading = []
    for _ in range(readers):
        mine, theirs = context.Pipe()
        process = context.Process(target=read, args=(str(path), stop, theirs), daemon=True)
        process.start()
        reading.append((process, mine))
    for number in range(kills):
        mine, theirs = context.Pipe()
        writer = context.Process(
            target=write, args=(str(path), rng.randrange(2**32), model.changeable(), theirs), daemon=True
        )
        writer.start()
        theirs.close()
        _follow(mine, model, report, changes=rng.randint(0, CHANGES))
        writer.join(rng.uniform(0, SECONDS))
        if writer.exitcode is not None:
            report.problems.append(f"writer {number} ended by itself with {writer.exitcode}")
        writer.kill()
        writer.join()
        report.kills += 1
        _follow(mine, model, report)
        report.cut += bool(model.pending)
        found = model.check()
        found += [f"{f.file}: {f.message}" for f in _after_opening(path)]
        report.problems += [f"after kill {number + 1}: {problem}" for problem in found]
        tell(f"kill {number + 1} of {kills}: {'; '.join(found) or 'nothing lost'}")
    stop.set()
    for process, results in reading:
        if results.poll(120):
            reads, problems = results.recv()
            report.reads += reads
            report.problems += problems
        else:
            report.problems.append("a reader did not come to its end")
        process.join(10)
    return report


def _after_opening(path: Path) -> list[Finding]:
    Store(path).articles()  # as the next command does
    return list(verify(path))


def _follow(mine: Connection, model: _Model, report: Report, *, changes: int | None = None) -> None:
    """Take over what a writer says, until it has acknowledged so many changes or is gone."""
    done = 0
    while done != changes:
        try:
            kind, what = mine.recv()
        except (EOFError, OSError):  # gone, perhaps in the middle of a word
            break
        if kind == "begin":
            model.begin(what)
        else:
            model.done(what)
            done += 1
    report.changes += done


class _Model:
    """What must be in the store: as acknowledged, and for what was begun, as it was or as it was to be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state: dict[int, int] = {}
        self.history: dict[int, list[int]] = {}
        self.pending: dict[int, int | None] = {}

    def begin(self, changes: list[Change]) -> None:
        self.pending = dict(changes)

    def done(self, change: Change) -> None:
        number, variant = change
        self.pending.pop(number, None)
        if variant is None:
            self.state.pop(number, None)
            self.history.pop(number, None)
            return
        if number in self.state:
            self.history.setdefault(number, []).append(self.state[number])
        self.state[number] = variant

    def changeable(self) -> dict[int, int]:
        """Return the variants of the articles that a writer may replace or forget."""
        return {number: variant for number, variant in self.state.items() if number < ARTICLES}

    def check(self) -> list[str]:
        """Return what is not as it must be, and take over what became of the changes that were begun."""
        problems = []
        with Store(self.path).writing():  # whoever writes next finishes or undoes what was cut off
            pass
        for number in range(ARTICLES + 1):
            data = file_of(self.path, number)
            if number in self.pending and data == self._data(self.pending[number], number):
                self.done((number, self.pending[number]))
            if data != self._data(self.state.get(number), number):
                problems.append(f"article {number} is not what was acknowledged")
            kept = [path.read_bytes() for path in ArticleFiles(self.path).earlier(f"stated-{number}")]
            if kept != [self._data(variant, number) for variant in self.history.get(number, [])]:
                problems.append(f"the earlier versions of article {number} are not those that were replaced")
        self.pending = {}
        return problems

    def _data(self, variant: int | None, number: int) -> bytes | None:
        return None if variant is None else made_of(number, variant).data
