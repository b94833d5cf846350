"""Registries of one's own: read, laid over the shipped one, and every mistake named by file, formula and field."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from kg.calc import FORMULAS_FILE, FormulaError, derive, formula, formulas
from kg.calc.docs import documentation

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "calculations.md"

OWN = """
[[formula]]
id = "watts-per-euro"
label = { it = "Watt per euro", en = "Watts per euro" }
explanation = { it = "Potenza su costo.", en = "Power over cost." }
expression = "power / cost"
preconditions = ["cost > 0"]
constraints = [{ rule = "same", fields = ["subject"] }]
[formula.inputs.power]
label = { it = "potenza", en = "power" }
metric = "power"
unit = "W"
[formula.inputs.cost]
label = { it = "costo", en = "cost" }
metric = "cost"
unit = "W"
[formula.result]
unit = "x"
[formula.example]
inputs.power = { value = 10, subject = "Alcor" }
inputs.cost = { value = 4, subject = "Alcor" }
result = { value = 2.5, low = 2.5, high = 2.5, hedge = "exact" }
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_own_formula_is_added_to_the_shipped_ones(own: Path) -> None:
    assert [item.id for item in formulas(own)] == [*(item.id for item in formulas()), "watts-per-euro"]
    found = formula("watts-per-euro", own)
    assert derive(found, found.example.inputs).value == Decimal("2.5")


def test_own_formula_replaces_a_shipped_one_by_its_id(own: Path) -> None:
    own.write_text(OWN.replace("watts-per-euro", "yearly-energy"), encoding="utf-8")
    assert len(formulas(own)) == len(formulas())
    assert formula("yearly-energy", own).label.en == "Watts per euro"


def test_registry_named_in_the_environment_is_read(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_FORMULAS", str(own))
    assert formula("watts-per-euro").origin == str(own)


def test_a_changed_file_is_read_again(own: Path) -> None:
    assert formula("watts-per-euro", own).label.it == "Watt per euro"
    own.write_text(OWN.replace('it = "Watt per euro"', 'it = "Watt su euro, di nuovo"'), encoding="utf-8")
    assert formula("watts-per-euro", own).label.it == "Watt su euro, di nuovo"


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ('expression = "power / cost"', 'expression = "power / price"', "expression", "price is no input"),
        ('expression = "power / cost"', 'expression = "power"', "expression", "cost is used 0 times"),
        ('expression = "power / cost"', 'expression = "power + cost - power"', "expression", "used 2 times"),
        ('expression = "power / cost"', "expression = \"exec('x')\"", "expression", "has a Call"),
        ('expression = "power / cost"', 'expression = "power * cost"', "expression", "the result is declared as"),
        ('metric = "cost"\nunit = "W"', 'metric = "cost"\nunit = "Wh"', "expression", "the result is declared as"),
        ('metric = "cost"\nunit = "W"', 'metric = "cost"\nunit = "horse"', "inputs.cost.unit", "not known"),
        ('rule = "same"', 'rule = "alike"', "constraints[0].rule", "alike is not known"),
        ('fields = ["subject"]', 'fields = ["colour"]', "constraints[0].fields", "colour is not known"),
        (', fields = ["subject"]', "", "constraints[0].fields", "missing"),
        ('preconditions = ["cost > 0"]', 'preconditions = ["cost"]', "preconditions[0]", "not a comparison"),
        ('preconditions = ["cost > 0"]', 'preconditions = ["coast > 0"]', "preconditions[0]", "coast is not known"),
        ('label = { it = "costo", en = "cost" }', 'label = { it = "costo" }', "inputs.cost.label.en", "missing"),
        ('it = "Potenza su costo."', 'it = " "', "explanation.it", "empty"),
        ('unit = "x"', 'unit = "x"\nsubject = "Alcor"', "result.subject", "names no input"),
        ('unit = "x"', 'unit = "x"\nsubject = "power.colour"', "result.subject", "no field"),
        ('unit = "x"', 'unit = "x"\nflavour = "sweet"', "result.flavour", "no such field"),
        (
            "inputs.cost = { value = 4",
            'inputs.cost = { value = 4, status = "x", colour = 1',
            "example.inputs.cost",
            "colour",
        ),
        ("inputs.cost = { value = 4", 'inputs.cost = { value = 4, unit = "EUR"', "example.inputs.cost", "unit"),
        ('id = "watts-per-euro"', 'id = "Watts per euro"', "id", "not an id"),
    ],
)
def test_mistake_is_named_by_file_formula_and_field(own: Path, old: str, new: str, field: str, problem: str) -> None:
    assert old in OWN
    own.write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormulaError) as caught:
        formulas(own)
    message = str(caught.value)
    assert message.startswith(f"{own}, formula ")
    assert f", {field}: " in message
    assert problem in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("content", "problem"),
    [("[[formula]", "is no TOML"), ("", "has no formulas"), ("x = 1", "has no formulas"), (OWN + OWN, "used 2 times")],
)
def test_file_that_is_no_registry_is_refused(own: Path, content: str, problem: str) -> None:
    own.write_text(content, encoding="utf-8")
    with pytest.raises(FormulaError, match=problem):
        formulas(own)


def test_missing_file_and_unknown_formula_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FormulaError, match=r"cannot be read .*: give the path"):
        formulas(tmp_path / "none.toml")
    with pytest.raises(FormulaError, match=r"there is no calculation .*: choose one of power-per-accelerator"):
        formula("alchemy")


def test_documentation_is_up_to_date() -> None:
    made = "run: python -m kg.calc.docs > docs/calculations.md"
    assert PAGE.read_text(encoding="utf-8") == documentation(), made


def test_formula_that_the_documentation_shows_can_be_used(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    [block] = re.findall(r"(?m)^    \[\[formula\]\]\n(?:    .*\n)+", text)
    path = tmp_path / "shown.toml"
    path.write_text(re.sub(r"(?m)^    ", "", block), encoding="utf-8")
    found = formula("employees-per-data-center", path)
    assert derive(found, found.example.inputs).text("en") == "250 per data center"


def test_shipped_file_holds_nothing_that_is_not_read() -> None:
    data = tomllib.loads(FORMULAS_FILE.read_text(encoding="utf-8"))
    assert [entry["id"] for entry in data["formula"]] == [item.id for item in formulas()]
