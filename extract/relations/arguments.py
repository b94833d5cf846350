"""Choose the names that a cue joins: whom it is said of, what it is said about, who helps."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.patterns import Match
from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.rules import Rule
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, key, listed

NEAR = 8  # words between a cue and its object, figures and times not counted


def relative(view: View, offset: int) -> int | None:
    """Return the offset of the "che" that opens the clause of a cue, or None."""
    for word in reversed(view.ctx.words_before(offset, 9)):
        if word.lower in {",", ";", ":", "e", "ma"}:
            return None
        if word.lower == "che":
            return word.start
    return None


def antecedent(view: View, that: int, kinds: frozenset[str]) -> Mention | None:
    """Return the name that "che" stands for: right before it, or before an apposition without a name."""
    before = view.names((view.sentence(that)[0], that))
    if not before:
        return None
    last = before[-1]
    gap = view.lower(last.end, that)
    if gap in ([], [","], [")"]) and last.kind in kinds:
        return (_owned(view, last, kinds) if gap == [] else None) or last
    for mention in reversed(before):
        gap = view.lower(mention.end, that)
        if len(gap) > 14 or ";" in gap or ":" in gap:
            return None
        if mention.kind in kinds and (gap[:1] == [","] or mention.how in {"description", "anaphor"}):
            noun = set(gap[1:4]) & (listed("home") | listed("site") | listed("topproduct"))
            if noun or gap in ([], [","]):
                return mention
        if mention.kind in kinds and gap[:1] in (["("], ["di"], ["dei"], ["degli"], ["delle"], ["da"]):
            return mention if view.phrase(mention).nouns or gap[0] == "(" or mention.how != "alias" else None
    return None


def _owned(view: View, owner: Mention, kinds: frozenset[str]) -> Mention | None:
    """Return the name that is called somebody's before "che": X in "X, la controllata di Y che ha lanciato"."""
    if view.role(owner) != "di":
        return None
    words = list(view.ctx.words_before(view.phrase(owner).start, 6))[:-1]
    while words and words[-1].lower != ",":
        words.pop()
    named = view.ending(words[-1].start) if words else None
    noun = view.after(words[-1].end, 2) if words else []
    told = noun[:1] and (noun[0] in ARTICLES or noun[0] in listed("owned_home"))
    home = bool(set(noun) & (listed("owned_home") | listed("division")))
    return named if named is not None and named.kind in kinds and told and home else None


def subject_before(view: View, match: Match[Rule], names: Sequence[Mention], kinds: frozenset[str]) -> Mention | None:
    """Return whom a verb is said of: the last name before it that no preposition governs, else the topic."""
    before = [m for m in names if m.end <= match.start and m.kind in kinds and not view.ctx.parenthesis(m.start)]
    if match.entry.form == "active" and before and _apposed(view.lower(before[-1].end, match.start)):
        return before[-1]
    bare = [m for m in before if view.role(m) == "bare"]
    if _is_unresolved(view, match):
        return None
    if bare:
        return _outside(view, bare, match.start)
    for mention in reversed(before):
        before_it = view.before(view.phrase(mention).start, 6)
        acting = [w for w in before_it if w in listed("member") or (w.endswith("i") and origin_of(key(w)))]
        if view.role(mention) == "di" and acting:
            return mention
    if not before and match.entry.form == "verb":
        finite = not view.lower(match.start, match.end)[0].endswith(("are", "ere", "ire", "ando", "endo"))
        return view.topic(match.start, kinds) if finite else None
    return None


def _outside(view: View, bare: Sequence[Mention], offset: int) -> Mention:
    """Return the last of some names that is not inside a clause between commas: "X, di cui Y ha il 9%, fornisce"."""
    last = bare[-1]
    if len(bare) < 2 or view.before(offset, 1) != [","]:
        return last
    opening = view.lower(bare[-2].end, last.start)
    return bare[-2] if opening[:3] in ([",", "di", "cui"], [",", "in", "cui"], [",", "della", "quale"]) else last


def _is_unresolved(view: View, match: Match[Rule]) -> bool:
    """Say whether a noun that stands for nobody known is what the verb is said of: "e la start-up userà"."""
    words = list(view.ctx.words_before(match.start, 5))
    while words and words[-1].lower in listed("auxiliary") | listed("between") | listed("clitic"):
        words.pop()
    noun = words and words[-1].lower in listed("home") and not view.in_name(words[-1].start)
    return bool(noun) and len(words) > 1 and (words[-2].lower in ARTICLES or words[-2].lower == "-")


def _apposed(gap: list[str]) -> bool:
    """Say whether a cue stands in the apposition of a name: "X, principale", "X, specialista francese … noto per"."""
    return gap[:1] == [","] and len(gap) <= 9 and gap.count(",") == 1 and not (listed("stop") | {"ha", "è"}) & set(gap)


def objects_after(
    view: View,
    offset: int,
    names: Sequence[Mention],
    kinds: frozenset[str],
    prepositions: frozenset[str],
    open_: bool = False,
) -> list[Mention]:
    """Return the first fitting name after an offset with those that a list joins to it.

    `open_` takes a name of unknown kind too, where it follows at once.
    """
    for mention in names:
        if mention.start < offset:
            continue
        phrase = view.phrase(mention)
        if mention.kind not in kinds and not (mention.kind == "unknown" and open_ and _is_name(view, mention, offset)):
            continue
        if view.reach(offset, phrase.start) > NEAR or listed("stop") & set(view.lower(offset, phrase.start)):
            return []
        if prepositions & {"any", phrase.role}:
            return view.joined(mention, names, kinds)
        if "bare" in prepositions and phrase.role in {"di", "per"}:
            return []
    return []


def _is_name(view: View, mention: Mention, offset: int) -> bool:
    """Say whether a name of unknown kind follows a cue at once, and is not what "nella" goes with: "nella Penisola"."""
    phrase = view.phrase(mention)
    if view.reach(offset, phrase.start) > 1:
        return False
    before = view.before(mention.start, 1)
    return bool(phrase.nouns) or phrase.role == "bare" or not before or before[0] in {"di", "a", "in", "con", "su"}


def helpers(view: View, match: Match[Rule], names: Sequence[Mention]) -> list[Mention]:
    """Return with whom something is done: "X con Y realizza", "X ha fondato Z insieme a Y"."""
    for mention in names:
        before = view.before(view.phrase(mention).start, 3)
        together = bool({"insieme", "assieme"} & set(before))
        if mention.end <= match.start:
            close = view.role(mention) == "con" and view.reach(mention.end, match.start) <= 3
            if close and ("che" in before or together):
                return [mention]
        elif together and view.role(mention) in {"a", "con"} and view.reach(match.end, mention.start) <= 14:
            return view.joined(mention, names, {mention.kind})
    return []
