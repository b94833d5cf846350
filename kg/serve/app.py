"""The application: its addresses, who may ask, and how a query is run without keeping others waiting."""

from __future__ import annotations

import functools
import hmac
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from corpus.errors import CifreError
from kg.serve.answer import Answer, answer
from kg.serve.description import description
from kg.serve.errors import HttpError
from kg.serve.examples import examples
from kg.serve.media import GRAPHS, PAGE, TABLES, Media, choose
from kg.serve.protocol import Question, from_get, from_post
from kg.sparql import LimitError, Pool, SparqlError, Ticket
from kg.sparql.guard import kind_of
from kg.sparql.limits import met
from kg.store import Store, StoreError

LOG = logging.getLogger("kg.serve")
_PAGE = Path(__file__).with_name("page")
_FILES = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "yasgui.min.js": "text/javascript",
    "YASGUI-LICENSE.txt": "text/plain",
}
# The editor writes styles into the page; scripts and connections are this server's alone.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LOOK = 0.2
"""Seconds between two looks whether the client is still there."""
_ITSELF = ("sparql_depth", "sparql_columns", "sparql_letters")
"""Limits that a query meets whenever and whatever it is asked."""
_BUSY = ("sparql_wait", "serve_queue")

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may ask.

    Parameters
    ----------
    token : str
        What every query must carry; empty where none is needed.
    origins : tuple of str
        Of pages in browsers that may ask; ``*`` for any.
    local : bool
        Whether only this machine is served: then a request that names another host is refused, since a page of that
        host could have made a browser ask it.
    """

    token: str = ""
    origins: tuple[str, ...] = ()
    local: bool = True


def application(store: Store, pool: Pool, *, rows: int, queue: int, access: Access) -> Starlette:
    """Return the ASGI application over a store.

    Parameters
    ----------
    store : Store
        What it answers from.
    pool : Pool
        The processes that run queries.
    rows : int
        Rows or triples of an answer at most.
    queue : int
        Queries that may run or wait for a process.
    access : Access
        Who may ask.
    """
    service = _Service(store, pool, rows, queue, access)
    routes = [
        Route("/", service.page, methods=["GET"]),
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/health", service.health, methods=["GET"]),
        Route("/examples.json", service.examples, methods=["GET"]),
        Route("/static/{name}", service.static, methods=["GET"]),
    ]
    middleware = []
    if access.origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=access.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
            )
        )
    handlers: dict[Any, Any] = {CifreError: _refusal, HTTPException: _no_such, Exception: _defect}
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)


class _Service:
    def __init__(self, store: Store, pool: Pool, rows: int, queue: int, access: Access) -> None:
        self.store, self.pool, self.rows, self.queue, self.access = store, pool, rows, queue, access
        self.asked = 0
        self.threads = anyio.CapacityLimiter(queue)

    async def page(self, request: Request) -> Response:
        return FileResponse(_PAGE / "index.html", headers={"Content-Security-Policy": _POLICY})

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            raise HttpError(404, f"there is no file {name[:80]}", "open /")
        return FileResponse(_PAGE / name, media_type=_FILES[name], headers={"X-Content-Type-Options": "nosniff"})

    async def examples(self, request: Request) -> Response:
        return JSONResponse(examples())

    async def health(self, request: Request) -> Response:
        """Say that the server answers and that its graph can be opened; no more, to whomever asks."""
        try:
            await anyio.to_thread.run_sync(self.store.pinned)
        except CifreError as error:
            LOG.error("%s", error)
            return JSONResponse({"status": "the store cannot be read"}, status_code=503)
        return JSONResponse({"status": "ok"})

    async def sparql(self, request: Request) -> Response:
        self._admit(request)
        if request.method != "POST" and not request.url.query:
            return self._describe(request)
        question = await self._question(request)
        if len(question.query) > self.pool.bounds.length:
            status = 413 if request.method == "POST" else 414
            raise _too_long(status, self.pool.bounds.length)
        kind = kind_of(question.query)
        media = choose(_accept(request), GRAPHS if kind == "graph" else TABLES)
        if self.asked >= self.queue:
            raise met("serve_queue", self.queue)
        self.asked += 1
        try:
            found = await self._answer(request, question, media)
        finally:
            self.asked -= 1
        return StreamingResponse(
            found.pieces(),
            media_type=None,
            headers={
                "Content-Type": found.media.content_type,
                "Content-Length": str(found.size),
                "Vary": "Accept, Authorization",
                "Cache-Control": "no-cache",
                "X-Content-Type-Options": "nosniff",
            },
        )

    async def _answer(self, request: Request, question: Question, media: Media) -> Answer:
        ticket = Ticket()
        run = functools.partial(answer, self.store, question, media, pool=self.pool, rows=self.rows, ticket=ticket)
        found: Answer | CifreError
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_watch, request, ticket)
            try:
                found = await anyio.to_thread.run_sync(run, limiter=self.threads)
            except CifreError as error:
                found = error
            tasks.cancel_scope.cancel()
        if isinstance(found, CifreError):
            raise found
        return found

    def _admit(self, request: Request) -> None:
        if self.access.token:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            # Compared in a time that does not depend on where they differ.
            if scheme.lower() != "bearer" or not hmac.compare_digest(
                token.strip().encode(), self.access.token.encode()
            ):
                raise HttpError(
                    401,
                    "this endpoint needs its token",
                    "send Authorization: Bearer ...",
                    {"WWW-Authenticate": "Bearer"},
                )
        elif self.access.local and not is_local(urlsplit(f"//{request.headers.get('host', '')}").hostname or ""):
            raise HttpError(403, "this endpoint serves its own machine alone", "ask it as localhost")

    def _describe(self, request: Request) -> Response:
        media = choose(_accept(request), (*GRAPHS, PAGE))
        if media is PAGE:
            return RedirectResponse(request.url_for("page"), status_code=303)
        data = description(str(request.url.replace(query="")), media)
        return Response(data, headers={"Content-Type": media.content_type, "Vary": "Accept"})

    async def _question(self, request: Request) -> Question:
        query_string: bytes = request.scope["query_string"]
        if request.method != "POST":
            return from_get(query_string)
        encoding = request.headers.get("content-encoding", "identity")
        if encoding.strip().lower() != "identity":
            raise HttpError(
                415, f"the content encoding is {encoding[:80]}", "send it as it is", {"Accept-Encoding": "identity"}
            )
        most = self.pool.bounds.length * 12 + (64 << 10)  # four bytes a character, each as three
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise _too_long(413, self.pool.bounds.length)
        return from_post(query_string, request.headers.get("content-type", ""), bytes(body))


def is_local(host: str) -> bool:
    """Return whether a name or an address is this machine's own, which no other machine can reach.

    Examples
    --------
    >>> is_local("localhost"), is_local("127.0.0.1"), is_local("::1"), is_local("0.0.0.0"), is_local("example.org")
    (True, True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


async def _watch(request: Request, ticket: Ticket) -> None:
    """Give the query up when the client has gone."""
    while not await request.is_disconnected():
        await anyio.sleep(_LOOK)
    ticket.cancel()


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _too_long(status: int, length: int) -> HttpError:
    error = met("sparql_length", length)
    return HttpError(status, error.problem, error.remedy)


def _refusal(request: Request, error: CifreError) -> Response:
    """Say on one line what is wrong and what to do."""
    headers: dict[str, str] = {"X-Content-Type-Options": "nosniff"}
    if isinstance(error, HttpError):
        status = error.status
        headers |= error.headers
        if status >= 500:
            LOG.error("%s", error)
    elif isinstance(error, LimitError):
        # Else the query may be right, but not now and not with these limits.
        status = 400 if error.limit in _ITSELF else 503
        headers |= {"Retry-After": "5"} if error.limit in _BUSY else {}
    elif isinstance(error, SparqlError):
        status = 400
    else:
        LOG.error("%s", error)
        status = 503 if isinstance(error, StoreError) else 500
    return PlainTextResponse(f"{error}\n", status_code=status, headers=headers)


def _no_such(request: Request, error: HTTPException) -> Response:
    said = {
        404: "there is nothing here: open /",
        405: f"{request.method[:20]} is not for this address: use GET or POST",
    }
    return PlainTextResponse(
        f"{said.get(error.status_code, error.detail)}\n", status_code=error.status_code, headers=error.headers
    )


def _defect(request: Request, error: Exception) -> Response:
    return PlainTextResponse("the endpoint has a defect: report it, with what its log says\n", status_code=500)
