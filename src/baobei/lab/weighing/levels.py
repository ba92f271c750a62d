"""The findings of matching as comparisons with levels, as Fellegi and Sunter have them, and their way back to a table.

A table adds nothing where nothing is found. Shares tell something there too: that no phone agrees speaks against one
customer. So a level weighs ln(m/u) less what finding nothing weighs, and the latter goes to where a pair starts: to
the prior, to the estate for a unit, which is compared within one estate only, to the unit for its district.
"""

import math
from collections.abc import Mapping, Sequence

from baobei.matching.evidence import Evidence

NOTHING = "nothing"
COMPARISONS: Mapping[str, Sequence[str]] = {
    "phone": ("equal", "common", "mask", NOTHING),
    "code": ("equal", NOTHING),
    "estate": ("equal", "no_brand", "longer", "sound", NOTHING),
    "unit": ("equal", "partial", "ambiguous", "different", NOTHING),
    "district": ("unknown", NOTHING),
    "name": ("equal", "sound", "latin", "dropped", "different"),
    "kin": ("phone", "common", "name", NOTHING),
}
_ALWAYS = ("phone", "code", "estate", "kin")
_ON_TOP = ("common", "no_brand", "longer", "sound")
_VETOED = -6.0
"""Another unit of one estate is never one customer, whatever it weighs."""

Levels = tuple[str | None, ...]
"""What a pair shows in each of ``COMPARISONS``; None where it can't be compared."""
Shares = Mapping[tuple[str, str], tuple[float, float]]
"""By comparison and level: its share m among pairs of one customer, u among others; levels never seen are not there."""


def shown(evidence: Evidence) -> Levels:
    """The levels of a pair; a title is no name to compare."""
    unit = (evidence.unit or NOTHING) if evidence.estate else None
    like = unit in ("equal", "partial", "ambiguous")
    phone = "equal" if evidence.phone else "mask" if evidence.mask else NOTHING
    return (
        "common" if evidence.common else phone,
        "equal" if evidence.code else NOTHING,
        evidence.estate or NOTHING,
        unit,
        ("unknown" if evidence.place == "unknown" else NOTHING) if like else None,
        None if evidence.name in ("", "title") else evidence.name,
        "common" if evidence.kin_common else evidence.kin_by or NOTHING,
    )


def weight(shares: Shares, comparison: str, level: str | None) -> float:
    """ln(m/u) of a level; 0 of one that is not compared or was never seen."""
    m, u = shares.get((comparison, level or ""), (1.0, 1.0))
    return math.log(m / u)


def start(shares: Shares) -> float:
    """What a pair of which nothing is found starts with, beside any pair."""
    return sum(weight(shares, comparison, NOTHING) for comparison in _ALWAYS)


def in_table(table: Mapping[str, float], comparison: str, level: str, more: float) -> float:
    """What a level adds by a table; ``more`` digits a mask shows beyond the usual ones."""
    match comparison, level:
        case _, "nothing":
            return 0.0
        case "unit", "different":
            return _VETOED
        case "phone", "mask":
            return table["phone.mask"] + more * table["phone.mask_more"]
        case "kin", "common":
            return table["kin.phone"] + table["kin.common"]
        case "phone" | "estate", _ if level in _ON_TOP:
            return table[f"{comparison}.equal"] + table[f"{comparison}.{level}"]
    return table[f"{comparison}.{level}"]


def to_table(shares: Shares, prior: float, table: Mapping[str, float], more: float) -> dict[str, float]:
    """The table of these shares; what they do not tell stays as it is in ``table``.

    ``prior`` are the log-odds of any pair.
    """
    weights = dict(table)
    weights["prior"] = prior + start(shares)
    within = {"estate": weight(shares, "unit", NOTHING), "unit": weight(shares, "district", NOTHING)}
    told = [key for key in shares if key[1] != NOTHING and key != ("unit", "different")]
    for comparison, level in sorted(told, key=lambda key: key[0] in ("phone", "estate", "kin") and key[1] in _ON_TOP):
        adds = weight(shares, comparison, level) - weight(shares, comparison, NOTHING) + within.get(comparison, 0.0)
        weights[f"{comparison}.{level}"] += adds - in_table(weights, comparison, level, more)
    return weights
