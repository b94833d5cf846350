"""Names of models: family, version, size and variant are one name."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def models(text: str) -> list[tuple[str, str, str]]:
    """Return text, name and kind of the mentions that are no firms."""
    return [(m.text, m.name, m.kind) for m in find_mentions(text) if m.kind != "organisation"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Qwen 3.2 90B", "Qwen 3.2 90B"),
        ("Llama 5 8x22B", "Llama 5 8x22B"),
        ("Falcon 180B", "Falcon 180B"),
        ("Phi-3 mini", "Phi-3 mini"),
        ("Gpt-6 mini", "GPT-6 mini"),
        ("DeepSeek R9", "DeepSeek R9"),
        ("Mistral 8x90B", "Mistral 8x90B"),
        ("Llama-3.3-70B-Instruct", "Llama 3.3-70B-Instruct"),
    ],
)
def test_a_known_family_takes_its_version_and_size(written: str, name: str) -> None:
    assert models(f"Ora gira anche {written} in laboratorio.") == [(written, name, "model")]


@pytest.mark.parametrize("name", ["Ciclamino 3.1 405B", "Ciclamino 2 27B", "Ciclamino 12B", "Ciclamino 5 mini"])
def test_an_unknown_family_does_too(name: str) -> None:
    text = f"Arriva il modello Ciclamino 3. Costa poco {name} da ieri. Ciclamino 3 resta in vendita."
    assert (name, name, "model") in models(text)
    assert [n for _, n, _ in models(text)].count("Ciclamino 3") == 2


def test_an_alias_that_is_a_version_still_resolves_to_its_family() -> None:
    mention = next(m for m in find_mentions("Ha scaricato Falcon 180B ieri.") if m.kind == "model")
    assert mention.how == "alias"
    assert mention.cues == ("family Falcon",)


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek 3 volte su 4 sbaglia.",
        "In DeepSeek 20 ingegneri se ne vanno.",
        "Con Mistral 2 clienti su 3 risparmiano.",
    ],
)
def test_a_firm_before_a_quantity_is_a_firm(text: str) -> None:
    assert models(text) == []


def test_a_code_that_ends_a_longer_name_is_no_version_of_another_family() -> None:
    names = [n for _, n, _ in models("Tencent ha presentato il modello Lumo-V3. Lumo-V3 parla nove lingue.")]
    assert names == ["Lumo-V3", "Lumo-V3"]
    assert "DeepSeek V3" in [n for _, n, _ in models("DeepSeek ha aggiornato V3, il suo modello più usato.")]


def test_a_version_keeps_the_name_of_its_line() -> None:
    assert [n for _, n, _ in models("Cohere aggiorna Command A 5 e Command R 6.")] == ["Command A 5", "Command R+ 6"]
