"""Give a figure the scale, unit and noun that its wording leaves to a parallel figure.

"Le vendite sono di 27 milioni di euro, erano 19": Italian leaves out what the reader still hears. Three cases are read:
a list whose last member carries the unit ("il 12 e il 44%"), a number that leans on an earlier figure of its sentence
("contro i 17,9"), and one that leans on an earlier sentence where a word ties the two ("erano", "ne", "altri").
The article tells which figure is meant: a singular one belongs to a percentage ("il 14"), a plural one never does.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.donors import is_aside, is_by, is_compared, is_conversion, is_next_in_rank
from extract.quantities.entries import declared_units, starts_bullet
from extract.quantities.fitting import alike, fits, is_bracketed, is_currency, is_plain_percentage
from extract.quantities.lexer import Tokens
from extract.quantities.lists import complete_lists, goes_on, is_bracketed_list, is_gapped, is_listed, is_score
from extract.quantities.movement import moves_to
from extract.quantities.owned import (
    article,
    counts_other_things,
    is_about_money,
    named_beside,
    own_noun,
    picked_from,
    read_label,
    scaled_apart,
)
from extract.quantities.scores import is_score_of_a_test
from extract.quantities.taking import complete_in_list, complete_ratio, take_said_currency, take_unit
from extract.quantities.vocabulary import vocabulary, word_list

_PLURAL = word_list("plural_articles")
_SINGULAR = word_list("singular_articles")
_LINKS = word_list("link_words")
_COPULA = word_list("copula")
_TIES = word_list("ties")
_PARTITIVE = word_list("partitive")
_BEFORE_AND_NOW = word_list("before_and_now")
_ORDINALS = word_list("ordinals")
_LEANING = ("si", "sfior", "super")
_PARTICIPLES = ("ati", "ate", "ivi", "ive", "uti", "ute", "iti", "ite", "isti", "iste", "esi", "ese", "bile", "bili")
_MONEY_NOUNS = word_list("money_nouns")
_OF_THEM = word_list("of_them")
_CLITICS = ("arli", "arle", "arla", "arlo", "erli", "erle", "erla", "erlo", "irli", "irle", "irla", "irlo")
_RELATIVE = frozenset({"%", "pp", "x"})
_THOUSAND = Decimal(1000)
_HUNDRED = Decimal(100)
_TRILLION = Decimal(10) ** 12
_NEARLY = 10
_MOST_IN_LIST = 30
_MAX_DISTANCE = 60
_MAX_SENTENCES = 2
_ENDS_AT = (["a"], [",", "a"])
_NEXT = 12
_OF_THESE = (["di", "questi", ","], ["di", "queste", ","])
_STOPS = frozenset({"\n", ".", "!", "?", "…"})
_LOOK_BACK = 6


def infer(tokens: Tokens, found: list[Candidate]) -> None:
    """Complete the elided figures among `found`, in place, marking what was inferred."""
    complete_lists(tokens, found)
    sentences = _sentence_numbers(tokens, found)
    declared = declared_units(tokens)
    recent: list[int] = []
    for k, candidate in enumerate(found):
        _times(tokens, candidate)
        if candidate.bare and complete_in_list(tokens, found, k, declared):
            recent.append(k)
            continue
        before = k - 1 - (k > 1 and found[k - 1].unit == "s")  # "sette su dieci, due anni fa meno di tre"
        if before >= 0 and sentences[k] - sentences[before] <= 1 and complete_ratio(tokens, found[before], candidate):
            continue
        if candidate.name_like and k and sentences[k - 1] == sentences[k] and is_score(found[k - 1], candidate):
            candidate.inferred = True
        previous = found[k - 1] if k and sentences[k - 1] == sentences[k] else None
        if read_label(tokens, candidate):
            pass
        elif is_score_of_a_test(tokens, candidate, previous):
            candidate.inferred, candidate.name_like = True, False
        elif candidate.bare or _soft(tokens, candidate):
            _complete_bare(tokens, found, k, recent, sentences)
        elif candidate.unit is None and candidate.noun is None and candidate.scaled:
            _complete_scaled(tokens, found, k, recent, sentences)
        take_said_currency(tokens, candidate)
        if _can_donate(candidate):
            recent.append(k)
            del recent[:-_LOOK_BACK]


def _can_donate(c: Candidate) -> bool:
    measured = c.unit is not None or c.noun is not None or c.scaled
    return measured and (c.unit != "s" or c.per is not None) and not c.name_like


def _sentence_numbers(tokens: Tokens, found: list[Candidate]) -> list[int]:
    """Return for each candidate the number of the sentence that its first token is in."""
    if not found:
        return []
    ends = [k for k, word in enumerate(tokens.words) if word in _STOPS and tokens.sentence_ends(k)]
    return [bisect_left(ends, candidate.first) for candidate in found]


def _times(tokens: Tokens, c: Candidate) -> None:
    """Read "si moltiplica per 3,7" and "di un fattore 10" as ratios."""
    if c.bare and tokens.word(c.left - 1) == "fattore":
        c.unit, c.kind, c.known = "x", "ratio", True
        c.cues.append("fattore")
    if (
        c.bare
        and tokens.word(c.left - 1) == "per"
        and any(tokens.word(m).startswith("moltiplic") for m in range(c.left - 4, c.left - 1))
    ):
        c.unit, c.kind, c.known = "x", "ratio", True
        c.cues.append("moltiplicare per")


def _soft(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether what follows the number is rather an adjective of an elided noun ("i 28 attivi")."""
    if c.unit is not None or c.noun is None or c.known or c.scaled or (c.is_range and c.hedge != "range"):
        return False
    if c.noun not in _BEFORE_AND_NOW and (not c.noun.endswith(_PARTICIPLES) or " " in c.noun):
        return False
    before = tokens.word(c.left - 1)
    return before in _TIES or before in _PLURAL or before in _SINGULAR


def _complete_bare(tokens: Tokens, found: list[Candidate], k: int, recent: list[int], sentences: list[int]) -> None:
    c = found[k]
    atom = c.atom
    beside = named_beside(tokens, c)
    if scaled_apart(tokens, c) or picked_from(tokens, c, found[k + 1 : k + 2]):
        return
    if beside is not None and c.whole:
        c.inferred, c.known, c.noun, c.name_like = True, True, beside, False  # "sono 62 i poli"
        return
    if atom is not None and not atom.digits and not _may_lean(tokens, c):
        own = own_noun(tokens, c) if c.low > 1 and _ends_clause(tokens, c.right) else None
        if own is not None and vocabulary().nouns.begins(own):
            c.inferred, c.known, c.noun = True, True, own  # "Le sedi sono quattro"
        return
    if _is_numbering(tokens, c):
        return
    if c.name_like and not is_gapped(tokens, found, k, sentences):
        return
    about_money = is_about_money(tokens, c)
    own = own_noun(tokens, c)
    if own is not None and vocabulary().nouns.begins(own) and c.whole:
        c.inferred, c.known, c.noun = True, True, own  # "i dipendenti sono 170"
        return
    for at in reversed(recent):
        donor = found[at]
        if about_money and not (is_currency(donor.unit) or (donor.unit is None and donor.noun is None)):
            continue
        if c.low < 1 and donor.unit is None and not c.name_like and c.atom is not None and not c.atom.digits:
            continue  # half of what is measured, not of what is counted
        if own is not None and counts_other_things(own, donor):
            continue
        if starts_bullet(tokens, c.left) and not starts_bullet(tokens, c.left, within=donor.left):
            continue  # an item of a list has its own scale and unit
        if donor.unit == "s" and not {"soltanto", "solo", "appena", "contro"} & {*c.cues, tokens.word(c.left - 1)}:
            continue
        if not _reaches(tokens, c, donor, sentences[k] - sentences[at]) or not fits(tokens, c, donor):
            continue
        if sentences[k] != sentences[at] and is_compared(tokens, donor):
            continue
        if donor.unit == "%" and tokens.words[donor.right : c.left] in _ENDS_AT and is_by(tokens, donor):
            continue  # "i noli salgono del 9% a 5,2"
        aside = is_aside(tokens, donor, c) and not is_next_in_rank(tokens, c, donor)
        if aside and any(found[other].unit != donor.unit for other in recent if other < at):
            continue
        if not c.scaled and donor.scaled and _takes_scale(c, donor):
            scale = donor.scale
            if scale == _TRILLION and c.high >= _HUNDRED and c.high > _NEARLY * donor.high / scale:
                scale /= _THOUSAND  # "6 mila miliardi, dagli 800 di prima"
            c.low, c.high = c.low * scale, c.high * scale
            c.scale, c.scaled = scale, True
            c.flag("scale-inferred")
        take_unit(c, donor)
        c.noun, c.known = donor.noun, donor.known
        c.inferred, c.name_like = True, False
        return
    if c.name_like:
        c.inferred = c.inferred or is_listed(tokens, found, k)
    elif is_bracketed_list(tokens, found, k):
        c.inferred = True
    elif own is not None and c.whole:
        c.inferred = True  # "i comuni serviti sono diventati 212"
    elif (
        k
        and sentences[k - 1] == sentences[k]
        and (goes_on(tokens, found[k - 1], c) or _goes_on_in_item(tokens, found[k - 1], c))
    ):
        c.inferred = True


def _goes_on_in_item(tokens: Tokens, previous: Candidate, c: Candidate) -> bool:
    """Tell whether a list item goes on with its plain count ("- addetti: 90, saliranno a 120")."""
    plain = previous.unit is None and not previous.scaled and c.atom is not None and c.atom.digits and c.whole
    tied = tokens.word(c.left - 1) in _TIES and _stands_alone(tokens, c)
    return plain and tied and not c.name_like and starts_bullet(tokens, c.left, within=previous.left)


def _is_numbering(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number counts entries ("9,8 km) 3 - alle ...") or is of another scale ("magnitudo 2.8")."""
    before = tokens.word(c.left - 1)
    if before == ")" or (tokens.word(c.right) in {"-", "–"} and not tokens.glued(c.right)):
        return True
    if any(tokens.word(m) == "ne" for m in range(c.left - 4, c.left)):
        return False
    other = tokens.is_letters(c.left - 1) and before not in vocabulary().function_words | _TIES
    return other and c.atom is not None and c.atom.dotted


def _takes_scale(c: Candidate, donor: Candidate) -> bool:
    """Tell whether the scale is left out too; "2mila" leaves "350" as it is."""
    both = donor.atom is not None and donor.atom.grouped
    if c.atom is not None and c.atom.grouped and not both and not alike(c, donor):
        return False
    if c.atom is not None and not c.atom.digits and (c.low < 1 or c.low >= _THOUSAND):
        return False  # "ne richiede mezzo" is half a litre, "erano ottocentomila" says its thousands
    return donor.scale != 1000 or c.high < 100


def _may_lean(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a spelled-out number may be elided: hedged, or a part of what went before ("cento dei quali")."""
    if c.low < 1 and c.bare:
        return True  # "ne richiede mezzo"
    if c.atom is not None and (c.atom.collective or c.atom.article) and c.hedge in {"exact", "about"} and c.low < 2:
        return c.hedge == "about"
    if tokens.word(c.right) == "in" and tokens.word(c.right + 1) in {"più", "meno"}:
        return True
    ends = _ends_clause(tokens, c.right)
    if c.low != 1 and ends and any(tokens.word(m) in _OF_THEM for m in range(c.left - 4, c.left)):
        return True  # "ne ha avuti ottanta"
    if tokens.word(c.left - 2) == "contro" and tokens.word(c.left - 1) in _PLURAL and c.low > 1:
        return ends or tokens.word(c.right) in vocabulary().function_words  # "contro le quindici del 2019"
    if c.low > 10 and ends and tokens.word(c.left - 1) in _COPULA:
        return True  # "prima della guerra erano ottocentomila"
    if c.hedge != "exact" and not tokens.is_letters(c.right):
        return True
    return (c.hedge != "exact" and tokens.word(c.right) in vocabulary().function_words) or (
        tokens.word(c.right) in {"dei", "delle", "di"} and tokens.word(c.right + 1) in _PARTITIVE
    )


def _ends_clause(tokens: Tokens, j: int) -> bool:
    return tokens.word(j) in {"", ".", ",", ";", ")", "e", "\n"}


def _reaches(tokens: Tokens, c: Candidate, donor: Candidate, sentences: int) -> bool:
    """Tell whether `c` may lean on `donor`: in its sentence, or close before it with a word that ties them."""
    if sentences == 0:
        return True
    percent = is_bracketed(tokens, c) or is_plain_percentage(tokens, c)
    if donor.unit == "%" and percent and sentences <= _MAX_SENTENCES and c.left - donor.right <= _MAX_DISTANCE:
        return True
    if sentences > _MAX_SENTENCES or c.left - donor.right > _MAX_DISTANCE:
        return False
    if tokens.word(c.left - 1) in {"altri", "altre"}:
        return True
    tied = moves_to(tokens, c.left - 1) or tokens.words[max(0, c.left - 3) : c.left] in _OF_THESE
    if sentences == 1 and (is_next_in_rank(tokens, c, donor) or (tied and c.left - donor.right <= _NEXT)):
        return _stands_alone(tokens, c)
    if c.per is not None and is_currency(donor.unit) and not donor.scaled:
        return True  # "Il piano più caro? 200 al mese"
    if c.right > c.last and c.hedge in {"almost", "over"}:
        return _stands_alone(tokens, c)  # "la rivale arranca: 35 scarsi"
    if tokens.word(c.left - 1) == "a" and tokens.word(c.left - 2).endswith(_CLITICS):
        return _stands_alone(tokens, c)
    if tokens.word(c.left).startswith(_LEANING) or (donor.unit == "%" and _articled(tokens, c)):
        return _stands_alone(tokens, c)
    return any(tokens.word(m) in _LINKS for m in range(c.left - 3, c.left)) and _stands_alone(tokens, c)


def _articled(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a preposition and a singular article stand before the number ("con il 25", "al 14")."""
    before = article(tokens, c)
    if before in {"il", "l"} and tokens.word(c.right) == "," and (c.left == 1 or tokens.sentence_ends(c.left - 2)):
        return True  # "Il 15, a regime, toccherà ai comuni"
    return before in _SINGULAR and (before not in {"il", "lo", "l"} or tokens.word(c.left - 2) in {"con", "per"})


def _stands_alone(tokens: Tokens, c: Candidate) -> bool:
    after = tokens.word(c.right)
    return not tokens.is_letters(c.right) or after in vocabulary().function_words


def _complete_scaled(tokens: Tokens, found: list[Candidate], k: int, recent: list[int], sentences: list[int]) -> None:
    """Give "contro i 7,1 miliardi" the unit of the parallel figure of its sentence."""
    c = found[k]
    beside = named_beside(tokens, c)
    if beside is None and tokens.word(c.left - 1) in _COPULA and (own := own_noun(tokens, c)) not in _MONEY_NOUNS:
        beside = own
    if beside is not None and vocabulary().nouns.begins(beside):
        c.known, c.noun = True, beside  # "di parametri ne ha 80 miliardi", "gli iscritti sono 12 milioni"
        return
    before = tokens.word(c.left - 1)
    tied = before in _TIES or before in _PLURAL or before == "il" or tokens.word(c.left) in {"il", "i", "gli"}
    tied = tied or (before in _ORDINALS and tokens.word(c.left - 2) in _SINGULAR)  # "al secondo 20mila"
    tied = tied or any(tokens.word(m) == "ne" for m in range(c.left - 3, c.left))
    if not tied:
        return
    about_money = is_about_money(tokens, c)
    for at in reversed(recent):
        donor = found[at]
        if sentences[k] != sentences[at] or donor.unit in _RELATIVE or is_conversion(tokens, found, at):
            continue
        if (
            is_currency(donor.unit)
            and is_aside(tokens, donor, c)
            and any(
                sentences[other] == sentences[k] and is_currency(found[other].unit) for other in recent if other < at
            )
        ):
            continue  # what brackets convert is no currency of the text
        if donor.unit is None and (donor.noun is None or not donor.known or (c.scale > _THOUSAND and not donor.scaled)):
            continue  # "200 dipendenti" does not say what "14 miliardi" are
        if not is_currency(donor.unit) and (about_money or (donor.factor != 1 and not donor.scaled)):
            continue  # "513 megawatt, investimenti per 10 miliardi"
        if before == "(" and tokens.word(donor.left - 1) != "(" and not is_currency(donor.unit):
            return
        if c.scale == _THOUSAND and donor.scale == _TRILLION:
            rest = donor.scale / _THOUSAND  # "40mila miliardi di token, erano 25mila"
            c.low, c.high, c.scale = c.low * rest, c.high * rest, c.scale * rest
            c.flag("scale-inferred")
        take_unit(c, donor)
        c.noun, c.known = donor.noun, donor.known
        c.inferred = True
        return
