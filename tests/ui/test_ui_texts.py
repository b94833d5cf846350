"""The app's words: both languages everywhere, none unused, none missing."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from kg.rdf.entities import KINDS
from ui.texts import LANGUAGES, text, texts, word

UI = Path(__file__).parents[2] / "ui"
CODES = {  # groups whose texts are found by a code of the vocabulary
    "status", "kind", "hedge", "bound", "flag", "entity_kind", "relation", "role", "warning", "field",
}  # fmt: skip
MADE = re.compile(r"^(nav\.|ask\.example_|add\.(change|status)_|add\.(paste|upload|address)$)")


@pytest.mark.parametrize("key", sorted(texts()))
def test_every_text_has_both_languages_with_the_same_fields(key: str) -> None:
    forms = texts()[key]
    assert set(forms) == set(LANGUAGES)
    assert all(form.strip() for form in forms.values())
    if key == "sparql.placeholder":  # a query, shown as it is
        return
    fields = [{name for _, name, _, _ in string.Formatter().parse(form) if name is not None} for form in forms.values()]
    assert fields[0] == fields[1]


def _constants() -> set[str]:
    """Return every string in the app's modules."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _asked() -> set[str]:
    """Return every key that the app asks for by its whole name."""
    found = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("t", "text"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_text_that_is_asked_for_is_there() -> None:
    assert _asked() - set(texts()) == set()


def test_no_text_is_unused() -> None:
    used = _constants()
    unused = {key for key in texts() if key not in used and key.split(".")[0] not in CODES and not MADE.match(key)}
    assert unused == set()


def test_every_kind_of_entity_has_a_word() -> None:
    assert {f"entity_kind.{kind}" for kind in KINDS} <= set(texts())


def test_a_text_without_its_fields_fails_in_the_test_and_not_before_a_reader() -> None:
    with pytest.raises(KeyError):
        text("nav.nothing", "it")
    assert word("relation", "invests_in", "en") == "invests in"


def test_the_app_has_no_sparql_and_no_arithmetic() -> None:
    query = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^{]*\{")
    for path in [*UI.rglob("*.py"), UI.parent / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.name}, line {getattr(node, 'lineno', '?')}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not query.search(node.value), where
            if isinstance(node, ast.BinOp):
                assert isinstance(node.op, ast.Add | ast.Sub | ast.BitOr | ast.Div), where
                assert not isinstance(node.op, ast.Sub), where
                assert not any(
                    isinstance(side, ast.Constant) and isinstance(side.value, int | float)
                    for side in (node.left, node.right)
                ), where
