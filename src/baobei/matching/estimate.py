"""The weights that past decisions speak for: the table in force, moved as far as the decisions carry (CR-7.0).

A table of log-odds that add up is a logistic model of *same* (Fellegi and Sunter 1969, in the form of Anderson 1972).
Only doubts above the threshold are ever decided, and which those are depends on their findings alone. Shares of a
finding among same and among different (m and u) are distorted by that; a model of the decision given the findings is
not. So the weights are those that make the decisions likeliest, each held to the table in force by a normal prior:
with none of them the table stays, and a first decision moves an entry by ``DEVIATION``² at most.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from baobei.matching.evidence import Evidence
from baobei.matching.score import counted, logistic

DEVIATION = 0.3
"""How far a weight is thought to lie off the table before anything is decided, in natural log-odds."""
_STEEPEST = 1 / 4
_CLOSE = 1e-6
_MOST_ROUNDS = 20_000

Features = tuple[tuple[str, float], ...]
"""The entries of the table that a pair takes, and how many times."""


def features(evidence: Evidence) -> Features:
    """The sum of a pair, entry by entry."""
    times: defaultdict[str, float] = defaultdict(float)
    for _, entries in counted(evidence):
        for entry, more in entries:
            times[entry] += more
    return tuple(sorted((entry, more) for entry, more in times.items() if more))


def from_decisions(
    decided: Iterable[tuple[Features, bool]], table: Mapping[str, float], *, deviation: float = DEVIATION
) -> dict[str, float]:
    """The likeliest weights, given what was decided and the table in force.

    ``decided``: what each pair shows, and whether the registrar said *same*; ``deviation`` of the prior in natural
    log-odds. Maximises the sum of ln P(decision) less (weight − table)² / 2 deviation², entry by entry; since a
    logistic curve is nowhere steeper than 1/4, no step overshoots (Böhning and Lindsay 1988).
    """
    count = Counter(decided)
    patterns = sorted({shown for shown, _ in count})
    same = [count[shown, True] for shown in patterns]
    both = [count[shown, True] + count[shown, False] for shown in patterns]
    bearing: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, shown in enumerate(patterns):
        for entry, times in shown:
            bearing[entry].append((at, times))
    weights = dict(table)
    sums = [sum(weights[entry] * times for entry, times in shown) for shown in patterns]
    held = 1 / deviation**2
    curvature = {
        entry: held + sum(both[at] * times**2 for at, times in pairs) * _STEEPEST for entry, pairs in bearing.items()
    }
    for _ in range(_MOST_ROUNDS):
        farthest = 0.0
        for entry, pairs in bearing.items():
            drawn = sum(times * (same[at] - both[at] * logistic(sums[at])) for at, times in pairs)
            step = (drawn - held * (weights[entry] - table[entry])) / curvature[entry]
            weights[entry] += step
            for at, times in pairs:
                sums[at] += step * times
            farthest = max(farthest, abs(step))
        if farthest < _CLOSE:
            break
    return weights
