"""From bytes to an article's text: decoding, line ends, and what is refused.

The text of an article is decoded as UTF-8, without byte-order mark, with ``\\n`` line ends; nothing else is changed.
"""

from __future__ import annotations

import codecs
import re

from corpus.errors import ReadError

MAX_CHARACTERS = 2_000_000
"""The longest text of one article, in code points: some 300,000 words, far more than any news article has."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""The largest text file: four bytes is the most that UTF-8 takes for one code point."""

# What no XML document can carry, and so no GraphML or RDF/XML export: C0 controls other than tab and line end, lone
# surrogates (JSON can spell them, UTF-8 cannot), and two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, where: str) -> str:
    """Return the text of UTF-8 bytes, without byte-order mark and with ``\\n`` line ends.

    Parameters
    ----------
    data : bytes
        The whole file.
    where : str
        What the error calls it: a path or a name.

    Raises
    ------
    ReadError
        Where the bytes are not UTF-8; it names the first wrong byte, its position and its line.

    Examples
    --------
    >>> decode(b"\\xef\\xbb\\xbfuno\\r\\ndue\\rtre", "a.txt")
    'uno\\ndue\\ntre'
    >>> decode("perché".encode("latin-1"), "a.txt")
    Traceback (most recent call last):
    corpus.errors.ReadError: a.txt is not UTF-8 (byte 0xE9 at position 5, line 1): save it as UTF-8 and try again
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError(f"{where} is UTF-16, not UTF-8", "save it as UTF-8 and try again")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{where} is not UTF-8 (byte 0x{data[error.start]:02X} at position {error.start}, line {line})",
            "save it as UTF-8 and try again",
        ) from None
    return normalise(text)


def normalise(text: str) -> str:
    """Drop a byte-order mark and turn CRLF and CR into LF; change nothing else.

    Examples
    --------
    >>> normalise("\\ufeffuno\\r\\n\\r\\ndue\\u00a0")
    'uno\\n\\ndue\\xa0'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check(text: str, where: str) -> str:
    """Return `text` if it can be an article's text.

    Refused are: a text without a letter or digit, one of more than `MAX_CHARACTERS`, and one with characters that no
    XML document can carry (NUL and other control characters but tab and line end, lone surrogates): they mean a binary
    file or a broken export, and would stop an export of the graph later.

    Raises
    ------
    ReadError
        Naming what is wrong, and for a character its line and column.

    Examples
    --------
    >>> check("Ricavi a 3 miliardi", "a.txt")
    'Ricavi a 3 miliardi'
    >>> check(" \\n ", "a.txt")
    Traceback (most recent call last):
    corpus.errors.ReadError: a.txt has no text: give an article with at least a sentence
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            f"{where} is too large for one article ({len(text):,} characters; the limit is {MAX_CHARACTERS:,})",
            "split it, or give several articles as JSON Lines",
        )
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        raise ReadError(
            f"{where} has the character U+{ord(found.group()):04X} at line {line}, column {column}",
            "it is not plain text; remove the character or export the text again",
        )
    if not any(character.isalnum() for character in text):
        raise ReadError(f"{where} has no text", "give an article with at least a sentence")
    return text


def check_size(size: int, where: str, limit: int = MAX_BYTES) -> None:
    """Refuse a file that cannot be an article before it is read.

    Parameters
    ----------
    size, limit : int
        Bytes.

    Raises
    ------
    ReadError
        Where `size` is over `limit`.

    Examples
    --------
    >>> check_size(9_000_000, "a.txt")
    Traceback (most recent call last):
    corpus.errors.ReadError: a.txt is too large for one article (9,000,000 bytes; the limit is 8,000,000): ...
    """
    if size > limit:
        raise ReadError(
            f"{where} is too large for one article ({size:,} bytes; the limit is {limit:,})",
            "split it, or give several articles as JSON Lines",
        )
