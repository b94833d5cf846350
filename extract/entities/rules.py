"""Which entity a name is, where it could be another one or a common word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.entities.context import Context
from extract.entities.lexicon import Entry
from extract.entities.vocabulary import words

_JOINING = frozenset((",", "e", "ed"))


@dataclass(frozen=True, slots=True)
class Choice:
    """An entity chosen for a name, with the words that decided; `weight` ranks it against other entities."""

    entry: Entry
    cues: tuple[str, ...] = ()
    weight: float = 1.0


def choose(
    entries: Sequence[Entry], context: Context, start: int, end: int, *, senses: Mapping[str, str], free: bool = False
) -> Choice | None:
    """Return the entity that a name stands for, None where it is none of the table's.

    Parameters
    ----------
    entries : sequence of Entry
        All that the words `start` to `end` can be.
    context : Context
        What surrounds them.
    senses : mapping
        How the article used an ambiguous name before.
    free : bool
        Whether a name needs no cue, as in a question, which is too short to have one.

    Returns
    -------
    Choice or None
        The reading with most cues; among equals the one that bears exactly this name.
    """
    choices = []
    for entry in entries:
        if entry.description:
            if entry.proper:
                choices.append(Choice(entry))
        elif entry.ambiguity is None:
            choices.append(Choice(entry, weight=1.5))
        else:
            rule = _RULES[entry.ambiguity.rule]
            choice = rule(entry, context, start, end)
            if choice is None and senses.get(entry.alias) == entry.entity.name:
                choice = Choice(entry, ("as before",), 0.5)
            if choice is None and free and entry.ambiguity.rule in ("case", "full", "cue", "field"):
                choice = Choice(entry, weight=0.1)
            if choice is not None:
                bonus = 0.5 if senses.get(entry.alias) == entry.entity.name else 0.0
                choices.append(Choice(choice.entry, choice.cues, choice.weight + bonus))
    if not choices:
        return None
    return max(choices, key=lambda c: (c.weight, c.entry.entity.name == c.entry.alias, -entries.index(c.entry)))


def _cue(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    assert entry.ambiguity is not None
    near, head = context.cues(start, end, entry.ambiguity.cues)
    weight = 2.0 * len(near) + len(head)
    cues = tuple(dict.fromkeys((*near, *head)))
    if context.introduced_as(start) == entry.entity.kind.replace("_family", ""):
        weight, cues = weight + 2.0, (*cues, "introduced")
    if context.is_related(entry.entity):
        weight, cues = weight + 1.0, (*cues, "related")
    if _among_firms(entry, context, start, end):
        weight, cues = weight + 1.0, (*cues, "among firms")
    if not weight:
        return None
    token = context.tokens[start]
    if set(cues) == {"related"} and (not token.capital or (entry.entity.kind == "place" and token.initial)):
        return None  # "Potenza installata" is no town
    return Choice(entry, cues, weight)


def _among_firms(entry: Entry, context: Context, start: int, end: int) -> bool:
    """Whether a firm stands beside another in a list, or has its share after it: "Enel, Alfa e Poste", "Alfa (25%)"."""
    tokens = context.tokens
    if entry.entity.kind != "organisation" or not tokens[start].capital:
        return False
    after = [t.text for t in tokens[end : end + 6]]
    if after[:1] == ["("] and after[1:2] and after[1].isdigit() and "%" in after[2:]:
        return True
    following = end < len(tokens) and tokens[end].key in _JOINING and _is_firm(context, end + 1, 1)
    return following or (start > 1 and tokens[start - 1].key in _JOINING and _is_firm(context, start - 2, -1))


def _is_firm(context: Context, n: int, step: int) -> bool:
    """Whether a certain firm is named by the word `n`, or by it and the next one in the direction `step`."""
    tokens = context.tokens
    for other in (n, n + step):
        span = tokens[max(0, min(n, other)) : max(n, other) + 1]
        if not 0 <= other < len(tokens) or not all(t.capital for t in span):
            return False
        name = " ".join(t.text for t in span)
        entity = context.gazetteer.get(name)
        if entity is not None and entity.kind == "organisation":
            told = (a.rule for a in entity.ambiguous if a.alias.casefold() == name.casefold())
            return all(rule in ("case", "default") for rule in told)
    return False


def _field(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    """A name that nobody else of note has, in a text that names models: "batte Claude e GPT-5"."""
    choice = _cue(entry, context, start, end)
    if choice is None and context.tokens[start].capital and context.names_models:
        return Choice(entry, ("of the field",), 0.3)
    return choice


def _full(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    if context.is_related(entry.entity):
        return Choice(entry, ("longer form",))
    if context.introduced_as(start) == entry.entity.kind:
        return Choice(entry, ("introduced",))
    return None


def _case(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    token = context.tokens[start]
    if not token.initial or (token.text.isupper() and len(token.text) > 2):
        return Choice(entry, ("capital",))  # "Usa almeno" may be a verb, "USA" is none
    if context.is_related(entry.entity):
        return Choice(entry, ("longer form",))
    if context.acts(end):
        return Choice(entry, ("acts",))
    if _explained(context, end):
        return Choice(entry, ("explained",))
    assert entry.ambiguity is not None
    near, head = context.cues(start, end, entry.ambiguity.cues)
    if near or head:
        return Choice(entry, tuple(dict.fromkeys((*near, *head))))
    return None


def _explained(context: Context, end: int) -> bool:
    """Whether what follows a name explains it or lists it: "Meta, che …", "- Meta: 12", "Meta (8%)", "Meta e Aws"."""
    listed = context.tokens[end : end + 2]
    if len(listed) == 2 and listed[0].key in ("e", "ed") and listed[1].capital:
        return True
    keys = [token.key for token in context.tokens[end : end + 2]]
    return keys[:1] in ([":"], ["("]) or (keys[:1] == [","] and keys[1:] in (["che"], ["il"], ["la"], ["l"]))


def _outlet(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    assert entry.ambiguity is not None
    window = context.window(start, end, 5)
    before = context.tokens[start - 1].key if start else ""
    for cue in entry.ambiguity.cues:
        adjacent = cue in ("su", "al")
        if (adjacent and before == cue) or (not adjacent and f" {cue} " in window):
            return Choice(entry, (cue,))
    if before in words("credits") or (before == ":" and context.tokens[start - 2].key in words("credits")):
        return Choice(entry, ("credited",))
    if before == '"' and end < len(context.tokens) and context.tokens[end].key == '"':
        return Choice(entry, ("quoted",))
    if entry.entity.name in context.seen:
        return Choice(entry, ("longer form",))
    if context.introduced_as(start) == "organisation":
        return Choice(entry, ("introduced",))
    return None


def _metonym(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    """The place after a preposition of place, who sits there where it acts."""
    tokens = context.tokens
    before = tokens[start - 1].key if start and tokens[start - 1].sentence == tokens[start].sentence else ""
    placed = before in words("place_prepositions") or tokens[start].text.isupper()
    if entry.entity.kind == "place":
        return Choice(entry, (before,) if placed else (), 3.0 if placed else 0.6)
    if placed:
        return None
    if context.acts(end) and tokens[start].sentence == tokens[min(end, len(tokens) - 1)].sentence:
        return Choice(entry, ("acts",), 2.0)
    assert entry.ambiguity is not None
    if before in ("secondo", "per"):
        return Choice(entry, (before,), 2.0)
    near, _ = context.cues(start, end, entry.ambiguity.cues)
    return Choice(entry, near, 1.0 + len(near)) if near else None


def _default(entry: Entry, context: Context, start: int, end: int) -> Choice | None:
    return Choice(entry)


_RULES: dict[str, Callable[[Entry, Context, int, int], Choice | None]] = {
    "cue": _cue,
    "field": _field,
    "full": _full,
    "case": _case,
    "outlet": _outlet,
    "metonym": _metonym,
    "default": _default,
}
