"""The settings table: every setting is documented, read from its variable, and told where it is wrong."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kg.settings import SettingError, settings, table
from kg.sparql import Limits, limits, run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")


def test_the_page_has_the_table_as_it_is():
    block = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", PAGE, re.DOTALL)
    assert block is not None
    assert block[1] == table(), "docs/sparql.md lags behind kg/settings.toml: put kg.settings.table() there"


def test_each_setting_is_used():
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "kg").rglob("*.py")]
    names = {f"sparql_{field.name}" for field in fields(Limits)}
    for name in settings():
        assert name in names or any(re.search(rf'(text|integer|number)\("{name}"\)', source) for source in sources), (
            name
        )
    assert names <= set(settings())


@pytest.mark.parametrize("setting", settings().values(), ids=list(settings()))
def test_a_variable_is_named_after_its_setting_and_overrides_it(setting):
    assert setting.variable == f"KG_{setting.name.upper()}"
    assert setting.help.endswith(".")
    assert setting.read({}) == setting.read({setting.variable: " "}) == setting.default
    given = "x" if setting.type == "text" else "777"
    assert str(setting.read({setting.variable: given})).startswith(given)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KG_SPARQL_TIME", "0"),
        ("KG_SPARQL_TIME", "nan"),
        ("KG_SPARQL_TIME", "inf"),
        ("KG_SPARQL_ROWS", "2.5"),
        ("KG_SPARQL_WORKERS", "-1"),
        ("KG_SERVE_PORT", "x"),
    ],
)
def test_what_it_cannot_be_is_told_with_an_example(variable, value):
    setting = next(setting for setting in settings().values() if setting.variable == variable)
    with pytest.raises(SettingError, match=rf"{variable} is '{value}': give it a .*number of at least .*, such as"):
        setting.read({variable: value})


def test_the_limits_follow_the_environment(stored, monkeypatch):
    monkeypatch.setenv("KG_SPARQL_ROWS", "3")
    assert limits().rows == 3
    result = run(stored, "SELECT * { ?s ?p ?o }")
    assert (len(result.rows), result.truncated) == (3, True)
