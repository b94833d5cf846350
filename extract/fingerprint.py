"""What an extraction depends on, as one short word: where it differs, an article has to be extracted again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parent
_NO_PART = {"model", "training", "__pycache__"}  # a model counts where it is chosen
_SETTINGS = ("KG_MODEL", "KG_METRICS")


def fingerprint() -> str:
    """Return the fingerprint of the extractor: code, vocabularies, language model, the user's metrics, spaCy.

    Examples
    --------
    >>> len(fingerprint()), fingerprint() == fingerprint()
    (12, True)
    """
    return _fingerprint(*(os.environ.get(name, "") for name in _SETTINGS))


@lru_cache(maxsize=8)
def _fingerprint(model: str, metrics: str) -> str:
    digest = hashlib.sha256(metadata.version("spacy").encode())
    for path in _files(_PACKAGE):
        digest.update(f"{path.relative_to(_PACKAGE)}\0".encode() + path.read_bytes())
    digest.update(model.encode())
    for setting in (model, metrics):
        place = Path(setting)
        if setting and place.exists():
            for path in _files(place) if place.is_dir() else [place]:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _NO_PART:
                yield from _files(path)
        elif path.suffix != ".pyc":
            yield path
