"""What the genre of the news and the wording around a figure tell."""

from __future__ import annotations

import pytest

from corpus import from_text
from extract import load
from extract.claims.assemble import make_drafts
from extract.claims.context import Context
from extract.claims.continuing import tied_level
from extract.claims.counted import counted
from extract.claims.genre import article_genres, genre_features
from extract.claims.kind import is_moved
from extract.claims.wording import wording_features


def context(text: str) -> Context:
    found: Context = load().read(from_text(text))._.context
    return found


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Il sondaggio ha interpellato 900 presidi: un campione che l'indagine rinnova ogni anno.", "survey"),
        ("Nel trimestre l'utile netto sale; bilancio e guidance piacciono, i ricavi di più.", "quarter"),
        ("La multa del Garante è la terza sanzione; il tribunale deciderà sul ricorso.", "law"),
        ("Il round di Serie B porta nuovi investitori, un fondo di venture e una valutazione più alta.", "round"),
    ],
)
def test_an_article_is_of_the_genre_that_most_of_its_words_tell(text: str, genre: str) -> None:
    assert next(iter(article_genres(context(text)))) == genre


def test_a_text_that_tells_no_genre_has_none() -> None:
    found = context("Ieri pioveva, e 12 gatti dormivano.")
    assert article_genres(found) == {}
    assert genre_features(found, found.quantities[0], "other") == {}


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Prysmian ha avuto vendite per 4,1 miliardi di euro, in progresso del 7% su base annua.", True),
        ("Prysmian ha avuto vendite per 4,1 miliardi di euro, il 7% in più di un anno fa.", True),
        ("Prysmian ha avuto vendite per 4,1 miliardi di euro e il titolo ha perso il 7%.", False),
        ("Prysmian ha speso 4,1 miliardi di euro per il 7% di Nexans.", False),
    ],
)
def test_a_change_belongs_to_the_level_right_before_it(text: str, tied: bool) -> None:
    found = context(text)
    (level, _), *_ = make_drafts(found)
    assert level is not None
    assert (tied_level(found, found.quantities[1], [level]) is level) == tied


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("I consumi sono saliti rispetto al 2021 del 14%.", True),
        ("L'aumento è stato del 14%.", True),
        ("I costi crescono a un ritmo superiore al 14%.", True),
        ("Il margine è del 14%.", False),
        ("La quota è salita al 14%.", False),
    ],
)
def test_a_percentage_moves_only_where_a_movement_governs_it(text: str, moved: bool) -> None:
    found = context(text)
    assert is_moved(found, found.quantities[-1]) == moved


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Le famiglie che hanno un abbonamento sono ormai 3 milioni.", "famiglie"),
        ("Le imprese con più di cento addetti erano il 12%.", "imprese"),
        ("Tra le medie imprese il 12% ha un chatbot.", "imprese"),
    ],
)
def test_what_is_counted_may_be_the_subject_or_a_group_before(text: str, noun: str) -> None:
    found = context(text)
    assert {cue for _, cue, _ in counted(found, found.quantities[-1])} == {noun}


def test_a_subject_without_a_count_counts_nothing() -> None:
    found = context("I ricavi sono 3 miliardi di euro.")
    assert list(counted(found, found.quantities[0])) == []


def test_the_wording_tells_a_share_of_a_whole_from_a_movement() -> None:
    found = context("Il 14% delle scuole usa un chatbot; le altre calano del 3%.")
    metric = found.scheme["adoption_rate"]
    shapes = [
        [name for name in wording_features(found, quantity, metric) if name.startswith("%: ") and "in %" in name]
        for quantity in found.quantities
    ]
    assert shapes == [["%: of a whole, metric in %"], ["%: moved, metric in %"]]
