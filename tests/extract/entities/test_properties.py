"""What holds for any text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.entities import find_mentions

PIECES = st.sampled_from(
    (
        *(
            "il gruppo",
            " di Torino",
            ",",
            ". ",
            ";",
            ": ",
            "(",
            ")",
            "«",
            "»",
            '"',
            "' ",
            " - ",
            " – ",
            "• ",
            "\n",
            "\n\n",
        ),
        *(
            "Meta",
            "meta",
            " Llama 3.1 405B",
            "GPT-4o ",
            "H100s",
            "H 100",
            "l'ad ",
            "l’azienda ",
            "dell'",
            " Sam Altman",
        ),
        *("Claude", "Gemini 9 ", "A Menlo Park ", "Velmar Robotics", "Brugsen ", "Anna Rossi", "la startup cinese "),
        *("12 milioni", "%", " 3", " X3", "C.C. Wei", "il modello ", "Leonardo", "Bruxelles dice", "Secondo Nature "),
        *(
            "TAIPEI, 18 lug - ",
            "È ",
            "Ü",
            "ß",
            "ﬁ",
            "\u00a0",
            "\u200b",
            "\u0301",
            " 2025",
            " & ",
            " di ",
            "Mixtral 8x7B",
        ),
    )
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)
INVENTED = st.sampled_from(["Brugsen", "Velmar", "Oriflon", "Quadrix", "Tarvenia", "Zentrix", "Kalumbe", "Wexford"])


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans(), st.one_of(st.none(), st.text(max_size=30)))
def test_mentions_quote_the_text_in_order_without_overlaps(text: str, ignore_case: bool, title: str | None) -> None:
    end = 0
    for mention in find_mentions(text, ignore_case=ignore_case, title=title):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end
        assert mention.name
        end = mention.end


@settings(max_examples=40, deadline=None)
@given(INVENTED)
def test_an_invented_firm_is_found_whatever_its_name(name: str) -> None:
    text = f"La startup belga {name} ha raccolto 20 milioni. Con i fondi {name} assumerà, poi l'azienda si quoterà."
    assert [(m.name, m.how) for m in find_mentions(text)] == [(name, "name"), (name, "name"), (name, "anaphor")]


def test_work_grows_with_the_length_of_the_text() -> None:
    # Calls of Python functions are counted, so that the machine's load does not matter.
    for piece in (
        "Il gruppo di Torino Velmar Robotics, guidato da Anna Rossi, sfida Meta. L'ad dice no: Llama Pro 3.1. ",
        "Leonardo Leonardo Pro Pro ",
        "A.B.C. «Alfa 3.1.",
        "l'ad di Alfa, Anna Rossi, ",
    ):
        once, twice = (calls(partial(find_mentions, piece * size)) for size in (100, 200))
        assert twice < 2.6 * once, piece


def calls(work: Callable[[], object]) -> int:
    """Return how many Python and C functions are called."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
