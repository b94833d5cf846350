"""The app's words in Italian and English, from ``texts.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("texts.toml")
LANGUAGES = ("it", "en")


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, str]]:
    """Return every text by key (``page.name``) and language."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {f"{group}.{name}": forms for group, listed in data.items() for name, forms in listed.items()}


def text(key: str, lang: str, **fields: object) -> str:
    """Return a text in a language, with its fields filled in.

    Raises
    ------
    KeyError
        If there is no such text: a mistake in the program.

    Examples
    --------
    >>> text("nav.ask", "it"), text("nav.ask", "en")
    ('Chiedi', 'Ask')
    """
    found = texts()[key][lang]
    return found.format(**fields) if fields else found


def word(group: str, code: str, lang: str) -> str:
    """Return the word for a code of the vocabulary; the code itself where the texts do not have it.

    Examples
    --------
    >>> word("status", "planned", "it"), word("status", "never_heard", "it")
    ('previsto', 'never heard')
    """
    found = texts().get(f"{group}.{code}")
    return found[lang] if found else code.replace("_", " ")
