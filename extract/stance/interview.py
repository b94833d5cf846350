"""Interviews: which sentences are answers, and who gives them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods.lexer import Token
from extract.records import Mention

_QUESTIONS = 3  # lines that end in a question mark and make an interview
_LINE = 3  # sentences of a line that asks
_INTERVIEW = ("parla", "intervista", "colloquio")
_HEAD = 120  # characters after the first sentence in which somebody may be announced


def answers(text: str, sentences: Sequence[tuple[int, int]], paragraphs: Sequence[int]) -> frozenset[int]:
    """Return the sentences that answer a question which stands alone on its line, by their index.

    Parameters
    ----------
    sentences : sequence of (int, int)
        Character spans, in order.
    paragraphs : sequence of int
        The line of each sentence.

    Examples
    --------
    >>> lines = ["Chi?", "Noi.", "Dove?", "Qui.", "Quando?", "Ora."]
    >>> text = "\\n".join(lines)
    >>> spans = [(text.index(line), text.index(line) + len(line)) for line in lines]
    >>> sorted(answers(text, spans, range(6)))
    [1, 3, 5]
    """
    lines: dict[int, list[int]] = {}
    for n, paragraph in enumerate(paragraphs):
        lines.setdefault(paragraph, []).append(n)
    asked = {p for p, own in lines.items() if _asks(text, sentences[own[-1]]) and len(own) <= _LINE}
    if len(asked) < _QUESTIONS:
        return frozenset()
    first = min(asked)
    return frozenset(n for p, own in lines.items() for n in own if p > first and p not in asked)


def _asks(text: str, span: tuple[int, int]) -> bool:
    return text[slice(*span)].strip().endswith("?")


def interviewee(
    tokens: Sequence[Token], sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention], *, answered: bool
) -> str | None:
    """Return whom an interview is with: named beside "parla" or "intervista" before the first paragraph ends.

    Where questions stand on lines of their own (`answered`), it is the first person that the text names.
    """
    if answered:
        people = [mention.name for mention in mentions if mention.kind == "person"]
        named = next((name for name in people if " " in name), people[0] if people else None)
        return named or next((name for mention in mentions if (name := _full_name(tokens, mention))), None)
    opening = [token for token in tokens if token.end <= sentences[0][1] + _HEAD]
    for i, token in enumerate(opening):
        if token.norm in _INTERVIEW:
            limit = opening[min(i + 5, len(opening) - 1)].end
            for mention in mentions:
                if token.end <= mention.start <= limit and mention.kind == "person":
                    return mention.name
    return None


def _full_name(tokens: Sequence[Token], mention: Mention) -> str | None:
    """Return an unknown name with the capital word before it: "Ludovica" and "Neri"."""
    before = next((token for token in reversed(tokens) if token.end < mention.start), None)
    joined = before is not None and before.text[:1].isupper() and before.norm.isalpha()
    if mention.kind != "unknown" or not joined or before is None or before.end + 1 != mention.start:
        return None
    return f"{before.text} {mention.name}"
