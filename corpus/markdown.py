"""Markdown with YAML front matter: the fields, and the body as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import ReadError

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_OPEN, _CLOSE = re.compile(r"---[ \t]*"), re.compile(r"(---|\.\.\.)[ \t]*")
_BEFORE_MARK = re.compile(r"^([ \t]*>)+ ?")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>|<[!?][^>]*>", re.DOTALL)
_REMEDY = "mend the YAML between the two lines of three dashes"


def split(text: str, where: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter and the body after it.

    Front matter starts with a line of three dashes, the very first of the file, and ends with the next one (or three
    dots). Blank lines after it belong to it. A text without front matter has no fields.

    Raises
    ------
    ReadError
        Where it is not closed, not YAML (with its line) or not a list of fields.

    Examples
    --------
    >>> split("---\\ntitle: Prova\\n---\\n\\nUn testo.\\n", "a.md")
    ({'title': 'Prova'}, 'Un testo.\\n')
    >>> split("---\\ntitle: Prova\\n", "a.md")
    Traceback (most recent call last):
    corpus.errors.ReadError: a.md, line 1: the front matter is not closed: end it with a line of three dashes
    """
    lines = text.split("\n")
    if not _OPEN.fullmatch(lines[0]):
        return {}, text
    end = next((number for number, line in enumerate(lines[1:], 1) if _CLOSE.fullmatch(line)), None)
    if end is None:
        raise ReadError(f"{where}, line 1: the front matter is not closed", "end it with a line of three dashes")
    try:
        fields = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise ReadError(f"{where}, line {line}: broken front matter ({error.problem})", _REMEDY) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ReadError(f"{where}: broken front matter ({reason})", _REMEDY) from None
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        raise ReadError(f"{where}, line 2: the front matter is not a list of fields", "write lines such as title: …")
    while end + 1 < len(lines) - 1 and not lines[end + 1].strip():
        end += 1
    return {str(name): value for name, value in fields.items()}, "\n".join(lines[end + 1 :])


def plain(body: str) -> str:
    """Return Markdown as plain text: the markup goes, the words and the lines stay.

    Markup is: heading marks and underlines, marks of emphasis and strike-through, code marks and fences, quotation
    marks at the start of a line (``>``), rules, the address of a link (its text stays), an image with its alternative
    text, link definitions, HTML tags and comments, backslash escapes and character references (they become the
    character), and the indentation and the trailing blanks that Markdown ignores. The cells of a table row are joined
    with ``" | "``. What plain text writes the same way is not markup: the marks and numbers of a list stay as written,
    and so do blank lines.

    Examples
    --------
    >>> print(plain("## I conti\\n\\n- **Ricavi**: [3 miliardi](https://example.org) (+21%)\\n- Utile: 5 * 2\\n"))
    I conti
    <BLANKLINE>
    - Ricavi: 3 miliardi (+21%)
    - Utile: 5 * 2
    <BLANKLINE>
    """
    source = body.split("\n")
    # Line by line: what a block of words gives for its first line; lines that are markup alone are never set.
    written: dict[int, str] = {number: "" for number, line in enumerate(source) if not line.strip(" \t>")}
    tokens = _MARKDOWN.parse(body)
    marks: dict[int, list[str]] = {}
    for position, token in enumerate(tokens):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "list_item_open":
            # An ordered item's number is in `info`, its delimiter in `markup`; a bullet has only its mark.
            marks.setdefault(first, []).append(token.info + token.markup)
        elif token.type == "tr_open":
            written[first] = " | ".join(_cells(tokens, position))
        elif token.type == "inline" and token.children is not None and first not in written:
            _put(written, first, _words(token.children))
        elif token.type in ("fence", "code_block"):
            _put(written, first + (token.type == "fence"), token.content.rstrip("\n"))
        elif token.type == "html_block":
            for number in range(first, last):
                written.pop(number, None)
            _put(written, first, _TAG.sub("", token.content).strip("\n"))
    for number, found in marks.items():
        indent = _BEFORE_MARK.sub("", source[number]).partition(found[0])[0]
        written[number] = " ".join([indent + found[0], *found[1:], written.get(number, "")]).rstrip()
    return "\n".join(written[number] for number in sorted(written))


def _put(written: dict[int, str], first: int, text: str) -> None:
    if text.strip():
        for number, line in enumerate(text.split("\n"), first):
            written[number] = line


def _cells(tokens: Sequence[Token], row: int) -> Iterable[str]:
    while tokens[row].type != "tr_close":
        if tokens[row].type == "inline":
            yield _words(tokens[row].children or [])
        row += 1


def _words(children: Sequence[Token]) -> str:
    pieces: list[str] = []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type not in ("image", "html_inline"):
            pieces.append(token.content)
    return "".join(pieces)
