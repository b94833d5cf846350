"""Find every quantity of a text: read candidates from left to right, drop traps, join ranges, infer elided parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.quantities.atoms import Atom, read_atom
from extract.quantities.candidate import Candidate
from extract.quantities.fractions import read_share
from extract.quantities.hedges import hedge_after, hedge_before, stronger, verb_bounds
from extract.quantities.lexer import Tokens, lex
from extract.quantities.multiples import read_multiple_adjective, read_multiple_noun, read_multiple_verb, read_times
from extract.quantities.openers import openers
from extract.quantities.ranges import join
from extract.quantities.settle import settle
from extract.quantities.tails import read_tail
from extract.quantities.traps import (
    Spans,
    is_age,
    is_bare_age,
    is_day,
    is_denominator,
    is_exchange_rate,
    is_label,
    is_name_like,
    is_odd_suffix,
    is_precision,
    is_time_of_day,
    is_title,
    is_year,
    links,
    runs_on,
)
from extract.quantities.vocabulary import vocabulary, word_list
from extract.records import Quantity

_MANY_TIMES = 1000
_PLURAL = word_list("plural_articles")
_HALVES = frozenset({"mezzo", "mezza"})
_NEGATIONS = frozenset({"non", "senza", "neanche", "nemmeno", "neppure", "né"})


def find_quantities(
    text: str,
    *,
    taken: Sequence[tuple[int, int]] = (),
    holders: Sequence[tuple[int, int]] = (),
    products: Sequence[tuple[int, int]] = (),
) -> tuple[Quantity, ...]:
    """Find every quantity of `text`, normalised, in text order and without overlaps.

    Parameters
    ----------
    text : str
        Any text. Time and memory grow linearly with its length.
    taken : sequence of (int, int)
        Spans of names and time expressions found before; a number that lies in one is no quantity. A name after the
        number is its counted noun ("100.000 Nvidia H100").
    holders : sequence of (int, int)
        Names of organisations, people and models, which nobody counts: "una commessa da 90 milioni di Enel".
    products : sequence of (int, int)
        Names of products, which are counted ("2 milioni di Quest") but where an article says that the number is known:
        "contro i 40 milioni di Vocalia".

    Returns
    -------
    tuple of Quantity
        Values in base units of the contract. Flags: ``scale-inferred``, ``unit-inferred``, ``currency-inferred``
        (taken from a parallel figure), ``reading-ambiguous`` ("bilione", "punti"), ``weak`` (a small spelled-out number
        with a plain noun, or a number alone: later stages may drop it).

    Examples
    --------
    >>> [(q.text, str(q.value), q.unit, q.hedge) for q in find_quantities("Costa circa 6,3 miliardi di dollari.")]
    [('circa 6,3 miliardi di dollari', '6300000000', 'USD', 'about')]
    >>> find_quantities("L'articolo 50 cita GPT-4 e le reti 5G.")
    ()
    """
    return find_in(lex(text), taken=taken, holders=holders, products=products)


def find_in(
    tokens: Tokens,
    *,
    taken: Sequence[tuple[int, int]] = (),
    holders: Sequence[tuple[int, int]] = (),
    products: Sequence[tuple[int, int]] = (),
) -> tuple[Quantity, ...]:
    """Find every quantity of a text that is cut into tokens; as `find_quantities`."""
    found = _candidates(tokens, Spans([*taken, *links(tokens.text)]))
    always, known = Spans(holders), Spans(products)
    for candidate in found:
        _without_holder(tokens, candidate, always)
        if tokens.word(candidate.first - 1) in _PLURAL:
            _without_holder(tokens, candidate, known)
    return tuple(c.to_quantity(tokens) for c in settle(tokens, _joined(tokens, found)))


def _candidates(tokens: Tokens, spans: Spans) -> list[Candidate]:
    found: list[Candidate] = []
    label_end, free = -1, 0
    for i in openers(tokens):
        if i < free or spans.covering(tokens.starts[i]) is not None:
            continue
        said = vocabulary().set_phrases.around(tokens, i)
        if said is not None and not (tokens.word(i) == "zero" and found and found[-1].right == i - 1):
            free = said
            continue
        candidate = _read(tokens, i, spans)
        if candidate is None:
            free = _after_number(tokens, i)
            continue
        free = max(candidate.resume, candidate.right)
        if is_label(tokens, candidate) or (candidate.bare and _continues(tokens, label_end, candidate)):
            label_end = candidate.right
            continue
        if is_day(tokens, candidate):
            if found and found[-1].bare and candidate.left - found[-1].right <= 2:
                found.pop()
            continue
        if is_title(tokens, candidate) or is_bare_age(tokens, candidate) or is_time_of_day(tokens, candidate):
            continue
        if runs_on(tokens, candidate) or is_age(tokens, candidate) or is_odd_suffix(tokens, candidate):
            continue
        if is_precision(tokens, candidate) or is_denominator(tokens, candidate) or is_exchange_rate(tokens, candidate):
            continue
        candidate.name_like = is_name_like(tokens, candidate)
        found.append(candidate)
    return found


def _without_holder(tokens: Tokens, c: Candidate, holders: Spans) -> None:
    after_di = c.scaled and c.noun is not None and not c.known and tokens.word(c.last) == "di"
    if after_di and holders.covering(tokens.starts[c.last + 1]) is not None:
        c.noun, c.right = None, c.last


def _continues(tokens: Tokens, label_end: int, c: Candidate) -> bool:
    return label_end >= 0 and c.left - label_end == 1 and tokens.word(label_end) in {"e", ",", "o", "-", "–", "a"}


def _after_number(tokens: Tokens, i: int) -> int:
    """Return the token after the digits at `i` that could not be read, with what hangs on them."""
    j = i + 1
    if tokens.is_digits(i):
        while tokens.glued(j) and tokens.is_digits(j + 1) and tokens.glued(j + 1) and tokens.word(j) in {".", ",", "'"}:
            j += 2
    return j


def _read(tokens: Tokens, i: int, spans: Spans) -> Candidate | None:
    """Read the figure that begins at token `i`: a share, a multiple, or a number with its hedge and unit."""
    shared = read_share(tokens, i)
    if shared is not None:
        return shared
    special = read_multiple_noun(tokens, i) or read_multiple_verb(tokens, i) or read_multiple_adjective(tokens, i)
    if special is not None:
        return special
    may_space = not (tokens.is_capitalised(i - 1) and tokens.is_letters(i - 1))
    atom = read_atom(tokens, i, may_space=may_space)
    if atom is None:
        return None
    times = read_times(tokens, atom)
    if times is not None:
        return times
    if _is_frequent(tokens, atom):
        return _occasions(tokens, atom)
    if tokens.word(atom.last) in {"volte", "volta"} or (atom.collective and tokens.word(atom.last + 1) == "volte"):
        return None
    left_hedge = hedge_before(tokens, atom.left)
    inner = hedge_after(tokens, atom.last)
    tail, parted = read_tail(tokens, atom), False
    if inner is not None and tail.right == atom.last:
        behind_hedge = read_tail(tokens, replace(atom, last=inner[1]))  # "90 milioni circa di euro"
        if behind_hedge.unit is not None:
            tail, parted = behind_hedge, True
    alone = atom.article and tokens.word(atom.first) in _HALVES and not (atom.scaled or atom.collective)
    if alone and tail.unit is None and not _is_half_of_them(tokens, i):
        return None  # "mezzo" alone is no number
    if atom.article and not atom.scaled and tail.unit is not None and _is_none_at_all(tokens, i):
        return None
    hedge, right, cues = left_hedge.hedge, tail.right, [*left_hedge.cues, *tail.cues]
    if inner is not None and (parted or tail.right == atom.last):
        hedge, right = stronger(hedge, inner[0]), max(inner[1], tail.right)
        cues.append(inner[2])
    else:
        behind = hedge_after(tokens, tail.right)
        if behind is not None:
            hedge, right = stronger(hedge, behind[0]), behind[1]
            cues.append(behind[2])
    if atom.about:
        hedge = stronger(hedge, "about")
    if hedge == "exact" and left_hedge.left == atom.left and (tail.unit not in {None, "x"} or atom.scaled):
        bound = verb_bounds(tokens, atom.left)
        if bound is not None:
            hedge = bound[0]
            cues.append(bound[1])
    candidate = Candidate(
        left_hedge.left, right, atom.first, atom.last, atom.low, atom.high, unit=tail.unit, factor=tail.factor,
        scale=atom.scale, scaled=atom.scaled, noun=tail.noun, known=tail.known, per=tail.per, hedge=hedge,
        sign=atom.sign, atom=atom, resume=max(tail.resume, right), cues=cues, flags=[*atom.flags, *tail.flags],
    )  # fmt: skip
    if candidate.bare and tokens.word(tail.right) == "di" and tokens.word(tail.right + 1) in {"elo", "rating"}:
        candidate.noun, candidate.known = tokens.word(tail.right + 1), True  # "2056 di Elo" is no year
    candidate.low += tail.more
    candidate.high += tail.more
    candidate.dashed = tokens.glued(i) and tokens.word(i - 1) in {"-", "–", "—"} and atom.left == i
    return candidate


def _is_frequent(tokens: Tokens, atom: Atom) -> bool:
    """Tell whether so many times can only be counted ("lo ha aperto 85mila volte")."""
    at = atom.last + 1 if tokens.word(atom.last) == "di" else atom.last
    exact = atom.digits and not atom.collective
    return exact and atom.value >= _MANY_TIMES and tokens.word(at) == "volte"


def _occasions(tokens: Tokens, atom: Atom) -> Candidate:
    hedge = hedge_before(tokens, atom.left)
    right = atom.last + 1 + (tokens.word(atom.last) == "di")
    return Candidate(
        hedge.left, right, atom.first, atom.last, atom.low, atom.high, scale=atom.scale, scaled=atom.scaled,
        noun="volte", known=True, hedge=hedge.hedge, atom=atom, resume=right, cues=hedge.cues, flags=list(atom.flags),
    )  # fmt: skip


def _is_half_of_them(tokens: Tokens, i: int) -> bool:
    """Tell whether "mezzo" ends a clause after "ne" and a verb ("ne consuma mezzo"): half of what was measured."""
    ends = tokens.word(i + 1) in {"", ".", ",", ";", ")", "\n"}
    return ends and "ne" in (tokens.word(i - 2), tokens.word(i - 3))


def _is_none_at_all(tokens: Tokens, i: int) -> bool:
    """Tell whether a negation makes "un euro" none at all ("non rende un euro", "senza spendere un dollaro")."""
    return any(tokens.word(k) in _NEGATIONS for k in range(i - 4, i))


def _joined(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Join neighbours into ranges and linked pairs; a dashed number that joined nothing is part of an identifier."""
    result: list[Candidate] = []
    for candidate in found:
        if result:
            joined = join(tokens, result[-1], candidate)
            if joined is not None:
                result.pop()
                result.extend(joined)
                continue
        if not candidate.dashed:
            result.append(candidate)
    return [c for c in result if not is_year(c)]
