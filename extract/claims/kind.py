"""Tell levels, changes, ratios and shares apart, and sign the changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract.claims.context import Context, Movement
from extract.claims.draft import Draft
from extract.claims.patterns import Match
from extract.claims.vocabulary import read_lines
from extract.claims.words import Word
from extract.metrics import Metric
from extract.records import Quantity

OF = {"di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "d'"}
FILLERS = frozenset(row[0] for row in read_lines("fillers.txt"))
TARGETS = {"a", "ad", "al", "allo", "alla", "ai", "agli", "alle", "all'", "da", "dal", "dai"}
FROM = {"da", "dai", "dagli", "dalle", "dal", "dall'"}
TO = {"a", "ad", "ai", "agli", "alle", "al", "all'"}
AFTER_MORE = {"delle", "degli", "dagli", "nelle", "negli", "anche", "oltre", "invece", "mentre", "circa", "rispetto"}
SELF_MOVING = {"market_capitalization", "share_price"}  # "bruciare" names the value and says that it fell
VALUES = SELF_MOVING | {"net_worth", "users", "visits", "market_share"}  # of which a gain is a rise
SHARES = {"market_share", "adoption_rate", "stake"}
PACES = {"ritmo", "ritmi", "tasso", "tassi"}
LEVELS = {"margin", "benchmark_score"}
# A cut or a hiring is itself counted: "un taglio di 300 posti" is 300 posts, not a change of posts.
_OBJECT = 9  # words of the object between a verb and by how much it moves it
COUNTS_OF_CHANGE = {"layoffs", "jobs", "loss", "funding", "investment", "fine", "contract_value"}


@lru_cache(maxsize=8)
def _stems(name: str) -> tuple[str, ...]:
    return next(tuple(words.split()) for key, _, words in read_lines("signs.tsv") if key == name)


def choose_kind(ctx: Context, quantity: Quantity, metric: Metric, last: Draft | None) -> tuple[str, int, str]:
    """Return the kind of a figure, its sign (0 where it has none) and the cue that gave it.

    `last` is the figure before it: "i ricavi crescono del 22% e i costi del 9%" leaves the second verb out.
    """
    if quantity.unit == "x":
        return "ratio", 0, quantity.text
    if quantity.sign and quantity.unit in {"%", "pp"}:
        return "change", quantity.sign, quantity.text
    more = _more_or_less(ctx, quantity)
    if more and metric.id == "layoffs" and quantity.unit == "1":
        return "level", 0, ""  # "tremila posti in meno" are three thousand dismissals
    if more:
        return "change", more, "in più" if more > 0 else "in meno"
    movement = (
        _movement(ctx, quantity, metric) or _vanished(ctx, quantity, metric) or _moves_its_object(ctx, quantity, metric)
    )
    percent = quantity.unit in {"%", "pp"}
    if percent and metric.id == "layoffs" and not (movement and _moves_itself(movement[1].lower())):
        return "share", 0, ""  # "ridurre l'organico del 7%" dismisses 7 % of it
    if movement and (percent or metric.id not in COUNTS_OF_CHANGE):
        sign, cue = movement
        return "change", sign, cue
    if percent and last and last.metric != metric and metric.id in LEVELS | SHARES:
        return ("level" if metric.id in LEVELS else "share"), 0, ""
    if percent and last and _shares_verb(ctx, quantity, last):
        return "change", last.sign, f"come «{last.quantity.text}»"
    if quantity.unit == "pp":
        near = _nearest_movement(ctx, quantity)
        return "change", near[0] if near else 1, near[1] if near else quantity.text
    if not percent:
        return "level", 0, ""
    if metric.id in LEVELS:
        return "level", 0, ""
    compared = metric.id not in SHARES and "rispetto" in [w.lower for w in ctx.words.after(quantity.end, 2)]
    if metric.id == "share_price" or (metric.dated == "static" and (compared or quantity.kind != "share")):
        near = _nearest_movement(ctx, quantity)
        if near or compared or metric.id == "share_price":
            return "change", near[0] if near else _sign_before(ctx, quantity, last), near[1] if near else ""
    if quantity.kind == "share" or metric.id in SHARES or _part_of_whole(ctx, quantity):
        return "share", 0, ""
    return "share", 0, ""


def _sign_before(ctx: Context, quantity: Quantity, last: Draft | None) -> int:
    """Return the sign of the change before a figure without a verb: "Alfa perde l'1% e Beta il 3%"; else rising."""
    percent = last is not None and last.kind == "change" and last.unit == "%"
    if last is None or not percent or ctx.sentence(last.quantity.start) != ctx.sentence(quantity.start):
        return 1
    return last.sign or 1


def _moves_itself(verb: str) -> bool:
    """Say whether a verb tells how its subject moves: "gli esuberi sono scesi del 9%", not "tagliare il 9%"."""
    return not verb.startswith((*_stems("transitive"), *_stems("cutting")))


def _shares_verb(ctx: Context, quantity: Quantity, last: Draft) -> bool:
    """Say whether a percentage after "di" goes with the verb of the change before it in the sentence."""
    if last.kind != "change" or ctx.sentence(last.quantity.start) != ctx.sentence(quantity.start):
        return False
    before = [w.lower for w in ctx.words_before(quantity.start, 2)]
    inside = [w.lower for w in ctx.words.within(quantity.start, quantity.number[0])]
    governed = bool((set(before[-1:]) | set(inside)) & OF)
    return governed and not _part_of_whole(ctx, quantity) and ctx.breaks_between(last.quantity.end, quantity.start) <= 1


def is_moved(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a percentage is how much something moved, whatever it may measure."""
    if quantity.unit == "pp" or _more_or_less(ctx, quantity):
        return True
    return _governed(ctx, quantity, ctx.movements.within(ctx.sentence(quantity.start)[0], quantity.start)) is not None


def goes_from_to(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is one end of "da … a …", which only levels have."""
    near = [q for q in ctx.quantities.within(*ctx.sentence(quantity.start)) if q.start != quantity.start]
    before = _joint(ctx, quantity)
    after = next((q for q in near if q.start >= quantity.end), None)
    if before in FROM and after is not None and _joint(ctx, after) in TO:
        return len(ctx.words.within(quantity.end, after.start)) <= 4
    first = next((q for q in reversed(near) if q.end <= quantity.start), None)
    if before in TO and first is not None and _joint(ctx, first) in FROM:
        return len(ctx.words.within(first.end, quantity.start)) <= 4
    return False


def _joint(ctx: Context, quantity: Quantity) -> str:
    """Return the preposition of a figure: its span may begin with it, or with a hedge after it."""
    inside = [w.lower for w in ctx.words.within(quantity.start, quantity.number[0])]
    before = [w.lower for w in ctx.words_before(quantity.start, 1)]
    return next((word for word in [*inside[:1], *before] if word in FROM | TO), "")


def _more_or_less(ctx: Context, quantity: Quantity) -> int:
    if quantity.text.endswith((" in più", " in meno")):
        return 1 if quantity.text.endswith("più") else -1
    words = ctx.words.after(quantity.end, 6, ctx.sentence(quantity.start)[1])
    after = [w.lower for w in words]
    reach = 4 if after[:1] and after[0] in OF else 3
    for k, (first, second) in enumerate(pairwise(after[:reach])):
        if first == "in" and _takes_time(ctx, words[k + 1 : k + 3]):
            return 0  # "due milioni di iscritti in meno di un anno"
        if first == "in" and second in {"più", "meno"} and not _counts(after[k + 2 : k + 3]):
            return 1 if second == "più" else -1
    return 0


def _takes_time(ctx: Context, words: Sequence[Word]) -> bool:
    """Say whether "meno di" or "più di" goes on with a duration."""
    if [w.lower for w in words] not in (["meno", "di"], ["più", "di"]):
        return False
    after = [w.lower for w in ctx.words.after(words[1].end, 3)]
    return bool(set(after[:2]) & set(_stems("times"))) and not {"fa", "prima"} & set(after)


def _counts(following: list[str]) -> bool:
    """Say whether "in più" goes on with a plural, so that it only says how many: "in più tornate"."""
    return bool(following) and len(following[0]) > 3 and following[0][-1] in "ie" and following[0] not in AFTER_MORE


def _movement(ctx: Context, quantity: Quantity, metric: Metric) -> tuple[int, str] | None:
    """Return the movement that governs the figure through "di", or that it follows at once."""
    start, _ = ctx.sentence(quantity.start)
    before = ctx.movements.within(start, quantity.start)
    if quantity.unit not in {"%", "pp"}:
        still = _stems("sparing") if metric.id in VALUES else _stems("sparing") + _stems("earning")
        before = [m for m in before if not ctx.text[m.start : m.end].lower().startswith(still)]
    if before and metric.id not in SELF_MOVING and quantity.unit not in {"%", "pp"}:
        # A verb that only names the metric moves nothing: "fa evaporare 700 litri".
        near = ctx.triggers.within(start, quantity.start)
        naming_verbs = {t.start for t in near if t.metric == metric and t.form == "verb"}
        before = [m for m in before if m.start not in naming_verbs]
    return _governed(ctx, quantity, before)


def _governed(ctx: Context, quantity: Quantity, before: Sequence[Match[Movement]]) -> tuple[int, str] | None:
    """Return the last of the movements before a figure if it governs the figure."""
    if not before:
        inside = ctx.movements.starting(quantity.start, quantity.number[0])
        return (inside[0].entry.sign, ctx.text[inside[0].start : inside[0].end]) if inside else None
    last = before[-1]
    if _stands(ctx, quantity, last.end) or _is_goal(ctx, quantity):
        return None
    between = _without_comparison([w.lower for w in ctx.words.within(last.end, quantity.start)])
    if set(_stems("what is lost")) & set(between):
        return None  # "teme di perdere il posto il 9%"
    cue = ctx.text[last.start : last.end]
    if last.entry.form == "adverb":
        governed = bool(between) and between[0] in OF and set(between) <= FILLERS | OF
    else:
        target = bool(set(between[:2]) & TARGETS) and not set(between[:1]) & OF and not PACES & set(between)
        up_to = quantity.hedge == "up_to" and quantity.unit not in {"%", "pp"} and not set(between) & OF
        target = target or up_to  # "crescere fino a 400 megawatt"
        if between[:1] == [":"] and quantity.unit not in {"%", "pp"}:
            return None  # "crescono: 298 miliardi" is where they stand
        linked = (
            bool(set(between) & OF)
            or last.entry.form == "verb"
            or between[:1] in ([], ["superiore"], ["inferiore"], ["pari"], [":"])
        )
        named = {
            w.lower for t in ctx.triggers.within(last.end, quantity.start) for w in ctx.words.within(t.start, t.end)
        }
        governed = not target and linked and set(between) <= FILLERS | OF | named and len(between) <= 8
    return (last.entry.sign, cue) if governed else None


def _stands(ctx: Context, quantity: Quantity, since: int) -> bool:
    """Say whether a verb of standing parts a movement and a figure: "arretra e si assesta al 31%"."""
    return any(w.lower.startswith(_stems("level verbs")) for w in ctx.words.within(since, quantity.start))


def _is_goal(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is where a movement comes to: "scende sotto quota 9 milioni", "sale sopra il 10%"."""
    inside = [w.lower for w in ctx.words.within(quantity.start, quantity.number[0])]
    before = [w.lower for w in ctx.words_before(quantity.start, 1)]
    return bool(set(_stems("goals")) & {*inside, *before}) and not (set(before) | set(inside)) & OF


def _moves_its_object(ctx: Context, quantity: Quantity, metric: Metric) -> tuple[int, str] | None:
    """Return the verb that moves its object by a percentage: "ha ridotto i tempi di attesa di un quarto"."""
    if quantity.unit != "%" or metric.id in SHARES:
        return None
    before = ctx.words_before(quantity.number[0], 3)
    led = [w.lower for w in before if w.end > quantity.start] or [w.lower for w in before[-1:]]
    outer = [w.lower for w in ctx.words_before(quantity.start, 1)]
    if not OF & {*led, *outer}:
        return None
    start, _ = ctx.clause((quantity.start, quantity.end))
    verbs = [m for m in ctx.movements.within(start, quantity.start) if m.entry.form == "verb"]
    if not verbs or not ctx.text[verbs[-1].start : verbs[-1].end].lower().startswith(_stems("transitive")):
        return None
    between = [w.lower for w in ctx.words.within(verbs[-1].end, quantity.start)]
    if len(between) > _OBJECT or {",", "(", "e", "che"} & set(between) or _stands(ctx, quantity, verbs[-1].end):
        return None
    return verbs[-1].entry.sign, ctx.text[verbs[-1].start : verbs[-1].end]


def _without_comparison(between: list[str]) -> list[str]:
    """Leave out what a movement is compared with: "cresciuto, sul 2017, del 44%"."""
    if "rispetto" not in between:
        return between
    start = between.index("rispetto")
    ends = [k for k, word in enumerate(between) if k > start + 1 and word in OF]
    return between[:start] + between[ends[-1] :] if ends and ends[-1] - start <= 6 else between


def _vanished(ctx: Context, quantity: Quantity, metric: Metric) -> tuple[int, str] | None:
    """Return the verb just after an amount that both names a value and moves it: "600 miliardi … evaporati"."""
    if metric.id not in SELF_MOVING or quantity.unit in {"%", "pp", "x"}:
        return None
    ahead = ctx.words.after(quantity.end, 5, ctx.sentence(quantity.start)[1])
    for match in ctx.movements.within(quantity.end, ahead[-1].end) if ahead else ():
        if ctx.breaks_between(quantity.end, match.start) or ctx.mentions.within(quantity.end, match.start):
            return None
        if any(t.metric == metric and t.form == "verb" for t in ctx.triggers.starting(match.start, match.end)):
            return match.entry.sign, ctx.text[match.start : match.end]
    return None


def _nearest_movement(ctx: Context, quantity: Quantity) -> tuple[int, str] | None:
    start, end = ctx.clause((quantity.start, quantity.end))
    near = [
        m
        for m in ctx.movements.within(start, end)
        if m.entry.form != "adverb"
        and not _is_superlative(ctx, m)
        and not (m.end <= quantity.start and _stands(ctx, quantity, m.end))
    ]
    if not near:
        return None
    best = min(near, key=lambda m: ctx.words.distance((m.start, m.end), (quantity.start, quantity.end)))
    return best.entry.sign, ctx.text[best.start : best.end]


def _is_superlative(ctx: Context, movement: Match[Movement]) -> bool:
    """Say whether "più" and an adjective only rank a thing: "Alfa, la più cara del listino"."""
    before = [w.lower for w in ctx.words_before(movement.start, 1)]
    return ctx.text[movement.start :].lower().startswith(("più ", "meno ")) and before in (
        ["il"],
        ["la"],
        ["i"],
        ["le"],
    )


def _part_of_whole(ctx: Context, quantity: Quantity) -> bool:
    after = [w.lower for w in ctx.words.after(quantity.end, 1)]
    return bool(after) and after[0] in OF
