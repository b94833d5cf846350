"""Choose whom or what a figure is about: every name in reach collects points for its place, and the best one wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.claims.context import Context, read_lines
from extract.claims.draft import Draft
from extract.claims.triggers import Trigger
from extract.claims.words import Word
from extract.metrics import Metric
from extract.records import Mention, Quantity

PREPOSITIONS = {
    **dict.fromkeys(["di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "d'"], "di"),
    **dict.fromkeys(["a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"], "a"),
    **dict.fromkeys(["da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"], "da"),
    **dict.fromkeys(["in", "nel", "nello", "nella", "nell'", "nei", "negli", "nelle"], "in"),
    **dict.fromkeys(["con", "col", "coi"], "con"),
    **dict.fromkeys(["su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"], "su"),
    **dict.fromkeys(["per"], "per"),
    **dict.fromkeys(["tra", "fra"], "tra"),
    **dict.fromkeys(["secondo", "riporta", "scrive", "riferisce"], "secondo"),
}
ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "uno", "una", "un'"}
PLURAL_KINDS = {"institution": "organisation", "model_family": "model", "data_center": "cluster"}
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
THRESHOLD = 0.5
KIND_SLOPE = 0.65


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a figure may be about (or a whole sector, which has none), with its points and the cue."""

    mention: Mention | None
    points: float
    cue: str
    text: str = ""
    margin: float = 0.0

    @property
    def name(self) -> str | None:
        return self.mention.name if self.mention else None


@lru_cache(maxsize=1)
def _links() -> frozenset[str]:
    return frozenset(word for row in read_lines("links.txt") for word in row[0].split())


def role_of(ctx: Context, mention: Mention) -> str:
    """Return the preposition that governs a name ("di", "a", "da", …), or "bare" where none does.

    Articles and nouns of kind are passed over: in "della startup francese Mistral" it is "di".
    """
    for word in reversed(ctx.words_before(mention.start, 6)):
        if word.lower in PREPOSITIONS:
            return PREPOSITIONS[word.lower]
        if word.lower in {"e", "ed", ","}:
            return _role_in_list(ctx, mention, word)
        if word.lower not in ARTICLES and word.lower not in _links():
            return "bare"
    return "bare"


def _role_in_list(ctx: Context, mention: Mention, joint: Word) -> str:
    """Return the role of the name that a list joins this one to: "fornitore di A e B"."""
    for other in ctx.mentions:
        if other.end <= joint.start and not ctx.text[other.end : joint.start].strip():
            role = role_of(ctx, other)
            return role if joint.lower != "," or role in {"di", "con", "tra"} else "bare"
    return "bare"


def kind_points(metric: Metric, mention: Mention) -> float | None:
    """Return points for the kind of a name, or None where the metric is not said of that kind."""
    kind = PLURAL_KINDS.get(mention.kind, mention.kind)
    if mention.how == "described" and metric.id == "accelerator_count":
        return None  # the chips of a cluster without a name are its operator's
    if mention.kind == "institution" and "institution" not in metric.subjects and "organisation" in metric.subjects:
        return 0.8
    if kind in metric.subjects:
        return max(0.8, 2.4 - KIND_SLOPE * metric.subjects.index(kind))
    if kind == "unknown":
        return 1.2
    if mention.kind in metric.subjects:
        return 1.8
    return None


def choose_subject(
    ctx: Context,
    quantity: Quantity,
    metric: Metric,
    trigger: Trigger | None,
    earlier: Sequence[Draft],
    sources: set[str],
) -> Candidate | None:
    """Return the best candidate, or None where no name in reach fits.

    Parameters
    ----------
    earlier : sequence of Draft
        The claims already made, in text order: a figure in a list keeps the subject of the one before it.
    sources : set of str
        Who says it: a source is no subject of what it reports.
    """
    best: Candidate | None = None
    rival = 0.0
    for candidate in _candidates(ctx, quantity, metric, trigger, earlier, sources):
        if best is None or candidate.points > best.points:
            if best and best.name != candidate.name:
                rival = max(rival, best.points)
            best = candidate
        elif candidate.name != best.name:
            rival = max(rival, candidate.points)
    return replace(best, margin=best.points - rival) if best and best.points >= THRESHOLD else None


def _candidates(
    ctx: Context,
    quantity: Quantity,
    metric: Metric,
    trigger: Trigger | None,
    earlier: Sequence[Draft],
    sources: set[str],
) -> Iterator[Candidate]:
    here = ctx.sentence_index(quantity.start)
    counted = {m.name for m in ctx.counted_names(quantity)}
    makers = {parent for m in ctx.counted_names(quantity) for parent in [ctx.parent(m.name)] if parent}
    last = earlier[-1] if earlier else None
    for mention in ctx.mentions:
        there = ctx.sentence_index(mention.start)
        if there > here or here - there > 12:
            continue
        kind = kind_points(metric, mention)
        if kind is None or mention.name in counted or (mention.start < quantity.end and mention.end > quantity.start):
            continue
        if mention.start >= quantity.end and metric.id == "accelerator_count" and _is_described(ctx, quantity):
            continue  # whoever is named after "un cluster di 100.000 H100" does not own it
        points, cue = _place_points(ctx, quantity, mention, trigger, here - there)
        points += kind
        if metric.undergone and trigger and trigger.form == "verb":
            points += _undergoing(ctx, mention, trigger)
        if _is_dateline(ctx, mention):
            continue
        if mention.name in sources or ctx.gazetteer.resolve(mention.name) in sources:
            points -= 3.0
        if mention.name in makers:
            points -= 2.5
        if last and last.subject == mention.name and _continues(ctx, last, quantity, metric):
            points += 0.8
        points += 0.9 * ctx.salience.get(mention.name, 0.0)
        yield Candidate(mention, points, cue, mention.text)
    yield from _sectors(ctx, quantity, metric)


def _sectors(ctx: Context, quantity: Quantity, metric: Metric) -> Iterator[Candidate]:
    """Yield the sectors named as a whole ("i data center", "il mercato"): the subject is then nobody in particular."""
    if "place" not in metric.subjects and "product" not in metric.subjects:
        return
    for sector in ctx.sectors:
        if ctx.sentence(sector.start) == ctx.sentence(quantity.start) and sector.end <= quantity.start:
            distance = ctx.words.distance((sector.start, sector.end), (quantity.start, quantity.end))
            points = 4.6 - 0.05 * distance - 0.9 * ctx.breaks_between(sector.end, quantity.start)
            yield Candidate(None, points, "settore", ctx.text[sector.start : sector.end])


def _is_described(ctx: Context, quantity: Quantity) -> bool:
    return any(m.how == "described" and m.start <= quantity.start and quantity.number[1] <= m.end for m in ctx.mentions)


def _undergoing(ctx: Context, mention: Mention, verb: Trigger) -> float:
    """Return points for standing where the one stands who undergoes a verb: right after it, or before "da"."""
    if mention.start >= verb.end:
        near = ctx.words.distance((verb.start, verb.end), (mention.start, mention.end)) <= 3
        return 2.5 if near and role_of(ctx, mention) == "bare" else -0.5
    return -1.5 if role_of(ctx, mention) == "bare" and mention.kind == "institution" else 0.0


def _is_dateline(ctx: Context, mention: Mention) -> bool:
    """Say whether a place only opens a report: "TAIPEI, 18 lug -", "FANO –"."""
    opens = ctx.paragraph(mention.start)[0] + 12 >= mention.start
    return mention.kind == "place" and mention.text.isupper() and opens


def _continues(ctx: Context, last: Draft, quantity: Quantity, metric: Metric) -> bool:
    """Say whether a figure goes on about the subject of the last one: same paragraph, nobody else named between."""
    same = ctx.paragraph(last.quantity.start) == ctx.paragraph(quantity.start)
    between = ctx.mentions_in((last.quantity.end, quantity.start))
    return same and not any(kind_points(metric, m) is not None and role_of(ctx, m) == "bare" for m in between)


def _place_points(
    ctx: Context, quantity: Quantity, mention: Mention, trigger: Trigger | None, back: int
) -> tuple[float, str]:
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
        elif _joins_list(between.strip(), role, quantity):
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
        if {"cui", "che"} & {w.lower for w in ctx.words_before(mention.start, 2)}:
            points -= 1.0  # the subject of a relative clause after the figure
    return points + _role_points(ctx, quantity, mention, trigger, role), role


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
        if any(word.startswith("guidat") for word in participle):
            return -2.0  # who leads a round is not who raises it
        if participle and not before:
            near = ctx.words.distance((quantity.start, quantity.end), (mention.start, mention.end)) <= 4
            return 4.0 if near else 1.3
        return -0.6
    if role == "per":
        return 0.8 if mention.kind.startswith("model") else -1.0
    return {"con": -0.4, "a": -0.3, "in": -0.2, "su": -0.9, "tra": -0.8, "secondo": -3.5}[role]


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
    for match in ctx.comparisons:
        if start <= match.start and match.end <= mention.start:
            gap = ctx.words.within(match.end, mention.start)
            others = any(match.end <= m.start and m.end <= mention.start for m in ctx.mentions)
            reach = 0 if match.entry == "come" else 4
            if len(gap) <= reach and not others and not any(w.lower in {",", ";", ":"} for w in gap):
                return True
    return False
