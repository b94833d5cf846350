"""The app in a real browser: ask, open the sentence, add an article, find its figure, take it back."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from corpus import from_text
from extract import load
from kg.ingest import ingest
from kg.store import Store

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SLOW = 60_000  # milliseconds; a busy machine takes its time to import the extractor

SEED = "Nivale Systems ha 900 dipendenti. Nel 2024 la società ha registrato ricavi per 80 milioni di euro."
NEW = "Corvo Labs ha raccolto 12 milioni di euro nel 2024. L'azienda di Trento ha 45 dipendenti."


def _missing() -> str | None:
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed (pip install 'cifre[test]')"
    return None if CHROMIUM.exists() else f"there is no browser at {CHROMIUM} (apt-get install chromium)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app over a store with one article."""
    missing = _missing()
    if missing:
        if os.environ.get("CIFRE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"the browser test must run here, but {missing}")
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("browser")
    seed = from_text(SEED, title="Nivale, conti in ordine", outlet="Il Foglio Tecnico", published=date(2025, 3, 10))
    assert ingest(Store(folder / "graph"), [seed], extract=load().extract).added == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1",
        "--server.headless", "true",
    ]  # fmt: skip
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "KG_STORE": str(folder / "graph")}, stdout=log, stderr=log
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urlopen(url, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def _own(url: str, address: str) -> bool:
    host = address.partition("://")[2]
    return url.startswith((f"http://{host}", f"ws://{host}", "data:", "blob:"))


def test_ask_open_the_sentence_add_an_article_and_find_its_figure(address: str) -> None:
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        page = browser.new_context(locale="it-IT", viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(SLOW)
        expect.set_options(timeout=SLOW)
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        others: set[str] = set()
        page.on("request", lambda request: others.add(request.url) if not _own(request.url, address) else None)

        # Ask, with the keyboard alone.
        page.goto(address)
        question = page.get_by_label("Domanda, in italiano o in inglese")
        question.fill("Quanti dipendenti ha Nivale Systems?")
        question.press("Enter")
        expect(page.locator("blockquote mark")).to_contain_text("900")
        expect(page).to_have_url(re.compile(r"q=Quanti"))

        # Open its sentence: the article with the figure's card.
        page.get_by_role("link", name="Nivale, conti in ordine").click()
        expect(page).to_have_url(re.compile(r"/articoli\?article=.*claim="))
        expect(page.locator("a.figure[aria-current]")).to_contain_text("900")
        expect(page.locator("p.cifre-figure")).to_contain_text("900")

        # Another figure of the text opens its own card, without leaving the page.
        page.locator("a.figure", has_text="80 milioni").click()
        expect(page.locator("p.cifre-figure")).to_contain_text("80 milioni di euro")

        # Add an article by pasting it.
        page.get_by_role("link", name="Aggiungi articoli").click()
        page.get_by_label("Testo dell'articolo").fill(NEW)
        page.get_by_label("Titolo").fill("Corvo raccoglie")
        page.get_by_role("button", name="Guarda che cosa c'è").click()
        expect(page.get_by_text("Che cosa è stato trovato")).to_be_visible()
        page.get_by_role("button", name="Metti nel grafo").click()
        stored = page.get_by_role("link", name="Aggiunto: Corvo raccoglie")
        expect(stored).to_be_visible()

        # Its figure is found: in the article, and from an address that anyone may open.
        stored.click()
        expect(page.locator("a.figure", has_text="12 milioni")).to_be_visible()
        page.goto(f"{address}/cifre?text=raccolto")
        expect(page.get_by_text("cifre: 1")).to_be_visible()
        page.goto(f"{address}/?q=Quanti+dipendenti+ha+Corvo+Labs%3F&lang=en")
        expect(page.get_by_text("Question, in Italian or English")).to_be_visible()
        expect(page.locator("blockquote mark")).to_contain_text("45")

        assert page.get_by_test_id("stException").count() == 0
        assert failures == []
        assert others == set()  # nothing is loaded from another machine
        browser.close()
