"""Read time expressions off the pieces of a text: one pass, bounded look-ahead, the longest reading first."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extract.periods import lexicon
from extract.periods.forms import Form
from extract.periods.lexer import Token
from extract.periods.ordinals import CLOSED, MONTHS
from extract.periods.points import ARTICLES, Points

_FROM = {"dal", "dalla", "dall'", "dallo", "dai", "dalle", "da"}
_TO = {"al", "alla", "all'", "allo", "ai", "alle", "a"}
_OPENING = _FROM | {"entro", "fino", "sino", "non", "prima", "dopo", "oltre", "tra", "fra", "a", "sin", "fin"}
_ELLIPTIC = {
    "prossimo": ("offset", 1),
    "scorso": ("offset", -1),
    "precedente": ("shift", -1),
    "successivo": ("shift", 1),
    "seguente": ("shift", 1),
    "quello": ("", 0),
}
_ELLIPSIS = 30  # words after a period over which it may be left out: "quest'anno …, il prossimo …"
_BEFORE_ELLIPSIS = {"il", "nel", "del", "sul", "al", "dal", "per"}
_ENDS = {",", ".", ";", ":", ")", "e", "ed", "ma", "–", "", "a", "ai", "al", "di"}
_FIXED = {"years", "months", "day", "date", "weekday", "weekdate", "offset", "within", "range", "ago", "fixed_day"}
_NAMED = {"years", "months", "day", "date"}
_POINTING = {"reported", "window", "vague", "shift", "adjacent", "same", "same_as", "offset", "closed", "within"}
_PREFIX = {
    "mod": {"a", "all'", "alla", "agli", "ai", "allo"},
    "in": {"nel", "nei", "nelle", "negli", "nell'", "nello", "nella", "il", "la", "lo", "l'", "gli", "le", "i"},
    "day": {"il", "l'", "lo"},
}


class Grammar(Points):
    """Finds the forms of a token list, left to right, without overlap."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._heads = _heads()

    def forms(self) -> list[Form]:
        """Return every expression of the text, in order."""
        found: list[Form] = []
        free = 0
        heads = self._heads
        for index in [
            i
            for i, token in enumerate(self.tokens)
            if token.norm in heads or token.norm in _ELLIPTIC or token.kind in ("num", "date", "fiscal")
        ]:
            if index < free:
                continue
            form = self.bounded(index) or self.comparison(index) or self.point(index)
            form = self._closed_by(form) if form else self._elliptic(index, found[-1] if found else None)
            if form is not None:
                found.append(self._with_prefix(form, free))
                free = form.last
        return found

    def _closed_by(self, form: Form) -> Form:
        """Let the day that closes a period say which it is: ``il quarto trimestre, concluso il 30 giugno``."""
        j = form.last + (self.norm(form.last) in (",", "("))
        named = form.kind in ("months", "offset", "same", "years") and form.unit in ("quarter", "half", "year")
        closing = self.norm(j) in CLOSED or self._relative(j) != j
        if not named or form.bound or form.mod or not closing:
            return form
        return self._closed(form.first, j, MONTHS[form.unit], form.unit) or form

    def _elliptic(self, i: int, before: Form | None) -> Form | None:
        """``quest'anno 20 e il prossimo 25``, ``più che nel precedente``, ``per quello in corso``."""
        if before is None or before.unit not in ("year", "quarter", "half", "month") or i - before.last > _ELLIPSIS:
            return None
        word = self.norm(i)
        if word == "quello":
            if self.norms(i + 1, 2) == ("in", "corso"):
                return Form("offset", i, i + 3, before.unit, (0,), fiscal=before.fiscal, cues=("quello in corso",))
            if self.norm(i + 1) not in _ELLIPTIC:
                return None
            i += 1
            word = self.norm(i)
        elif word not in _ELLIPTIC or self.norm(i - 1) not in _BEFORE_ELLIPSIS or self.norm(i + 1) not in _ENDS:
            return None
        elif self.norm(i - 1) == "il" and word != "prossimo":
            return None  # "il precedente" may be anything
        kind, step = _ELLIPTIC[word]
        return Form(kind, i, i + 1, before.unit, (step,), fiscal=before.fiscal, cues=(word,)) if step else None

    def bounded(self, i: int) -> Form | None:
        """Return an expression that a preposition opens: ``entro``, ``dal``, ``fino al``, ``tra`` …"""
        word = self.norm(i)
        if word not in _OPENING:
            return None
        after = self.norm(i + 1)
        if word == "entro":
            return self._within(i)
        if word in ("fino", "sino") and after in _TO:
            return self._bound(i, i + 2, "BEFORE", licensed=after != "a")
        if word == "non" and after == "prima" and self.norm(i + 2) in ("del", "della", "dell'", "dello", "di"):
            return self._bound(i, i + 3, "SINCE", licensed=True)
        if word == "prima" and after in ("del", "della", "dell'", "dello", "di"):
            return self._bound(i, i + 2, "UNTIL", licensed=after == "del")
        if word in ("dopo", "oltre") and after in ("il", "la", "l'", "lo"):
            return self._bound(i, i + 2, "AFTER", licensed=after == "il")
        if word in ("tra", "fra"):
            return self._between(i)
        if word == "da" and after == "qui" and self.norm(i + 2) in _TO:
            return self._from_here(i, i + 3)
        if word == "a" and after in ("partire", "decorrere", "cominciare") and self.norm(i + 2) in _FROM:
            return self._since(i, i + 3, explicit=True)
        if word in ("sin", "fin") and after in _FROM:
            return self._since(i, i + 2, explicit=True)
        if word in _FROM:
            return self._since(i, i + 1, explicit=False)
        return None

    def _within(self, i: int) -> Form | None:
        j = self.skip_article(i + 1)
        count = self.count_of(j)
        if count and self.norm(count[0]) not in ("fa", "prima", "dopo"):
            return Form("window", i, count[0], count[2], (1, count[1]), bound="BEFORE", cues=("entro",))
        inner = self.point(j, licensed=True)
        if inner is None and self.norm(j) in lexicon.units():
            unit, size = lexicon.units()[self.norm(j)]
            if size == 1 and unit not in ("hour", "day"):
                inner = Form("offset", j, j + 1, unit, (0,))
        return self._close(i, inner, "BEFORE", "entro") if inner and inner.kind != "now" else None

    def _bound(self, i: int, j: int, bound: str, *, licensed: bool) -> Form | None:
        inner = self.point(self.skip_article(j), licensed=licensed)
        if inner is None or inner.kind not in _FIXED or (bound == "AFTER" and inner.kind not in _NAMED):
            return None
        return self._close(i, inner, bound, self.norm(i))

    def _close(self, i: int, inner: Form, bound: str, cue: str) -> Form:
        return replace(inner, first=i, bound=bound, cues=(*inner.cues, cue))

    def _from_here(self, i: int, j: int) -> Form | None:
        j = self.skip_article(j)
        now = Form("now", i, i + 1, "day")
        count = self.count_of(j)
        if count:
            return Form("window", i, count[0], count[2], (1, count[1]), cues=("da qui a",))
        inner = self.point(j, licensed=True)
        if inner is None or inner.kind == "now":
            return None
        return Form("range", i, inner.last, inner.unit, inner=now, other=inner, cues=("da qui a",))

    def _since(self, i: int, j: int, *, explicit: bool) -> Form | None:
        j = self.skip_article(j)
        licensed = explicit or self.norm(j - 1) != "da"
        days = self._days_of_month(i, j, _TO) or self._quarters(i, j, _TO)
        if days:
            return days
        inner = self.point(j, licensed=licensed or self.norm(j + 1) in _TO)
        if inner is None or inner.kind not in (*_FIXED, "now"):
            return None
        k = inner.last
        if self.norm(k) in ("fino", "sino"):
            k += 1
        if self.norm(k) in _TO:
            other = self.point(self.skip_article(k + 1), licensed=True)
            if other and other.kind == "now":
                return replace(inner, first=i, last=other.last, bound="SINCE", cues=("dal … a oggi",))
            if other and other.kind in _FIXED:
                return Form("range", i, other.last, other.unit, inner=inner, other=other, cues=("dal … al",))
        last = inner.last
        if self.norm(last) == "in" and self.norm(last + 1) in ("poi", "avanti"):
            last += 2
        elif inner.kind == "now" and not explicit:
            return None
        return replace(inner, first=i, last=last, bound="SINCE", cues=(*inner.cues, "dal"))

    def _between(self, i: int) -> Form | None:
        j = self.skip_article(i + 1)
        days = self._days_of_month(i, j, {"e"}) or self._quarters(i, j, {"e"})
        if days:
            return days
        inner = self.point(j, licensed=True)
        if inner and inner.kind in _FIXED and self.norm(inner.last) in ("e", "ed"):
            other = self.point(self.skip_article(inner.last + 1), licensed=True)
            if other and other.kind in _FIXED:
                return Form("range", i, other.last, other.unit, inner=inner, other=other, cues=("tra … e",))
        count = self.count_of(i + 1)
        if count and self.norm(count[0]) not in ("e", "fa", "prima", "dopo", "o"):
            return Form("ago", i, count[0], count[2], (-count[1],), cues=("tra",))
        return None

    def _days_of_month(self, i: int, j: int, links: set[str]) -> Form | None:
        """``dal 3 al 7 marzo``: the first day takes the month and year of the second."""
        day = self.day_number(j)
        if day is None or self.norm(j + 1) not in links:
            return None
        other = self.day_month(self.skip_article(j + 2))
        if other is None or other.kind not in ("day", "date"):
            return None
        args = (other.args[0], day) if other.kind == "day" else (*other.args[:2], day)
        inner = replace(other, first=j, last=j + 1, args=args)
        return Form("range", i, other.last, "day", inner=inner, other=other, cues=("dal … al",))

    def _quarters(self, i: int, j: int, links: set[str]) -> Form | None:
        """``dal secondo al quarto trimestre``: the first takes noun and year of the second."""
        order = self.order(j)
        if order is None or self.norm(j + 1) not in links:
            return None
        other = self.point(self.skip_article(j + 2))
        if other is None or other.kind != "months" or other.unit not in ("quarter", "half"):
            return None
        size = other.args[1]
        inner = replace(other, first=j, last=j + 1, args=((order - 1) * size + 1, size))
        return Form("range", i, other.last, "span", inner=inner, other=other, cues=("dal … al",))

    def _with_prefix(self, form: Form, free: int) -> Form:
        """Take in the preposition or article that belongs to the expression ("nel terzo trimestre", "il 3 maggio")."""
        before = form.first - 1
        days = form.kind == "range" and form.unit == "day" and not form.cues
        if before < free or form.bound or form.kind == "now" or (form.kind == "range" and not days):
            return form
        word = self.norm(before)
        allowed: set[str] = set()
        if form.mod and form.kind != "window":
            allowed = _PREFIX["mod"]
        elif days or form.kind in ("day", "date", "fixed_day"):
            allowed = _PREFIX["day"] if self.norm(before - 1) not in ("tra", "fra") else allowed
        elif form.kind in _POINTING or (form.kind == "months" and form.unit in ("quarter", "half", "span")):
            allowed = _PREFIX["in"]
        return replace(form, first=before) if word in allowed else form


@cache
def _heads() -> frozenset[str]:
    """Words that an expression can begin with; all others are passed over without a trial."""
    heads = set(_OPENING)
    for table in (
        lexicon.months(),
        lexicon.units(),
        lexicon.holidays(),
        lexicon.numbers("weekdays.tsv"),
        lexicon.numbers("cardinals.tsv"),
        lexicon.numbers("seasons.tsv"),
        lexicon.words("modifiers.tsv"),
        lexicon.words("relative_adjectives.tsv"),
        lexicon.phrases("deictic_days.tsv"),
        lexicon.phrases("comparisons.tsv"),
    ):
        heads |= set(table)
    heads |= {word.lower() for word in lexicon.numbers("ordinals.tsv")}
    heads |= {"stesso", "stessa", "medesimo", "analogo", "corrispondente", "omologo", "'", "primissimi"}
    heads |= {
        "qualche",
        "pochi",
        "poche",
        "alcuni",
        "alcune",
        "diversi",
        "diverse",
        "parecchi",
        "mese",
        "fiscale",
        "periodo",
    }
    return frozenset(heads - ARTICLES | {"un'"})
