"""Periods that accounts are told by, and what news leaves out: *nei nove mesi*, *i prossimi due*, *ultima parte*."""

from __future__ import annotations

from extract.periods import lexicon
from extract.periods.forms import Form, Year
from extract.periods.ordinals import Ordinals

OF = {"del", "dell'", "dello", "della", "dei", "degli", "delle", "di", "d'"}
_IN_ALL = {"nei", "dei"}
_ELIDED = 9  # words before an adjective in which the unit that it leaves out may stand
_LAST_PARTS = {"scorcio", "parte", "porzione", "tratto", "frazione", "spicchio"}
_ENDS_OF_ACCOUNTS = {
    *("", ",", ".", ";", ":", "(", ")", "–", "—", "\n", "e", "ma", "con", "a", "del", "dell'", "ricavi", "vendite"),
    *("il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "si", "ha", "hanno", "è", "sono"),
}
GONE = {"trascorso", "passato", "andato", "alle"}
_COURSE = {
    ("che", "verrà"): 1,
    ("che", "viene"): 1,
    ("a", "venire"): 1,
    ("che", "sta", "per", "finire"): 0,
    ("che", "sta", "per", "chiudersi"): 0,
    ("che", "sta", "per", "concludersi"): 0,
    ("che", "sta", "finendo"): 0,
    ("che", "si", "sta", "chiudendo"): 0,
    ("che", "volge", "al", "termine"): 0,
    ("che", "sta", "per", "cominciare"): 1,
    ("che", "sta", "per", "iniziare"): 1,
    ("che", "sta", "per", "aprirsi"): 1,
}


class Accounts(Ordinals):
    """Reads the months of accounts, elided units, and the course of a year."""

    def of_accounts(self, i: int, last: int, months: int) -> Form | None:
        """``nei sei mesi``, ``nei nove mesi``: the part of the year that accounts are given for."""
        before, after = self.norm(i - 1), self.norm(last)
        bare = after in _ENDS_OF_ACCOUNTS or (after in OF and self.year_tail(last) is not None)
        if before not in _IN_ALL or not bare or months not in (3, 6, 9, 12):
            return None
        if months == 9:
            tail = self.year_tail(last)
            year = tail[1] if tail else None
            return Form("months", i, tail[0] if tail else last, "span", (1, 9), year=year, cues=("nei mesi",))
        unit = {3: "quarter", 6: "half", 12: "year"}[months]
        step = -1 if months == 12 else 0
        return Form("reported", i, last, unit, (step,), cues=("nei mesi",))

    def unit_before(self, i: int) -> str | None:
        """Return the unit of time that "i prossimi cinque" leaves out: ``ogni anno 40 posti nei prossimi cinque``."""
        for k in range(i - 1, max(-1, i - _ELIDED), -1):
            entry = lexicon.units().get(self.norm(k))
            if entry and entry[1] == 1 and entry[0] in ("year", "month", "quarter", "week"):
                return entry[0]
            if self.norm(k) in (".", ";", "\n"):
                return None
        return None

    def last_part(self, i: int) -> Form | None:
        """``l'ultimo scorcio del 2024``, ``l'ultima parte dell'anno``: the last quarter."""
        if self.norm(i + 1) not in _LAST_PARTS:
            return None
        tail = self.year_tail(i + 2)
        if tail is None and not (self.norm(i + 2) in OF and self.norm(i + 3) in ("anno", "esercizio")):
            return None
        last, year = tail or (i + 4, Year("rel", 0))
        return Form("years", i, last, "year", (1,), year=year, mod="END", cues=(self.norm(i + 1),))

    def course(self, j: int) -> tuple[int, int] | None:
        """Return end and offset of what says which year or month runs or comes: ``l'anno che sta per finire``."""
        found = ((words, step) for words, step in _COURSE.items() if self.norms(j, len(words)) == words)
        return next(((j + len(words), step) for words, step in found), None)
