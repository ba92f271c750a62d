"""The sum of the findings' weights in natural log-odds, and how likely it makes one customer.

Fellegi and Sunter (1969): a finding that is m times as likely on two records of one customer as on two records of
strangers adds ln(m) to the odds. The weights (match.weights) add up because the findings are taken as independent.
``prior`` is where a pair starts that is compared at all; ``logistic(sum)`` is the score. Hard rules stand above the
sum (see ``compare``).
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from baobei.matching.evidence import Evidence

CERTAIN = 0.95
"""The least score of a certain match."""
DOUBT_AT_MOST = 0.94
USUAL_DIGITS = 7
"""What a mask as most people write it shows: 138****1234."""


def logistic(log_odds: float) -> float:
    """Probability of natural log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(probability: float) -> float:
    """Natural log-odds of a probability between 0 and 1."""
    return math.log(probability / (1 - probability))


def weigh(evidence: Evidence, weights: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Each finding that counts, by its name in the weights, with its weight; the prior first."""
    for finding, entries in counted(evidence):
        yield finding, sum(weights[entry] * times for entry, times in entries)


def counted(evidence: Evidence) -> Iterator[tuple[str, Sequence[tuple[str, float]]]]:
    """Each finding, with the entries of the table that it takes and how many times; the prior first."""
    yield "prior", (("prior", 1),)
    if evidence.phone:
        yield "phone.equal", (("phone.equal", 1),)
        if evidence.common:
            yield "phone.common", (("phone.common", 1),)
    if evidence.code:
        yield "code.equal", (("code.equal", 1),)
    if evidence.mask and not evidence.phone:
        yield "phone.mask", (("phone.mask", 1), ("phone.mask_more", evidence.digits - USUAL_DIGITS))
    if evidence.estate:
        more = ((f"estate.{evidence.estate}", 1),) if evidence.estate != "equal" else ()
        yield f"estate.{evidence.estate}", (("estate.equal", 1), *more)
        if evidence.unit not in ("", "different"):
            yield f"unit.{evidence.unit}", ((f"unit.{evidence.unit}", 1),)
            if evidence.place == "unknown":
                yield "district.unknown", (("district.unknown", 1),)
    if evidence.name and evidence.name != "title":
        yield f"name.{evidence.name}", ((f"name.{evidence.name}", 1),)
    if evidence.kin:
        yield f"kin.{evidence.kin_by}", ((f"kin.{evidence.kin_by}", 1),)
        if evidence.kin_common:
            yield "kin.common", (("kin.common", 1),)


def within(level: str, score: float) -> float:
    """The rule's bounds on the sum: a certain match never scores below 0.95, a doubt never above 0.94."""
    return min(max(score, CERTAIN), 0.9999) if level == "certain" else min(score, DOUBT_AT_MOST)
