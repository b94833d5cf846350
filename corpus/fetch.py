"""Fetching a page from the web, and from nowhere else.

An address comes from whoever uses the app, so it must not reach into the network that the app runs in: only http and
https, and only public addresses, unless private ones are allowed. A host is resolved once; every address that it
resolves to is checked; the connection goes to a checked address and not to the name, so that a second answer of the
name server cannot lead elsewhere. Each redirect starts over. Proxy settings are ignored: a proxy would resolve the
name itself.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError, SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url

from corpus.errors import ReadError
from corpus.pages import MAX_PAGE_BYTES
from corpus.text import check_size
from corpus.urls import parse

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 60.0
MAX_REDIRECTS = 5

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
Permit = Callable[[Address], bool]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
_PASTE = "open it in a browser, copy the article and paste it"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: the address after redirects, the body, and its type and encoding as the server named them."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the public internet.

    Private, loopback, link-local, shared, multicast and reserved addresses do not; nor does an IPv6 address that
    carries such an IPv4 address inside. 6to4 and Teredo are out of use and refused.

    Examples
    --------
    >>> [is_public(ipaddress.ip_address(text)) for text in ("9.9.9.9", "10.0.0.1", "169.254.169.254", "::1")]
    [True, False, False, False]
    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("2620:fe::fe"))
    (False, True)
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _UNICAST or address.sixtofour is not None or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    resolve: Resolve = system_resolve,
    permit: Permit = is_public,
) -> Page:
    """Return the page at an address.

    Parameters
    ----------
    url : str
        An http or https address.
    allow_private : bool
        Whether addresses of the own machine and network may be read.
    resolve, permit : callable
        How a host becomes addresses, and which of them may be read.

    Raises
    ------
    ReadError
        Where the address may not be read, cannot be reached, is not found, is too large (`MAX_PAGE_BYTES`, after
        decompression), takes too long (`TOTAL_SECONDS`) or redirects more than `MAX_REDIRECTS` times.

    Examples
    --------
    >>> fetch("http://127.0.0.1/stato")
    Traceback (most recent call last):
    corpus.errors.ReadError: http://127.0.0.1/stato leads to a private or reserved address (127.0.0.1): give a ...
    """
    until = time.monotonic() + TOTAL_SECONDS
    current = parse(url)
    for _ in range(MAX_REDIRECTS + 1):
        addresses = _addresses(current, resolve, (lambda _: True) if allow_private else permit)
        response = _get(current, addresses)
        try:
            if response.status in _REDIRECTS and response.headers.get("Location"):
                current = parse(urljoin(current.url, str(response.headers["Location"])))
                continue
            if response.status != 200:
                raise ReadError(f"{current.url} was not given out (HTTP status {response.status})", _PASTE)
            return _page(current, response, until)
        finally:
            response.close()
    raise ReadError(f"{url} redirects more than {MAX_REDIRECTS} times", _PASTE)


def _addresses(url: Url, resolve: Resolve, permit: Permit) -> list[str]:
    host = str(url.host).strip("[]")
    try:
        found = resolve(host, _port(url))
    except (OSError, UnicodeError):
        raise ReadError(f"{url.url}: the host {host} is not known", "check the address and the network") from None
    for text in found:
        if not permit(ipaddress.ip_address(text)):
            raise ReadError(
                f"{url.url} leads to a private or reserved address ({text})",
                "give a public address, or allow private addresses for this reading",
            )
    return found


def _port(url: Url) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _get(url: Url, addresses: list[str]) -> BaseHTTPResponse:
    host = str(url.host)
    headers = {
        "Host": url.netloc or host,
        "User-Agent": "Cifre (article reader)",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }
    timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    reason = "no address"
    for address in addresses:
        pool: HTTPConnectionPool
        if url.scheme == "https":
            # The certificate must be the host's although the connection goes to the address.
            pool = HTTPSConnectionPool(
                address,
                _port(url),
                timeout=timeout,
                ca_certs=certifi.where(),
                server_hostname=host.strip("[]"),
                assert_hostname=host.strip("[]"),
            )
        else:
            pool = HTTPConnectionPool(address, _port(url), timeout=timeout)
        try:
            return pool.urlopen(
                "GET", url.request_uri, headers=headers, redirect=False, retries=False, preload_content=False
            )
        except (NewConnectionError, ConnectTimeoutError) as error:
            reason = "no answer in time" if isinstance(error, ConnectTimeoutError) else "no connection"
        except ReadTimeoutError:
            raise ReadError(f"{url.url} did not answer within {READ_SECONDS:.0f} seconds", "try again later") from None
        except SSLError:
            raise ReadError(f"{url.url} has no valid certificate", _PASTE) from None
        except (HTTPError, OSError) as error:
            reason = type(error).__name__
    raise ReadError(f"{url.url} could not be reached ({reason})", "check the address and the network")


def _page(url: Url, response: BaseHTTPResponse, until: float) -> Page:
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit():
        check_size(int(announced), url.url, MAX_PAGE_BYTES)
    data = bytearray()
    try:
        for chunk in response.stream(65_536, decode_content=True):
            data += chunk
            check_size(len(data), url.url, MAX_PAGE_BYTES)
            if time.monotonic() > until:
                raise ReadError(f"{url.url} took more than {TOTAL_SECONDS:.0f} seconds", "try again later")
    except (HTTPError, OSError):
        raise ReadError(f"{url.url} broke off while it was read", "try again later") from None
    media_type, _, rest = response.headers.get("Content-Type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return Page(url.url, bytes(data), media_type.strip().lower() or None, charset)
