"""The estimate beside the table in force, what it rests on and what it would change; and as an entry for a pack."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from baobei.lab.weighing import effect, em
from baobei.lab.weighing.effect import Tables, Weighed, weighed
from baobei.matching import estimate
from baobei.policy import InForce
from baobei.policy.value_types import MOST_LOG_ODDS
from baobei.registrations.queries import compared
from baobei.registrations.queries.compared import Decided, Pair
from baobei.telling.findings import CALLED

Heard = Callable[[str, int], None]
_BY_RULE = {"certain": em.SAME, "doubtful": "", "": em.DIFFERENT}
Judged = Sequence[tuple[Weighed, bool]]


def report(
    p: InForce, source: str, *, sample: int, seed: int, heard: Heard = lambda what, done: None
) -> dict[str, Any]:
    """The table estimated from ``decisions`` or by ``splink``, and what it would change, as plain data.

    ``sample`` registrations, drawn by ``seed``, show what would change in the register; with ``splink`` they are what
    the estimate rests on. ``heard`` is told of each.
    """
    table = p["match.weights"]
    found = compared.decided()
    pairs = weighed(p, [[pair for pair, _ in found.pairs]])
    judged = [(pair, same) for pair, (_, same) in zip(pairs, found.pairs, strict=True)]
    beside = list(weighed(p, _told(compared.sample(sample, seed), heard)))
    if source == "decisions":
        weights, rests_on, support = _by_decisions(found, judged, table)
    else:
        weights, rests_on, support = _by_splink(beside, table)
    new = {entry: _written(weights[entry]) for entry in table}
    tables = Tables(table, new, float(p["match.review_threshold"]))
    drawn = {"registrations": min(sample, compared.count()), "seed": seed, "pairs": len(beside)}
    return {
        "source": source,
        "rests_on": rests_on,
        "weights": [_row(entry, table[entry], new[entry], support.get(entry, {})) for entry in table],
        "threshold": tables.threshold,
        "decided": effect.on_decided(tables, judged),
        "waiting": effect.on_waiting(tables, [list(weighed(p, [pairs])) for pairs in compared.waiting()]),
        "register": drawn | effect.on_pairs(tables, beside),
    }


def entry(told: Mapping[str, Any], *, since: date, extends: str) -> str:
    """The estimate as a pack of one entry, in YAML; it holds for nobody until somebody makes it their policy."""
    rests_on = ", ".join(f"{value} {name}" for name, value in told["rests_on"].items() if not isinstance(value, dict))
    weights = "".join(f"      {row['finding']}: {row['new']}\n" for row in told["weights"])
    return f"""\
# An estimate, which nothing applies. Read it beside the table in force, replay stories with it, have it signed;
# then take its entry over into the set of your pack.
extends: {json.dumps(extends, ensure_ascii=False)}
set:
  - name: match.weights
    from: {since}
    note: "Estimated from {told["source"]}: {rests_on.replace("_", " ")}."
    value:
{weights}"""


def _by_decisions(found: Decided, judged: Judged, table: Mapping[str, float]) -> tuple[Any, dict[str, Any], Any]:
    """The weights, what they rest on, and by entry how many decisions showed it."""
    shown = [(estimate.features(pair.evidence), same) for pair, same in judged if pair.level == "doubtful"]
    bearing = Counter((name, same) for features, same in shown for name, _ in features)
    support = {name: {"same": bearing[name, True], "different": bearing[name, False]} for name in table}
    rests_on = {
        "decisions": len(shown),
        "same": sum(same for _, same in shown),
        "different": sum(not same for _, same in shown),
        "left_out": {
            "no_longer_there": found.lost,
            "same_as_one_of_several": found.unclear,
            "certain_by_rule": sum(pair.level == "certain" for pair, _ in judged),
            "nothing_in_common": sum(not pair.level for pair, _ in judged),
        },
    }
    return estimate.from_decisions(shown, table), rests_on, support


def _by_splink(beside: Sequence[Weighed], table: Mapping[str, float]) -> tuple[Any, dict[str, Any], Any]:
    """The weights, what they rest on, and by entry its shares m and u and how many pairs showed it."""
    estimated = em.estimate([(pair.evidence, _BY_RULE[pair.level]) for pair in beside], table)
    support = {
        f"{name}.{level}": {"m": round(m, 6), "u": round(u, 6), "pairs": estimated.pairs[name, level]}
        for (name, level), (m, u) in estimated.shares.items()
    }
    said = Counter(pair.level for pair in beside)
    rests_on = {
        "pairs": len(beside),
        "certain_by_rule": said["certain"],
        "nothing_by_rule": said[""],
        "doubts": said["doubtful"],
        "share_of_one": round(estimated.same, 4),
    }
    return estimated.weights, rests_on, support


def _row(name: str, old: float, new: float, support: Mapping[str, float]) -> dict[str, Any]:
    return {
        "finding": name,
        "means": str(CALLED[name]),
        "old": old,
        "new": new,
        "difference": round(new - old, 2),
        **support,
    }


def _written(weight: float) -> float:
    """A weight as a pack may hold it: two decimals, within its bounds."""
    return round(min(max(weight, -MOST_LOG_ODDS), MOST_LOG_ODDS), 2) + 0.0


def _told(lists: Iterable[Sequence[Pair]], heard: Heard) -> Iterator[Sequence[Pair]]:
    for pairs in lists:
        heard("", 1)
        yield pairs
