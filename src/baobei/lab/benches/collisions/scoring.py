"""How right an answer is: precision, recall and F1 of pairs and of queries, and false alarms case by case."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from baobei.lab.benches.collisions.book import UNDECIDED

Pair = tuple[str, str]
Truth = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Tally:
    """What was found rightly and wrongly, and what was missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(frozen=True)
class Accuracy:
    """An answer beside the truth: its pairs, its queries, and shares (0–1) of the queries by case.

    ``missed``: of those that collide, for how many none of their pairs was found; ``false_alarms``: of those that do
    not, for how many one was.
    """

    pairs: Tally
    queries: Tally
    missed: Mapping[str, float]
    false_alarms: Mapping[str, float]


def accuracy(found: Collection[Pair], truth: Truth, cases: Mapping[str, str]) -> Accuracy:
    """How right the pairs of query and row are. Pairs that nobody could decide count neither way."""
    true = _true(truth)
    undecided = {(query, row) for query, rows in truth.items() for row, how in rows.items() if how == UNDECIDED}
    counted = set(found) - undecided
    colliding, told = {query for query, _ in true}, {query for query, _ in counted}
    unsure = {query for query, _ in undecided} - colliding
    hit = {query for query, _ in counted & true}
    return Accuracy(
        _tally(counted, true),
        _tally(told - unsure, colliding),
        _shares(cases, among=colliding, which=colliding - hit),
        _shares(cases, among=set(cases) - colliding - unsure, which=told),
    )


def _shares(cases: Mapping[str, str], *, among: set[str], which: set[str]) -> dict[str, float]:
    every = Counter(cases[query] for query in among)
    some = Counter(cases[query] for query in among & which)
    return {case: some[case] / count for case, count in sorted(every.items())}


def best(scores: Mapping[Pair, float], truth: Truth) -> set[Pair]:
    """The pairs above the threshold that makes the best F1: the most that a score without one of its own can do."""
    true = _true(truth)
    undecided = {(query, row) for query, rows in truth.items() for row, how in rows.items() if how == UNDECIDED}
    ranked = sorted(((score, pair) for pair, score in scores.items() if pair not in undecided), reverse=True)
    right, most, least = 0, 0.0, float("inf")
    for place, (score, pair) in enumerate(ranked, 1):
        right += pair in true
        last = place == len(ranked) or ranked[place][0] < score
        if last and (reached := 2 * right / (place + len(true))) > most:
            most, least = reached, score
    return {pair for pair, score in scores.items() if score >= least}


def _true(truth: Truth) -> set[Pair]:
    return {(query, row) for query, rows in truth.items() for row, how in rows.items() if how != UNDECIDED}


def _tally(found: set[Any], true: set[Any]) -> Tally:
    return Tally(len(found & true), len(found - true), len(true - found))
