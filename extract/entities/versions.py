"""Version numbers in names, and versions that the gazetteer lacks of families that it has: "Llama 9", "GPT-7 mini"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.entities.context import Context, acting
from extract.entities.found import Found
from extract.entities.tokens import Token, keys_of
from extract.entities.vocabulary import words

_MONTHS = words("months")
_SIZES = ("B", "b", "M", "x")
_SITES = ("cluster", "supercomputer", "data_center")
_FAMILIES = ("model_family", "model", "chip")


def family_versions(text: str, context: Context, known: Sequence[Found]) -> list[Found]:
    """Return the names, with a version or variant that follows one drawn into it.

    The name then is the family's with what follows, as written; the gazetteer decides where it knows that.
    """
    tokens = context.tokens
    starts = {found.first for found in known}
    result = []
    for found in known:
        entity = found.entity
        last = _version_end(context, found, starts)
        alone = entity is not None and entity.kind == "model" and last == found.last
        own = last if alone else _family_end(tokens, found)
        if entity is None or own == last:
            result.append(found)
            continue
        tail = text[tokens[own - 1].end : tokens[last - 1].end]
        base = entity.name.split(" (")[0]
        if entity.kind == "organisation":
            base = text[tokens[found.first].start : tokens[own - 1].end]
        name = base + " ".join(tail.split()) if tail[0] in "-.+" or not tail[0].isspace() else f"{base} {tail.strip()}"
        table = context.gazetteer
        other = table.get(name)
        if other is not None and (other is not entity or own == found.last):
            result.append(replace(found, last=last, name=other.name, kind=other.kind, entity=other))
        else:
            kind = found.kind if found.kind == "chip" else "model"
            how = "alias" if last == found.last else "name"
            result.append(
                Found(found.first, last, " ".join(name.split()), kind, how, (*found.cues, f"family {entity.name}"))
            )
    return result


def whole_versions(context: Context, found: Sequence[Found]) -> list[Found]:
    """Return the names, with a version that stands for itself given its family: "V4 Pro" after "DeepSeek V4".

    Only versions that open with a letter and a number do: "3 Pro" may be of anything.
    """
    tokens, table = context.tokens, context.gazetteer
    families: dict[str, str] = {}
    result = []
    for name in found:
        code = _code(tokens, name.first, name.last)
        if code and name.entity is None and code in families and name.name.startswith(code):
            whole = families[code] + name.name[len(code) :]
            entity = table.get(whole)
            kind = entity.kind if entity else "model" if name.kind == "unknown" else name.kind
            result.append(replace(name, name=entity.name if entity else whole, kind=kind, entity=entity))
            continue
        if not code and name.kind in (*_FAMILIES, "product", "unknown"):
            for n in range(name.first + 1, name.last):
                code = _code(tokens, n, name.last)
                head, inside, _ = name.name.partition(f" {code}")
                if code and inside:
                    families.setdefault(code, f"{head} {code}")
        result.append(name)
    return result


def _code(tokens: Sequence[Token], n: int, last: int) -> str:
    """Return the letters and number that stand at word `n`, "V4"; an empty text where none do."""
    two = tokens[n : min(last, n + 2)]
    return "".join(token.text for token in two) if is_code(two) else ""


def is_code(tokens: Sequence[Token]) -> bool:
    """Whether two words are a letter or two with a number: the "V4" of "V4 Pro"."""
    if len(tokens) < 2 or tokens[1].gap:
        return False
    return len(tokens[0].text) < 3 and tokens[0].text.isupper() and tokens[1].text.isdigit()


def _family_end(tokens: Sequence[Token], found: Found) -> int:
    """Return where the family's own name ends in an alias that is one of its versions: "Phi-3" in "Phi-3 mini"."""
    if found.how != "alias" or found.entity is None or found.entity.kind not in ("model", "model_family"):
        return found.last
    base = "".join(keys_of(found.entity.name.split(" (")[0]))
    written = ""
    for n in range(found.first, found.last):
        written += tokens[n].key
        if written == base:
            rest = [t.key for t in tokens[n + 1 : found.last]]
            versioned = any(key.isdigit() or key in words("tiers") for key in rest)
            return n + 1 if versioned else found.last
    return found.last


def _version_end(context: Context, found: Found, starts: set[int]) -> int:
    """Return where a known name ends with its version; where it ends without one if it has none."""
    tokens = context.tokens
    last = found.last
    entity = found.entity
    if found.how != "alias" or entity is None:
        return last
    if found.kind in _SITES:
        second = last < len(tokens) and tokens[last].gap == " " and tokens[last].text.isdigit()
        return last + 1 if second and context.gazetteer.get(f"{entity.name} {tokens[last].text}") else last
    numbered = tokens[last - 1].text[-1].isdigit()
    if found.kind == "organisation":
        if not (_coded(tokens, last) or _generation(tokens, last)) or not _names_models(context, found):
            return last
    elif found.kind not in _FAMILIES and not (found.kind == "product" and _has_models(found)):
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


def _names_models(context: Context, found: Found) -> bool:
    """Whether a firm gives its models its own name, as DeepSeek and Mistral do."""
    assert found.entity is not None
    own = context.tokens[found.first].key
    return any(
        child.kind in ("model", "model_family") and keys_of(child.name)[0] == own
        for child in context.gazetteer.children(found.entity.name)
    )


def _coded(tokens: Sequence[Token], n: int) -> bool:
    """Whether a size ("7B") or a lettered version ("V4") stands at word `n`, as no quantity does."""
    if n + 1 >= len(tokens) or tokens[n].gap not in (" ", "-") or tokens[n + 1].gap:
        return False
    lettered = len(tokens[n].text) == 1 and tokens[n].capital and tokens[n + 1].text.isdigit()
    return lettered or (tokens[n].text.isdigit() and _sized(tokens, n))


def _generation(tokens: Sequence[Token], n: int) -> bool:
    """Whether a bare number after a firm's name is one of its models: "Alfa 3, una famiglia di modelli"."""
    if n + 1 >= len(tokens) or tokens[n].gap not in (" ", "-") or len(tokens[n].text) > 1:
        return False
    return tokens[n].text.isdigit() and (tokens[n + 1].text in ",)" or acting(tokens[n + 1])) and _alone(tokens, n)


def _alone(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number is none of a list of counts or results: "Alfa 3, Beta 5"."""
    near = tokens[n + 1 : n + 7]
    return not any(t.text.isdigit() for t in near)


def _has_models(found: Found) -> bool:
    return found.entity is not None and found.entity.ambiguity(found.entity.name) is not None


def _sized(tokens: Sequence[Token], n: int) -> bool:
    """Whether the number at word `n` is a size such as 70B or 8x7B."""
    return tokens[n].text.isdigit() and n + 1 < len(tokens) and not tokens[n + 1].gap and tokens[n + 1].text in _SIZES


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
        if (
            not attached
            and following.wordlike
            and following.gap == " "
            and not (_goes_on(following) or _sized(tokens, end))
        ):
            return 0
        if following.text in "-–" and following.gap == "" and end + 1 < len(tokens) and tokens[end + 1].text.isdigit():
            return 0
    return end - n


def _goes_on(token: Token) -> bool:
    """Whether a word can follow a name with a number: a verb, a preposition, a part of it; no counted noun."""
    return (
        token.capital
        or token.key in words("stop")
        or acting(token)
        or token.key in words("common_en") | words("small_tiers")
    )
