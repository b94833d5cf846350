"""The smallest readings: numbers, ordinals, counted units, adjectives of time, and the year that follows."""

from __future__ import annotations

from extract.periods import lexicon
from extract.periods.forms import Year
from extract.periods.lexer import Token

ARTICLES = frozenset({"il", "lo", "la", "l'", "i", "gli", "le"})
_YEAR_LINKS = {"del", "dell'", "dello", "di", "d'", "nel", "nell'", "per"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Reader:
    """Looks at single tokens and short runs; never moves."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def norm(self, i: int) -> str:
        """Return the normal form of token `i`, empty outside the text."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def norms(self, i: int, count: int) -> tuple[str, ...]:
        """Return the normal forms of `count` tokens."""
        return tuple(token.norm for token in self.tokens[i : i + count])

    def skip_article(self, i: int) -> int:
        """Return `i`, or the token after it where it is an article."""
        return i + 1 if self.norm(i) in ARTICLES else i

    def skip_adjective(self, i: int) -> int:
        """Return `i`, or the token after it where it says last or next."""
        return i + 1 if self.adjective(i, ("-1", "+1")) else i

    def touching(self, i: int) -> bool:
        """Say whether token `i` follows the one before it without a blank."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def adjective(self, i: int, senses: tuple[str, ...]) -> str | None:
        """Return the sense of an adjective of time where it is one of `senses`."""
        sense = lexicon.words("relative_adjectives.tsv").get(self.norm(i))
        return sense if sense in senses else None

    def pull(self, i: int) -> int:
        """Return -1 for ``scorso``, +1 for ``prossimo``, else 0."""
        return int(self.adjective(i, ("-1", "+1")) or 0)

    def number(self, i: int) -> int | None:
        """Return a small cardinal, in digits or spelled out."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        if token.kind == "num":
            return int(token.text) if token.text.isdecimal() and len(token.text) <= 3 else None
        return lexicon.numbers("cardinals.tsv").get(token.norm)

    def order(self, i: int) -> int | None:
        """Return an ordinal: ``secondo``, ``2°``, ``II``."""
        if not 0 <= i < len(self.tokens):
            return None
        table, token = lexicon.numbers("ordinals.tsv"), self.tokens[i]
        return table.get(token.norm) or table.get(token.text)

    def day_number(self, i: int) -> int | None:
        """Return a day of the month: ``18``, ``1°``, ``primo``, ``ventuno``."""
        if not 0 <= i < len(self.tokens):
            return None
        text, norm = self.tokens[i].text.rstrip("°º"), self.norm(i)
        if norm == "primo":
            return 1
        if norm in ("un", "una", "uno", "un'", "sei"):
            return None
        day = int(text) if text.isdecimal() and len(text) <= 2 else self.number(i)
        return day if day and 1 <= day <= 31 else None

    def count_of(self, i: int) -> tuple[int, int, str] | None:
        """Return (end, how many, unit) of a counted unit of time: ``12 mesi``, ``due anni``, ``un triennio``."""
        number = self.number(i)
        entry = lexicon.units().get(self.norm(i + 1))
        if number is None or entry is None or entry[0] == "weekend":
            return None
        return i + 2, number * entry[1], entry[0]

    def fiscal_word(self, i: int) -> bool:
        """Say whether token `i` makes a period the company's own."""
        return self.norm(i) in ("fiscale", "fiscali", "finanziario", "finanziari")

    def year_at(self, i: int) -> tuple[int, int] | None:
        """Return (end, year) of four digits, or of two after an apostrophe, that can be a year."""
        if not 0 <= i < len(self.tokens):
            return None
        text = self.tokens[i].text
        if text in ("'", "’", "‘") and self.touching(i + 1):
            short = self.tokens[i + 1].text
            if short.isdecimal() and len(short) == 2 and int(short) < 50 and not self._glued(i + 1):
                return i + 2, 2000 + int(short)
            return None
        if not (text.isdecimal() and len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            return None
        return None if self._glued(i) or (self.touching(i) and self._glue_before(i)) else (i + 1, int(text))

    def _glue_before(self, i: int) -> bool:
        before = self.tokens[i - 1]
        return before.norm not in "(«“\"'’[–—/-:" and not before.norm.endswith("'")

    def _glued(self, i: int) -> bool:
        """Say whether letters, digits, a sign or a slash follow without a blank (``2024/1689``, ``2000%``)."""
        if not self.touching(i + 1):
            return False
        after = self.tokens[i + 1]
        if after.norm in ("/", "-", "–", "_"):
            return self.touching(i + 2) and self.tokens[i + 2].kind in ("num", "word")
        return after.kind in ("word", "num", "fiscal", "date") or after.norm in "%$€£°+"

    def year_tail(self, i: int) -> tuple[int, Year] | None:
        """Return (end, year) that follows a month, a quarter or a modifier: ``del 2024``, ``dello scorso anno``."""
        linked = self.norm(i) in _YEAR_LINKS
        j = i + 1 if linked else i
        if self.norm(j) in ("l'", "intero"):
            j += 1
        found = self.year_at(j)
        if found:
            return found[0], Year("abs", found[1])
        if 0 <= j < len(self.tokens) and self.tokens[j].kind == "fiscal" and self.norm(j).startswith("fy"):
            digits = self.norm(j)[-2:]
            return (j + 1, Year("abs", 2000 + int(digits), fiscal=True)) if digits.isdecimal() else None
        if not linked:
            return None
        sense = self.adjective(j, ("-1", "0", "+1"))
        if sense is not None and self.norm(j + 1) in ("anno", "esercizio"):
            return j + 2, Year("rel", int(sense), fiscal=self.norm(j + 1) == "esercizio")
        count = self.count_of(j)
        if count and count[2] == "year" and self.norm(count[0]) == "fa":
            return count[0] + 1, Year("rel", -count[1])
        if self.norm(j) in ("stesso", "medesimo") and self.norm(j + 1) in ("anno", "esercizio"):
            return j + 2, Year("ana", 0)
        if self.norm(j) not in ("anno", "esercizio"):
            return None
        fiscal = self.norm(j) == "esercizio" or self.fiscal_word(j + 1)
        k = j + 2 if self.fiscal_word(j + 1) or self.norm(j + 1) == "solare" else j + 1
        found = self.year_at(k)
        if found:
            return found[0], Year("abs", found[1], fiscal=fiscal)
        sense = lexicon.words("relative_adjectives.tsv").get(self.norm(k), "")
        if sense in ("-1", "+1", "0") and not self.norm(k).startswith("q"):
            return k + 1, Year("rel", int(sense), fiscal=fiscal)
        if sense in ("prev", "next"):
            return k + 1, Year("ana", -1 if sense == "prev" else 1, fiscal=fiscal)
        if self.norm(k) == "in" and self.norm(k + 1) == "corso":
            return k + 2, Year("rel", 0, fiscal=fiscal)
        return (k, Year("bare", 0, fiscal=fiscal)) if self.norm(i) == "dell'" else None
