"""Ordinals and reporting periods: *secondo trimestre del 2024*, *primi nove mesi*, *tre mesi chiusi a giugno*."""

from __future__ import annotations

from dataclasses import replace

from extract.periods import lexicon
from extract.periods.dates import Dates
from extract.periods.forms import Form

CLOSED = {
    *("chiuso", "chiusi", "chiusa", "chiusosi", "chiusisi", "chiusasi", "terminato", "terminati", "terminatosi"),
    *("concluso", "conclusi", "conclusa", "conclusosi", "conclusisi", "finito", "finiti", "finita", "terminata"),
    *("archiviato", "archiviati", "scaduto", "scaduti", "culminato", "culminati", "compiuti"),
}
CLOSES = {
    *("chiude", "chiudono", "chiuderà", "chiuderanno", "chiuse", "chiusero", "chiudeva", "chiudevano"),
    *("conclude", "concludono", "concluderà", "concluderanno", "concluse", "conclusero", "concludeva"),
    *("termina", "terminano", "terminerà", "termineranno", "terminò", "terminava", "terminavano"),
    *("finisce", "finiscono", "finirà", "finiranno", "finì", "finiva", "finivano", "scade", "scadrà"),
}
_AUXILIARIES = {"è", "sono", "era", "erano", "sarà", "saranno"}
_ASIDE = (
    5  # words between "che" and the verb that closes a period: "il semestre che in Giappone è terminato a settembre"
)
_EARLY_DAY = 7  # "il semestre concluso il 2 luglio" has its months before July
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Ordinals(Dates):
    """Reads periods that are counted within a year or up to the month that closes them."""

    def _closed(self, i: int, j: int, count: int, unit: str) -> Form | None:
        """The months of a reporting period that ends with a month: ``tre mesi chiusi a giugno``."""
        if self.fiscal_word(j):
            j += 1
        j = self._relative(j)
        closed = self.norm(j) in CLOSED or self.norm(j) in CLOSES
        if closed:
            j += 1
        if self.norm(j) not in ("a", "al", "il", "in", "lo", "nel", "nello", "all'", "allo", "l'", "alla"):
            return None
        j += 1
        early = self.norm(j) in ("inizio", "inizi") or self.norms(j, 2) == ("l'", "inizio")
        if self.norm(j) in ("fine", "scorso", "termine", "inizio", "inizi", "metà", "prossimo") or (
            self.norm(j) == "la" and self.norm(j + 1) == "fine"
        ):
            j += 1 + (self.norm(j) == "la")
        if self.norm(j) in ("di", "del"):
            j += 1
        if self.norm(j) in ("mese",) and self.norm(j + 1) == "di":
            j += 2
        inner = self.day_month(j) or self.month(j, licensed=True)
        if inner is None or inner.unit not in ("day", "month") or count > 24:
            return None
        if early or (inner.kind == "day" and inner.args[1] <= _EARLY_DAY):
            inner = replace(inner, mod="START")
        kind = {3: "quarter", 6: "half", 12: "year"}.get(count, "span")
        return Form("closed", i, inner.last, kind if unit else "span", (count,), inner=inner, cues=("chiuso",))

    def _relative(self, j: int) -> int:
        """Return where the verb of a clause that closes a period stands: ``che si concluderà``, ``che è finito``."""
        if self.norm(j) == "," and self.norm(j + 1) == "che":
            j += 1
        if self.norm(j) != "che":
            return j
        for k in range(j + 1, j + 2 + _ASIDE):
            word = self.norm(k)
            if word in CLOSES or (word in CLOSED and self.norm(k - 1) in {*_AUXILIARIES, "si"}):
                return k
            if word in _AUXILIARIES and self.norm(k + 1) not in CLOSED:
                return j
            if word in (",", ".", ";", "che", ""):
                return j
        return j

    def _ordinal(self, i: int) -> Form | None:
        """``secondo trimestre del 2024``, ``prima metà del 2025``, ``primi nove mesi``, ``prima settimana di …``."""
        order = self.order(i)
        if order is None:
            return None
        j, cue = i + 1, self.norm(i)
        word = self.norm(j)
        count = self.count_of(j)
        if count and order == 1 and cue in ("primi", "prime") and count[1] <= 12:
            return self._first_months(i, count)
        if word in ("metà", "meta'") and order <= 2:
            return self._half_of(i, j, order)
        if word not in lexicon.units():
            return self._of_month(j, first=i, mod="START") if cue in ("primi", "primissimi") else None
        unit, size = lexicon.units()[word]
        months = size if unit == "month" else MONTHS.get(unit, 0)
        if unit == "week" or (unit == "day" and cue in ("primi", "prime")) or cue in ("primi", "prime"):
            return self._first_days(i, j, order, unit)
        if months < 2 or months > 6 or order > 12 // months:
            return None
        last = j + 1
        fiscal = self.fiscal_word(last)
        if fiscal or self.norm(last) == "solare":
            last += 1
        tail = self.year_tail(last)
        grain = unit if unit in ("quarter", "half") else "span"
        pull = 0 if tail else self.pull(last)
        last = tail[0] if tail else last + abs(pull)
        year = tail[1] if tail else None
        fiscal = fiscal or bool(year and year.fiscal)
        args = ((order - 1) * months + 1, months)
        return Form("months", i, last, grain, args, year=year, pull=pull, fiscal=fiscal, cues=(cue,))

    def _first_months(self, i: int, count: tuple[int, int, str]) -> Form | None:
        last, number, unit = count
        if unit in ("day", "week"):
            inner = self._of_month(last)
            if inner is None:
                return None
            days = number * (7 if unit == "week" else 1)
            return Form("within", i, inner.last, "span", (1, days), inner=inner, cues=("primi",))
        if unit not in ("month", "quarter"):
            return None
        months = number * MONTHS[unit]
        if months > 12:
            return None
        tail = self.year_tail(last)
        closed = None if tail else self._closed(i, last, months, "")
        if closed:
            return closed
        grain = {3: "quarter", 6: "half", 12: "year"}.get(months, "span")
        year = tail[1] if tail else None
        fiscal = bool(year and year.fiscal)
        return Form(
            "months", i, tail[0] if tail else last, grain, (1, months), year=year, fiscal=fiscal, cues=("primi",)
        )

    def _half_of(self, i: int, j: int, order: int) -> Form | None:
        tail = self.year_tail(j + 1)
        if tail:
            args, fiscal = ((order - 1) * 6 + 1, 6), tail[1].fiscal
            return Form("months", i, tail[0], "half", args, year=tail[1], fiscal=fiscal, cues=("metà",))
        inner = self._of_month(j + 1)
        if inner:
            return Form("within", i, inner.last, "span", (order, 15), inner=inner, cues=("metà",))
        if self.norm(j + 1) in ("del", "di") and self.norm(j + 2) in ("mese",):
            inner = Form("offset", j + 2, j + 3, "month", (0,))
            return Form("within", i, j + 3, "span", (order, 15), inner=inner, cues=("metà",))
        return None

    def _first_days(self, i: int, j: int, order: int, unit: str) -> Form | None:
        """``prima settimana di marzo``; ``primi giorni di luglio`` and ``primi mesi del 2024`` are its start."""
        inner = self._of_month(j + 1)
        if unit == "week" and inner and self.norm(i)[-1] in "ao":
            return Form("within", i, inner.last, "week", (order, 7), inner=inner, cues=("settimana",))
        if self.norm(i) not in ("primi", "prime"):
            return None
        if inner:
            return replace(inner, first=i, mod="START", cues=("primi",))
        tail = self.year_tail(j + 1)
        if tail and unit in ("day", "week", "month"):
            return Form("years", i, tail[0], "year", (1,), year=tail[1], mod="START", cues=("primi",))
        return None

    def _of_month(self, j: int, *, first: int | None = None, mod: str | None = None) -> Form | None:
        if self.norm(j) not in ("di", "d'", "del", "dell'", "dello"):
            return None
        inner = self.month(self.skip_adjective(j + 1), licensed=True)
        if inner is None or inner.kind != "months":
            return None
        return inner if first is None else replace(inner, first=first, mod=mod, cues=("primi",))
