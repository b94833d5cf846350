"""Fetching from the web: a real server on the own machine, and what must not be reached."""

import gzip
import ipaddress
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from corpus import ReadError, read
from corpus.fetch import MAX_REDIRECTS, Address, fetch, is_public
from corpus.pages import MAX_PAGE_BYTES

TEXT = "Il gruppo di Torino ha chiuso il 2024 con ricavi per 3 miliardi di euro, il 20% in più dell'anno prima."
PAGE = (
    "<html lang='it'><head><title>Conti</title><meta property='article:published_time' content='2025-03-04'></head>"
    f"<body><article><p>{TEXT}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    hosts: list[str]

    def do_GET(self) -> None:
        type(self).hosts.append(self.headers["Host"])
        path, _, target = self.path.partition("?")
        target = unquote(target.removeprefix("to="))
        if path == "/to":
            self.answer(302, b"", Location=target)
        elif path == "/loop":
            self.answer(301, b"", Location="/loop")
        elif path == "/latin":
            self.answer(200, PAGE.encode("cp1252"), **{"Content-Type": "text/html; charset=ISO-8859-1"})
        elif path == "/gzip":
            self.answer(200, gzip.compress(PAGE.encode()), **{"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self.answer(200, gzip.compress(b" " * (MAX_PAGE_BYTES + 1)), **{"Content-Encoding": "gzip"})
        elif path == "/large":
            self.answer(200, b"", **{"Content-Length": str(MAX_PAGE_BYTES + 1)})
        elif path == "/plain":
            self.answer(200, TEXT.encode(), **{"Content-Type": "text/plain; charset=utf-8"})
        elif path == "/pdf":
            self.answer(200, b"%PDF", **{"Content-Type": "application/pdf"})
        elif path == "/short":
            self.answer(200, b"<html>", **{"Content-Length": "1000"})
        elif path == "/page":
            self.answer(200, PAGE.encode())
        else:
            self.answer(404, b"manca")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.hosts = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def only_home(address: Address) -> bool:
    """Stand for a public address in these tests: the server's, and no other of the own machine."""
    return address == ipaddress.ip_address("127.0.0.1")


def test_a_page_is_read_as_an_article(server: str) -> None:
    (article,) = read(f"{server}/page?utm_source=x", allow_private=True)
    assert (article.text, article.title, article.published) == (TEXT, "Conti", date(2025, 3, 4))
    assert article.source == f"{server}/page?utm_source=x"
    (again,) = read(f"{server}/page", allow_private=True)
    assert again.id == article.id


@pytest.mark.parametrize("path", ["/latin", "/gzip", "/plain", "/to?to=/page"])
def test_encodings_compression_and_redirects_are_followed(server: str, path: str) -> None:
    (article,) = read(server + path, allow_private=True)
    assert article.text == TEXT


def test_after_a_redirect_the_article_has_the_last_address(server: str) -> None:
    (article,) = read(f"{server}/to?to=/page", allow_private=True)
    assert article.url == f"{server}/page"


def test_a_given_date_takes_the_place_of_the_pages(server: str) -> None:
    (article,) = read(f"{server}/page", allow_private=True, published=date(2024, 1, 1))
    assert article.published == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nulla", "was not given out .HTTP status 404.: open it in a browser"),
        ("/pdf", "is application/pdf, not a web page"),
        ("/bomb", "too large"),
        ("/large", "too large"),
        ("/short", "broke off"),
        ("/loop", f"redirects more than {MAX_REDIRECTS} times"),
        ("/to?to=ftp://127.0.0.1/x", "is not a web address"),
        ("/to?to=file:///etc/passwd", "is not a web address"),
    ],
)
def test_what_cannot_be_read_is_said(server: str, path: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as error:
        list(read(server + path, allow_private=True))
    assert error.value.remedy
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
     "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]"],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(ReadError, match=r"leads to a private or reserved address|the host .* is not known"):
        list(read(f"http://{host}/"))


def test_nothing_is_sent_to_a_refused_address(server: str) -> None:
    with pytest.raises(ReadError, match="private or reserved"):
        list(read(f"{server}/page"))
    assert Handler.hosts == []


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/page", "http://[::1]:{port}/page", "//localhost2/page",
                                    "http://169.254.169.254/latest"])  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(server: str, target: str) -> None:
    port = int(server.rsplit(":", 1)[1])

    def resolve(host: str, _: int) -> list[str]:
        return ["127.0.0.3"] if host == "localhost2" else [host]

    with pytest.raises(ReadError, match="leads to a private or reserved address"):
        fetch(f"{server}/to?to={target.format(port=port)}", permit=only_home, resolve=resolve)
    assert len(Handler.hosts) == 1, "only the first address was asked"


def test_one_private_address_among_several_is_enough_to_refuse(server: str) -> None:
    with pytest.raises(ReadError, match=r"private or reserved address \(10\.0\.0\.7\)"):
        fetch(f"{server}/page", permit=only_home, resolve=lambda *_: ["127.0.0.1", "10.0.0.7"])
    assert Handler.hosts == []


def test_the_connection_goes_to_the_address_that_was_checked(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    # The host exists for `rebinding` alone: had the connection resolved it again, it could not have been made.
    page = fetch(f"http://giornale.invalid:{port}/page", permit=only_home, resolve=rebinding)
    assert page.data == PAGE.encode()
    assert asked == ["giornale.invalid"]
    assert Handler.hosts == [f"giornale.invalid:{port}"], "the server still learns the name"


def test_the_next_address_is_tried_where_one_does_not_answer(server: str) -> None:
    page = fetch(f"{server}/page", permit=lambda _: True, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"])
    assert page.data == PAGE.encode()


def test_an_unknown_host_and_a_closed_port_are_said(server: str) -> None:
    with pytest.raises(ReadError, match=r"the host giornale\.invalid is not known"):
        fetch("http://giornale.invalid/")
    with pytest.raises(ReadError, match="could not be reached"):
        fetch("http://127.0.0.1:1/", allow_private=True)
    with pytest.raises(ReadError, match=r"has no valid certificate|could not be reached"):
        fetch(server.replace("http:", "https:"), allow_private=True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("9.9.9.9", True), ("151.101.1.1", True), ("2620:fe::fe", True), ("64:ff9b::909:909", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.31.0.1", False), ("192.168.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False),
        ("224.0.0.1", False), ("240.0.0.1", False), ("192.0.2.1", False), ("198.18.0.1", False),
        ("::", False), ("::1", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False),
        ("2001:db8::1", False), ("::ffff:10.0.0.1", False), ("::127.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("2001:0:7f00:1::", False),
    ],
)  # fmt: skip
def test_only_public_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
