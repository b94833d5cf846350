"""The Italian language model under the pipeline: the one that ships, another one by name, or none."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from corpus.errors import CifreError

MODEL_SETTING = "KG_MODEL"
"""Environment variable: ``cifre`` (the model that ships), ``blank`` (none), or an installed Italian spaCy pipeline."""

SHIPPED, BLANK = "cifre", "blank"
FOLDER = Path(__file__).with_name("model")
UNUSED = ("lemmatizer", "trainable_lemmatizer", "senter", "textcat", "textcat_multilabel", "entity_linker")
"""Components of a model that nothing here asks; they are not loaded."""


def load_language(model: str) -> Language:
    """Return an Italian spaCy pipeline: ``cifre``, ``blank``, or another one by its name or path.

    Raises
    ------
    CifreError
        If the model is not installed or is not Italian.

    Examples
    --------
    >>> load_language("blank").pipe_names
    []
    """
    if model == BLANK:
        return spacy.blank("it")
    try:
        # numpy's matrix product takes half the time of thinc's own.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(FOLDER if model == SHIPPED else model, exclude=UNUSED)
    except (OSError, ValueError) as error:
        hint = f"install it, or set {MODEL_SETTING} to {SHIPPED} or {BLANK}"
        raise CifreError(f"the language model {model} cannot be loaded", hint) from error
    if nlp.lang != "it":
        raise CifreError(f"the language model {model} reads '{nlp.lang}'", "choose an Italian one")
    return nlp


@lru_cache(maxsize=1)
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which matrix products keep to one thread.

    The matrices of a small model are too small for more: a second thread waits, and takes the time of a processor that
    another article could have.

    Examples
    --------
    >>> with one_thread():
    ...     pass
    """
    return _pools().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]
