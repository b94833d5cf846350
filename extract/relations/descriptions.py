"""Find what a phrase that stands for a name tells of it: "la casa madre di Gemma", "il colosso di Redmond"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.records import Mention
from extract.relations.offices import offices
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MADE, ORGS, SITES, listed

LAST = re.compile(r"\b(?:a(?= )|di|del|della|dello|dietro|dell[’'])\s?([A-Z].*)$")


def find_in_descriptions(view: View) -> Iterator[Found]:
    """Yield what a phrase that stands for a name tells of it: "la casa madre di ChatGPT", "il colosso di Redmond"."""
    for mention in view.ctx.mentions:
        named = mention.how == "alias" and mention.kind in MADE and " di " in mention.text  # "Orma di Acme"
        described = named or mention.how in {"description", "office"}
        if not described or mention.kind not in ORGS | SITES | MADE | {"person"}:
            continue
        for match in LAST.finditer(mention.text):
            inner = view.ctx.gazetteer.get(match.group(1))
            if inner is None or inner.name == mention.name:
                continue
            start = mention.start + match.start(1)
            other = Mention(
                start=start,
                end=mention.end,
                text=view.text[start : mention.end],
                name=inner.name,
                kind=inner.kind,
                how="alias",
            )
            if "madre" in view.lower(mention.start, start) and {mention.kind, inner.kind} <= ORGS:
                yield Found("subsidiary_of", other, mention, mention.start, mention.end, confidence=0.7)
                break
            if mention.kind in MADE and inner.kind in ORGS and inner.name == view.maker(mention.name):
                yield Found("develops", other, mention, mention.start, mention.end, confidence=0.7)
                break
            role = _office(view, mention, other)
            if role:
                yield Found(
                    "founded" if role == "founder" else "role",
                    mention,
                    other,
                    mention.start,
                    mention.end,
                    role=None if role == "founder" else role,
                )
                break
            relation = _told(view, mention, other)
            if relation and (relation == "competes_with" or match.group()[0] != "a"):
                yield Found(relation, mention, other, mention.start, mention.end, confidence=0.7)
            break


def _office(view: View, mention: Mention, inner: Mention) -> str | None:
    """Return the office that a description of a person tells: "l'ex capo scienziato di X"."""
    if mention.kind != "person" or inner.kind not in ORGS:
        return None
    matches = view.matches(offices())
    return next((m.entry for m in matches if mention.start <= m.start and m.end <= inner.start), None)


def _told(view: View, mention: Mention, inner: Mention) -> str | None:
    words = view.lower(mention.start, inner.start)
    if mention.kind == "person":
        return None
    if any(w.startswith(tuple(listed("rival"))) or w == "risposta" for w in words):
        return "competes_with"
    if inner.kind in MADE and any(w.startswith("propriet") for w in words):
        return "operates" if mention.kind in ORGS else None
    if inner.kind in MADE and mention.kind in ORGS:
        return "develops" if view.maker(inner.name) in (mention.name, None) else None
    if inner.kind == "place":
        return "located_in" if mention.kind in ORGS | SITES else None
    division = any(word in listed("division") for word in view.lower(mention.start, inner.start))
    return "part_of" if inner.kind in ORGS and division and mention.kind in ORGS else None
