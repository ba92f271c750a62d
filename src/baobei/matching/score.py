"""The sum of the findings' weights in natural log-odds, and how likely it makes one customer.

Fellegi and Sunter (1969): a finding that is m times as likely on two records of one customer as on two records of
strangers adds ln(m) to the odds. The weights (match.weights) add up because the findings are taken as independent.
``prior`` is where a pair starts that is compared at all; ``logistic(sum)`` is the score. Hard rules stand above the
sum (see ``compare``).
"""

import math
from collections.abc import Iterator, Mapping

from baobei.matching.evidence import Evidence

CERTAIN = 0.95
"""The least score of a certain match."""
DOUBT_AT_MOST = 0.94


def logistic(log_odds: float) -> float:
    """Probability of natural log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(probability: float) -> float:
    """Natural log-odds of a probability between 0 and 1."""
    return math.log(probability / (1 - probability))


def weigh(evidence: Evidence, weights: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Each finding that counts, by its name in the weights, with its weight; the prior first."""
    yield "prior", weights["prior"]
    if evidence.phone:
        yield "phone.equal", weights["phone.equal"]
        if evidence.common:
            yield "phone.common", weights["phone.common"]
    if evidence.code:
        yield "code.equal", weights["code.equal"]
    if evidence.mask and not evidence.phone:
        more = evidence.digits - 7
        yield "phone.mask", weights["phone.mask"] + more * weights["phone.mask_more"]
    if evidence.estate:
        yield (
            f"estate.{evidence.estate}",
            weights["estate.equal"] + (weights[f"estate.{evidence.estate}"] if evidence.estate != "equal" else 0.0),
        )
        if evidence.unit not in ("", "different"):
            yield f"unit.{evidence.unit}", weights[f"unit.{evidence.unit}"]
            if evidence.place == "unknown":
                yield "district.unknown", weights["district.unknown"]
    if evidence.name and evidence.name != "title":
        yield f"name.{evidence.name}", weights[f"name.{evidence.name}"]
    if evidence.kin:
        yield f"kin.{evidence.kin_by}", weights[f"kin.{evidence.kin_by}"]
        if evidence.kin_common:
            yield "kin.common", weights["kin.common"]


def within(level: str, score: float) -> float:
    """The rule's bounds on the sum: a certain match never scores below 0.95, a doubt never above 0.94."""
    return min(max(score, CERTAIN), 0.9999) if level == "certain" else min(score, DOUBT_AT_MOST)
