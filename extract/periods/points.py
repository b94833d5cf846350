"""Points of time without the preposition that opens them: days, months, quarters, years, and words that point."""

from __future__ import annotations

from dataclasses import replace

from extract.periods import lexicon
from extract.periods.accounts import GONE, OF, Accounts
from extract.periods.forms import Form
from extract.periods.ordinals import CLOSED, MONTHS
from extract.periods.reader import ARTICLES

__all__ = ["ARTICLES", "Points"]

_SAME = {"stesso", "stessa", "medesimo", "analogo", "corrispondente", "omologo"}
_VAGUE = {"qualche", "pochi", "poche", "alcuni", "alcune", "diversi", "diverse", "parecchi"}
_WHOLE = {"intero", "tutto"}
_CLOSING = ("chiud", "conclud", "termin", "archivi", "finir")
_SMALL = {"day", "week", "month", "quarter"}
_PLURAL = {"prossimi", "prossime", "scorsi", "scorse", "passati", "passate", "ultimi", "ultime"}
_JOINING = {"e", "ed", "ma", "a", "per", "con", "mentre"}
_CHRISTMAS = {"natalizio", "natalizia", "festivo"}


class Points(Accounts):
    """Reads one point of time at a token."""

    def point(self, i: int, *, licensed: bool = False) -> Form | None:
        """Return the expression that begins at token `i`, or None.

        Parameters
        ----------
        licensed : bool
            A preposition before it already says that four digits are a year and a capitalised month is one.
        """
        return (
            self._modified(i)
            or self._leading_adjective(i)
            or self._deictic_day(i)
            or self._same_period(i)
            or self._counted(i)
            or self._ordinal(i)
            or self._unit(i)
            or self.calendar(i, licensed=licensed)
        )

    def comparison(self, i: int) -> Form | None:
        """Return ``su base annua``, ``anno su anno`` …: a shift from the period that the text reports."""
        for words, (count, unit, *bare) in lexicon.phrases("comparisons.tsv").get(self.norm(i), ()):
            after = self.norm(i + len(words))
            if self.norms(i, len(words)) == words and not (bare and after[:1].isalnum() and after not in _JOINING):
                return Form("shift", i, i + len(words), unit, (int(count),), cues=(" ".join(words),))
        return None

    def _modified(self, i: int) -> Form | None:
        mod = lexicon.words("modifiers.tsv").get(self.norm(i))
        if mod is None and self.adjective(i, ("last",)):
            return self.last_part(i)
        if mod is None:
            return None
        # "la metà del 2023" is half of a sum, unless a preposition of time stands before it
        if mod == "MID" and self.norm(i - 1) == "la" and self.norm(i - 2) not in ("entro", "verso", "per"):
            return None
        j = i + 1
        linked = self.norm(j) in OF
        if linked:
            j += 1
        word = self.norm(j)
        if mod == "END" and word == "settimana" and not linked:
            return self._fine_settimana(i, j)
        inner = self._leading_adjective(j) or self._ordinal(j) or self._unit(j) or self.calendar(j, licensed=True)
        if inner is None and word in lexicon.units():
            unit, size = lexicon.units()[word]
            if word == "decennio":
                inner = Form("offset", j, j + 1, "decade", (0,))
            elif size == 1 and unit in ("year", "month", "week", "quarter", "half"):
                kind = "offset" if unit in ("year", "month", "week") else "same"
                inner = Form(kind, j, j + 1, unit, (0,) if kind == "offset" else ())
        if inner is None or inner.mod or inner.kind in ("now", "window", "vague", "ago", "day", "date"):
            return None
        return replace(inner, first=i, mod=mod, cues=(self.norm(i), *inner.cues))

    def _fine_settimana(self, i: int, j: int) -> Form | None:
        pull = self.adjective(j + 1, ("-1", "+1"))
        if pull is None and self.norm(i - 1) == "nel":
            return Form("weekend", i, j + 1, "weekend")
        if pull is None and self.norm(i - 1) not in ("questo", "scorso", "prossimo"):
            return None
        return Form("offset", i, j + 2 if pull else j + 1, "weekend", (int(pull or 0),))

    def _leading_adjective(self, i: int) -> Form | None:
        """``lo scorso anno``, ``i prossimi tre anni``, ``lo scorso 18 luglio``, ``l'ultimo trimestre del 2024``."""
        sense = self.adjective(i, ("-1", "0", "+1", "last"))
        if sense is None:
            return None
        step = {"-1": -1, "last": -1, "0": 0, "+1": 1}[sense]
        j, cue = i + 1, self.norm(i)
        count = self.count_of(j)
        if count and step and count[2] != "hour":
            last, number, unit = count
            tail = self.year_tail(last) if sense == "last" and unit == "month" else None
            if tail and number <= 12:
                return Form("months", i, tail[0], "span", (13 - number, number), year=tail[1], cues=(cue,))
            return Form("window", i, last, unit, (step, number), cues=(cue,))
        word = self.norm(j)
        if word == "fine" and self.norm(j + 1) == "settimana":
            return Form("offset", i, j + 2, "weekend", (step,), cues=(cue,))
        if word in lexicon.units():
            return self._adjective_unit(i, j, sense, step)
        dated = self.calendar(j, licensed=True) or self._ordinal(j) if step else None
        if dated is None and step and cue in _PLURAL:
            elided = self.unit_before(i)
            several = self.number(j)
            if elided and several and several > 1:
                return Form("window", i, j + 1, elided, (step, several), cues=(cue,))
            return None
        if dated is None and step and sense != "last":
            day = self.day_number(j)
            if day and self.norm(j + 1) not in ("%", "per", "milioni", "miliardi"):
                dated = Form("fixed_day", j, j + 1, "day", (day,))
        if dated is None or dated.year or dated.kind in ("years", "date", "range"):
            return None
        return replace(dated, first=i, pull=step, cues=(cue, *dated.cues))

    def _adjective_unit(self, i: int, j: int, sense: str, step: int) -> Form | None:
        word, cue = self.norm(j), self.norm(i)
        unit, size = lexicon.units()[word]
        last = j + 1
        fiscal = self.fiscal_word(last) or word == "esercizio"
        if self.fiscal_word(last) or self.norm(last) == "solare":
            last += 1
        plural = word[-1] == "i" or (word.endswith("e") and word not in ("mese", "trimestre", "semestre", "bimestre"))
        if size > 1 and unit == "year" and step:
            return Form("window", i, last, unit, (step, size), cues=(cue,))
        if unit == "hour" or word in {"bimestre", "quadrimestre"}:
            return None
        if plural and word != "weekend":
            if sense == "0":
                return None
            tail = self.year_tail(last) if sense == "last" else None
            if tail and unit in _SMALL:
                whole = Form("years", last, tail[0], "year", (1,), year=tail[1])
                return replace(whole, first=i, mod="END", cues=(cue,))
            inner = self._of_month(last) if sense == "last" else None
            if inner:
                return replace(inner, first=i, mod="END", cues=(cue,))
            return Form("vague", i, last, unit, (step,), cues=(cue,))
        if sense == "last":
            tail = self.year_tail(last)
            if tail and unit in ("quarter", "half", "month"):
                count = MONTHS[unit]
                return Form("months", i, tail[0], unit, (13 - count, count), year=tail[1], fiscal=fiscal, cues=(cue,))
            if unit in ("year", "month", "week") and word not in ("esercizio",):
                return Form("window", i, last, unit, (-1, 1), cues=(cue,))
        return Form("offset", i, last, unit, (step,), fiscal=fiscal, cues=(cue,))

    def _deictic_day(self, i: int) -> Form | None:
        for words, (offset,) in lexicon.phrases("deictic_days.tsv").get(self.norm(i), ()):
            if self.norms(i, len(words)) != words:
                continue
            if offset != "now":
                return Form("offset", i, i + len(words), "day", (int(offset),), cues=words)
            if words == ("ora",) and (
                self.norm(i + 1) in _CLOCKS or self.norm(i - 1) in _NO_NOW or self.number(i - 1) is not None
            ):
                return None
            return Form("now", i, i + len(words), "day", cues=words)
        return None

    def _same_period(self, i: int) -> Form | None:
        if self.norm(i) not in _SAME:
            return None
        word, last = self.norm(i + 1), i + 2
        unit = lexicon.units().get(word, ("", 0))[0]
        if word not in ("periodo", "arco") and unit not in ("month", "quarter", "half", "year", "week"):
            return None
        unit = unit or "span"
        cue = f"{self.norm(i)} {word}"
        j = last + 1 if self.norm(last) in ("di", "dell'") else last
        if j > last:
            counted = self._counted(j)
            if counted and counted.kind in ("ago", "shift"):
                sign = -abs(counted.args[0])
                return Form("shift", i, counted.last, counted.unit, (sign,), cues=(cue,))
        tail = self.year_tail(last)
        if tail is None:
            return Form("same", i, last, unit, cues=(cue,))
        if tail[1].how == "ana":
            return Form("shift", i, tail[0], "year", (tail[1].value,), cues=(cue,))
        return Form("same_as", i, tail[0], unit, year=tail[1], cues=(cue,))

    def _counted(self, i: int) -> Form | None:
        """``due anni fa``, ``un anno prima``, ``tre mesi chiusi a giugno``; a bare duration is no date."""
        if self.norm(i) in _VAGUE and self.norm(i + 1) in lexicon.units() and self.norm(i + 2) == "fa":
            return Form("vague", i, i + 3, lexicon.units()[self.norm(i + 1)][0], (-1,), cues=(self.norm(i), "fa"))
        count = self.count_of(i)
        if count is None:
            return None
        last, number, unit = count
        if self.norm(last) == "e" and self.norm(last + 1) == "mezzo" and unit == "year":
            last, number, unit = last + 2, number * 12 + 6, "month"
        word = self.norm(last)
        if word == "più" and self.norm(last + 1) == "tardi" and unit != "hour":
            return Form("shift", i, last + 2, unit, (number,), cues=("più tardi",))
        if word == "fa" or (word == "or" and self.norm(last + 1) == "sono"):
            return Form("ago", i, last + (1 if word == "fa" else 2), unit, (number,), cues=("fa",))
        after = {"prev": -1, "next": 1}.get(lexicon.words("relative_adjectives.tsv").get(word, ""))
        if self.norm(last + 1) == self.norm(last - 1):
            return None
        if after and unit != "hour" and not (word == "prima" and self.norm(last + 1) in OF):
            kind = "shift" if word in ("prima", "dopo") or number == 1 else "adjacent"
            number, unit = (
                (number // 12, "year") if kind == "shift" and unit == "month" and number % 12 == 0 else (number, unit)
            )
            return Form(kind, i, last + 1, unit, (after * number,), cues=(word,))
        current = {3: "quarter", 6: "half", 12: "year"}.get(number * MONTHS.get(unit, 0))
        if current and word == "in" and self.norm(last + 1) == "corso":
            return Form("offset", i, last + 2, current, (0,), cues=("in corso",))
        if unit in ("month", "quarter"):
            return self._closed(i, last, number * MONTHS[unit], unit) or self.of_accounts(
                i, last, number * MONTHS[unit]
            )
        return None

    def _unit(self, i: int) -> Form | None:
        """``l'anno scorso``, ``il trimestre precedente``, ``esercizio in corso``, ``trimestre chiuso a giugno``."""
        word = self.norm(i)
        if word not in lexicon.units() and word != "periodo":
            return None
        unit, size = lexicon.units().get(word, ("span", 1))
        if word in ("trimestre", "periodo", "quarter") and self.norm(i + 1) in _CHRISTMAS:
            tail = self.year_tail(i + 2)
            year = tail[1] if tail else None
            return Form("months", i, tail[0] if tail else i + 2, "quarter", (10, 3), year=year, cues=("natalizio",))
        if unit == "weekend" and self.norm(i - 1) == "nel" and self.adjective(i + 1, ("-1", "0", "+1")) is None:
            return Form("weekend", i, i + 1, unit)
        if size != 1 or unit in ("hour", "day"):
            return None
        j = i + 1
        fiscal = self.fiscal_word(j) or word == "esercizio"
        if self.fiscal_word(j) or self.norm(j) == "solare":
            j += 1
        if unit == "year":
            dated = self.named_year(i, j, fiscal=fiscal)
            if dated:
                return dated
        if unit in ("quarter", "half", "year"):
            closed = self._closed(i, j, MONTHS[unit], unit)
            if closed and (unit != "year" or self.norm(j) in CLOSED or self.norm(j) == "che"):
                return closed
        over = self.norm(j) in ("appena", "ormai") and (self.norm(j + 1) in CLOSED or self.norm(j + 1) in GONE)
        if over and unit != "span":
            return Form("offset", i, j + 2, unit, (-1,), fiscal=fiscal, cues=("concluso",))
        course = self.course(j) if unit != "span" and not word.endswith("i") else None
        if course:
            return Form("offset", i, course[0], unit, (course[1],), fiscal=fiscal, cues=("course",))
        if word in ("anni", "mesi", "settimane", "trimestri", "semestri", "esercizi"):
            return None
        sense = lexicon.words("relative_adjectives.tsv").get(self.norm(j))
        if self.norm(j) == "in" and self.norm(j + 1) == "corso" and unit != "span":
            return Form("offset", i, j + 2, unit, (0,), fiscal=fiscal, cues=("in corso",))
        if sense in ("-1", "+1", "0") and self.norm(j)[0] not in "q" and unit != "span":
            return Form("offset", i, j + 1, unit, (int(sense),), fiscal=fiscal, cues=(self.norm(j),))
        if (
            sense in ("prev", "next")
            and self.norm(j + 1) != word
            and not (self.norm(j) in ("prima", "dopo") and self.norm(j + 1) in OF)
        ):
            count = -1 if sense == "prev" else 1
            return Form("shift", i, j + 1, unit, (count,), fiscal=fiscal, cues=(self.norm(j),))
        if unit in ("quarter", "half") or word == "periodo":
            span = self.month(j, licensed=True)  # "nel trimestre luglio-settembre"
            if span and span.unit in ("quarter", "span"):
                return replace(span, first=i)
        return self._reported(i, j, unit, word, fiscal=fiscal)

    def _is_closing(self, i: int) -> bool:
        """Say whether a year is what somebody closes: ``vuole chiuderlo a quota 7 milioni``."""
        return self.norm(i - 1) in ("l'", "il") and self.norm(i - 2).startswith(_CLOSING)

    def _reported(self, i: int, j: int, unit: str, word: str, *, fiscal: bool) -> Form | None:
        """``nel trimestre``: the one that the text reports."""
        before = self.norm(i - 1)
        if unit == "year" and (before in _WHOLE or self._is_closing(i)) and self.norm(j) not in OF:
            return Form("offset", i, j, unit, (0,), fiscal=fiscal, cues=(word,))
        if unit in ("quarter", "half") or word == "esercizio":
            known = before in ("il", "nel", "del", "dell'", "nell'", "intero", "solo", "al", "sul")
        else:
            known = before in ("nell'", "nel") and unit in ("year", "month") and self.norm(j) not in OF
        return Form("same", i, j, unit, fiscal=fiscal, cues=(word,)) if known else None


_CLOCKS = {"locale", "legale", "solare", "italiana", "esatta"}
_NO_NOW = {
    "l'",
    "all'",
    "un'",
    "ogni",
    "per",
    "dell'",
    "di",
    "d'",
    "mezz'",
    "prima",
    "quest'",
    "dall'",
    "nell'",
    "alla",
}
