"""What another table of weights would change: which doubts would be asked about that were not, and the other way
round."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from baobei.matching import compare
from baobei.matching.evidence import Evidence, find
from baobei.matching.score import logistic, weigh, within
from baobei.policy import InForce
from baobei.registrations.queries import communities, compared
from baobei.registrations.queries.compared import Pair
from baobei.registrations.rules.form import vocabulary

EXAMPLES = 5
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair as the rules see it: ``level`` certain, doubtful or nothing (CR-7.0), and what was found."""

    one: UUID
    other: UUID
    level: str
    evidence: Evidence

    def score(self, weights: Mapping[str, float]) -> float:
        """How likely it is one customer by a table, 0–1."""
        return within(self.level, logistic(sum(weight for _, weight in weigh(self.evidence, weights))))


@dataclass(frozen=True)
class Tables:
    """The table in force, another one, and the least score of a doubt that the registrar is asked about, 0–1."""

    old: Mapping[str, float]
    new: Mapping[str, float]
    threshold: float

    def asks(self, pair: Weighed) -> tuple[bool, bool]:
        """Whether a doubt is for the registrar by the old table, and by the new one."""
        return pair.score(self.old) >= self.threshold, pair.score(self.new) >= self.threshold


def weighed(p: InForce, lists: Iterable[Sequence[Pair]]) -> Iterator[Weighed]:
    """The pairs of the lists, compared by the policy's rules of the day, whatever they score."""
    kept: list[Pair] = []
    for pairs in lists:
        kept += pairs
        if len(kept) >= _AT_ONCE:
            yield from _compared(p, kept)
            kept = []
    yield from _compared(p, kept)


def _compared(p: InForce, pairs: Sequence[Pair]) -> Iterator[Weighed]:
    table = communities.current()
    words = replace(vocabulary(p, table), review_threshold=0.0)
    places = compared.places(pairs)
    common = compared.common(pairs, p["match.common_phone"])
    for pair in pairs:
        match = compare(pair.mine, pair.theirs, words, places=places, common=common)
        if match:
            yield Weighed(pair.one, pair.other, match.level, match.evidence)
        else:
            found = find(pair.mine, pair.theirs, words.immediate_relatives, places, common, table)
            yield Weighed(pair.one, pair.other, "", found)


def on_decided(tables: Tables, decided: Sequence[tuple[Weighed, bool]]) -> dict[str, Any]:
    """Of the doubts that were decided: how many would be asked about, of what is the same and of what is not."""
    return {
        word: on_pairs(tables, [pair for pair, same in decided if same == (word == "same")])
        for word in ("same", "different")
    }


def on_pairs(tables: Tables, pairs: Iterable[Weighed]) -> dict[str, Any]:
    """Of these pairs' doubts: how many are asked about before and after, what changes either way, and a few of each."""
    asked = [(pair, *tables.asks(pair)) for pair in pairs if pair.level == "doubtful"]
    newly = [pair for pair, before, after in asked if after and not before]
    no_longer = [pair for pair, before, after in asked if before and not after]
    return {
        "doubts": len(asked),
        "asked_before": sum(before for _, before, _ in asked),
        "asked_after": sum(after for _, _, after in asked),
        "newly_asked": len(newly),
        "no_longer_asked": len(no_longer),
        "examples": [_shown(tables, pair) for pair in (*newly[:EXAMPLES], *no_longer[:EXAMPLES])],
    }


def on_waiting(tables: Tables, reviews: Sequence[Sequence[Weighed]]) -> dict[str, Any]:
    """Of the reviews that wait for a doubt alone: how many nobody would have been asked about."""
    doubts = [pairs for pairs in reviews if pairs and all(pair.level == "doubtful" for pair in pairs)]
    spared = [pairs for pairs in doubts if not any(tables.asks(pair)[1] for pair in pairs)]
    examples = [_shown(tables, pairs[0]) for pairs in spared[:EXAMPLES]]
    return {"reviews": len(doubts), "not_asked": len(spared), "examples": examples}


def _shown(tables: Tables, pair: Weighed) -> dict[str, Any]:
    before, after = round(pair.score(tables.old), 3), round(pair.score(tables.new), 3)
    return {"one": str(pair.one), "other": str(pair.other), "before": before, "after": after}
