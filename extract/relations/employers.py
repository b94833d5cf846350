"""Find the firm that an office is of: named after it, the one that appoints, known of its holder, or a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.claims.patterns import Match
from extract.claims.vocabulary import read_lines
from extract.records import Mention
from extract.relations.office_holders import is_called
from extract.relations.reference import is_subject
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, listed

HEADS = {"ceo", "cfo", "cto", "coo"}
"""Offices that a firm has which is only known as its product: "l'ad di X"."""
INFERRED = {"ceo", "cfo", "cto", "coo", "cso", "cdo", "chair", "president", "founder", "director", "scientist", "other"}


@lru_cache(maxsize=1)
def _markets() -> frozenset[str]:
    """Return the names of markets, which no office is of that is told without a firm."""
    return frozenset(row[0] for row in read_lines("exchanges.txt"))


def employer_after(view: View, match: Match[str], names: Sequence[Mention]) -> tuple[Mention | None, bool]:
    """Return the company that an office is said of, and whether what follows rules out any other."""
    gap: list[str] = []
    for org in names:
        if org.start < match.end:
            continue
        gap = view.lower(match.end, view.phrase(org).start)
        if len(gap) > 7 or {",", ";", ":", ")"} & set(gap) or listed("stop") & set(gap):
            break
        if org.kind == "person":
            break
        guessed = org.kind == "unknown" or (org.kind in MADE and listed("home") & set(gap))
        named = guessed and org.how == "name" and not gap[2:] and view.role(org) == "di"
        unit = org.kind == "product" and bool(listed("division") & {*gap, *view.before(org.start, 3)})
        service = org.kind == "product" and len(gap) <= 1 and match.entry in HEADS
        fund = org.kind == "place" and org.how == "name" and " " in org.text and match.entry == "other" and not gap[1:]
        named = named or ((unit or service or fund) and view.role(org) == "di")
        held = view.role(org) in ({"di", "in"} if gap[1:] else {"di", "in", "a"}) or gap[-1:] in (["presso"], ["per"])
        if named or (org.kind in ORGS and held):
            return org, False
        if org.kind == "place" and view.role(org) == "di" and len(gap) <= 1:
            return None, True
        break
    after = view.after(match.end, 3)
    complement = after[:1] and after[0] in {"di", "del", "della", "dell'", "dei", "degli", "delle"}
    return None, bool(complement and not listed("field") & set(after[1:]))


def appointing(view: View, match: Match[str], person: Mention, names: Sequence[Mention]) -> Mention | None:
    """Return the company of "X ha nominato Y ceo"."""
    before = view.before(min(person.start, match.start), 6)
    if not any(word.startswith(tuple(listed("appointing"))) for word in before):
        return None
    orgs = [m for m in names if m.kind in ORGS and m.end <= match.start and view.role(m) == "bare"]
    return orgs[-1] if orgs else view.topic(match.start, ORGS)


def having(view: View, match: Match[str], names: Sequence[Mention]) -> Mention | None:
    """Return the company of "X, che ha come presidente e socio Y", "X ha un nuovo ceo: è Y"."""
    words = view.before(match.start, 4)
    at = words.index("come") if "come" in words else 0
    while at == 0 and words and (words[-1] in ARTICLES or words[-1] in listed("adjective")):
        words.pop()
    has = words[at - 1] if at else words[-1] if words else ""
    if has not in listed("having"):
        return None
    orgs = [m for m in names if m.kind in ORGS and m.end <= match.start and view.role(m) in {"bare", "per"}]
    return orgs[-1] if orgs else view.topic(match.start, ORGS)


def government_of(view: View, match: Match[str], person: Mention) -> Mention | None:
    """Return the government that a minister without a field is known to belong to: "il ministro Y"."""
    known = view.ctx.gazetteer.get(person.name)
    if match.entry != "official" or known is None or view.before(match.start, 1) in (["ex"], ["già"]):
        return None
    held = [role.org for role in known.roles if role.role == "official" and role.end is None]
    org = view.ctx.gazetteer.get(held[0]) if len(held) == 1 else None
    return replace(person, name=org.name, kind=org.kind, how="office") if org is not None else None


def guess_employer(view: View, match: Match[str], person: Mention) -> Mention | None:
    """Return the company of an office that is said without one: known of the person, else what the text is about."""
    known = view.ctx.gazetteer.get(person.name)
    if known is not None and known.roles and view.lower(match.start, match.end)[-1] not in listed("profession"):
        held = [role.org for role in known.roles if _is_same(role.role, match.entry)]
        named = [m for m in view.names((0, view.sentence(match.start)[1]), ORGS) if m.name in held]
        apart = view.lower(match.end, person.start) not in ([], [","]) or match.entry not in HEADS
        if named or apart or {r.org for r in known.roles} & {m.name for m in view.ctx.mentions}:
            return named[-1] if named else None
        main = view.main(match.start, ORGS)  # what is known of the person may be out of date
        return main if main is not None and is_subject(view, main) else None
    if view.lower(match.start, match.end)[-1] in listed("profession"):
        return None  # what somebody does for a living says nothing of where
    vague = match.entry == "president" and known is not None and not _is_chained(view, match)
    if match.entry not in INFERRED or vague:
        return None  # a president without more is rather one of a country
    before = [m for m in view.names((0, match.start), ORGS) if view.role(m) != "secondo" and m.name not in _markets()]
    if not before:
        return None
    opener = _opener(view, match.start)
    if opener is not None:
        return opener
    best = max(before[-6:], key=lambda m: (_weight(view, m, match.start), m.start))
    far = view.ctx.sentence_index(match.start) - view.ctx.sentence_index(best.start) > 4
    main = view.main(match.start, ORGS)
    if far or (main and view.ctx.salience.get(main.name, 0.0) >= 0.9 and len(before) > 6):
        return main
    return best


def _opener(view: View, offset: int) -> Mention | None:
    """Return the firm that opens the paragraph, "Alfa chiude due sedi", "Per Alfa …", if no other is named after it."""
    start, _ = view.ctx.paragraph(offset)
    named = [m for m in view.names((start, offset), ORGS) if m.how in {"alias", "name"} and view.role(m) == "bare"]
    first = next(iter(view.names((start, offset), ORGS)), None)
    if first is None or first.how not in {"alias", "name"} or len(view.lower(start, first.start)) > 1:
        return None
    return first if {m.name for m in named} <= {first.name} else None


def _is_same(held: str, said: str) -> bool:
    """Say whether an office that is known may be called so: a chair is a president, a founder whatever he runs."""
    return is_called(held, said) or held == "founder" or said == "other"


def _is_chained(view: View, match: Match[str]) -> bool:
    """Say whether an office is one of two: "il fondatore e presidente", "presidente e ad"; or its company is near."""
    joined = view.before(match.start, 1) == ["e"] or view.after(match.end, 1) == ["e"]
    return joined or any(view.role(m) == "bare" for m in view.names((view.sentence(match.start)[0], match.start), ORGS))


def _weight(view: View, org: Mention, offset: int) -> float:
    """Return how likely an office without a company is of this one: the one the article is about, or the last named."""
    same = view.sentence(org.start) == view.sentence(offset)
    bare = view.role(org) == "bare"
    return view.ctx.salience.get(org.name, 0.0) + (0.5 if bare else 0.0) + (0.4 if same else 0.0)
