"""The places around a predicate in the dependency tree: who does it, to what, with whom, in what.

A verb gives its subject and object as the active voice has them ("Y acquisita da X": X is ``subj``, Y is ``obj``) and
each preposition its own place; ``ware`` is whose wares its object is ("usa i server di X"). A noun gives its
prepositions, ``subj`` for who does it ("da parte di X", the subject of the verb that it hangs on) and ``same`` for who
is called so ("X, fornitore di Y", "X è fornitore di Y").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.relations.vocabulary import PREPOSITIONS, is_participle, listed

VERBS = {"VERB", "AUX"}
SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
OBLIQUE = {"obl", "obl:agent", "nmod", "iobj", "advmod", "advcl"}
SHARING = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "acl"}
PRONOUNS = {"che", "cui", "quale", "quali", "dove"}
PARTS = {"amod", "compound", "flat", "flat:name"}
"""What the parser takes the first word of a name for."""
CLAUSES = 3  # how far up a subject is looked for
Places = dict[str, list[Token]]


def is_verb(token: Token) -> bool:
    return token.pos_ in VERBS or (token.pos_ == "ADJ" and is_participle(token.lower_))


def places(token: Token) -> Places:
    """Return the heads of the phrases around a predicate, by place, nearest first."""
    return _of_verb(token) if is_verb(token) else _of_noun(token)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is a participle that tells what was done to somebody."""
    if verb.lower_.startswith(tuple(listed("intransitive"))):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubj:pass", "obl:agent"} or ("aux:pass" in deps and "obj" not in deps):
        return True
    return is_participle(verb.lower_) and not deps & {"aux", "cop"} and "obj" not in deps


def _of_verb(verb: Token) -> Places:
    found: Places = {}
    agents: list[Token] = []
    for child in verb.children:
        place = preposition(child)
        if child.dep_ in SUBJECTS or child.lower_ in PRONOUNS:
            continue
        if child.dep_ in {"obj", "iobj"} and place is None:
            _add(found, "object", child)
        elif place == "da" and child.dep_ in OBLIQUE:
            agents += _agents(child)
            _add(found, "da", child)
        elif place is not None:
            _add(found, place, child)
    for child in verb.children:
        if child.dep_ in SUBJECTS | {"obj", "obl"}:
            _add_below(found, child)
    subjects, objects = _subjects(verb), found.pop("object", [])
    if not objects and len(subjects) > 1 and subjects[0].i < verb.i < subjects[-1].i:
        objects = [subjects.pop()]  # of two subjects the one after the verb is its object
    _read_relative(verb, found, subjects, objects)
    for thing in [*objects, *(subjects if is_passive(verb) else ())]:
        _add_wares(found, thing)
    found["nsubj"] = subjects
    if is_passive(verb):
        agents = agents or _agents_below(verb)
        found["subj"], found["obj"] = agents, [*objects, *subjects, *_modified(verb)]
    else:
        found["subj"], found["obj"] = subjects, objects
    return found


def _of_noun(noun: Token) -> Places:
    found: Places = {}
    for child in noun.children:
        place = preposition(child)
        if child.lower_ == "parte" and place == "da":
            for inner in child.children:
                if preposition(inner) == "di":
                    _add(found, "subj", inner)
        elif place is not None and child.dep_ not in {"conj"}:
            _add(found, place, child)
            if place != "come":  # "concorrenti come X di Y": of X
                _add_below(found, child)
        elif child.dep_ == "acl" or (child.dep_ == "amod" and is_participle(child.lower_)):
            for inner in child.children:
                role = preposition(inner)
                if role is not None:
                    _add(found, "subj" if role == "da" else role, inner)
        elif child.dep_ in {"appos", "flat", "flat:name", "nmod", "compound"} or child.dep_ in SUBJECTS:
            _add(found, "same", child)
    if noun.dep_ in {"appos", "compound"} or (noun.dep_ == "nmod" and preposition(noun) is None):
        _add(found, "same", noun.head)
    if noun.dep_ == "acl:relcl":
        _add(found, "same", noun.head)
    if noun.dep_ == "nmod" and preposition(noun) is not None:
        _add(found, "head", noun.head)
    verb = _governor(noun)
    if verb is not None and is_verb(verb):
        around = _of_verb(verb)
        if "subj" not in found:
            doers = around["subj"] or ([] if is_passive(verb) else around["nsubj"])
            found["subj"] = [t for t in doers if t.i != noun.i and not noun.is_ancestor(t)]
        for place, tokens in around.items():
            for token in tokens if place not in {"subj", "obj", "nsubj"} else ():
                if token.i != noun.i:
                    _add(found, place, token)
    return found


def _governor(noun: Token) -> Token | None:
    """Return the verb that a noun is subject or object of: of "un accordo", of "la firma di un accordo"."""
    token = noun
    for _ in range(CLAUSES):
        if token.dep_ in SUBJECTS | {"obj", "obl", "xcomp"}:
            return token.head
        if token.dep_ not in {"nmod", "conj"}:
            return None
        token = token.head
    return None


def _add(found: Places, place: str, token: Token) -> None:
    if token not in found.setdefault(place, []):
        found[place].append(token)


def _add_below(found: Places, noun: Token) -> None:
    """Add what hangs on a noun: the parser gives "una quota in X" and "pubblicare a X" to either."""
    for inner in noun.children:
        place = preposition(inner)
        if place is not None and inner.dep_ in OBLIQUE:
            _add(found, place, inner)
            if inner.pos_ in {"NOUN", "SYM"} and noun.pos_ in {"NOUN", "NUM"}:  # "30 miliardi di dollari a X"
                _add_sum(found, inner)


def _add_wares(found: Places, thing: Token) -> None:
    """Add whose wares an object is: "usa i server di X", "5.000 chip di X", "migliaia di schede di X"."""
    for ware in (thing, *(c for c in thing.children if preposition(c) == "di" and thing.lower_ not in listed("goods"))):
        if ware.lower_ in listed("goods"):
            for inner in ware.children:
                if preposition(inner) == "di":
                    _add(found, "ware", inner)


def _add_sum(found: Places, currency: Token) -> None:
    """Add what the parser hangs on the currency of a sum."""
    for inner in currency.children:
        place = preposition(inner)
        if place in {"a", "in", "da"} and inner.dep_ in OBLIQUE:
            _add(found, place, inner)


def preposition(token: Token) -> str | None:
    """Return the plain preposition that a phrase begins with, None where it has none."""
    inside = [c for c in token.children if c.i < token.i and c.dep_ in PARTS]  # "a ChatGPT Enterprise"
    for child in (*token.children, *(inner for part in inside for inner in part.children)):
        if child.dep_ == "case" and child.i < token.i:
            fixed = [c.lower_ for c in child.children if c.dep_ == "fixed"]
            if fixed[:1] == ["parte"]:
                return "da"
            return PREPOSITIONS.get(child.lower_.replace("’", "'"), child.lower_)
    return None


def _agents(token: Token) -> list[Token]:
    if token.lower_ != "parte":
        return [token]
    return [inner for inner in token.children if preposition(inner) == "di"]


def _agents_below(verb: Token) -> list[Token]:
    """Return the agent that the parser hangs on what stands between: "portata in tribunale da X"."""
    beside = [child for child in verb.children if child.dep_ == "obl" and child.i > verb.i]
    return [inner for child in beside for inner in child.children if preposition(inner) == "da"]


def _subjects(verb: Token) -> list[Token]:
    """Return the subject of a verb: its own, else that of the verb that it is joined to or hangs on."""
    for moved in range(CLAUSES):
        own = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in PRONOUNS]
        if own:
            left = [c for c in own if c.i < verb.i]
            return left or own if moved else own  # what follows the other verb is rather its object
        if verb.dep_ in {"acl:relcl"}:
            return []
        if verb.dep_ not in SHARING or not is_verb(verb.head):
            return []
        verb = verb.head
    return []


def _modified(verb: Token) -> list[Token]:
    """Return the noun that a participle stands with: "Y, fondata da X", also of two: "fondata da X e guidata da Z"."""
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    return [verb.head] if verb.dep_ in {"acl", "acl:relcl", "amod", "appos"} and not is_verb(verb.head) else []


def _read_relative(verb: Token, found: Places, subjects: list[Token], objects: list[Token]) -> None:
    """Put what a relative pronoun stands for in the pronoun's place."""
    top = verb
    while top.dep_ in {"conj", "xcomp"} and is_verb(top.head):
        top = top.head
    if top.dep_ != "acl:relcl":
        return
    named = top.head
    pronoun = next((c for c in _pronouns(verb, top)), None)
    if pronoun is None:
        return
    place = "in" if pronoun.lower_ == "dove" else preposition(pronoun)
    if place is not None:
        _add(found, place, named)
    elif subjects or (pronoun.dep_ == "obj" and not objects):
        objects.append(named)
    else:
        subjects.append(named)


def _pronouns(verb: Token, top: Token) -> Iterator[Token]:
    for one in (verb, top):
        for child in one.children:
            if child.lower_ in PRONOUNS and child.i < one.i:
                yield child
