"""Score claims and relations against gold lines."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Claim, Relation
from kg.evaluate.assign import assign, overlap
from kg.evaluate.compare import CLAIM_FIELDS, FULL_FIELDS, accepted, field_right, quoted, wrong_fields
from kg.evaluate.names import Names
from kg.evaluate.relations import score_relations
from kg.evaluate.scores import Pair, Score, Scores

Record = Mapping[str, Any]
LEVELS = ("figures", "claims", "full_claims")
REPORTED = ("speaker", "via", "per")


def article_index(articles: Iterable[Article]) -> dict[str, Article]:
    """Return the articles by id and, where a file holds only one, by the stem of its file.

    Examples
    --------
    >>> index = article_index([Article(id="a1", text="", source="news/03.txt")])
    >>> index["03"].id, index["a1"].id
    ('a1', 'a1')
    """
    listed = list(articles)
    stems = Counter(PurePath(article.source).stem for article in listed)
    index = {stem: a for a in listed if stems[stem := PurePath(a.source).stem] == 1}
    return index | {article.id: article for article in listed}


def score_extraction(
    gold_lines: Iterable[Record],
    system_claims: Iterable[Claim | Record],
    system_relations: Iterable[Relation | Record],
    articles: Iterable[Article],
    names: Names | None = None,
) -> Scores:
    """Compare claims and relations with a gold file.

    Parameters
    ----------
    gold_lines : iterable of mapping
        Claims and relations; each names its article by id or by the stem of its file.
    system_claims, system_relations : iterable
        Records or their JSON form. Those of an article that no gold line names are left out.
    articles : iterable of Article
        Every article that a gold line names.
    names : Names, optional
        How names are compared; through the shipped table by default.

    Raises
    ------
    CifreError
        If a gold line names an article that is not among `articles`.
    """
    names = names or Names.load()
    index = article_index(articles)
    gold_claims: dict[str, list[Record]] = defaultdict(list)
    gold_relations: dict[str, list[Record]] = defaultdict(list)
    for line in gold_lines:
        article = index.get(str(line.get("article")))
        if article is None:
            raise CifreError(
                f"the gold names the article {line.get('article')!r}, which is not among those given",
                "give the folder that holds it with --articles",
            )
        (gold_relations if "relation" in line else gold_claims)[article.id].append(line)
    claims, relations = _by_article(system_claims), _by_article(system_relations)
    pairs: list[Pair] = []
    relation_pairs: list[Pair] = []
    dates: list[bool] = []
    for article in sorted({a.id: a for a in index.values()}.values(), key=lambda a: (a.source, a.id)):
        if article.id in gold_claims or article.id in gold_relations:
            pairs += _pair_claims(article, gold_claims[article.id], claims[article.id], names)
            found, dated = score_relations(article, gold_relations[article.id], relations[article.id], names)
            relation_pairs += found
            dates += dated
    named = len(gold_claims.keys() | gold_relations.keys())
    return _totals(pairs, relation_pairs, sum(dates), named, names)


def _by_article(records: Iterable[Claim | Relation | Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for item in records:
        record = item if isinstance(item, Mapping) else item.to_json()
        found[record["article"]].append(record)
    return found


def _pair_claims(article: Article, golds: list[Record], systems: list[Record], names: Names) -> list[Pair]:
    golds, systems = sorted(golds, key=_order), sorted(systems, key=_order)
    # What does not quote the article matches nothing, so that it counts as wrong at every level.
    honest = [system for system in systems if quoted(system, article)]
    wrong: dict[tuple[int, int], tuple[str, ...]] = {}

    def rank(g: int, s: int) -> Sequence[int] | None:
        shared = overlap(_span(golds[g]), _span(honest[s]))
        if not shared:
            return None
        differ = wrong[g, s] = wrong_fields(golds[g], honest[s], names)
        # The last place only decides between pairings that are otherwise equal.
        return ("figure" not in differ, not set(CLAIM_FIELDS) & set(differ), shared, not differ)

    matched = assign(len(golds), len(honest), rank)
    pairs = [
        Pair(
            article=article.id,
            gold=gold,
            system=honest[matched[g]] if g in matched else None,
            wrong=wrong[g, matched[g]] if g in matched else (),
        )
        for g, gold in enumerate(golds)
    ]
    used = {id(honest[s]) for s in matched.values()}
    pairs += [
        Pair(article=article.id, gold=None, system=system, quoted=quoted(system, article))
        for system in systems
        if id(system) not in used
    ]
    return sorted(pairs, key=lambda pair: _order(pair.gold or pair.system or {}))


def _span(record: Record) -> tuple[int, int]:
    return record["evidence"]["start"], record["evidence"]["end"]


def _order(record: Record) -> tuple[int, int, str]:
    """Text order, then a fixed order of records on one span, whatever the order of the lines was."""
    return (*_span(record), json.dumps(record, sort_keys=True, default=str))


def _level_right(pair: Pair, level: str) -> bool:
    if pair.gold is None or pair.system is None:
        return False
    fields = {"figures": ("figure",), "claims": CLAIM_FIELDS, "full_claims": (*CLAIM_FIELDS, *FULL_FIELDS)}[level]
    return not set(fields) & set(pair.wrong)


def _totals(pairs: list[Pair], relation_pairs: list[Pair], dates: int, articles: int, names: Names) -> Scores:
    counted = [pair for pair in pairs if not pair.optional]
    levels = {level: _score(counted, level) for level in LEVELS}
    figures = [pair for pair in counted if _level_right(pair, "figures")]
    relations = [pair for pair in relation_pairs if not pair.optional]
    relation = Score(
        right=sum(pair.verdict == "right" for pair in relations),
        system=sum(pair.system is not None for pair in relations),
        gold=sum(pair.gold is not None for pair in relations),
    )
    metrics = sorted({_metric(pair, side) for pair in counted for side in ("gold", "system")} - {None}, key=str)
    return Scores(
        **levels,
        relations=relation,
        relation_dates=Score(dates, relation.system, relation.gold),
        reported={name: _reported(figures, name, names) for name in REPORTED},
        fields={
            name: Score(sum(name not in pair.wrong for pair in figures), len(figures), len(figures))
            for name in (*CLAIM_FIELDS[1:], *FULL_FIELDS)
        },
        metrics={str(metric): {level: _score(counted, level, metric) for level in LEVELS} for metric in metrics},
        articles=articles,
        pairs=tuple(pairs),
        relation_pairs=tuple(relation_pairs),
    )


def _metric(pair: Pair, side: str) -> str | None:
    """The metric that a side of the pair counts under; the gold's for both where the system's is right."""
    record = pair.gold if side == "gold" else pair.system
    if side == "system" and record is not None and pair.gold is not None and "metric" not in pair.wrong:
        record = pair.gold
    return record["metric"] if record is not None else None


def _score(pairs: list[Pair], level: str, metric: str | None = None) -> Score:
    right = [pair for pair in pairs if _level_right(pair, level)]
    if metric is None:
        systems, golds = [p for p in pairs if p.system is not None], [p for p in pairs if p.gold is not None]
    else:
        right = [pair for pair in right if _metric(pair, "gold") == metric]
        golds = [pair for pair in pairs if _metric(pair, "gold") == metric]
        # A figure is right whatever its metric is: it counts where the gold has it, else where the system puts it.
        if level == "figures":
            systems = [p for p in pairs if p.system and (_metric(p, "gold") or _metric(p, "system")) == metric]
        else:
            systems = [pair for pair in pairs if _metric(pair, "system") == metric]
    return Score(right=len(right), system=len(systems), gold=len(golds))


def _reported(figures: list[Pair], name: str, names: Names) -> Score:
    """Score a field that most figures lack, over those where the gold, or the system, gives it."""
    right = system = gold = 0
    for pair in figures:
        assert pair.gold is not None and pair.system is not None
        same = field_right(name, pair.gold, pair.system, names)
        given = pair.system.get(name) is not None
        right += same and given
        system += given
        gold += (same and given) or (pair.gold.get(name) is not None and None not in accepted(pair.gold, name))
    return Score(right, system, gold)
