"""The weights by Splink's expectation maximisation, from pairs that no registrar judged (CR-7.0).

Fellegi and Sunter (1969) as estimated by Winkler (1988): pairs are taken for a mixture of two kinds, each with its own
share of every finding, m and u; ln(m/u) is the finding's weight. Left alone the method finds any two kinds, say one
person and one home. So what the rules decide counts as said; the doubts are divided by likeness to it.
"""

import logging
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baobei.lab.weighing import levels
from baobei.lab.weighing.levels import COMPARISONS, Levels, Shares
from baobei.matching.evidence import Evidence
from baobei.matching.score import USUAL_DIGITS, log_odds, logistic

PSEUDO_PAIRS = 10.0
"""As many pairs as the table in force counts for, of either kind, in each comparison."""
_CONVERGENCE, _MOST_ROUNDS = 1e-4, 200
_SURE = 1e-9
_SAID = "said"
SAME, DIFFERENT = "same", "different"

Shown = tuple[Levels, str]
"""What a pair shows, and what a rule says of it."""


@dataclass(frozen=True)
class Estimated:
    """What the method came to: the table, the shares, how many pairs showed each level, how many of all are one."""

    weights: Mapping[str, float]
    shares: Shares
    pairs: Mapping[tuple[str, str], int]
    same: float


def estimate(pairs: Sequence[tuple[Evidence, str]], table: Mapping[str, float]) -> Estimated:
    """The table that the pairs speak for, begun at and smoothed towards the one in force.

    Of each pair what was found, and ``same`` or ``different`` where a rule says it, else nothing. Needs Splink (the
    extra ``estimate``).
    """
    shown = Counter((levels.shown(found), said) for found, said in pairs)
    masked = [found.digits - USUAL_DIGITS for found, _ in pairs if found.mask and not found.phone]
    more = sum(masked) / len(masked) if masked else 0.0
    seen = _counted(shown, lambda one: 1.0)
    begun = _expected(seen, table, more)
    if not begun:
        return Estimated(dict(table), {}, {}, logistic(table["prior"]))
    prior = table["prior"] - levels.start(begun)
    same, trained = _trained(shown, begun, logistic(prior))
    same, found = _smoothed(shown, trained, same, begun, logistic(prior))
    weights = levels.to_table(found, log_odds(same), table, more)
    return Estimated(weights, found, {key: round(seen[key]) for key in found}, same)


def _counted(shown: Counter[Shown], part: Callable[[Shown], float]) -> dict[tuple[str, str], float]:
    """How many pairs show each level, of each pattern the ``part``."""
    found = {(comparison, level): 0.0 for comparison, possible in COMPARISONS.items() for level in possible}
    for pattern, number in sorted(shown.items(), key=str):
        for comparison, level in zip(COMPARISONS, pattern[0], strict=True):
            if level:
                found[comparison, level] += number * part(pattern)
    return found


def _total(counts: Mapping[tuple[str, str], float], comparison: str) -> float:
    return sum(count for (of, _), count in counts.items() if of == comparison)


def _expected(seen: Mapping[tuple[str, str], float], table: Mapping[str, float], more: float) -> Shares:
    """Among others the shares of all pairs, among pairs of one customer as much more of each as the table says.

    A comparison in which all pairs show the same tells nothing and is left out.
    """
    begun: dict[tuple[str, str], tuple[float, float]] = {}
    for comparison in COMPARISONS:
        total = _total(seen, comparison)
        u = {level: count / total for (of, level), count in seen.items() if of == comparison and count}
        if len(u) > 1:
            m = {level: share * math.exp(levels.in_table(table, comparison, level, more)) for level, share in u.items()}
            begun |= {(comparison, level): (m[level] / sum(m.values()), u[level]) for level in u}
    return begun


def _smoothed(
    shown: Counter[Shown], trained: Shares, same: float, begun: Shares, begun_same: float
) -> tuple[float, Shares]:
    """One more step: the shares by how likely each pair now is one, ``PSEUDO_PAIRS`` as the table has it among them."""

    def part(pattern: Shown) -> float:
        if pattern[1]:
            return float(pattern[1] == SAME)
        found = zip(COMPARISONS, pattern[0], strict=True)
        return logistic(log_odds(same) + sum(levels.weight(trained, comparison, level) for comparison, level in found))

    ones, others = _counted(shown, part), _counted(shown, lambda pattern: 1 - part(pattern))

    def share(counts: Mapping[tuple[str, str], float], key: tuple[str, str], expected: float) -> float:
        return (counts[key] + PSEUDO_PAIRS * expected) / (_total(counts, key[0]) + PSEUDO_PAIRS)

    found = {key: (share(ones, key, m), share(others, key, u)) for key, (m, u) in begun.items()}
    all_same = sum(number * part(pattern) for pattern, number in sorted(shown.items(), key=str))
    return (all_same + PSEUDO_PAIRS * begun_same) / (shown.total() + PSEUDO_PAIRS), found


def _trained(shown: Counter[Shown], begun: Shares, same: float) -> tuple[float, Shares]:
    """The share of pairs that are one, and m and u of each level, by Splink.

    A pair is two rows of one number, which show the same in each column. So that no share sinks to nothing, which
    Splink does not bear, each level also stands once in a pair that is said to be one and once in a pair that is not.
    """
    import duckdb
    import pyarrow
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    pairs = [(*found, said or None) for (found, said), number in sorted(shown.items(), key=str) for _ in range(number)]
    for comparison, level in begun:
        alone = [level if one == comparison else None for one in COMPARISONS]
        pairs += [(*alone, SAME), (*alone, DIFFERENT)]
    columns = {name: [pair[at] for pair in pairs for _ in "lr"] for at, name in enumerate((*COMPARISONS, _SAID))}
    numbers = {"unique_id": list(range(2 * len(pairs))), "pair": [at for at in range(len(pairs)) for _ in "lr"]}
    types = dict.fromkeys(numbers, pyarrow.int64()) | dict.fromkeys(columns, pyarrow.string())
    said = {(_SAID, SAME): (1 - _SURE, _SURE), (_SAID, DIFFERENT): (_SURE, 1 - _SURE)}
    # One thread, so that sums come out the same on every run.
    database = DuckDBAPI(connection=duckdb.connect(config={"threads": 1}))
    linker = Linker(
        database.register(pyarrow.table(numbers | columns, schema=pyarrow.schema(list(types.items())))),
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                _comparison(name, {**begun, **said}) for name in dict.fromkeys(of for of, _ in (*begun, *said))
            ],
            probability_two_random_records_match=same,
            em_convergence=_CONVERGENCE,
            max_iterations=_MOST_ROUNDS,
        ),
        log_level=None,
    )
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("pair"),
        estimate_without_term_frequencies=True,
        fix_u_probabilities=False,
        populate_probability_two_random_records_match_from_trained_values=True,
    )
    model = linker.misc.save_model_to_json()
    trained = {
        (comparison["output_column_name"], level["label_for_charts"]): (level["m_probability"], level["u_probability"])
        for comparison in model["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level") and comparison["output_column_name"] != _SAID
    }
    return model["probability_two_random_records_match"], trained


def _comparison(name: str, shares: Shares) -> dict[str, Any]:
    nothing = {"sql_condition": f'"{name}_l" IS NULL', "label_for_charts": "not compared", "is_null_level": True}
    found = [
        {
            "sql_condition": f"\"{name}_l\" = '{level}'",
            "label_for_charts": level,
            "m_probability": m,
            "u_probability": u,
            "fix_m_probability": name == _SAID,
            "fix_u_probability": name == _SAID,
        }
        for (of, level), (m, u) in shares.items()
        if of == name
    ]
    found[-1]["sql_condition"] = "ELSE"
    return {"output_column_name": name, "comparison_levels": [nothing, *found]}
