"""The process that runs what people typed: it shuts itself in, then answers one query after the other.

The file is run by its path and imports nothing of the project, so that a process starts in a moment and holds little.
On standard input come requests, on standard output go frames, each after its length (see `kg.sparql.pool`).
The program that started it ends it when a limit of time is met; whatever a query does, it does to this process alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyoxigraph as ox

STACK = 64 << 20
"""Bytes of stack: the engine's parser and its plans nest as deep as the query does."""
STDERR = 64 << 10
"""Bytes that it may write to files, which is its last words on standard error."""
GRACE = 2.0
"""Seconds after the limit of time at which it ends by itself, should its program have gone."""
CHUNK = 64 << 10
HEAD = struct.Struct("!cI")
SIZE = struct.Struct("!I")

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 1  # 1: EPERM
# By machine: audit number, then socket, connect, execve, execveat.
_CALLS = {"x86_64": (0xC000003E, (41, 42, 59, 322)), "aarch64": (0xC00000B7, (198, 203, 221, 281))}


def shut_in() -> list[str]:
    """Give up the network and all writing; return which walls stand.

    ``namespace``: a network of its own without any way out, where the system permits one. ``filter``: the system
    refuses to make sockets and to start programs. ``memory``: it can tell and limit what memory is used (`bound`).
    """
    walls = []
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0:
            walls.append("namespace")
    with contextlib.suppress(OSError, AttributeError):
        if _filter_calls():
            walls.append("filter")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (STDERR, STDERR))
    if held():
        walls.append("memory")
    return walls


def held() -> int:
    """Return the bytes of writable memory that the process has, 0 where the system does not tell (nor limit) them."""
    try:
        with open("/proc/self/status", "rb") as file:  # noqa: PTH123  # pathlib would double the time of the start
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(b"VmData"))
    except (OSError, StopIteration):
        return 0


def bound(memory: int) -> None:
    """Let the process have so much memory on top of what it has."""
    if now := held():
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (now + memory, hard))


def _filter_calls() -> bool:
    """Have the kernel refuse the calls of `_CALLS` with EPERM, for good."""
    audit, calls = _CALLS.get(platform.machine(), (0, ()))
    if sys.platform != "linux" or not calls:
        return False
    # A step is (what, jump if so, jump if not, value). Calls in another machine's numbering are refused as well.
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 0, len(calls) + 2, audit), (_LOAD, 0, 0, 0)]
    steps += [(_EQUAL, len(calls) - n, 0, call) for n, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    program = Program(len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if libc.prctl(_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER_MODE), ctypes.byref(program), zero, zero) == 0)


class Full(Exception):
    """A result has the rows or the bytes that it may have, or more columns or letters in a name than it may have."""

    def __init__(self, limit: str) -> None:
        self.limit = limit


class Lines:
    """A file that passes lines on in frames, until there are too many or they are too long."""

    def __init__(self, lines: int, size: int) -> None:
        self.lines, self.size = lines, size
        self._held: list[bytes] = []
        self._waiting = 0

    def write(self, data: bytes) -> int:
        """Take a piece of the result.

        Raises
        ------
        Full
            With what fits written.
        """
        count = data.count(b"\n")
        if count >= self.lines:
            end = 0
            for _ in range(self.lines):
                end = data.index(b"\n", end) + 1
            self._keep(data[:end])
            self.lines = 0
            if end < len(data):
                raise Full("rows")
        else:
            self.lines -= count
            self._keep(data)
        return len(data)

    def _keep(self, data: bytes) -> None:
        self.size -= len(data)
        if self.size < 0:
            raise Full("bytes")
        self._held.append(data)
        self._waiting += len(data)
        if self._waiting >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            send(b"D", b"".join(self._held))
            self._held, self._waiting = [], 0


def send(kind: bytes, data: bytes) -> None:
    """Write a frame."""
    out = sys.stdout.buffer
    out.write(HEAD.pack(kind, len(data)))
    out.write(data)
    out.flush()


def tell(frame: bytes, **fields: Any) -> None:
    """Write a frame of JSON."""
    send(frame, json.dumps(fields).encode())


def serve(prefixes: dict[str, str]) -> None:
    """Answer requests until there are no more."""
    opened: dict[str, ox.Store] = {}
    begun = 0

    source = sys.stdin.buffer
    while request := _request(source):
        signal.setitimer(signal.ITIMER_REAL, request["time"] + GRACE)  # ends the process, even inside the engine
        try:
            key = request["key"]
            if key not in opened:
                opened.clear()
                _, hard = resource.getrlimit(resource.RLIMIT_DATA)
                resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
                opened[key] = _open(request)
                begun = held()
                bound(request["memory"])
            _answer(opened[key], request, prefixes, begun)
        except MemoryError:
            tell(b"X", error="memory", message="")
        except Full as error:
            tell(b"X", error=error.limit, message="")
        except SyntaxError as error:
            tell(b"X", error="syntax", message=str(error))
        except (OSError, RuntimeError, ValueError) as error:
            tell(b"X", error="failed", message=str(error))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _request(source: BinaryIO) -> Any:
    head = source.read(SIZE.size)
    return json.loads(source.read(SIZE.unpack(head)[0])) if len(head) == SIZE.size else None


def _open(request: dict[str, Any]) -> ox.Store:
    import pyoxigraph as ox

    if request["folder"]:
        return ox.Store.read_only(request["folder"])
    store = ox.Store()
    store.bulk_load(path=request["file"], format=ox.RdfFormat.N_QUADS)
    return store


def _answer(store: ox.Store, request: dict[str, Any], prefixes: dict[str, str], begun: int) -> None:
    import pyoxigraph as ox

    dataset: dict[str, Any] = {}
    if request["default"] is not None:
        dataset["default_graph"] = [ox.NamedNode(iri) for iri in request["default"]]
        dataset["named_graphs"] = [ox.NamedNode(iri) for iri in request["named"]]
    found = store.query(request["query"], prefixes=prefixes, use_default_graph_as_union=request["union"], **dataset)
    truncated = False
    if isinstance(found, ox.QueryBoolean):
        tell(b"K", kind="ask", boolean=bool(found))
    else:
        table = False
        if isinstance(found, ox.QuerySolutions):
            table = True
            names = [variable.value for variable in found.variables]
            if len(names) > request["columns"]:
                raise Full("columns")
            if max(map(len, names), default=0) > request["letters"]:
                raise Full("letters")
        tell(b"K", kind="select" if table else "graph")
        lines: Any = Lines(request["rows"] + table, request["bytes"])
        form: Any = ox.QueryResultsFormat.TSV if table else ox.RdfFormat.N_TRIPLES
        try:
            found.serialize(lines, format=form)
        except Full as error:
            if error.limit != "rows":
                raise
            truncated = True
        lines.flush()
    # What the engine's allocator keeps would be missing in the next query.
    tell(b"E", truncated=truncated, tired=held() - begun > request["memory"] // 2)


def main() -> None:
    """Shut in, say which walls stand, and answer in a thread that has the stack for it."""
    walls = shut_in()
    import pyoxigraph  # noqa: F401  # before the first request, so that it does not wait for it

    tell(b"H", walls=walls)
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve, args=(json.loads(sys.argv[1]),))
    thread.start()
    thread.join()
    os._exit(0)


if __name__ == "__main__":
    main()
