"""Weigh where a name stands: the nearer to a figure and the more like its subject, the more points."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.roles import ARTICLES, links, role_of
from extract.claims.triggers import Trigger
from extract.records import Mention, Quantity

LIST_JOINTS = {":", "–", "-", "—", "=", "con", ", con", ""}
DEMONSTRATIVES = {"questo", "questa", "tale"}
OFFICES = (
    "ceo",
    "ad",
    "amministrat",
    "president",
    "vicepresident",
    "portavoce",
    "analist",
    "ricercator",
    "direttor",
    "direttric",
)


def place_points(
    ctx: Context, quantity: Quantity, mention: Mention, trigger: Trigger | None, back: int
) -> tuple[float, str]:
    """Return the points of the place where a name stands, and the cue.

    Parameters
    ----------
    trigger : Trigger or None
        The words that gave the metric: "i ricavi di X" points at X.
    back : int
        How many sentences before the figure the name stands.
    """
    role = role_of(ctx, mention)
    if back:
        return _earlier_points(ctx, quantity, mention, role, back)
    if _is_compared(ctx, mention):
        return -3.0, "confronto"
    text = ctx.text
    if mention.end <= quantity.start:
        between = text[mention.end : quantity.start]
        inside = ctx.parenthesis(quantity.start)
        named = mention.how in {"alias", "name"}
        if not named:
            pass
        elif inside and mention.end <= inside[0] <= mention.end + 3:
            return (6.3 if role != "di" else 5.7), "parentesi"
        elif inside and _owner_between(ctx, mention, inside[0]):
            return 6.2, "parentesi"
        elif _joins_list(_without_articles(between), role, quantity):
            return 5.0, "elenco"
        points = 2.2 - 0.05 * ctx.words.distance((mention.start, mention.end), (quantity.start, quantity.end))
        points -= 0.9 * ctx.breaks_between(mention.end, quantity.start)
        if inside and mention.start < inside[0] and role == "bare":
            points += 0.2
        if ctx.is_bullet(ctx.sentence(mention.start)) and mention.start - ctx.sentence(mention.start)[0] <= 3:
            points += 1.6
    else:
        points = 0.9 - 0.07 * ctx.words.distance((mention.start, mention.end), (quantity.start, quantity.end))
        points -= 1.2 * ctx.breaks_between(quantity.end, mention.start)
        if ctx.parenthesis(mention.start):
            points -= 1.0
        if "," in text[quantity.end : mention.start]:
            points -= 0.6
        if role == "di" and {"è", "sono", "era", "sarà"} & {w.lower for w in ctx.words_before(mention.start, 3)}:
            points += 2.5  # "il 45% è degli Stati Uniti"
        if {"cui", "che"} & {w.lower for w in ctx.words_before(mention.start, 2)}:
            points -= 1.0  # the subject of a relative clause after the figure
    return points + _role_points(ctx, quantity, mention, trigger, role), role


def _comma_after(ctx: Context, mention: Mention, quantity: Quantity) -> bool:
    """Say whether more than the comma of an apposition stands between a name and a figure."""
    return ctx.text.count(",", mention.end, quantity.start) > 1


def _is_office(ctx: Context, mention: Mention) -> bool:
    """Say whether a company only tells whose officer or analyst speaks: "secondo il ceo di X"."""
    words = [w.lower for w in ctx.words_before(mention.start, 5)]
    return any(word.startswith(OFFICES) for word in words)


def _owner_between(ctx: Context, mention: Mention, opening: int) -> bool:
    """Say whether only "di X" stands between a name and a parenthesis: "Ondine di Mareva (1,1"."""
    owners = [m for m in ctx.mentions_in((mention.end, opening)) if role_of(ctx, m) == "di"]
    return (
        len(owners) == 1 and opening - owners[0].end <= 3 and len(ctx.words.within(mention.end, owners[0].start)) <= 2
    )


def _without_articles(between: str) -> str:
    return " ".join(word for word in between.split() if word.lower() not in ARTICLES)


def _joins_list(between: str, role: str, quantity: Quantity) -> bool:
    """Say whether what stands between a name and a figure makes a list of them: "A: 3", "B con 2", "C 1"."""
    if between not in LIST_JOINTS:
        return False
    if between == "":
        return "scale-inferred" in quantity.flags
    return role == "bare" or between != ", con"


def _role_points(ctx: Context, quantity: Quantity, mention: Mention, trigger: Trigger | None, role: str) -> float:
    before = mention.end <= quantity.start
    follows = [w.lower for w in ctx.words.after(mention.end, 2)]
    if before and (follows[:1] == ["che"] or follows == [",", "che"]):
        return 2.4  # the figure stands in its relative clause
    if (
        before
        and follows[:1] == [","]
        and follows[1:]
        and follows[1] in links()
        and not _comma_after(ctx, mention, quantity)
    ):
        return 2.2  # in its apposition: "Falcon, modello da 180 miliardi di parametri"
    if role == "bare":
        opens = (
            mention.start - ctx.sentence(mention.start)[0] <= 6
            or ctx.clause((mention.start, mention.end))[0] + 4 >= mention.start
        )
        return (1.4 if before else 0.2) + (0.4 if opens and before else 0.0)
    if role == "di":
        if (
            trigger
            and trigger.end <= mention.start
            and ctx.words.distance((trigger.start, trigger.end), (mention.start, mention.end)) <= 4
        ):
            return 2.2
        next_to_it = (
            quantity.end <= mention.start
            and ctx.words.distance((quantity.start, quantity.end), (mention.start, mention.end)) <= 4
        )
        return 0.8 if next_to_it else -0.2
    if role == "da":
        participle = [
            w.lower
            for w in ctx.words_before(mention.start, 5)
            if w.lower.endswith(
                (
                    "ato",
                    "ata",
                    "ati",
                    "ate",
                    "ito",
                    "ita",
                    "iti",
                    "ite",
                    "uto",
                    "esto",
                    "esti",
                    "esta",
                    "este",
                    "so",
                    "si",
                    "sa",
                )
            )
        ]
        if any(word.startswith(("guidat", "seguit")) for word in participle):
            return -2.0  # who leads a round, or comes next, is not whom the figure is about
        if participle and not before:
            near = ctx.words.distance((quantity.start, quantity.end), (mention.start, mention.end)) <= 4
            return 4.0 if near else 1.3
        return -0.6
    if role == "per":
        return 0.8 if mention.kind.startswith("model") else -1.0
    return {"con": -0.4, "a": -0.3, "in": -0.2, "su": -0.9, "tra": -0.8, "secondo": -7.0}[role]


def _earlier_points(ctx: Context, quantity: Quantity, mention: Mention, role: str, back: int) -> tuple[float, str]:
    same_paragraph = ctx.paragraph(mention.start) == ctx.paragraph(quantity.start)
    points = 1.0 - 0.3 * min(back, 8) - (0.0 if same_paragraph else 0.4)
    if role == "bare":
        points += 0.9
    elif role == "secondo":
        points -= 3.0
    elif role != "di":
        points -= 0.4
    if _is_compared(ctx, mention):
        points -= 2.0
    if ctx.parenthesis(mention.start):
        points -= 1.2
    if back == 1 and _points_back(ctx, quantity) and not _has_later(ctx, mention):
        return points + 2.6, "questo"
    start, end = ctx.paragraph(mention.start)
    heading = ctx.text[start:end].strip()
    if heading == mention.text and back and ctx.is_bullet(ctx.sentence(quantity.start)):
        return points + 3.2, "titoletto"
    return points, "frase precedente"


def _points_back(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a sentence opens with a demonstrative: "Questo strumento …"."""
    start, end = ctx.sentence(quantity.start)
    opening = [w.lower for w in ctx.words.after(start, 2, end)]
    return len(opening) == 2 and opening[0] in DEMONSTRATIVES and opening[1].isalpha()


def _has_later(ctx: Context, mention: Mention) -> bool:
    """Say whether another name stands later in the same sentence."""
    return bool(ctx.mentions_in((mention.end, ctx.sentence(mention.start)[1])))


def _is_compared(ctx: Context, mention: Mention) -> bool:
    """Say whether a name is only what something is compared with: "rispetto a X", "superiore a quella … per X"."""
    start, _ = ctx.sentence(mention.start)
    for match in ctx.comparisons.within(start, mention.start):
        if start <= match.start and match.end <= mention.start:
            gap = ctx.words.within(match.end, mention.start)
            others = bool(ctx.mentions.within(match.end, mention.start))
            reach = 0 if match.entry == "come" else 4
            if len(gap) <= reach and not others and not any(w.lower in {",", ";", ":"} for w in gap):
                return True
    return False
