"""Find who puts money into whom where a round is told: who leads it, who takes part, who holds a stake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.claims.draft import is_currency
from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.claims.words import Word
from extract.entities.demonyms import origin_of
from extract.entities.vocabulary import phrases
from extract.records import Claim, Mention
from extract.relations.raisers import implied_target, raised_before, raisers, target_of
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, PREPOSITIONS, key, listed, read_rows

INVESTORS = ORGS | {"person"}
NOT_INVESTED_IN = {"person", "institution", "place", "chip", "model"}
HEADED_BY = ("guidat", "fondat", "amministrat", "presiedut")


def find_rounds(view: View, claims: Sequence[Claim]) -> Iterator[Found]:
    """Yield the investors of a round: "guidato da A, con la partecipazione di B e C", "vi partecipano D ed E"."""
    raising = raisers(view, claims)
    backing = view.matches(_backing()) if raising else ()
    leads = list(_led_into(view))
    led = {item.subject.name: item.object for item in leads}
    for index, sentence in enumerate(view.ctx.sentences):
        target = target_of(view, index, sentence, raising) or implied_target(view, sentence)
        if target is None:
            continue
        target = led.get(target.name, target)  # who leads another's round raises nothing
        names = view.names(sentence)
        given: set[str] = set()
        backers = [b for m in backing if sentence[0] <= m.start < sentence[1] for b in _backers(view, m, names)]
        givers = _leaders(view, sentence, names) + _members(view, sentence, names) + backers
        if len({m.name for m in givers}) > 1 and any(m.name == target.name and m.start >= target.start for m in givers):
            target = raised_before(view, index, raising, {m.name for m in givers}) or target
        for investor in givers:
            if investor.name != target.name and investor.name not in given:
                given.add(investor.name)
                yield Found("invests_in", investor, target, investor.start, investor.end)
    yield from _givers(view, claims)
    yield from _summed(view)
    yield from leads


def is_investment(view: View, item: Found) -> bool:
    """Say whether one end of a found investment can give, and the other take, what it says.

    Nobody invests in a person or an authority, an outlet only tells of it, and who leads or founded a firm ("la società
    guidata da X", "il gruppo di X") gives nothing by that.
    """
    investor = item.subject
    if item.object.kind in NOT_INVESTED_IN or investor.name in phrases("observers"):
        return False
    if investor.kind != "person":
        return True
    before = view.before(view.phrase(investor).start, 2)
    named_by = view.role(investor) == "di" and bool(listed("home") & set(before))
    return not named_by and not any(word.startswith(HEADED_BY) for word in before)


def _led_into(view: View) -> Iterator[Found]:
    """Yield "X ha guidato un round da 6 milioni in Y", "X, che nel 2024 ha guidato l'aumento di Y"."""
    for word in view.cues({"guidando", "capitanando"}):
        yield from _leading(view, word)
    for word in view.cues(stems=("guidat", "guider", "guida", "partecipat", "capitanat")):
        start, end = view.sentence(word.start)
        active = word.lower.startswith(("guider", "guida")) and not word.lower.startswith("guidat")
        if not active and not listed("auxiliary") & set(view.before(word.start, 2)):
            continue
        names = view.names((word.end, end), ORGS)
        gap = view.lower(word.end, view.phrase(names[0]).start) if names else []
        money = (listed("investment") | listed("round")) & set(gap)
        near = names and view.role(names[0]) in {"in", "di", "per"}
        near = near and view.reach(word.end, view.phrase(names[0]).start) <= 6
        givers = [m for m in view.names((start, word.start), INVESTORS) if view.role(m) == "bare"]
        if not money or not near or not givers or {",", ";"} & set(gap) or view.denied(word.start, word.end):
            continue
        if givers[-1].name != names[0].name:
            yield Found("invests_in", givers[-1], names[0], givers[-1].start, names[0].end, (word.start, word.end))


def _leading(view: View, word: Word) -> Iterator[Found]:
    """Yield "X ha messo 3 milioni in Y guidando un round da 7": who leads the round of the firm named before."""
    start = view.sentence(word.start)[0]
    names = view.names((start, word.start), ORGS)
    givers = [m for m in names if view.role(m) == "bare"]
    raisers = [m for m in names if view.role(m) == "in" and view.reach(m.end, word.start) <= 1]
    if givers and raisers and listed("round") & set(view.after(word.end, 4)) and givers[0].name != raisers[-1].name:
        yield Found("invests_in", givers[0], raisers[-1], givers[0].start, raisers[-1].end, (word.start, word.end))


def _givers(view: View, claims: Sequence[Claim]) -> Iterator[Found]:
    """Yield whom the money comes from right after its figure: "4 milioni di seed da A e dal fondo B"."""
    for claim in claims:
        if claim.metric != "funding" or claim.kind != "level" or not claim.subject:
            continue
        sum_end, end = claim.evidence.end, view.sentence(claim.evidence.start)[1]
        names = view.names((sum_end, end), INVESTORS)
        given = names and view.role(names[0]) == "da" and view.reach(sum_end, view.phrase(names[0]).start) <= 4
        if not given or set(",;:") & set(view.lower(sum_end, names[0].start)):
            continue
        raised = [m for m in view.ctx.mentions if m.name == claim.subject]
        if not raised:
            continue
        target = min(raised, key=lambda m: abs(m.start - claim.evidence.start))
        for investor in view.joined(names[0], names, INVESTORS):
            if investor.name != claim.subject:
                yield Found("invests_in", investor, target, investor.start, investor.end)


def _summed(view: View) -> Iterator[Found]:
    """Yield who gives each part of a sum: "ha ottenuto 5 milioni da A e 2 da B", "impegni per 9 miliardi da A e B"."""
    for word in view.cues(stems=listed("receiving")):
        start, end = view.sentence(word.start)
        if listed("order") & set(view.lower(start, end)) or view.denied(word.start, word.end):
            continue  # what is bought is paid too
        givers = _by_turns(view, word.end, view.names((word.end, end), INVESTORS))
        if not givers:
            continue
        before = [m for m in view.names((start, word.start), ORGS | {"unknown"}) if view.role(m) == "bare"]
        last = view.names((max(0, start - 400), start), ORGS)[-1:] if _is_latter(view, start, word.start) else []
        named = (last or before)[-1:]
        target = named[0] if named else view.topic(start, ORGS) or talked_of(view, start, ORGS)
        for giver in givers:
            if target is not None and giver.name != target.name:
                yield Found("invests_in", giver, target, word.start, giver.end, (word.start, word.end))


def _is_latter(view: View, start: int, end: int) -> bool:
    return bool({"quest'ultima", "quest'ultimo", "quest'"} & set(view.lower(start, end)[:2]))


def _by_turns(view: View, offset: int, names: Sequence[Mention]) -> list[Mention]:
    """Return the names after "da" that follow sums of money, one after the other."""
    found: list[Mention] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue
        gap = view.lower(offset, view.phrase(name).start)
        sums = [q for q in view.ctx.quantities.within(offset, name.start) if is_currency(q.unit) or q.unit == "1"]
        apart = (listed("stop") - {"."}) & set(gap) or view.reach(offset, view.phrase(name).start) > (4 if found else 8)
        if view.role(name) != "da" or not sums or apart or (found and gap[0] not in {"e", "ed", ",", "("}):
            break
        found += view.joined(name, names, INVESTORS)
        offset = found[-1].end
    return found


def _leaders(view: View, sentence: tuple[int, int], names: Sequence[Mention]) -> list[Mention]:
    """Return who leads: "guidato da A e B", "a guidare il round è stata A"."""
    found: list[Mention] = []
    for mention in names:
        if mention.kind not in INVESTORS or mention.name in {m.name for m in found}:
            continue
        before = view.before(view.phrase(mention).start, 7)
        led = view.role(mention) == "da" and any(w in listed("leading") for w in before[-5:])
        led = led and bool(set(view.before(mention.start, 14)) & (listed("investment") | listed("joining")))
        inverted = {"guidare", "guidarlo", "guidarla"} & set(before) and bool(
            {"è", "stato", "stata", "sono", "stati"} & set(before)
        )
        after = view.after(mention.end, 2)
        first = after[:1] and after[0] in listed("lead") and view.role(mention) in {"bare", "con"}
        if _leads_round(view, mention) or first or (after == ["in", "testa"] and view.role(mention) in {"bare", "con"}):
            found.append(mention)
        if led or (bool(inverted) and view.role(mention) == "bare"):
            group = view.joined(mention, names, INVESTORS)
            found += [*group, *_along(view, group[-1], names)]
    return found


def _along(view: View, last: Mention, names: Sequence[Mention]) -> list[Mention]:
    """Return who leads a round along with others: "guidato da A con B e C"."""
    after = [m for m in names if m.start >= last.end and m.kind in INVESTORS][:1]
    beside = after and view.role(after[0]) == "con" and len(view.lower(last.end, view.phrase(after[0]).start)) <= 1
    return view.joined(after[0], names, INVESTORS) if beside else []


@lru_cache(maxsize=1)
def _backing() -> PatternTable[str]:
    return PatternTable([(cue, role) for cue, role in read_rows("backing.tsv")], ANY_ENDING)


def _backers(view: View, match: Match[str], names: Sequence[Mention]) -> list[Mention]:
    """Return the names that a cue of ``backing.tsv`` opens a list of: "sottoscritto da A, B e C"."""
    if (match.entry == "con" or "grazie" in view.lower(match.start, match.end)) and not _after_money(view, match.start):
        return []
    before = view.before(match.start, 4)
    if listed("list_of_others") & {*before, *view.before(match.start, 7)}:
        return []  # "tra i fornitori figurano"
    if match.entry == "da" and before and (before[-1] in listed("home") or origin_of(key(before[-1]))):
        return []  # "la società guidata da"
    for mention in names:
        if mention.start < match.end:
            continue
        gap = view.lower(match.end, view.phrase(mention).start)
        named = mention.kind in INVESTORS or (mention.kind == "unknown" and mention.how == "name")
        if (
            not named
            or (listed("stop") - {":"} | listed("list_of_others")) & set(gap)
            or view.reach(match.end, view.phrase(mention).start) > (2 if match.entry == "di" else 4)
        ):
            return []
        role = view.role(mention)
        cue = view.lower(match.start, match.end)[-1]
        fits = role == match.entry or (PREPOSITIONS.get(cue) == match.entry and role in {match.entry, "bare"})
        return view.joined(mention, names, INVESTORS) if fits else []
    return []


def _after_money(view: View, offset: int) -> bool:
    """Say whether what ends at an offset is a round or its sum: "un finanziamento da 20 milioni con A e B"."""
    before = view.ctx.words_before(offset, 6)
    money = any(q.end <= offset and q.end >= before[0].start for q in view.ctx.quantities) if before else False
    return bool(before) and (money or before[-1].lower in listed("investment"))


def _leads_round(view: View, mention: Mention) -> bool:
    """ "X guiderà un round in Y", "X ha guidato il finanziamento"."""
    after = view.after(mention.end, 7)
    verb = next((i for i, w in enumerate(after) if w.startswith(tuple(listed("leading_verb")))), None)
    if verb is None or view.role(mention) != "bare" or listed("stop") & set(after[:verb]):
        return False
    return bool(listed("investment") & set(after[verb + 1 :]))


def _members(view: View, sentence: tuple[int, int], names: Sequence[Mention]) -> list[Mention]:
    """Return who takes part: after "partecipano", "con la partecipazione di", "tra gli investitori figurano"."""
    found: list[Mention] = []
    for word in view.words.within(*sentence):
        if word.lower not in listed("joining"):
            continue
        for mention in names:
            if mention.start < word.end or mention.kind not in INVESTORS:
                continue
            gap = [w for w in view.lower(word.end, view.phrase(mention).start) if w != "cui"]
            role = view.role(mention)
            if len(gap) > 6 or listed("stop") & set(gap) - {":"}:
                break
            listing = bool(listed("listing") & set(gap)) or gap in ([], [":"], ["anche"])
            patron = role == "di" and word.lower in listed("patron")
            active = role == "bare" and (listing or word.lower.startswith(("partecipa", "parte")))
            if patron or active:
                found += view.joined(mention, names, INVESTORS)
            break
    return found


def find_investor_lists(view: View) -> Iterator[Found]:
    """Yield "tra gli investitori di X figurano A e B", "X, tra i cui azionisti ci sono A e B"."""
    for sentence in view.ctx.sentences:
        names = view.names(sentence)
        for word in view.words.within(*sentence):
            if word.lower not in listed("backers"):
                continue
            after = [m for m in names if m.start >= word.end and m.kind in INVESTORS]
            if not after or listed("stop") & set(view.lower(word.end, after[0].start)) - {":"}:
                continue
            owned = view.role(after[0]) == "di" and len(view.lower(word.end, after[0].start)) <= 2
            before = [m for m in view.names((sentence[0], word.start), ORGS) if view.role(m) == "bare"]
            target = after[0] if owned else before[-1] if before else None
            rest = after[1:] if owned else after
            if target is None or not rest:
                continue
            gap = view.lower(target.end if owned else word.end, rest[0].start)
            if len(gap) <= 4 and listed("listing") & set(gap):
                for investor in view.joined(rest[0], names, INVESTORS):
                    yield Found("invests_in", investor, target, word.start, investor.end)
