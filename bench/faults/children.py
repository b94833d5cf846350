"""The processes of the test: one writes until it is killed, others read all the time."""

from __future__ import annotations

import hashlib
import multiprocessing
import re
from functools import lru_cache
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

import pyoxigraph as ox
from pyoxigraph import NamedNode

from bench.articles import stated
from corpus.article import Article
from extract.records import Extraction
from kg.ingest import Outcome, ingest
from kg.store import Prepared, Store, prepare
from kg.store.index import serialized

ARTICLES = 12
"""Articles that writers change; the one with this number nobody touches, and every reader must see it."""
EXTRACTOR = "faults/1"

Change = tuple[int, int | None]
"""Number of an article, and the variant that it is to have; None where it is forgotten."""


def variant_of(text: str) -> int:
    """Return the variant that a text is, by its first line."""
    found = re.match(r"Articolo \d+, versione (\d+)\.", text)
    return int(found[1]) if found else -1


def write(path: str, seed: int, state: dict[int, int], acknowledge: Connection) -> None:
    """Ingest, replace and forget without end; say what is begun, and what is done as soon as it is durable.

    Parameters
    ----------
    state : dict of int to int
        The variant that each stored article has.
    acknowledge : Connection
        Gets ``("begin", changes)`` and ``("done", change)``.
    """
    rng, store = Random(seed), Store(path)
    while True:
        if state and rng.random() < 0.25:
            number = rng.choice(sorted(state))
            acknowledge.send(("begin", [(number, None)]))
            store.forget(f"stated-{number}")
            del state[number]
            acknowledge.send(("done", (number, None)))
            continue
        numbers = rng.sample(range(ARTICLES), k=rng.randint(1, 4))
        variants = {n: rng.randrange(10**6) for n in numbers}
        acknowledge.send(("begin", list(variants.items())))
        _ingest(store, variants, acknowledge)
        state |= variants


def _ingest(store: Store, variants: dict[int, int], acknowledge: Connection) -> None:
    found = {f"stated-{number}": stated(number, variant) for number, variant in variants.items()}

    def tell(outcome: Outcome) -> None:
        number = int(outcome.article.removeprefix("stated-"))
        acknowledge.send(("done", (number, variants[number])))

    ingest(
        store,
        [article for article, _ in found.values()],
        extract=lambda article: found[article.id][1],
        extractor=EXTRACTOR,
        on_article=tell,
    )


def read(path: str, stop: Event, results: Connection) -> None:
    """Read all articles again and again until `stop`, and send how often, with every article that is not whole."""
    problems: set[str] = set()
    reads = 0
    store = Store(path)
    parent = multiprocessing.parent_process()
    while not stop.is_set() and (parent is None or parent.is_alive()):
        if reads % 5 == 0:
            store = Store(path)  # as a command that is started: it compares the snapshot with the files
        reads += 1
        stop.wait(0.005)
        try:
            now = store.pinned()
            infos = now.articles()
            if f"stated-{ARTICLES}" not in {info.id for info in infos}:
                problems.add(f"stated-{ARTICLES}, which nobody touches, was not seen")
            for info in infos:
                article, node = now.article(info.id), NamedNode(info.iri)
                seen = digest(now.store, node)
                number = int(info.id.removeprefix("stated-"))
                if article is None or seen != _expected(number, variant_of(article.text)):
                    problems.add(f"{info.id} is not as it was written")
        except Exception as error:  # whatever a reader meets is what the test is after
            problems.add(f"a reader met {type(error).__name__}: {error}")
    results.send((reads, sorted(problems)))


@lru_cache(maxsize=4096)
def _expected(number: int, variant: int) -> str:
    made, memory = made_of(number, variant), ox.Store()
    memory.load(made.data + made.edges, format=ox.RdfFormat.N_QUADS)
    return digest(memory, made.node)


def digest(store: ox.Store, node: NamedNode) -> str:
    """Return a digest of the graph of an article as a store has it."""
    lines = sorted(serialized(store.quads_for_pattern(None, None, None, node)).split(b"\n"))
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def made_of(number: int, variant: int) -> Prepared:
    """Return what the store must have of an article's variant."""
    found: tuple[Article, Extraction] = stated(number, variant)
    return prepare(*found, extractor=EXTRACTOR)


def file_of(path: Path, number: int) -> bytes | None:
    """Return the file of an article, None where there is none."""
    file = path / "articles" / f"stated-{number}.nq"
    return file.read_bytes() if file.exists() else None
