"""Known names that go on, or are led up to, with other words of a name and are then the names of others."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.context import head_kinds
from extract.entities.found import Found
from extract.entities.kinds import name_words
from extract.entities.runs import Run
from extract.entities.tokens import Token
from extract.entities.versions import version_length
from extract.entities.vocabulary import words


def join(known: Sequence[Found], runs: Sequence[Run], tokens: Sequence[Token]) -> tuple[list[Found], list[Run]]:
    """Join a run with the known names that it touches where all together are one unknown name."""
    kept: list[Found] = []
    joined: list[Run] = []
    pending = list(runs)
    starts = {run.first: run for run in pending}
    ends = {run.last: run for run in pending}
    gone: set[int] = set()
    for found in known:
        after = starts.get(found.last)
        before = ends.get(found.first)
        after = after if after and _touches(tokens, found.last) and _continues(found, after, tokens) else None
        before = (
            before if before and _touches(tokens, found.first) and _precedes(before, found, after, tokens) else None
        )
        last = after.last if after else found.last + _divides(found, tokens)
        if before is None and last == found.last:
            kept.append(found)
            continue
        first = before.first if before else found.first
        if tokens[first].key in words("articles") and not tokens[first].capital:
            first += 1  # an alias may have one: "il Corriere"
        joined.append(Run(first, last))
        gone.update(id(run) for run in (before, after) if run)
    return kept, [*(run for run in pending if id(run) not in gone), *joined]


def _touches(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].gap in (" ", "-") and tokens[n].sentence == tokens[n - 1].sentence


def _divides(found: Found, tokens: Sequence[Token]) -> int:
    """Return how many words after a known firm, no name alone, make it another: "Siemens Business", "Arm-8L"."""
    if found.kind not in ("organisation", "institution") or found.how != "alias" or found.last >= len(tokens):
        return 0
    after = tokens[found.last]
    if after.gap == "-" and after.text.isdigit() and len(after.text) < 4:
        return version_length(tokens, found.last)
    return int(after.text.istitle() and after.key in words("divisions") and _touches(tokens, found.last))


def _continues(found: Found, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether a run after a known name makes it another name: "Siemens Energy" is not Siemens."""
    if run.place or found.how != "alias":
        return False
    first, last = tokens[run.first], tokens[run.last - 1]
    if found.kind == "person":  # "Musk Foundation"
        return found.last == found.first + 1 and (last.key, "last") in name_words() and first.gap == " "
    if found.kind == "institution":
        short = (
            found.last == found.first + 1 and tokens[found.first].text.isupper() and len(tokens[found.first].text) < 4
        )
        ends = (last.key, "last") in name_words() and short and run.last > run.first + 1  # "EU Growth Fund"
        return ends or (run.last == run.first + 1 and first.key in words("divisions"))
    if found.kind == "place":
        before = tokens[found.first - 1].key if found.first and tokens[found.first].gap != "\n" else ""
        located = before in words("oblique") or before in words("place_prepositions") or before == "'"
        ends = run.last == run.first + 1 and (last.key in words("org_endings") or last.key in words("site_words"))
        seat = before in words("oblique") and found.first > 1 and tokens[found.first - 2].key in head_kinds()
        placed = before in words("place_prepositions") or seat  # "la startup di Oslo | Brina Labs"
        if not placed and (last.key, "last") in name_words() and last.text.istitle():
            return True  # "Kuwait Growth Fund"
        # "Brianza One" is no place, but "a Torino Alfa ha aperto" names two.
        return ends or (not located and run.last - run.first <= 2 and found.last - found.first == 1)
    if _person_after(found, run, tokens):
        return False
    initial = (
        len(first.text) == 1 and run.last > run.first + 1 and tokens[run.first + 1].text == "."
    )  # "Reuters T. Rame"
    return last.key in words("org_endings") or not (initial or first.key in words("first_names"))


def _person_after(found: Found, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether two words after a firm are one of its people, or who spoke to it: "il ceo di Abb | Jorn Tamsen"."""
    name = tokens[run.first : run.last]
    lists = ("common_it", "common_en", "loanwords", "not_names", "org_endings")
    if len(name) != 2 or any(not t.text.istitle() or any(t.key in words(known) for known in lists) for t in name):
        return False
    if (name[1].key, "last") in name_words():
        return False
    of = found.first - (2 if found.first > 1 and tokens[found.first - 1].key == "'" else 1)
    before = [t.key for t in tokens[max(0, of - 5) : of] if t.sentence == tokens[of].sentence]
    if of > 0 and tokens[of].key in words("of_firm"):
        return any(key in words("office_heads") for key in before)
    return of > 0 and tokens[of].key in ("a", "al", "alla", "all", "allo") and bool(words("said") & set(before[-2:]))


def _precedes(run: Run, found: Found, after: Run | None, tokens: Sequence[Token]) -> bool:
    """Whether a run before a known name makes it another: "Kimbal Musk" is not Elon Musk, "Jack London" no city."""
    if run.place or found.how != "alias":
        return False
    if found.kind == "place" and tokens[found.first].gap == " " and _house_of(run, found, tokens):
        return True
    if found.kind == "place" and run.last - run.first > 1 and tokens[found.first].gap == " ":
        # "Veltrano Innovation Hub Basilicata", but not "quando Alfa Beta Italia" in a title
        return tokens[run.last - 1].key in words("org_endings") and not tokens[run.first].initial
    if found.kind == "organisation" and run.last == run.first + 1 and tokens[run.first].key == "fondazione":
        return True  # a foundation is not the firm whose name it has
    first_name = tokens[run.last - 1].key in words("first_names")
    if found.kind in ("person", "place"):
        return found.last - found.first == 1 and first_name
    surname = tokens[found.first].text
    if first_name and found.kind == "organisation" and found.last - found.first == 1 and surname[1:].islower():
        return True  # "Giovanni Ferrero" is a man, whatever firm bears his name
    return after is not None and found.kind == "organisation" and not tokens[run.first].initial


def _house_of(run: Run, found: Found, tokens: Sequence[Token]) -> bool:
    """Whether a run and the place after it are one body: "Asl Lodi", "San Biagio Lodi", "Tessiture Monza spa"."""
    size = run.last - run.first
    if size == 1 and tokens[run.first].key in words("placed"):
        return True
    legal = found.last < len(tokens) and tokens[found.last].key in words("legal_forms")
    saint = size > 1 and tokens[run.last - 2].key in words("saints") and size < 4
    before = tokens[run.first - 1].key if run.first else ""
    return (saint and before not in words("place_prepositions")) or (legal and tokens[found.last].gap == " ")
