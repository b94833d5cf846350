"""The places around a predicate in the dependency tree: who does it, to what, with whom, in what.

A verb gives its subject and object as the active voice has them ("Y acquisita da X": X is ``subj``, Y is ``obj``) and
each preposition its own place; ``ware`` is whose wares its object is ("usa i server di X"). A noun gives its
prepositions, ``subj`` for who does it ("da parte di X", the subject of the verb that it hangs on) and ``same`` for who
is called so ("X, fornitore di Y", "X è fornitore di Y").
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.relations.vocabulary import PREPOSITIONS, is_participle, listed
from extract.syntax import Tree

VERBS = {"VERB", "AUX"}
SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
OBLIQUE = {"obl", "obl:agent", "nmod", "iobj", "advmod", "advcl"}
SHARING = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "acl"}
PRONOUNS = {"che", "cui", "quale", "quali", "dove"}
UNBOUND = ("VerbForm=Inf", "VerbForm=Ger")
PARTS = {"amod", "compound", "flat", "flat:name"}
"""What the parser takes the first word of a name for."""
CLAUSES = 3  # how far up a subject is looked for
Places = dict[str, list[int]]


def is_verb(tree: Tree, token: int) -> bool:
    return tree.pos[token] in VERBS or (tree.pos[token] == "ADJ" and is_participle(tree.words[token]))


def places(tree: Tree, token: int) -> Places:
    """Return the heads of the phrases around a predicate, by place, nearest first."""
    return _of_verb(tree, token) if is_verb(tree, token) else _of_noun(tree, token)


def is_passive(tree: Tree, verb: int) -> bool:
    """Say whether a verb is a participle that tells what was done to somebody."""
    if tree.words[verb].startswith(tuple(listed("intransitive"))):
        return False
    deps = {tree.deps[child] for child in tree.children[verb]}
    if deps & {"nsubj:pass", "obl:agent"} or ("aux:pass" in deps and "obj" not in deps):
        return True
    return is_participle(tree.words[verb]) and not deps & {"aux", "cop"} and "obj" not in deps


def _of_verb(tree: Tree, verb: int) -> Places:
    found: Places = {}
    agents: list[int] = []
    for child in tree.children[verb]:
        place = preposition(tree, child)
        if tree.deps[child] in SUBJECTS or tree.words[child] in PRONOUNS:
            continue
        named = tree.deps[child] == "nmod" and tree.pos[child] == "PROPN" and child > verb  # "che controlla X"
        if place is None and (named or tree.deps[child] in {"obj", "iobj"}):
            _add(found, "object", child)
        elif place == "da" and tree.deps[child] in OBLIQUE:
            agents += _agents(tree, child)
            _add(found, "da", child)
        elif place is not None:
            _add(found, place, child)
    for child in tree.children[verb]:
        if tree.deps[child] in SUBJECTS | {"obj", "obl"}:
            _add_below(tree, found, child)
    subjects, objects = _subjects(tree, verb), found.pop("object", [])
    if not objects and len(subjects) > 1 and subjects[0] < verb < subjects[-1]:
        objects = [subjects.pop()]  # of two subjects the one after the verb is its object
    if not objects and subjects and tree.heads[subjects[0]] == verb < subjects[0] and _is_unbound(tree, verb):
        objects = subjects  # "per comprare X", "comprando X"
        shared = tree.deps[verb] in SHARING and is_verb(tree, tree.heads[verb])
        subjects = _subjects(tree, tree.heads[verb]) if shared else []
    _read_relative(tree, verb, found, subjects, objects)
    passive = is_passive(tree, verb)
    for thing in [*objects, *(subjects if passive else ())]:
        _add_wares(tree, found, thing)
    found["nsubj"] = subjects
    if passive:
        agents = agents or _agents_below(tree, verb)
        found["subj"], found["obj"] = agents, [*objects, *subjects, *_modified(tree, verb)]
    else:
        found["subj"], found["obj"] = subjects, objects
    return found


def _is_unbound(tree: Tree, verb: int) -> bool:
    """Say whether a verb is an infinitive or a gerund, after which no subject stands."""
    unbound = any(form in tree.morphs[verb] for form in UNBOUND)
    return unbound and tree.child(verb, "aux") is None


def _of_noun(tree: Tree, noun: int) -> Places:
    found: Places = {}
    for child in tree.children[noun]:
        place = preposition(tree, child)
        if tree.words[child] == "parte" and place == "da":
            for inner in _hanging(tree, child, "di"):
                _add(found, "subj", inner)
        elif place is not None and tree.deps[child] not in {"conj"}:
            _add(found, place, child)
            if place != "come":  # "concorrenti come X di Y": of X
                _add_below(tree, found, child)
        elif tree.deps[child] == "acl" or (tree.deps[child] == "amod" and is_participle(tree.words[child])):
            for inner in tree.children[child]:
                role = preposition(tree, inner)
                if role is not None:
                    _add(found, "subj" if role == "da" else role, inner)
        elif tree.deps[child] in {"appos", "flat", "flat:name", "nmod", "compound"} or tree.deps[child] in SUBJECTS:
            _add(found, "same", child)
    if tree.deps[noun] in {"appos", "compound"} or (tree.deps[noun] == "nmod" and preposition(tree, noun) is None):
        _add(found, "same", tree.heads[noun])
    if tree.deps[noun] == "acl:relcl":
        _add(found, "same", tree.heads[noun])
    if tree.deps[noun] == "nmod" and preposition(tree, noun) is not None:
        _add(found, "head", tree.heads[noun])
    verb = _governor(tree, noun)
    if verb is not None and is_verb(tree, verb):
        around = _of_verb(tree, verb)
        if "subj" not in found:
            doers = around["subj"] or ([] if is_passive(tree, verb) else around["nsubj"])
            found["subj"] = [t for t in doers if t != noun and not tree.is_above(noun, t)]
        for place, tokens in around.items():
            for token in tokens if place not in {"subj", "obj", "nsubj"} else ():
                if token != noun:
                    _add(found, place, token)
    return found


def _governor(tree: Tree, noun: int) -> int | None:
    """Return the verb that a noun is subject or object of: of "un accordo", of "la firma di un accordo"."""
    token = noun
    for _ in range(CLAUSES):
        if tree.deps[token] in SUBJECTS | {"obj", "obl", "xcomp"}:
            return tree.heads[token]
        if tree.deps[token] not in {"nmod", "conj"}:
            return None
        token = tree.heads[token]
    return None


def _add(found: Places, place: str, token: int) -> None:
    if token not in found.setdefault(place, []):
        found[place].append(token)


def _add_below(tree: Tree, found: Places, noun: int) -> None:
    """Add what hangs on a noun: the parser gives "una quota in X" and "pubblicare a X" to either."""
    for inner in tree.children[noun]:
        place = preposition(tree, inner)
        if place is not None and tree.deps[inner] in OBLIQUE:
            _add(found, place, inner)
            if tree.pos[inner] in {"NOUN", "SYM"} and tree.pos[noun] in {"NOUN", "NUM"}:
                _add_sum(tree, found, inner)  # "30 miliardi di dollari a X"


def _add_wares(tree: Tree, found: Places, thing: int) -> None:
    """Add whose wares an object is: "usa i server di X", "5.000 chip di X", "migliaia di schede di X"."""
    goods = listed("goods")
    for ware in [thing] if tree.words[thing] in goods else _hanging(tree, thing, "di"):
        if tree.words[ware] in goods:
            for inner in _hanging(tree, ware, "di"):
                _add(found, "ware", inner)


def _add_sum(tree: Tree, found: Places, currency: int) -> None:
    """Add what the parser hangs on the currency of a sum."""
    for inner in tree.children[currency]:
        place = preposition(tree, inner)
        if place in {"a", "in", "da"} and tree.deps[inner] in OBLIQUE:
            _add(found, place, inner)


def preposition(tree: Tree, token: int) -> str | None:
    """Return the plain preposition that a phrase begins with, None where it has none."""
    children = tree.children[token]
    inside = [c for c in children if c < token and tree.deps[c] in PARTS]  # "a ChatGPT Enterprise"
    for child in (*children, *(inner for part in inside for inner in tree.children[part])):
        if tree.deps[child] == "case" and child < token:
            fixed = [tree.words[c] for c in tree.children[child] if tree.deps[c] == "fixed"]
            if fixed[:1] == ["parte"]:
                return "da"
            return PREPOSITIONS.get(tree.words[child], tree.words[child])
    return None


def _agents(tree: Tree, token: int) -> list[int]:
    return [token] if tree.words[token] != "parte" else _hanging(tree, token, "di")


def _agents_below(tree: Tree, verb: int) -> list[int]:
    """Return the agent that the parser hangs on what stands between: "portata in tribunale da X"."""
    beside = [child for child in tree.children[verb] if tree.deps[child] == "obl" and child > verb]
    return [inner for child in beside for inner in _hanging(tree, child, "da")]


def _hanging(tree: Tree, token: int, place: str) -> list[int]:
    """Return what hangs on a word by a preposition."""
    return [child for child in tree.children[token] if preposition(tree, child) == place]


def _subjects(tree: Tree, verb: int) -> list[int]:
    """Return the subject of a verb: its own, else that of the verb that it is joined to or hangs on."""
    for moved in range(CLAUSES):
        own = [c for c in tree.children[verb] if tree.deps[c] in SUBJECTS and tree.words[c] not in PRONOUNS]
        if own:
            left = [c for c in own if c < verb]
            return left or own if moved else own  # what follows the other verb is rather its object
        if tree.deps[verb] in {"acl:relcl"}:
            return []
        if tree.deps[verb] not in SHARING or not is_verb(tree, tree.heads[verb]):
            return []
        verb = tree.heads[verb]
    return []


def _modified(tree: Tree, verb: int) -> list[int]:
    """Return the noun that a participle stands with: "Y, fondata da X", also of two: "fondata da X e guidata da Z"."""
    while tree.deps[verb] == "conj" and is_verb(tree, tree.heads[verb]):
        verb = tree.heads[verb]
    head, label = tree.heads[verb], tree.deps[verb]
    return [head] if label in {"acl", "acl:relcl", "amod", "appos"} and not is_verb(tree, head) else []


def _read_relative(tree: Tree, verb: int, found: Places, subjects: list[int], objects: list[int]) -> None:
    """Put what a relative pronoun stands for in the pronoun's place."""
    top = verb
    while tree.deps[top] in {"conj", "xcomp"} and is_verb(tree, tree.heads[top]):
        top = tree.heads[top]
    if tree.deps[top] != "acl:relcl":
        return
    named = tree.heads[top]
    pronoun = next((c for c in _pronouns(tree, verb, top)), None)
    if pronoun is None:
        return
    place = "in" if tree.words[pronoun] == "dove" else preposition(tree, pronoun)
    if place is not None:
        _add(found, place, named)
    elif not objects and _is_object(tree, verb, pronoun, named, subjects):
        objects += subjects  # "il gruppo che controlla X": the parser takes X for the subject
        subjects[:] = [named]
    elif subjects or (tree.deps[pronoun] == "obj" and not objects):
        objects.append(named)
    else:
        subjects.append(named)


def _is_object(tree: Tree, verb: int, pronoun: int, named: int, subjects: list[int]) -> bool:
    """Say whether the one after a relative verb is its object: of what is many and of one that does, it is not."""
    if not subjects or tree.words[pronoun] != "che" or tree.deps[pronoun] != "nsubj" or subjects[0] < verb:
        return False
    return "" in {tree.number(named), tree.number(verb)} or tree.number(named) == tree.number(verb)


def _pronouns(tree: Tree, verb: int, top: int) -> Iterator[int]:
    for one in (verb, top):
        for child in tree.children[one]:
            if tree.words[child] in PRONOUNS and child < one:
                yield child
