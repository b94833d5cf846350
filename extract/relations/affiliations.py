"""Find who leads or belongs to whom where no title says it: "Y guida X", "X, guidata da Y", "Y di X", "Y (X)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.records import Mention
from extract.relations.rules import Found, spellings
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, PREPOSITIONS, is_participle, listed, read_rows

LEADING = {"ceo", "president", "chair", "director"}


@lru_cache(maxsize=1)
def _guidance() -> PatternTable[str]:
    rows = [(cue, form) for pattern, form in read_rows("guidance.tsv") for cue in spellings(pattern)]
    return PatternTable(rows, ANY_ENDING)


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """The titles, which a text in capitals makes look like names: "Amministratore Delegato"."""
    return frozenset(row[0] for row in read_rows("roles.tsv"))


def find_affiliations(view: View) -> Iterator[Found]:
    """Yield whom somebody belongs to where no office is told: "Y di X", "Y (X)", "Y, che insegna all'università X"."""
    for person in view.ctx.mentions:
        if person.kind != "person" or person.how == "office" or person.text.lower() in _titles():
            continue
        following = view.names((person.end, view.sentence(person.start)[1]), ORGS)
        if not following:
            continue
        org = following[0]
        gap = view.lower(person.end, view.phrase(org).start)
        if gap[:2] == [",", "che"] and len(gap) <= 3 and view.role(org) in {"in", "di", "a"}:
            held = view.after(org.end, 3)
            if held[:1] in (["è"], ["era"], ["dirige"], ["guida"], ["coordina"]):
                yield Found("role", person, org, person.start, org.end, role="other", confidence=0.6)
                continue
        close = gap in (["("], ["del"], ["di"], ["della"], ["dell'"], ["dello"]) and view.role(org) in {"di", "bare"}
        if gap == ["("]:
            after = view.after(org.end, 3)
            ranked = len(after) == 3 and after[1] in {"con", ":"} and after[2][0].isdigit()
            close = after[:1] == [")"] and not ranked  # "X (Alfa) con 9 miliardi": who is how rich
        works = any(w.startswith(tuple(listed("working"))) for w in gap) and not listed("stop") & set(gap) - {"che"}
        if close or (works and len(gap) <= 6 and view.role(org) in {"a", "in", "per", "con", "di"}):
            yield Found("role", person, org, person.start, org.end, role="other", confidence=0.6)


def find_guidance(view: View) -> Iterator[Found]:
    """Yield who leads a company: "Y guida X", "X, guidata da Y", "Y, alla guida di X", "a guidare X è Y"."""
    for match in view.matches(_guidance()):
        sentence = view.sentence(match.start)
        names = view.names(sentence)
        people = [m for m in names if m.kind == "person"]
        orgs = [m for m in names if m.kind in ORGS]
        if match.entry == "cleft":
            led = [m for m in orgs if m.start >= match.end and view.reach(match.end, view.phrase(m).start) <= 1][:1]
            after = [m for m in people if led and m.start >= led[0].end]
            gap = view.lower(led[0].end, after[0].start) if after else []
            leaders = after[:1] if gap[:1] and gap[0] in listed("copula") and len(gap) <= 4 else []
        elif match.entry == "handed":
            leaders = [m for m in people if m.start >= match.end and not view.lower(match.end, m.start)][:1]
            led = [m for m in orgs if m.end <= match.start][-1:] if leaders else []
            led = led or (_led(view, match, people) if leaders else [])
        elif match.entry == "passive":
            led = [m for m in orgs if m.end <= match.start and _beside(view, m, match.start)]
            leaders = [m for m in people if m.start >= match.end and len(view.lower(match.end, m.start)) <= 4]
            leaders = [m for m in leaders if view.role(m) == "da" or _by(view.lower(match.end, m.start))]
            if not led and set(view.before(match.start, 5)) & (listed("home") | listed("owned_home")):
                led = _known(view, match, leaders[:1])
        else:
            wanted = "bare" if match.entry == "active" else "di"
            led = [m for m in orgs if m.start >= match.end and view.reach(match.end, view.phrase(m).start) <= 1]
            led = [m for m in led if view.role(m) == wanted][:1]
            leaders = [m for m in people if m.end <= match.start and view.reach(m.end, match.start) <= 8]
            arriving = _arriving(view, led[0], people) if match.entry == "noun" and led else None
            if arriving is not None:
                leaving = leaders[-1:] if view.role(arriving) == "a" else []
                leaders = [*leaving, arriving]
            leaders = people if match.entry == "turned" else leaders
            that = view.before(match.start, 1) == ["che"]
            if match.entry == "noun" and not led and not view.ctx.parenthesis(match.start):
                led = _led(view, match, people)
            if match.entry == "turned":
                led, people = _led(view, match, people), []
                after = view.names((match.end, sentence[1]), {"person"})
                if after and view.reach(match.end, after[0].start) <= 4:
                    people = after[:1]
            leaders = [
                m
                for m in leaders
                if that
                or m.start >= match.end
                or view.role(m) == "bare"
                or view.lower(m.end, match.start) == [","]
                or match.entry == "turned"
            ]
            leaders = leaders if arriving is not None else leaders[-1:]
        for leader in leaders if led else ():
            start, end = min(led[-1].start, leader.start, match.start), max(led[-1].end, leader.end, match.end)
            told = _office(view, match, led[-1])
            role = told if told == "president" else known_office(view, leader, led[-1]) or told
            yield Found("role", leader, led[-1], start, end, (match.start, match.end), role)


def _arriving(view: View, led: Mention, people: Sequence[Mention]) -> Mention | None:
    """Return who comes after the firm: "alla guida di X arriva Y", "sale al vertice di X Y"."""
    after = [m for m in people if m.start >= led.end]
    if not after or view.role(after[0]) not in {"bare", "a"} or view.reach(led.end, after[0].start) > 4:
        return None
    gap = view.lower(led.end, after[0].start)
    if gap in ([], ["a"], ["ad"]):
        return after[0]
    return after[0] if gap[0] in listed("arriving") and not {",", ";", ":", "che"} & set(gap) else None


def known_office(view: View, person: Mention, org: Mention) -> str | None:
    """Return the office that somebody is known to lead by: the head of a commission is its president."""
    known = view.ctx.gazetteer.get(person.name)
    held = [role.role for role in known.roles if role.org == org.name] if known else []
    return held[0] if held and held[0] in LEADING else None


def _office(view: View, match: Match[str], org: Mention) -> str:
    """Return the office of who leads: a team's is a scientist, an institute's or an office's a director."""
    words = view.lower(match.start, match.end)
    if match.entry == "passive" and words[0].endswith("i") and listed("researchers") & set(view.before(match.start, 8)):
        return "scientist"
    if any(word.startswith(("presied", "presiden")) for word in words):
        return "president"
    small = org.kind == "institution" or listed("unit") & set(view.before(org.start, 3))
    return "director" if words[0].startswith(("dirig", "dirett")) and small else "ceo"


def _led(view: View, match: Match[str], people: Sequence[Mention]) -> list[Mention]:
    """Return the company of "Y, al timone da marzo", "a guidarla è Y": known of the person, else the topic."""
    known = _known(view, match, people)
    start = view.sentence(match.start)[0]
    bare = [m for m in view.names((start, match.start), ORGS) if view.role(m) == "bare"]
    if (
        not known
        and bare
        and any(w.startswith(tuple(listed("appointing"))) for w in view.lower(bare[-1].end, match.start))
    ):
        return bare[-1:]  # "X chiama Y alla presidenza"
    topic = None if known else view.topic(match.start, ORGS)
    return known or ([topic] if topic else [])


def _known(view: View, match: Match[str], people: Sequence[Mention]) -> list[Mention]:
    """Return the company of the text that one of some people is known to lead."""
    for person in people:
        known = view.ctx.gazetteer.get(person.name)
        held = {role.org for role in known.roles if role.role == "ceo"} if known else set()
        named = [m for m in view.names((0, view.sentence(match.start)[1]), ORGS) if m.name in held]
        if named:
            return named[-1:]
    return []


def _by(gap: Sequence[str]) -> bool:
    """Say whether words lead to an agent that an age or a trade stands before: "dal ventenne X", "dal fisico X"."""
    return PREPOSITIONS.get(gap[0] if gap else "") == "da" and len(gap) == 2 and gap[1].islower()


def _beside(view: View, org: Mention, offset: int) -> bool:
    """Say whether a participle is said of a company: right after it, or after its apposition."""
    gap = view.lower(org.end, offset)
    if gap[:2] == [",", "che"] and gap[-1] in listed("copula") and len(gap) <= 4:
        return True  # "X, che (dal 2020) è guidata da Y"
    if gap in ([], [","]) or (len(gap) <= 2 and gap[:1] == ["oggi"]):
        return True
    if gap[-1:] == ["e"] and len(gap) <= 9 and any(is_participle(w) for w in gap[:3]):
        return True  # "fondata da Y e guidata da Z"
    return (
        gap[:1] == [","]
        and len(gap) <= 10
        and bool(set(gap) & (listed("home") | listed("division")))
        and gap.count(",") == 1
    )
