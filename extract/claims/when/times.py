"""What a time expression is to the words around it: what dates a figure, a comparison, a founding, an announcement."""

from __future__ import annotations

from datetime import date

from extract.claims.context import Context
from extract.claims.kept import kept
from extract.claims.kind import OF
from extract.records import Period, Quantity, TimeExpression

AGAINST = {"rispetto", "contro", "sul", "sullo", "sulla", "sull'", "sui"}
MULTIPLES = {"doppio", "triplo", "quadruplo", "metà", "volte"}
COMPARED = {
    "contro",
    "da",
    "dai",
    "dal",
    "dalla",
    "dagli",
    "dalle",
    "dall'",
    "rispetto",
    "erano",
    "era",
    "furono",
    "fu",
}
PREPOSITIONS = {
    "in": "in", "nel": "in", "nello": "in", "nell'": "in", "nella": "in", "nei": "in", "negli": "in", "nelle": "in",
    "a": "a", "al": "a", "allo": "a", "all'": "a", "alla": "a", "ad": "a", "di": "di", "del": "di", "dello": "di",
    "dell'": "di", "della": "di", "dei": "di", "degli": "di", "delle": "di", "da": "da", "dal": "da", "dallo": "da",
    "dall'": "da", "dalla": "da", "dai": "da", "entro": "entro", "per": "per", "tra": "tra", "fra": "tra", "su": "su",
    "sul": "su", "sull'": "su", "contro": "contro", "con": "con", "durante": "in", "fino": "fino", "dopo": "dopo",
    "prima": "prima", "(": "(", ",": ",", ":": ":", "lo": "il", "il": "il", "la": "il", "l'": "il", "i": "il",
    "gli": "il",
}  # fmt: skip
THAT = {"quello", "quella", "quelli", "quelle", "quanto", "quanti", "quante", "livelli", "livello", "valori", "dato"}
STANDARD = 8  # words before a time among which "quello" may stand
ORIGIN = (
    "fondat",
    "nat",
    "nacque",
    "chius",
    "quotat",
    "costituit",
    "inaugurat",
    "lanciat",
    "apert",
    "assunt",
    "avviat",
)
CLOSED = ("chius", "conclus", "terminat", "finit")
NOW = {"attuali", "attuale", "attualmente", "oggi", "odierni", "odierno", "odierna"}
FROM = {"da", "dai", "dal", "dalla", "dagli", "dalle", "dallo", "dall'"}
SAID = ("indicat", "stimat", "previst", "annunciat", "comunicat", "promess", "presentat", "dichiarat", "depositat")
DOCUMENTS = ("sentenz", "rapport", "studi", "comunicazion", "paper", "report", "document", "indagin", "letter")
SAYING = ("annunc", "comunic", "dett", "dich", "scritt", "pubblic", "riport", "rivel", "present", "riferit", "conferm")
SUPERLATIVES = ("peggior", "miglior", "record", "massim", "minim", "alt", "bass", "prim", "maggior", "minor")
LINKS = OF | {
    "in",
    "nel",
    "nello",
    "nell'",
    "nei",
    "negli",
    "nella",
    "a",
    "al",
    "all'",
    "alla",
    "per",
    "il",
    "lo",
    "la",
}
LINKS = LINKS | {"l'", ",", "(", "entro"}
SHORTER = (" half", " quarter", " month", " week", " day", " span")


def is_closed(period: Period | None) -> bool:
    """Say whether a period has both ends."""
    return period is not None and period.start is not None and period.end is not None


def is_long(period: Period | None) -> bool:
    """Say whether a period is a month or more, so that what it is compared with is a year before."""
    if period is None or period.start is None or period.end is None:
        return False
    return (period.end - period.start).days >= 27


def year_before(period: Period) -> Period:
    """Return the same days of the year before.

    Examples
    --------
    >>> year_before(Period(date(2024, 2, 29), None))
    Period(start=datetime.date(2023, 2, 28), end=None)
    """

    def back(day: date | None) -> date | None:
        if day is None:
            return None
        return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)

    return Period(back(period.start), back(period.end))


def is_now(time: TimeExpression) -> bool:
    """Say whether a time expression is "oggi" or "ora", which dates a figure by leaving it without a period."""
    return time.period is None and (time.start_date is not None or "now" in time.cues)


def is_year_ago(time: TimeExpression) -> bool:
    """Say whether a time expression only counts back: "un anno fa" beside a quarter is that quarter a year ago."""
    if any(c.isdigit() for c in time.text):
        return False
    if "dodici mesi" in time.text.lower():
        return True
    nearer = any(cue.endswith(SHORTER) for cue in time.cues)  # "sul trimestre precedente"
    return time.granularity == "year" or (time.granularity == "anaphoric" and not nearer)


def is_quarter(time: TimeExpression) -> bool:
    """Say whether a time expression is a quarter or half year, or three months that make one."""
    period = time.period
    if period is None or period.start is None or period.end is None:
        return False
    three_months = time.granularity == "span" and 80 <= (period.end - period.start).days <= 95
    return time.mod is None and (time.granularity in {"quarter", "half"} or three_months)


@kept
def is_comparison(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time expression names what a figure is compared with, and not when it holds."""
    if time.granularity == "anaphoric" and {w.lower for w in ctx.words.within(time.start, time.end)} & {"base", "su"}:
        return True
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    if before[-1:] and before[-1] in OF and before[-3:-1] in (["in", "più"], ["in", "meno"]):
        return True
    if before[-1:] and before[-1] in OF and before[-2:-1] and before[-2] in {"doppio", "triplo", "quadruplo", "volte"}:
        return True
    inside = [w.lower for w in ctx.words.within(time.start, time.end)][:1]
    if "rispetto" in [*before[-2:], *inside] or (bool(before) and before[-1] in AGAINST):
        return True
    return _of_what_was(ctx, time)


def _of_what_was(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time belongs to "quello" or "quanto" that a figure is measured with.

    "tre volte quello archiviato nel 2023", "oltre quelli di un anno fa", "più di quanto raccolto nel 2022".
    """
    before = [w.lower for w in ctx.words_before(time.start, STANDARD)]
    at = max((i for i, word in enumerate(before) if word in THAT), default=-1)
    if at < 1:
        return False
    between = before[at + 1 :]
    if any(word in {",", ";", ":", "che", "e", "ma", "ha", "è"} for word in between):
        return False
    measured = {"di", "da", "a", "con", "su", "sopra", "sotto", "rispetto", "volte", "oltre", "che", "contro"}
    return before[at - 1] in measured or (at > 1 and before[at - 2] in measured)


@kept
def is_origin(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time only tells when somebody was born, founded or listed.

    A quarter is closed, not founded, and so is a year that is itself closed: "ha chiuso il 2024 con ricavi per …".
    """
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    if before[-1:] == ["il"]:
        return False
    return time.granularity in {"day", "month", "year"} and any(word.startswith(ORIGIN) for word in before)


@kept
def is_told(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time follows a word for what was said or written then: "i 50 indicati a marzo"."""
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    return any(word.startswith(SAID + DOCUMENTS) for word in before[-2:])


@kept
def is_saying_day(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a verb of saying stands around a time: the day of an announcement."""
    around = [w.lower for w in [*ctx.words_before(time.start, 6), *ctx.words.after(time.end, 6)]]
    return any(word.startswith(SAYING) for word in around)


@kept
def is_closing_day(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a day or month only tells when a period ended: "il quarto trimestre, concluso il 30 giugno"."""
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    return time.granularity in {"day", "month"} and any(word.startswith(CLOSED) for word in before[-2:])


def stands_now(ctx: Context, quantity: Quantity) -> bool:
    """Say whether the words after a figure put it in the present: "dai 560 megawatt attuali", "il 2% di oggi"."""
    after = [w.lower for w in ctx.words.after(quantity.end, 3, ctx.sentence(quantity.start)[1])]
    return bool(set(after) & NOW)


def starts_movement(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is where a movement starts: "è passata da 4 a 6", "sale al 7% dal 4%"."""
    before = [w.lower for w in ctx.words_before(quantity.start, 2)]
    return bool(set(before[-1:]) & FROM) or (bool(set(before[:1]) & FROM) and len(before) > 1)


@kept
def is_since_record(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time only bounds a superlative: "il ritmo più alto dal 2022" says nothing of when it holds."""
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    return time.mod == "SINCE" and any(word.startswith(SUPERLATIVES) for word in before)


@kept
def is_dateline(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a day only dates the report: "TAIPEI, 18 lug -"."""
    start, _ = ctx.paragraph(time.start)
    after = ctx.text[time.end : time.end + 3].strip()
    return time.granularity == "day" and time.start - start < 40 and after[:1] in {"-", "–", "—", "("}


def is_base(ctx: Context, quantity: Quantity, time: TimeExpression) -> bool:
    """Say whether a time is what a change is measured from: "il doppio di un anno prima", "il 7% in più del 2019"."""
    if time.start < quantity.end:
        return False
    between = [w.lower for w in ctx.words.within(quantity.end, time.start)]
    more = between[:1] == ["in"] and between[1:2] in (["più"], ["meno"])
    return len(between) <= 4 and (
        more or time.granularity == "anaphoric" or (quantity.unit == "x" and len(between) > 0 and set(between) <= OF)
    )


@kept
def is_compared_figure(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is what another is compared with: "contro i 24", "dai 70", "erano 41"."""
    before = [w.lower for w in ctx.words_before(quantity.start, 3)]
    return bool(set(before) & COMPARED) or any(word in MULTIPLES for word in before)


@kept
def owner(ctx: Context, time: TimeExpression) -> Quantity | None:
    """Return the figure that a time expression follows at once: "37,6% di un anno prima"."""
    for q in ctx.quantities.within(max(0, time.start - 200), time.start):
        gap = [w.lower for w in ctx.words.within(q.end, time.start)] if 0 <= time.start - q.end < 24 else None
        if gap is not None and set(gap) <= LINKS and len(gap) <= 2:
            return q
    return None


def compared_period(ctx: Context, quantity: Quantity, own: Period | None = None) -> Period | None:
    """Return the period that a change is measured against ("rispetto al 2023"), or None.

    `own` is when the change holds: "un anno prima" of a quarter is that quarter a year earlier.
    """
    start, end = ctx.sentence(quantity.start)
    span = (quantity.start, quantity.end)
    times = [
        t
        for t in ctx.times.within(start, end)
        if (t.period or is_year_ago(t)) and (is_comparison(ctx, t) or is_base(ctx, quantity, t))
    ]
    if not times:
        return None
    nearest = min(times, key=lambda t: ctx.words.distance((t.start, t.end), span))
    if own and is_year_ago(nearest) and is_long(own):
        return year_before(own)
    return nearest.period
