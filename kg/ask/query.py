"""The typed logical form of a question: what is asked, before any graph is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the question.

    `names` are the canonical names that it may stand for (a family and a product may share one); `slot` is where it
    stands: ``subject`` (bare, "di X", "X's"), ``target`` ("per X", "in X", "for X"), ``vs`` ("rispetto a X") or
    ``source`` ("secondo X"). `known` is False for a name that neither the table nor the graph has.
    """

    text: str
    names: tuple[str, ...]
    slot: str
    start: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Described:
    """A thing without a name of its own: a cluster of 100,000 H100s, a data center of 100 MW."""

    noun: str
    number: Decimal
    of: tuple[str, ...] = ()
    unit: str = "1"
    start: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A filter on the figure: ``over under at_least up_to equal`` a number in base units; unit ``1`` fits any."""

    op: str
    number: Decimal
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Asked:
    """A time that the question names; `grain` is ``day week month quarter half year span``.

    `relative` is set where it was counted from `anchor`, the day that "this year" is taken from.
    """

    start: date | None
    end: date | None
    grain: str
    text: str
    relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The logical form.

    Parameters
    ----------
    operation : str
        ``lookup list compare rank count when who where calculate``, or ``none`` where nothing is asked that figures
        or relations could answer.
    metrics : tuple of tuple of str
        What is measured, likeliest first; the metrics of one inner tuple are equally likely.
    kind : str or None
        ``level change ratio share``; None where the wording leaves it open.
    names, described, bounds, periods
        What narrows the figure.
    direction : int
        +1 or -1 where a change is asked by its sign, or most or least; else 0.
    unit : str or None
        A unit that is asked for ("quanti megawatt"); ``money`` for any currency.
    per : str or None
        "al mese" → ``month``.
    status : str or None
        ``planned``, ``actual`` (asked in the past), ``estimated``, ``rumoured``; None where the present leaves it open.
    relation, role : str or None
        For who, when, where and lists of things.
    other_roles : tuple of str
        Offices that do as well where the first is not in the graph ("chi guida").
    asks : str or None
        ``subject`` or ``object`` of the relation; None where the wording allows both.
    answer_kinds : tuple of str
        Kinds of entity asked for ("quale modello").
    formula : str or None
        A calculation by its cue.
    residue : tuple of str
        Content words that nothing above explains; the evidence must.
    """

    question: str
    language: str
    operation: str
    metrics: tuple[tuple[str, ...], ...] = ()
    kind: str | None = None
    names: tuple[Name, ...] = ()
    described: tuple[Described, ...] = ()
    bounds: tuple[Bound, ...] = ()
    periods: tuple[Asked, ...] = ()
    direction: int = 0
    unit: str | None = None
    per: str | None = None
    status: str | None = None
    relation: str | None = None
    role: str | None = None
    other_roles: tuple[str, ...] = ()
    asks: str | None = None
    answer_kinds: tuple[str, ...] = ()
    formula: str | None = None
    residue: tuple[str, ...] = ()
    numbers: tuple[Decimal, ...] = ()

    def of_slot(self, slot: str) -> tuple[Name, ...]:
        """Return the names that stand in a slot."""
        return tuple(name for name in self.names if name.slot == slot)
