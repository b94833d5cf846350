"""Running the endpoint: where it listens, and what it says."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

import uvicorn

from kg.serve.app import Access, application, is_local
from kg.serve.errors import ServeError
from kg.settings import integer, text
from kg.sparql import Pool
from kg.store import Store

_HEAD = 1 << 20
"""Bytes of a request's head: a query in the address may be as long as one may be, each character in several bytes."""


def serve(
    store: Store,
    *,
    host: str | None = None,
    port: int | None = None,
    cors: str | None = None,
    said: Callable[[str], None] = print,
) -> None:
    """Answer until the process is told to stop.

    Parameters
    ----------
    store : Store
        What it answers from.
    host, port, cors : str or int, optional
        As the settings say, by default.
    said : callable
        Takes the one line that tells the address.

    Raises
    ------
    ServeError
        If other machines could reach it and it has no token, or the address cannot be had.
    """
    host = host or text("serve_host")
    port = integer("serve_port") if port is None else port
    access = Access(
        token=text("serve_token"), origins=_origins(text("serve_cors") if cors is None else cors), local=is_local(host)
    )
    if not access.local and not access.token:
        raise ServeError(
            f"{host} can be reached by other machines, and no token is set",
            "set KG_SERVE_TOKEN to a long secret, or stay on 127.0.0.1",
        )
    with _listening(host, port) as listener:
        store.pinned()  # a store that cannot be read is told now
        pool = Pool()
        pool.warm(pool.bounds.workers)
        app = application(store, pool, rows=integer("serve_rows"), queue=integer("serve_queue"), access=access)
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            h11_max_incomplete_event_size=_HEAD,
            access_log=False,  # queries are their authors' own
            log_level="warning",
            server_header=False,
        )
        name = f"[{host}]" if ":" in host else host
        said(f"http://{name}:{listener.getsockname()[1]}/sparql")
        signal.signal(signal.SIGTERM, _stop)  # uvicorn stops in good order, then raises the signal again
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            pass
        finally:
            pool.close()


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen()  # from now on nobody is turned away, though the first waits a moment
        except BaseException:
            listener.close()
            raise
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ServeError(
            f"cannot listen on {host}, port {port} ({reason})", "choose another with --host or --port"
        ) from None
    return listener


def _origins(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip().rstrip("/") for part in text.split(","))))
