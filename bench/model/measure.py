"""Measure loading in processes of their own, and speed on the sample corpus, all in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

import spacy
from spacy.language import Language
from thinc.api import use_ops

from corpus import Article
from extract.language import BLANK, FOLDER, SHIPPED, load_language, one_thread
from extract.pipeline import Extractor, load

LOAD = """
import re, time
import extract.pipeline
begun = time.process_time()
extract.pipeline.build({model!r})
print(time.process_time() - begun, re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What loading a pipeline takes: processor seconds after the imports, and the process's peak memory in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Result:
    """What one run measured; speeds are words a second, of processor time unless they say wall clock.

    Parameters
    ----------
    share : float
        Time of the project's own components over that of the language model's.
    """

    words: int
    loads: dict[str, Load]
    speeds: dict[str, float]
    wall: dict[str, float]
    share: float


def load_cost(model: str) -> Load:
    """Build the pipeline over a model in a new process (Linux, which tells a process's peak memory)."""
    run = subprocess.run([sys.executable, "-c", LOAD.format(model=model)], capture_output=True, text=True, check=True)
    seconds, kilobytes = run.stdout.split()
    return Load(float(seconds), int(kilobytes) / 1024)


def best(work: Callable[[], object], clock: Callable[[], float], rounds: int) -> float:
    """Return the least time of several rounds: others on the machine only ever add to it."""
    times = []
    for _ in range(rounds):
        begun = clock()
        work()
        times.append(clock() - begun)
    return min(times)


def own_share(nlp: Language, articles: Sequence[Article], rounds: int) -> float:
    """Return the time of the components named ``cifre_…`` over that of the language model's own."""
    extractor = Extractor(nlp)
    least: dict[str, float] = {}
    for _ in range(rounds):
        spent = dict.fromkeys(nlp.pipe_names, 0.0)
        for article in articles:
            doc = extractor.prepare(article)
            for name, component in nlp.pipeline:
                begun = process_time()
                doc = component(doc)
                spent[name] += process_time() - begun
        least = {name: min(seconds, least.get(name, seconds)) for name, seconds in spent.items()}
    own = sum(seconds for name, seconds in least.items() if name.startswith("cifre_"))
    return own / (sum(least.values()) - own)


def measure(articles: Sequence[Article], rounds: int = 5) -> Result:
    """Measure everything on these articles."""
    texts = [article.text for article in articles]
    words = sum(map(len, spacy.blank("it").pipe(texts)))
    model = load_language(SHIPPED)
    with use_ops("numpy", use_blis=False):
        lemmas = spacy.load(FOLDER)
    with use_ops("numpy", use_blis=True):
        blis = spacy.load(FOLDER, exclude=["trainable_lemmatizer"])
    whole = load(SHIPPED).nlp  # as everything that reads articles does

    def speed(nlp: Language, batch: int) -> float:
        return words / best(lambda: list(nlp.pipe(texts, batch_size=batch)), process_time, rounds)

    with one_thread():
        speeds = {
            'spacy.blank("it"), the tokenizer alone': speed(spacy.blank("it"), 32),
            "**the language model, as it is used**": speed(model, 32),
            "… an article at a time": speed(model, 1),
            "… 8 articles at a time": speed(model, 8),
            "… with its lemmatizer": speed(lemmas, 32),
            "… with thinc's matrix product": speed(blis, 32),
            "**the whole pipeline**": words
            / best(lambda: list(Extractor(whole).extract_all(articles)), process_time, rounds),
        }
        share = own_share(whole, articles, rounds)
        wall = {
            str(n): words * 4 / best(lambda n=n: list(model.pipe(texts * 4, n_process=n)), perf_counter, 2)  # type: ignore[misc]
            for n in (1, 2)
        }
    speeds["… with as many threads as numpy takes"] = speed(model, 32)
    return Result(words, {name: load_cost(name) for name in (SHIPPED, BLANK)}, speeds, wall, share)
