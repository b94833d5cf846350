"""Real servers on loopback, each in a process of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send a request as it is; no header is added but Host and the length of a body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read all
                if body is not None:
                    connection.send(body)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())

    def get(self, query: str | None = None, accept: str | None = None, **parameters: str | list[str]) -> Reply:
        """Send a query by GET."""
        fields = ({} if query is None else {"query": query}) | parameters
        path = "/sparql" + (f"?{urlencode(fields, doseq=True)}" if fields else "")
        return self.send("GET", path, headers={"Accept": accept} if accept else {})


@pytest.fixture(scope="session")
def start(original: Path) -> Iterator[Callable[..., Server]]:
    """A function that starts a server over both articles, with options and environment variables."""
    running = []

    def starter(*options: str, store: Path = original, **environment: str) -> Server:
        handle, log = tempfile.mkstemp(suffix=".log")
        command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0", "--store", str(store), *options]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=handle, env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
        )
        os.close(handle)
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        found = re.search(r":(\d+)/sparql", line)
        assert found, line + Path(log).read_text(encoding="utf-8")
        return Server(int(found[1]), process, Path(log))

    yield starter
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    """A server as it is without any setting."""
    return start()
