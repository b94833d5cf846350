"""Version numbers in names, and versions that the gazetteer lacks of families that it has: "Llama 9", "GPT-7 mini"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.entities.context import Context, acting
from extract.entities.found import Found
from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_MONTHS = words("months")
_FAMILIES = ("model_family", "model", "chip")


def family_versions(text: str, context: Context, known: Sequence[Found]) -> list[Found]:
    """Return the names, with a version or variant that follows one drawn into it.

    The name then is the family's with what follows, as written; the gazetteer decides where it knows that.
    """
    tokens = context.tokens
    starts = {found.first for found in known}
    result = []
    for found in known:
        last = _version_end(tokens, found, starts)
        if last == found.last or found.entity is None:
            result.append(found)
            continue
        tail = text[tokens[found.last - 1].end : tokens[last - 1].end]
        entity = found.entity
        base = entity.name.split(" (")[0]
        name = base + " ".join(tail.split()) if tail[0] in "-.+" or not tail[0].isspace() else f"{base} {tail.strip()}"
        table = context.gazetteer
        other = table.get(name)
        if other is not None:
            result.append(replace(found, last=last, name=other.name, kind=other.kind, entity=other))
        else:
            kind = "model" if found.kind in ("model_family", "product") else found.kind
            result.append(
                Found(found.first, last, " ".join(name.split()), kind, "name", (*found.cues, f"family {entity.name}"))
            )
    return result


def _version_end(tokens: Sequence[Token], found: Found, starts: set[int]) -> int:
    """Return where a known name ends with its version; where it ends without one if it has none."""
    last = found.last
    entity = found.entity
    if found.how != "alias" or entity is None:
        return last
    numbered = tokens[last - 1].text[-1].isdigit()
    if found.kind not in _FAMILIES and not (found.kind == "product" and _has_models(found)):
        return last
    while last < len(tokens) and last not in starts:
        token = tokens[last]
        if token.gap not in ("", " ", "-") or token.sentence != tokens[last - 1].sentence:
            break
        if token.text[0].isdigit() and not (numbered and token.gap == " " and not _sized(tokens, last)):
            length = version_length(tokens, last)
            if not length:
                break
            last += length
            numbered = True
            continue
        if (
            token.text == "."
            and not token.gap
            and numbered
            and last + 1 < len(tokens)
            and tokens[last + 1].text.isdigit()
        ):
            if tokens[last + 1].gap:
                break
            last += 2
            continue
        lettered = token.gap == "" and numbered and token.text.isalpha() and len(token.text) < 3
        marked = token.capital or token.gap == "-" or (numbered and token.key in words("small_tiers"))
        tier = token.key in words("tiers") and marked and token.gap != ""
        coded = token.capital and len(token.text) == 1 and last + 1 < len(tokens) and tokens[last + 1].text.isdigit()
        if coded and not tokens[last + 1].gap:
            last += 2
            numbered = True
        elif lettered or tier:
            last += 1
        else:
            break
    return last


def _has_models(found: Found) -> bool:
    return found.entity is not None and found.entity.ambiguity(found.entity.name) is not None


def _sized(tokens: Sequence[Token], n: int) -> bool:
    """Whether the number at word `n` is a size such as 70B."""
    return n + 1 < len(tokens) and not tokens[n + 1].gap and tokens[n + 1].text in ("B", "b", "M")


def version_length(tokens: Sequence[Token], n: int) -> int:
    """Return how many words a version number that begins with word `n` has; 0 where it is a quantity or a year."""
    if not tokens[n].text.isdigit() or tokens[n].gap == "\n":
        return 0
    end = n + 1
    number = tokens[n].text
    if end + 1 < len(tokens) and tokens[end].text in ".," and not tokens[end].gap:
        decimals = tokens[end + 1]
        if decimals.text.isdigit() and not decimals.gap:
            if tokens[end].text == "," or len(decimals.text) > 2:
                return 0
            end += 2
    suffixed = end < len(tokens) and not tokens[end].gap and tokens[end].text.isalpha()
    if suffixed:
        if len(tokens[end].text) > 2:
            return 0
        end += 1
        if end < len(tokens) and not tokens[end].gap and tokens[end].text.isdigit():
            end += 1  # 8x7
            end += end < len(tokens) and not tokens[end].gap and tokens[end].text.isalpha()
        return end - n
    attached = tokens[n].gap != " "
    if not attached and (len(number) > 2 or number.startswith("0")):
        return 0
    if end < len(tokens):
        following = tokens[end]
        if following.key in words("number_units") or following.key in _MONTHS or following.text in "%°$€£/":
            return 0
        if not attached and following.wordlike and following.gap == " " and not _goes_on(following):
            return 0
        if following.text in "-–" and following.gap == "" and end + 1 < len(tokens) and tokens[end + 1].text.isdigit():
            return 0
    return end - n


def _goes_on(token: Token) -> bool:
    """Whether a word can follow a name with a number: a verb, a preposition, a part of it; no counted noun."""
    return token.capital or token.key in words("stop") or acting(token) or token.key in words("common_en")
