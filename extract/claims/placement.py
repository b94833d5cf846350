"""Tell where a name stands to a figure: before or after it, by which preposition, in which clause or sentence."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.kept import kept
from extract.claims.roles import ARTICLES, links, role_of
from extract.claims.sections import section_heading
from extract.claims.topicality import CLASSES
from extract.claims.vocabulary import read_lines
from extract.records import Mention, Quantity

PRESENTING = 14  # words of a sentence that only brings a name up
LIST_JOINTS = {":", "–", "-", "—", "=", "con", ", con", ""}
BEFORE_FIRM, AFTER_FIRM = {",", "(", "–", "-"}, {":", "):", "),", ",", ")", "–", "-", ") –"}
INFERRED = {"scale-inferred", "unit-inferred", "currency-inferred"}
DEMONSTRATIVES = {"questo", "questa", "tale"}
COPULAS = {"è", "sono", "era", "erano", "sarà"}
MULTIPLIED = {"il", "lo", "l'", "la", "i", "gli", "le", "del", "dello", "dell'", "della", "dei", "degli", "delle", "di"}
MULTIPLIED_REACH = 7  # words between a ratio and whose it multiplies
LED_BY = ("guidat", "seguit")  # who leads a round, or comes next, is not whom the figure is about
PARTICIPLE = tuple(row[0] for row in read_lines("participle_endings.txt"))


def own_subject(ctx: Context, quantity: Quantity) -> str:
    """Return what the verb over a figure has for subject: ``a name``, ``a noun``, ``nothing``, or ``no verb``.

    In Italian a verb without a subject goes on about that of the sentence before.
    """
    span = quantity.start, quantity.end
    if not ctx.syntax or ctx.syntax.governor(*span) is None:
        return "no verb"
    found = ctx.syntax.subject(*span)
    if not found:
        return "nothing"
    return "a name" if any(ctx.mentions.overlapping(*part) for part in found) else "a noun"


def place_features(ctx: Context, quantity: Quantity, mention: Mention, back: int, own: str) -> Features:
    """Return how a name stands to a figure.

    Parameters
    ----------
    back : int
        How many sentences before the figure the name stands; negative for one under a line that the figure heads.
    own : str
        What the figure's verb has for subject, see `own_subject`.
    """
    role = role_of(ctx, mention)
    if back < 0:
        return {"name: under the headline": 1.0, f"name under the headline: {role}": 1.0}
    if back:
        return _earlier(ctx, quantity, mention, role, back) | _centred(ctx, quantity, mention, back, own)
    features: Features = {"name: compared": float(_is_compared(ctx, mention))}
    before = mention.end <= quantity.start
    relation = ctx.relation(quantity, mention.start, mention.end)
    if relation:
        features[f"name is {relation}"] = 1.0
    if before:
        _before(ctx, quantity, mention, role, features)
    else:
        _after(ctx, quantity, mention, role, features)
    features[f"name {'before' if before else 'after'}: {_standing(ctx, quantity, mention, role)}"] = 1.0
    if before and role == "bare" and _opens(ctx, mention):
        features["name: opens its clause"] = 1.0
    return features


def _before(ctx: Context, quantity: Quantity, mention: Mention, role: str, features: Features) -> None:
    between = ctx.text[mention.end : quantity.start]
    inside = ctx.parenthesis(quantity.start)
    named = mention.how in {"alias", "name"}
    if named and inside and mention.end <= inside[0] <= mention.end + 3:
        features["name: figure in its brackets"] = 1.0
        features["name: figure in its brackets, of another"] = float(role == "di")
    elif named and inside and _owner_between(ctx, mention, inside[0]):
        features["name: figure in its brackets"] = 1.0
    elif named and _joins_list(_without_articles(between), role, quantity):
        features["name: joined to the figure"] = 1.0
    elif named and _joined_with_firm(ctx, mention, quantity):
        features["name: joined to the figure, its firm between"] = 1.0
    features["name before: words between"] = min(
        ctx.words.distance((mention.start, mention.end), (quantity.start, quantity.end)), 30.0
    )
    since = names_since(ctx, quantity, mention)
    features[f"name before: {since} of its kind since"] = 1.0
    features[f"name before: {since} of its kind since, {role if role in {'bare', 'di', 'a'} else 'governed'}"] = 1.0
    if mention.kind == "place":  # one that is only where something happens stands beside who does it
        features[f"place before: {mention.how}, {role}"] = 1.0
    features["name before: a semicolon between"] = float(";" in between)
    features["name before: clauses between"] = float(ctx.breaks_between(mention.end, quantity.start))
    features["name before: figures between"] = float(len(ctx.quantities.within(mention.end, quantity.start)))
    if inside and mention.start < inside[0] and role == "bare":
        features["name: before the brackets"] = 1.0
    features["name: opens the list item"] = float(_opens_item(ctx, mention))


def _joined_with_firm(ctx: Context, mention: Mention, quantity: Quantity) -> bool:
    """Say whether only somebody's firm stands between a name and a figure: "Anna Rame, Corvia: 4 milioni"."""
    firms = ctx.mentions_in((mention.end, quantity.start))
    if len(firms) != 1 or firms[0].name == mention.name:
        return False
    before, after = ctx.text[mention.end : firms[0].start], ctx.text[firms[0].end : quantity.start]
    return before.strip() in BEFORE_FIRM and after.strip() in AFTER_FIRM


def _opens_item(ctx: Context, mention: Mention) -> bool:
    sentence = ctx.sentence(mention.start)
    return ctx.is_bullet(sentence) and mention.start - sentence[0] <= 5  # "- **Alfa"


def _after(ctx: Context, quantity: Quantity, mention: Mention, role: str, features: Features) -> None:
    features["name after: words between"] = min(
        ctx.words.distance((mention.start, mention.end), (quantity.start, quantity.end)), 20.0
    )
    features["name after: clauses between"] = float(ctx.breaks_between(quantity.end, mention.start))
    features["name after: figures between"] = float(len(ctx.quantities.within(quantity.end, mention.start)))
    features["name after: in brackets"] = float(ctx.parenthesis(mention.start) is not None)
    features["name after: a comma between"] = float("," in ctx.text[quantity.end : mention.start])
    if role == "di" and COPULAS & {w.lower for w in ctx.words_before(mention.start, 3)}:
        features["name after: is of"] = 1.0  # "il 45% è degli Stati Uniti"
    if {"cui", "che"} & {w.lower for w in ctx.words_before(mention.start, 2)}:
        features["name after: in a relative clause"] = 1.0


def _standing(ctx: Context, quantity: Quantity, mention: Mention, role: str) -> str:
    """Return in a few words how a name of the figure's sentence is governed."""
    before = mention.end <= quantity.start
    follows = [w.lower for w in ctx.words.after(mention.end, 3)]
    if before and (follows[:1] == ["che"] or follows[:2] == [",", "che"]):
        return "its relative clause"
    if before and follows[2:] == ["cui"] and follows[0] == "," and follows[1] in ARTICLES:
        return "what is its"  # "Alfa, la cui capitalizzazione vale"
    explained = before and follows[:1] == [","] and follows[1:2] and follows[1] in links()
    if explained and ctx.text.count(",", mention.end, quantity.start) <= 1:
        return "its apposition"  # "Falcon, modello da 180 miliardi di parametri"
    near = ctx.words.distance((quantity.start, quantity.end), (mention.start, mention.end)) <= 4
    if role == "di" and not before and near:
        return "right after of"
    if role == "da":
        words = [w.lower for w in ctx.words_before(mention.start, 5)]
        participles = [word for word in words if word.endswith(PARTICIPLE)]
        if any(word.startswith(LED_BY) for word in participles):
            return "led by"
        if participles:
            return "agent nearby" if near and not before else "agent"
    if role == "per" and mention.kind.startswith("model"):
        return "for a model"
    return role


def _opens(ctx: Context, mention: Mention) -> bool:
    start = ctx.sentence(mention.start)[0]
    return mention.start - start <= 6 or ctx.clause((mention.start, mention.end))[0] + 4 >= mention.start


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
        return bool(INFERRED & set(quantity.flags))
    return role == "bare" or between != ", con"


def _earlier(ctx: Context, quantity: Quantity, mention: Mention, role: str, back: int) -> Features:
    same = ctx.paragraph(mention.start) == ctx.paragraph(quantity.start)
    features: Features = {
        "earlier: sentences back": min(back, 8.0),
        f"earlier: {'same' if same else 'other'} paragraph": 1.0,
        f"earlier: {role if role in {'bare', 'di', 'secondo'} else 'governed'}": 1.0,
    }
    if mention.kind == "place":
        features[f"earlier place: {mention.how}, {role}"] = 1.0
    if back == 1:
        features["earlier: the sentence before"] = 1.0
        if role == "bare" and mention.start - ctx.sentence(mention.start)[0] <= 6:
            features["earlier: opens the sentence before"] = 1.0
    opens = "\n" not in ctx.text[mention.start : quantity.start] and _opens_item(ctx, mention)
    features["earlier: opens the list item"] = float(opens)
    features["earlier: compared"] = float(_is_compared(ctx, mention))
    features["earlier: in brackets"] = float(ctx.parenthesis(mention.start) is not None)
    if back == 1 and _points_back(ctx, quantity) and not _has_later(ctx, mention):
        features["earlier: taken up by a demonstrative"] = 1.0
    section = section_heading(ctx, quantity.start)
    if section:
        features[f"earlier: {_in_section(ctx, mention, section)}"] = 1.0
    heading = ctx.heading(quantity.start)
    if heading and heading[0] <= mention.start < heading[1]:
        named = ctx.text[heading[0] : heading[1]].strip(" :*#") == mention.text
        features["earlier: is the list's heading" if named else "earlier: in the list's heading"] = 1.0
    return features


def names_since(ctx: Context, quantity: Quantity, mention: Mention) -> str:
    """Return how many other names of a name's kind stand between it and a figure: ``0``, ``1``, ``2`` or ``more``."""
    kind = CLASSES.get(mention.kind, mention.kind)
    between = ctx.mentions.starting(mention.end, quantity.start)
    others = {m.name for m in between if CLASSES.get(m.kind, m.kind) == kind and m.how != "anaphor"} - {mention.name}
    return str(len(others)) if len(others) < 3 else "more"


@kept
def is_presented(ctx: Context, mention: Mention) -> bool:
    """Say whether a sentence does little but bring a name up: "Da New York risponde X.", "Il primo si chiama X."."""
    start, end = ctx.sentence(mention.start)
    if start == 0 or len(ctx.words.within(start, end)) > PRESENTING or ctx.quantities.starting(start, end):
        return False
    firms = [m for m in ctx.mentions_in((start, end)) if m.kind not in {"place", "person"}]
    return bool(firms) and firms[-1].name == mention.name and role_of(ctx, mention) in {"bare", "a", "di"}


def _in_section(ctx: Context, mention: Mention, heading: tuple[int, int]) -> str:
    """Return where a name stands to the heading that a figure stands under."""
    if mention.start < heading[0]:
        return "before the section"
    if mention.start >= heading[1]:
        return "in the section"
    named = ctx.text[heading[0] : heading[1]].strip(" :*#") == mention.text
    return "is the section's heading" if named else "in the section's heading"


def _centred(ctx: Context, quantity: Quantity, mention: Mention, back: int, own: str) -> Features:
    """Return what a name was in its own sentence, beside what the figure's verb has for subject."""
    was = "the subject" if ctx.syntax and ctx.syntax.is_subject(mention.start, mention.end) else "no subject"
    features: Features = {f"earlier: was {was}": 1.0, f"earlier: was {was}, here {own}": 1.0}
    since = names_since(ctx, quantity, mention)
    features[f"earlier: {since} of its kind since"] = 1.0
    features[f"earlier: {since} of its kind since, here {own}"] = 1.0
    if is_presented(ctx, mention):
        same = ctx.paragraph(mention.start) == ctx.paragraph(quantity.start)
        features[f"earlier: presented in {'the same' if same else 'another'} paragraph, {since} since"] = 1.0
    if back == 1:
        features[f"the sentence before: was {was}, here {own}"] = 1.0
        others = [m for m in ctx.mentions_in(ctx.sentence(mention.start)) if m.kind == mention.kind and m != mention]
        if not any(m.name != mention.name for m in others):
            features["the sentence before: the only one of its kind"] = 1.0
        elif not any(m.start > mention.start for m in others):
            features["the sentence before: the last of its kind"] = 1.0
    return features


def _points_back(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a sentence opens with a demonstrative: "Questo strumento …"."""
    start, end = ctx.sentence(quantity.start)
    opening = [w.lower for w in ctx.words.after(start, 2, end)]
    return len(opening) == 2 and opening[0] in DEMONSTRATIVES and opening[1].isalpha()


def _has_later(ctx: Context, mention: Mention) -> bool:
    """Say whether another name stands later in the same sentence."""
    return bool(ctx.mentions_in((mention.end, ctx.sentence(mention.start)[1])))


@kept
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
    return _is_multiplied(ctx, start, mention)


def _is_multiplied(ctx: Context, start: int, mention: Mention) -> bool:
    """Say whether something of a name is what a ratio multiplies: "rende tre volte i chip di X", "il doppio di X"."""
    ratios = [q for q in ctx.quantities.within(start, mention.start) if q.unit == "x"]
    if not ratios or ctx.mentions.within(ratios[-1].end, mention.start):
        return False
    gap = [w.lower for w in ctx.words.within(ratios[-1].end, mention.start)]
    articled = gap[:1] and (gap[0] in MULTIPLIED or gap[0].startswith("quell"))
    return bool(articled) and len(gap) <= MULTIPLIED_REACH and not {",", ";", ":", "che", "e"} & set(gap)
