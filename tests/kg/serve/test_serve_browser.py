"""The editor in a real browser: an example is chosen, run and seen; nothing comes from elsewhere."""

import os
from pathlib import Path

import pytest

from kg.sparql import named_queries

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SECRET = "nessuno-lo-indovina"


@pytest.fixture(name="page")
def _page():
    missing = None if CHROMIUM.exists() else f"there is no browser at {CHROMIUM} (apt-get install chromium)"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed (pip install 'cifre[test]')"
    if missing:
        if os.environ.get("CIFRE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"the browser test must run here, but {missing}")
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def test_an_example_is_run_and_its_rows_are_seen(start, page):
    server = start(KG_SERVE_TOKEN=SECRET)
    own = f"http://127.0.0.1:{server.port}/"
    errors, others = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda sent: None if sent.url.startswith((own, "data:", "blob:")) else others.append(sent.url))
    page.goto(own)
    page.locator("#token").fill(SECRET)
    title = named_queries()["metrics-in-use"].title
    page.locator("#examples").select_option(label=f"{title['it']} · {title['en']}")
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr table.dataTable").wait_for()
    assert page.locator(".yasqe .CodeMirror-code").inner_text().count("PREFIX cifre:") == 1

    # A link to the query shows it to others, and nothing else.
    link = page.evaluate("editor.getTab().getShareableLink()")
    assert link.startswith(f"{own}#query=PREFIX+cifre")
    assert SECRET not in link
    page.goto(own)
    page.goto(link)
    page.reload()
    assert "cifre:Claim" in page.locator(".yasqe .CodeMirror-code").inner_text()
    assert SECRET not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    page.locator("#token").fill(SECRET)

    # What goes wrong is said in the server's words.
    page.evaluate("editor.getTab().setQuery('SELECT * { ?s foo:bar ?o }')")
    page.locator(".yasqe_queryButton").click()
    page.get_by_text("the prefix foo: is not declared").first.wait_for()
    assert errors == []
    assert others == []
