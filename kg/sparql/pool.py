"""Processes that run what people typed, started beforehand, and ended when they meet a limit."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.rdf.terms import PREFIXES
from kg.sparql.errors import SparqlError
from kg.sparql.limits import MIB, Limits, limits, met
from kg.sparql.worker import HEAD, SIZE
from kg.store import Readable
from kg.store.reading import Pinned

_WORKER = Path(__file__).with_name("worker.py")
_READ = 256 << 10
_PATIENCE = 20.0
"""Seconds for a process to start."""

Sink = Callable[[bytes], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A query that has passed `kg.sparql.guard.check`, and what it asks.

    Parameters
    ----------
    query : str
        SPARQL 1.1.
    rows : int
        Rows or triples at most.
    union : bool
        Whether all graphs together are the default graph.
    default_graphs, named_graphs : tuple of str, optional
        IRIs of the graphs that it asks instead of those that it names itself.
    """

    query: str
    rows: int
    union: bool
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a query gave: ``select`` (rows as tab-separated values), ``graph`` (N-Triples) or ``ask`` (an answer)."""

    kind: str
    boolean: bool | None = None
    truncated: bool = False


class CrashError(Exception):
    """A worker ended by itself; the text is what it said last."""


class EngineError(Exception):
    """The engine says no; the arguments are ``syntax``, ``failed`` or the limit that is met (``bytes``), and why."""


class Worker:
    """One process. It answers one query at a time."""

    def __init__(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # as long as the process
        # Without variables of the environment: nothing secret is in its reach, and no setting changes what it does.
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER), json.dumps(PREFIXES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={"RUST_BACKTRACE": "0", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        self._walls: tuple[str, ...] | None = None
        self._buffer = bytearray()
        self.tired = False

    @property
    def walls(self) -> tuple[str, ...]:
        """What it is shut in by (see `kg.sparql.worker.shut_in`); waits until it has started."""
        if self._walls is None:
            kind, data = self._frame(time.monotonic() + _PATIENCE)
            self._walls = tuple(json.loads(data)["walls"]) if kind == b"H" else ()
        return self._walls

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def run(self, pinned: Pinned, job: Job, bounds: Limits, sink: Sink) -> Outcome:
        """Run a query and pass what it gives on in pieces.

        Raises
        ------
        TimeoutError
            If it does not end in time.
        CrashError
            If the process ends.
        EngineError
            If the engine says no.
        """
        _ = self.walls
        deadline = time.monotonic() + bounds.time
        request = {
            **_place(pinned),
            "query": job.query,
            "union": job.union,
            "default": job.default_graphs,
            "named": job.named_graphs,
            "rows": job.rows,
            "bytes": bounds.bytes * MIB,
            "columns": bounds.columns,
            "letters": bounds.letters,
            "memory": bounds.memory * MIB,
            "time": bounds.time,
        }
        data = json.dumps(request).encode()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(SIZE.pack(len(data)) + data)
            self._process.stdin.flush()
        except OSError:
            raise CrashError(self.last_words()) from None
        head: dict[str, Any] = {}
        while True:
            kind, data = self._frame(deadline)
            if kind == b"D":
                sink(data)
            elif kind == b"K":
                head = json.loads(data)
            elif kind == b"X":
                said = json.loads(data)
                raise EngineError(said["error"], said["message"])
            else:
                end = json.loads(data)
                self.tired = end["tired"]
                return Outcome(kind=head["kind"], boolean=head.get("boolean"), truncated=end["truncated"])

    def _frame(self, deadline: float) -> tuple[bytes, bytes]:
        head = self._exactly(HEAD.size, deadline)
        kind, size = HEAD.unpack(head)
        return kind, self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        while len(self._buffer) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            piece = os.read(pipe, _READ)
            if not piece:
                raise CrashError(self.last_words())
            self._buffer += piece
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def last_words(self) -> str:
        """Return what the process wrote on standard error before it ended."""
        self._process.wait()
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")

    def kill(self) -> None:
        """End the process at once; any thread may."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it held."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class Ticket:
    """A way to give a query up while it runs in another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """End the query's process, now or as soon as it has one."""
        with self._lock:
            self.cancelled = True
            if self._worker is not None:
                self._worker.kill()

    def hold(self, worker: Worker | None) -> None:
        """Name the process to end."""
        with self._lock:
            self._worker = worker
            if worker is not None and self.cancelled:
                worker.kill()


class Pool:
    """At most so many processes at a time. Threads may share it.

    Parameters
    ----------
    bounds : Limits, optional
        What the settings give, by default.
    """

    def __init__(self, bounds: Limits | None = None) -> None:
        self.bounds = bounds or limits()
        self._free = threading.Semaphore(self.bounds.workers)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._closed = False

    def warm(self, count: int = 1) -> None:
        """Start processes until so many are idle, without waiting for them."""
        with self._lock:
            while (
                not self._closed and len(self._idle) < count and len(self._idle) + len(self._busy) < self.bounds.workers
            ):
                self._idle.append(Worker())

    def pids(self) -> tuple[int, ...]:
        """Return the ids of the processes that are idle, that which is used next last."""
        with self._lock:
            return tuple(worker.pid for worker in self._idle)

    def walls(self) -> tuple[str, ...]:
        """Return what the processes are shut in by."""
        with self._taken() as worker:
            return worker.walls

    def run(self, store: Readable, job: Job, sink: Sink, ticket: Ticket | None = None) -> Outcome:
        """Run a query and pass what it gives on in pieces.

        Raises
        ------
        LimitError
            If it meets a limit, or no process gets free in time.
        SparqlError
            If it breaks its process, or is given up.
        EngineError
            If the engine says no.
        """
        ticket = ticket or Ticket()
        pinned = store.pinned()  # held until the last row is read
        with self._taken() as worker:
            ticket.hold(worker)
            try:
                return worker.run(pinned, job, self.bounds, sink)
            except BaseException as error:
                if not isinstance(error, EngineError) or error.args[0] in ("bytes", "memory"):
                    worker.tired = True
                if ticket.cancelled and isinstance(error, CrashError):
                    raise SparqlError("the query was given up", "send it again") from None
                raise self._told(error) from None
            finally:
                ticket.hold(None)

    def _told(self, error: BaseException) -> BaseException:
        if isinstance(error, TimeoutError):
            return met("sparql_time", self.bounds.time)
        if isinstance(error, EngineError) and error.args[0] not in ("syntax", "failed"):
            name = error.args[0]
            return met(f"sparql_{name}", getattr(self.bounds, name))
        if isinstance(error, CrashError):
            if "Traceback" in str(error):
                return RuntimeError(str(error))  # a defect of the worker itself
            if "memory" in str(error).lower():
                return met("sparql_memory", self.bounds.memory)
            return SparqlError(
                "the query is too deep or too involved for the engine",
                "write it flatter, in fewer steps (the limit is the engine's own, and no setting raises it)",
            )
        return error

    @contextlib.contextmanager
    def _taken(self) -> Iterator[Worker]:
        if not self._free.acquire(timeout=self.bounds.wait):
            raise met("sparql_wait", self.bounds.workers)
        try:
            with self._lock:
                worker = self._next()
                self._busy.add(worker)
            try:
                yield worker
            finally:
                with self._lock:
                    self._busy.discard(worker)
                    keep = not worker.tired and not self._closed
                    if keep:
                        self._idle.append(worker)
                if not keep:
                    worker.close()
                    self.warm()
        finally:
            self._free.release()

    def _next(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()  # the last that was used has the graph open
            if worker.alive:
                return worker
            worker.close()  # ended by the system or by its administrator
        return Worker()

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
        for worker in idle:
            worker.close()


_dumps: weakref.WeakKeyDictionary[Pinned, str] = weakref.WeakKeyDictionary()
_dumping = threading.Lock()


def _place(pinned: Pinned) -> dict[str, str | None]:
    """Return where another process finds the graph: a snapshot's folder, or a file of a graph in memory."""
    if pinned.folder is not None:
        folder = pinned.folder.absolute()
        state = folder.stat()  # a store that was removed and made again has the same names
        return {"folder": str(folder), "file": None, "key": f"{folder} {state.st_ino} {state.st_ctime_ns}"}
    with _dumping:
        path = _dumps.get(pinned)
        if path is None:
            handle, path = tempfile.mkstemp(prefix="cifre-", suffix=".nq")
            weakref.finalize(pinned, Path(path).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as file:
                pinned.store.dump(file, format=ox.RdfFormat.N_QUADS)
            _dumps[pinned] = path
    return {"folder": None, "file": path, "key": path}


_shared: dict[Limits, Pool] = {}
_sharing = threading.Lock()


def shared(bounds: Limits | None = None) -> Pool:
    """Return the program's pool for some limits, the same for the same limits; it ends with the program."""
    bounds = bounds or limits()
    with _sharing:
        if bounds not in _shared:
            _shared[bounds] = Pool(bounds)
            atexit.register(_shared[bounds].close)
        return _shared[bounds]
