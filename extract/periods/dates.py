"""Calendar dates as written: days, months, weekdays, seasons, years and their ranges."""

from __future__ import annotations

from extract.periods import lexicon
from extract.periods.forms import Form, Year
from extract.periods.reader import Reader
from extract.periods.tense import is_future, is_participle

_DASHES = ("-", "–", "—", "/")
_YEAR_BEFORE = {
    "nel", "del", "dal", "al", "il", "intero", "solo", "anno", "esercizio", "bilancio", "biennio", "triennio",
    "quadriennio", "quinquennio", "inizio", "metà", "fine", "estate", "autunno", "inverno", "primavera", "sul", "col",
}  # fmt: skip
_MONTH_BEFORE = {
    "a", "ad", "in", "da", "entro", "tra", "fra", "per", "nel", "dello", "lo", "e", "scorso", "prossimo", "mese",
}  # fmt: skip
_DECADE_BEFORE = {"negli", "degli", "gli", "dagli", "agli"}
_CLAUSE_OPENERS = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "si", "ha", "hanno", "è", "era", "ci"}
_SEASON_BEFORE = {
    "in",
    "nell'",
    "dalla",
    "dall'",
    "alla",
    "all'",
    "d'",
    "questa",
    "quest'",
    "entro",
    "fine",
    "inizio",
    "metà",
}


class Dates(Reader):
    """Reads dates that need no other period."""

    def calendar(self, i: int, *, licensed: bool = False) -> Form | None:
        """Return the calendar date that begins at token `i`, or None."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        if token.kind == "date":
            return self._numeric(i)
        if token.kind == "fiscal":
            return self._compact(i)
        if token.kind == "line":
            return None
        return (
            self._weekday(i)
            or self.day_month(i)
            or self.month(i, licensed=licensed)
            or self._season(i, licensed=licensed)
            or self._holiday(i)
            or self._decade(i)
            or self._years(i, licensed=licensed)
            or self._bare_day(i)
        )

    def _bare_day(self, i: int) -> Form | None:
        """``Il 18`` at the head of a sentence, a clause after it: the nearest such day that tense allows."""
        if (
            self.tokens[i].kind != "num"
            or self.norm(i - 1) != "il"
            or self.norm(i - 2) not in ("", ".", "\n", ";", "!")
        ):
            return None
        day, after = self.day_number(i), self.norm(i + 1)
        opens = after in _CLAUSE_OPENERS or is_future(after)
        return Form("fixed_day", i, i + 1, "day", (day,)) if day and opens else None

    def _numeric(self, i: int) -> Form | None:
        text = self.tokens[i].text
        numbers = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
        year += 2000 if year < 100 else 0
        if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100):
            return None
        return Form("date", i, i + 1, "day", (year, month, day))

    def _compact(self, i: int) -> Form | None:
        """``Q2 2024``, ``2Q24``, ``H1 2025``, ``9M 2024``, ``FY25``."""
        text = self.norm(i).replace("'", "").replace(" ", "")
        letters = "".join(char for char in text if char.isalpha())
        first, _, rest = text.partition(letters)
        last = i + 1
        order, digits = (first, rest) if first else (rest[:1], rest[1:])
        if letters == "fy":
            order, digits = "1", rest
        year = Year("abs", 2000 + int(digits[-2:])) if digits else None
        if year is None:
            tail = self.year_tail(last)
            if tail:
                last, year = tail
        months = {"q": 3, "h": 6, "fy": 12}.get(letters)
        if letters == "m":
            return Form("months", i, last, "span", (1, int(order)), year=year)
        if months is None or (letters in ("h", "fy") and year is None) or int(order) * months > 12:
            return None
        if letters == "fy":
            return Form("years", i, last, "year", (1,), year=year, fiscal=True, cues=("FY",))
        unit = "quarter" if letters == "q" else "half"
        fiscal = bool(year and year.fiscal)
        return Form("months", i, last, unit, ((int(order) - 1) * months + 1, months), year=year, fiscal=fiscal)

    def _weekday(self, i: int) -> Form | None:
        table = lexicon.numbers("weekdays.tsv")
        day = table.get(self.norm(i))
        last = i + 1
        if day is None and self.norm(i + 1) in ("'", "’"):
            day, last = table.get(self.norm(i) + "'"), i + 2
        if day is None or self.norm(i - 1) in ("ogni", "fr"):
            return None
        if self.norm(last) in ("sera", "mattina", "pomeriggio", "notte"):
            last += 1
        dated = self.day_month(last)
        if dated and dated.kind in ("day", "date"):
            args = (*dated.args, day) if dated.kind == "day" else dated.args
            return Form(dated.kind, i, dated.last, "day", args, year=dated.year, pull=dated.pull)
        number = self.day_number(last)
        after = self.norm(last + 1)
        closes = after in ("", ",", ".", ";", ")", "\n", "alle", "scorso") or is_future(after)
        if number and closes and self.tokens[last].kind == "num":
            return Form("weekdate", i, last + 1, "day", (day, number))
        pull = self.pull(last)
        return Form("weekday", i, last + (1 if pull else 0), "day", (day,), pull=pull)

    def day_month(self, i: int) -> Form | None:
        """Return ``18 luglio``, ``1° marzo 2025``, ``5 e 6 maggio``, ``3-7 giugno``."""
        day = self.day_number(i)
        if day is None:
            return None
        j, until = i + 1, None
        if self.norm(j) in ("e", "-", "–", "o") and self.day_number(j + 1):
            until, j = self.day_number(j + 1), j + 2
        elif self.norm(j) == "e" and self.norm(j + 1) in ("il", "l'") and self.day_number(j + 2):
            until, j = self.day_number(j + 2), j + 3
        entry = lexicon.months().get(self.norm(j))
        if entry is None:
            return None
        month, short = entry
        j += 1
        if short and self.norm(j) == ".":
            j += 1
        tail = self.year_tail(j)
        year, pull = None, 0
        if tail:
            j, year = tail
        else:
            pull = self.pull(j)
            j += 1 if pull else 0
        one = Form("day", i, j, "day", (month, day), year=year, pull=pull)
        if until is None or until <= day:
            return one
        other = Form("day", i, j, "day", (month, until), year=year, pull=pull)
        return Form("range", i, j, "day", inner=one, other=other)

    def month(self, i: int, *, licensed: bool = False) -> Form | None:
        """Return ``marzo``, ``marzo 2023``, ``giugno-agosto``, ``luglio scorso``, ``marzo dello scorso anno``."""
        if self.norm(i) == "mese" and self.norm(i + 1) == "di" and self.norm(i + 2) in lexicon.months():
            inner = self.month(i + 2, licensed=True)
            return None if inner is None else Form("months", i, inner.last, "month", inner.args, inner.year, inner.pull)
        entry = lexicon.months().get(self.norm(i))
        if entry is None:
            return None
        number, short = entry
        last = i + 1
        if short and self.norm(last) == ".":
            last += 1
        until = None
        if self.norm(last) in _DASHES and self.norm(last + 1) in lexicon.months() and self.touching(last):
            until, last = lexicon.months()[self.norm(last + 1)][0], last + 2
        tail = self.year_tail(last)
        pull = 0 if tail else self.pull(last)
        if short and (tail is None or tail[1].how != "abs" or self.norm(last) == "di"):
            return None
        capital = self.tokens[i].text[0].isupper()
        if capital and not (licensed or tail or pull or self.norm(i - 1) in _MONTH_BEFORE):
            return None
        year = tail[1] if tail else None
        last = tail[0] if tail else last + abs(pull)
        if until is not None:
            count = (until - number) % 12 + 1
            unit = "quarter" if count == 3 else "span"
            return Form("months", i, last, unit, (number, count), year, pull, cues=("mesi",))
        return Form("months", i, last, "month", (number, 1), year, pull)

    def _season(self, i: int, *, licensed: bool) -> Form | None:
        first = lexicon.numbers("seasons.tsv").get(self.norm(i))
        if first is None:
            return None
        tail = self.year_tail(i + 1)
        pull = 0 if tail else self.pull(i + 1)
        before = self.norm(i - 1)
        known = licensed or before in _SEASON_BEFORE or self.adjective(i - 1, ("-1", "0", "+1"))
        if not (tail or pull or known):
            return None
        return Form(
            "months", i, tail[0] if tail else i + 1 + abs(pull), "season", (first, 3), tail[1] if tail else None, pull
        )

    def _holiday(self, i: int) -> Form | None:
        feast = lexicon.holidays().get(self.norm(i))
        if feast is None or self.norm(i - 1) not in ("a", "di", "per", "entro", "da", "scorso", "prossimo"):
            return None
        tail = self.year_tail(i + 1)
        pull = 0 if tail else self.pull(i + 1)
        return Form("day", i, tail[0] if tail else i + 1 + abs(pull), "day", feast, tail[1] if tail else None, pull)

    def _decade(self, i: int) -> Form | None:
        """``anni Novanta``, ``anni '90``."""
        if self.norm(i) != "anni":
            return None
        j = i + 2 if self.norm(i + 1) in ("'", "’", "‘") else i + 1
        number = self.number(j)
        spelled = 0 <= j < len(self.tokens) and self.tokens[j].kind == "word"
        if (
            number is None
            or number % 10
            or not 10 <= number <= 90
            or not (spelled or j == i + 2 or self.norm(i - 1) in _DECADE_BEFORE)
        ):
            return None
        century = 2000 if number < 40 else 1900
        return Form("years", i, j + 1, "span", (10,), year=Year("abs", century + number))

    def named_year(self, i: int, j: int, *, fiscal: bool) -> Form | None:
        """Return ``anno 2024``, ``esercizio 2025``, ``anno fiscale 2025-2026``; `j` is where the digits stand."""
        form = self._years(j, licensed=True)
        if form is None or form.kind != "years":
            return None
        return Form("years", i, form.last, form.unit, form.args, form.year, fiscal=fiscal, cues=form.cues)

    def _years(self, i: int, *, licensed: bool) -> Form | None:
        found = self._year_range(i)
        if found:
            return found if licensed or self._year_context(i, found.last, single=False) else None
        single = self.year_at(i)
        if single is None or not (licensed or self._year_context(i, single[0])):
            return None
        if licensed and self._counts_something(single[0]):
            return None
        return Form("years", i, single[0], "year", (1,), year=Year("abs", single[1]))

    def _year_range(self, i: int) -> Form | None:
        """``2023-2024``, ``2023/24``, ``2022–2025``."""
        if not 0 <= i < len(self.tokens) or self.norm(i + 1) not in _DASHES or not self.touching(i + 1):
            return None
        one, two = self.tokens[i].text, self.norm(i + 2)
        if not (one.isdecimal() and len(one) == 4 and 1900 <= int(one) <= 2100 and self.touching(i + 2)):
            return None
        if not (two.isdecimal() and len(two) in (2, 4)) or self._glued(i + 2):
            return None
        until = int(two) if len(two) == 4 else int(one) // 100 * 100 + int(two)
        if not 0 < until - int(one) <= 30 or (self.norm(i + 1) == "/" and until - int(one) > 5):
            return None
        return Form("years", i, i + 3, "span", (until - int(one) + 1,), year=Year("abs", int(one)))

    def _counts_something(self, after: int) -> bool:
        return self.norm(after) in lexicon.classes("year_context.tsv")["right"] or self.norm(after) in (
            "%",
            "€",
            "$",
            "£",
        )

    def _year_context(self, i: int, after: int, *, single: bool = True) -> bool:
        """Say whether four digits without a preposition of time are a year, from the words beside them."""
        table = lexicon.classes("year_context.tsv")
        before = self.norm(i - 1)
        if self._counts_something(after) or before in table["left"] or before in table["article"]:
            return False
        if before in (".", "°", "º", "#", "€", "$", "£", "+", "=", "/", "@", "_") or self.norm(i - 1).isdecimal():
            return False
        if before in _YEAR_BEFORE or not single:
            return True
        value = int(self.tokens[i].text) if self.tokens[i].text.isdecimal() else 2000 + int(self.tokens[i + 1].text)
        if (
            not 1950 <= value <= 2060
            or is_participle(before)
            or before in ("di", "a", "per", "in", "tra", "fra", "sono")
        ):
            return False
        following = self.tokens[after] if after < len(self.tokens) else None
        # "Capex 2025:", "(2022)", "edizione 2025" at the end of a phrase; "2024 schede" counts
        return following is None or following.kind in ("line", "other") or following.norm in _AFTER_YEAR


_AFTER_YEAR = {
    "e", "ed", "o", "il", "la", "lo", "l'", "i", "gli", "le", "è", "ha", "di", "del", "della", "dell'", "con", "per",
    "in", "a", "al", "sono", "era", "sarà", "nel", "da", "dal", "su", "sul", "si", "che", "ma", "mentre", "non",
}  # fmt: skip
