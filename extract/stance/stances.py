"""Status, attribution and negation of any place of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.periods.lexer import Token, tokenise
from extract.records import Mention
from extract.stance.attribution import Attribution
from extract.stance.holding import Holding, resume
from extract.stance.interview import answers, interviewee
from extract.stance.layout import paragraphs, quoted
from extract.stance.lexicon import closed
from extract.stance.sources import Source
from extract.stance.status import SentenceStatus
from extract.stance.surroundings import NearVote, Surroundings
from extract.stance.votes import Vote

_BULLETS = ("-", "•", "–", "*", "·")
_NOT_NEGATED = {"solo", "soltanto", "più", "meno", "oltre", "appena", "è"}
_NEAR, _PARAGRAPH = 400, 12  # words and sentences over which a credit is looked for
_ALONE = 4  # characters beside a figure that still is a line of its own
_OWN_PLAN = 3
_LEADS = 3  # words of a sentence in which a credit stands that holds beyond a semicolon


@dataclass(frozen=True, slots=True)
class Stance:
    """How a figure or a fact is put forward.

    Parameters
    ----------
    status : str
        ``actual``, ``planned``, ``estimated`` or ``rumoured``.
    speaker : str or None
        Who says it: a person, or a firm that speaks for itself.
    via : str or None
        The outlet, document or research house that it is credited to.
    negated : bool
        Whether its clause denies it ("non ha raccolto 3 miliardi").
    cues : tuple of str
        The words that decided.
    """

    status: str = "actual"
    speaker: str | None = None
    via: str | None = None
    negated: bool = False
    cues: tuple[str, ...] = ()


class Stances:
    """The stances of an article; `at` gives that of one place."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        parts: Mapping[int, str] | None = None,
    ) -> None:
        self.text = text
        parts = parts or {}
        self.tokens = [Token(*token[:-1], parts.get(token.start, "")) for token in tokenise(text)]
        self._starts = [token.start for token in self.tokens]
        self.sentences = sorted(sentences) or [(0, len(text))]
        self._first = [start for start, _ in self.sentences]
        self._bounds = [(self._token_at(start), self._token_at(end)) for start, end in self.sentences]
        self._paragraphs = paragraphs(text, self.sentences)
        self._status = [SentenceStatus(self.tokens, a, b) for a, b in self._bounds]
        finder = Attribution(self.tokens, mentions)
        self._sources = resume([finder.find(a, b) for a, b in self._bounds], finder.people)
        self._places = [[source.index for source in sources] for sources in self._sources]
        self._quotes = quoted(self.tokens)
        self._answered = answers(text, self.sentences, self._paragraphs)
        self._interviewee = interviewee(self.tokens, self.sentences, mentions, answered=bool(self._answered))
        self._standing = Holding(finder, self._bounds, self._paragraphs, self._sources).held()
        self._known: dict[tuple[int, int], Stance] = {}  # a place is asked for again and again
        self._asking: dict[int, bool] = {}  # by sentence, filled as it is asked for

    def at(self, start: int, end: int) -> Stance:
        """Return the stance of the text between two offsets.

        Examples
        --------
        >>> text = "Il gruppo ha assunto 150 persone e ne prevede 60."
        >>> stances = find_stances(text, [(0, len(text))], ())
        >>> stances.at(21, 32).status, stances.at(46, 48).status
        ('actual', 'planned')
        """
        found = self._known.get((start, end))
        if found is None:
            found = self._known[start, end] = self._at(start, end)
        return found

    def _at(self, start: int, end: int) -> Stance:
        sentence = max(0, bisect_right(self._first, start) - 1)
        index = max(0, min(self._token_at(start), len(self.tokens) - 1))
        if not self.tokens:
            return Stance()
        below = self._explained_below(sentence, start, end)
        if below is not None:
            return self.at(below, below + 1)
        sources = self._sources_of(sentence, index)
        vote = self._status[sentence].at(index) or self._introduced(sentence)
        status, cues = _weigh(vote, sources, asked=self._asks(sentence))
        if vote and status == "planned" and any(s.via and s.local and abs(s.index - vote.index) <= 1 for s in sources):
            status = "estimated"  # "Gartner si aspetta che", "Istituto Nomos prevede": what a house expects
        speaker = next((source.speaker for source in sources if source.speaker), None)
        via = next((source.via for source in sources if source.via), None)
        return Stance(status, speaker, via, self._negated(sentence, index), cues)

    def within(self, start: int, end: int) -> Stance:
        """Return the stance of a passage by the cues inside it alone: for what names a standing fact.

        Examples
        --------
        >>> text = "Il ceo Luca Neri conta di aprire tre sedi."
        >>> find_stances(text, [(0, len(text))], ()).within(0, 16).status
        'actual'
        """
        whole = self.at(start, end)
        sentence = max(0, bisect_right(self._first, start) - 1)
        first, last = self._token_at(start), self._token_at(end)
        votes = self._status[sentence].within(first, last)
        best = max(votes, key=lambda vote: vote.strength) if votes else None
        status = best.status if best else "actual"
        return Stance(status, whole.speaker, whole.via, whole.negated, (best.words,) if best else ())

    def around(self, start: int, reach: int = 8) -> Surroundings:
        """Return what stands around an offset, with up to `reach` words on each side.

        Examples
        --------
        >>> text = "Il gruppo prevede di assumere 60 persone."
        >>> seen = find_stances(text, [(0, len(text))], ()).around(text.index("60"))
        >>> [near.vote.status for near in seen.votes], seen.before[:2]
        (['planned'], ('assumere', 'di'))
        """
        sentence = max(0, bisect_right(self._first, start) - 1)
        if not self.tokens:
            return Surroundings(None, (), (), (), (), quoted=False, answered=False)
        index = max(0, min(self._token_at(start), len(self.tokens) - 1))
        status, (a, b) = self._status[sentence], self._bounds[sentence]
        home = status.clause(index)
        return Surroundings(
            deciding=status.at(index),
            votes=tuple(NearVote(v, v.index - index, status.clause(v.index) == home) for v in status.votes),
            sources=tuple(source.kind for source in self._sources_of(sentence, index)),
            before=tuple(self.tokens[i].norm for i in range(index - 1, max(a, index - reach) - 1, -1)),
            after=tuple(self.tokens[i].norm for i in range(index + 1, min(b, index + reach + 1))),
            quoted=index in self._quotes,
            answered=sentence in self._answered,
        )

    def _explained_below(self, sentence: int, start: int, end: int) -> int | None:
        """Return where the line begins that explains a figure which is a heading of its own: "13 miliardi"."""
        first, last = self.sentences[sentence]
        alone = len(self.text[first:start].strip()) + len(self.text[end:last].strip()) <= _ALONE
        nearby = range(sentence + 1, min(sentence + 2, len(self.sentences)))
        if not alone or not nearby or self._together(sentence, sentence + 1):
            return None
        below = self.sentences[sentence + 1]
        told = self._status[sentence + 1].votes
        return below[0] + 1 if below[1] - below[0] > last - first and told else None

    def _token_at(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.tokens[index].end > offset:
            return index
        return index + 1

    def _sources_of(self, sentence: int, index: int) -> list[Source]:
        """Return the sources in force at a token, the most binding first."""
        places = self._places[sentence]
        near = self._sources[sentence][bisect_left(places, index - _NEAR) : bisect_right(places, index + _NEAR)]
        own = [source for source in near if self._reaches(sentence, source, index)]
        found = sorted(own, key=lambda source: (abs(source.index - index), source.index))
        following = sentence + 1
        while following < min(len(self.sentences), sentence + _PARAGRAPH) and self._together(following, sentence):
            found += [source for source in self._sources[following][:_PARAGRAPH] if source.back]
            following += 1
        if sentence in self._answered and self._interviewee and not any(source.speaker for source in found):
            found.append(Source(self._interviewee, None, "person", index))
        if not any(source.speaker for source in found) and index in self._quotes:
            found += self._speaker_of_quote(sentence, index)
        standing = self._standing[sentence]
        if standing and not any(source.via for source in found):
            others = any(s.kind in ("party", "person") for s in found)
            vote = self._status[sentence].at(index)  # a firm's own plan stands in no survey
            planned = vote is not None and vote.status == "planned" and not vote.verb and vote.strength >= _OWN_PLAN
            a, b = self._bounds[sentence]
            told_later = range(index, standing.index) if a <= standing.index < b else range(0)
            here = any(self.tokens[i].norm == ";" for i in told_later) and not standing.back
            found += [standing] if not here and not others and not planned else []
        return found

    def _reaches(self, sentence: int, source: Source, index: int) -> bool:
        """Say whether a verb of saying reaches a token: not over a semicolon, nor back into what was told before it."""
        if source.kind == "rumour" or (index < source.index and source.forward):
            return index > source.index
        low, high = sorted((source.index, index))
        if (source.kind not in ("person", "party") and not source.local) or source.back:
            apart = any(token.norm == ";" for token in self.tokens[low:high])
            opening = source.index - self._bounds[sentence][0] <= _LEADS
            return not apart or source.named or source.back or (opening and index > source.index)
        if any(token.norm == ";" for token in self.tokens[low:high]):
            return False
        if index > source.index:
            return True
        between = [token.norm for token in self.tokens[index : source.index]]
        if source.tight:
            return not {",", ":", "ma", "mentre"} & set(between)
        return bool({",", "»", "”", '"', "–"} & set(between[-4:])) or self._same_clause(sentence, index, source.index)

    def _same_clause(self, sentence: int, one: int, two: int) -> bool:
        return self._status[sentence].clause(one) == self._status[sentence].clause(two)

    def _together(self, one: int, two: int) -> bool:
        return self._paragraphs[one] == self._paragraphs[two]

    def _speaker_of_quote(self, sentence: int, index: int) -> list[Source]:
        for near in (sentence + 1, sentence - 1):
            if 0 <= near < len(self.sentences) and self._together(near, sentence):
                spoken = [source for source in self._sources[near][:_PARAGRAPH] if source.kind == "person"]
                if spoken:
                    return spoken[:1]
        return [Source(self._interviewee, None, "person", index)] if self._interviewee else []

    def _asks(self, sentence: int) -> bool:
        """Say whether a sentence tells what people or firms answer or do, which a survey counts."""
        if sentence not in self._asking:
            a, b = self._bounds[sentence]
            respondents = closed("respondents", "introduction.tsv")
            self._asking[sentence] = any(self.tokens[i].norm in respondents for i in range(a, b))
        return self._asking[sentence]

    def _introduced(self, sentence: int) -> Vote | None:
        """A line without a verb takes the status of the line that introduces its list."""
        for n in range(sentence - 1, max(-1, sentence - 13), -1):
            start, end = self.sentences[n]
            line = self.text[start:end].strip()
            if line.endswith(":"):
                return self._status[n].at(self._bounds[n][1] - 1) if _is_plan(self._status[n]) else None
            if not (line.startswith(_BULLETS) or len(line) < 80):
                return None
        return None

    def _negated(self, sentence: int, index: int) -> bool:
        status = self._status[sentence]
        a, b = status.clauses[status.clause(index)] if status.clauses else (index, index)
        for i in range(max(a, index - 9), min(b, index)):
            if self.tokens[i].norm == "non" and i + 1 < b and self.tokens[i + 1].norm not in _NOT_NEGATED:
                return index - i <= 8
        return False


def find_stances(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    parts: Mapping[int, str] | None = None,
) -> Stances:
    """Return the stances of an article.

    Parameters
    ----------
    text : str
        The article's text.
    sentences : sequence of (int, int)
        Character spans, in order.
    mentions : sequence of Mention
        Names, for speakers and sources.
    parts : mapping of int to str, optional
        What a parser says of the word at an offset: its tense if it is a finite verb, ``none`` if it is no verb.

    Examples
    --------
    >>> text = "Secondo gli analisti il mercato vale 3 miliardi."
    >>> find_stances(text, [(0, len(text))], ()).at(37, 47).status
    'estimated'
    """
    return Stances(text, sentences, mentions, parts)


def _weigh(vote: Vote | None, sources: Sequence[Source], *, asked: bool) -> tuple[str, tuple[str, ...]]:
    """What an agency or analysts are credited with is an estimate; so is a future that a survey or report gives.

    What is `asked` in a survey is a fact, whoever held it.
    """
    cues = (vote.words,) if vote else ()
    kinds = {source.kind for source in sources}
    if asked and any(source.kind == "estimate" and source.named for source in sources):
        kinds = (kinds - {"estimate"}) | {"count"}
    if "estimate" in kinds:
        return "estimated", (*cues, "source: estimate")
    if "rumour" in kinds and (not vote or vote.status in ("actual", "planned")):
        return "rumoured", (*cues, "source: hearsay")
    told = vote is not None and vote.verb and (vote.status == "rumoured" or (vote.status == "planned" and vote.future))
    if told and kinds & {"count", "document"}:
        return "estimated", (*cues, "source: report")
    if vote is not None and vote.verb and vote.status == "rumoured" and "person" in kinds:
        return "estimated", (*cues, "source: person")
    return vote.status if vote else "actual", cues


def _is_plan(status: SentenceStatus) -> bool:
    return any(vote.status in ("planned", "estimated") and not vote.verb for vote in status.votes)
