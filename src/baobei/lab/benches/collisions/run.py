"""``baobei bench match``: who finds the collisions of one made-up book, how rightly and how fast."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from baobei.lab.benches.collisions import systems
from baobei.lab.benches.collisions.book import Entry
from baobei.lab.benches.collisions.books import Books, books
from baobei.lab.benches.collisions.cases import CASES, NEGATIVE
from baobei.lab.benches.collisions.scoring import Accuracy, Tally, accuracy, best
from baobei.lab.benches.collisions.splinked import splink
from baobei.lab.benches.collisions.systems import Answer
from baobei.lab.benches.collisions.trigrams import trigrams
from baobei.matching import Vocabulary

System = Callable[[Sequence[Entry], Sequence[Entry]], Answer]


@dataclass(frozen=True)
class Result:
    """How right and how fast a system was; milliseconds for one query, where it can be asked so."""

    name: str
    accuracy: Accuracy
    prepared_s: float
    asked_s: float
    single_ms: Mapping[str, float]


def run(
    register: int,
    queries: int,
    seed: int,
    asked: Mapping[str, System],
    heard: Callable[[str, int], None] = lambda what, done: None,
) -> list[Result]:
    """Asks every system the same questions; ``heard`` is called with the name of each."""
    made = books(seed, register=register, queries=queries)
    results = []
    for name, system in asked.items():
        heard(name, 0)
        results.append(judged(name, system(made.register, made.queries), made))
        heard(name, 1)
    return results


def every(vocabulary: Vocabulary, common_phone: int) -> dict[str, System]:
    """The product, and what it is measured beside, by name."""
    return {
        "baobei": partial(systems.baobei, vocabulary=vocabulary, common_phone=common_phone),
        "phone equality": systems.same_phone,
        "rapidfuzz": systems.fuzzy,
        "pg_trgm": trigrams,
        "Splink": splink,
    }


def judged(name: str, answer: Answer, made: Books) -> Result:
    """An answer beside the truth; one without a threshold of its own gets the best for it."""
    found = set(answer.scores) if answer.own_threshold else best(answer.scores, made.truth)
    ordered = sorted(answer.single)
    single = {f"p{percent}": round(ordered[len(ordered) * percent // 100] * 1000, 3) for percent in (50, 99) if ordered}
    return Result(name, accuracy(found, made.truth, made.cases), answer.prepared, answer.asked, single)


def data(results: Sequence[Result]) -> list[dict[str, Any]]:
    """All the figures as plain data."""
    return [
        asdict(result)
        | {
            "accuracy": {
                "pairs": _tally(result.accuracy.pairs),
                "queries": _tally(result.accuracy.queries),
                "missed": _shares(result.accuracy.missed, CASES),
                "false_alarms": _shares(result.accuracy.false_alarms, NEGATIVE),
            },
            "prepared_s": round(result.prepared_s, 3),
            "asked_s": round(result.asked_s, 3),
        }
        for result in results
    ]


def _shares(shares: Mapping[str, float], cases: Iterable[str]) -> dict[str, float]:
    return {case: round(shares[case], 4) for case in cases if case in shares}


def _tally(tally: Tally) -> dict[str, float]:
    ratios = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return asdict(tally) | {name: round(value, 4) for name, value in ratios.items()}


def held(results: Sequence[Result]) -> bool:
    """Whether none finds the pairs more rightly than the product, which is the first."""
    return all(result.accuracy.pairs.f1 <= results[0].accuracy.pairs.f1 for result in results)
