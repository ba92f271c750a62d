"""Holding an answer against what a story expects, and two answers against each other."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

SETS = frozenset({"cites", "parties", "between", "kinds"})


def faults(
    answer: Mapping[str, Any], expect: Sequence[Any] | None, expect_state: Mapping[str, Any] | None
) -> list[str]:
    """What differs from the expectations, each as ``place: expected …, got …``; only the keys they name are
    compared."""
    found: list[str] = []
    outcomes = answer["outcomes"]
    if expect is not None:
        if len(expect) != len(outcomes):
            found.append(f"expect: {len(expect)} entries for {len(outcomes)} events")
        for i, (wanted, got) in enumerate(zip(expect, outcomes, strict=False)):
            found += _differing(f"events[{i}]", wanted, got)
    if expect_state is not None:
        found += _differing("state", expect_state, answer["state"])
    return found


def differences(runs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Keys of outcomes that two runs answer differently; a key that one of them lacks has the value null."""
    found = []
    for number, pair in enumerate(zip(*(run["outcomes"] for run in runs), strict=True)):
        for key in dict.fromkeys(key for outcome in pair for key in outcome):
            values = [outcome.get(key) for outcome in pair]
            if values[0] != values[1]:
                found.append({"event": number, "key": key, "values": values})
    return found


def _differing(place: str, wanted: Any, got: Any) -> Iterator[str]:
    if isinstance(wanted, Mapping) and isinstance(got, Mapping):
        for key, value in wanted.items():
            name = f"{place}.{key}"
            if key not in got:
                if value is not None:
                    yield f"{name}: expected {_spelt(value)}, got nothing"
            elif key in SETS and isinstance(value, list) and isinstance(got[key], list):
                if sorted(map(str, value)) != sorted(map(str, got[key])):
                    yield f"{name}: expected {_spelt(value)}, got {_spelt(got[key])}"
            else:
                yield from _differing(name, value, got[key])
    elif isinstance(wanted, list) and isinstance(got, list):
        if len(wanted) != len(got):
            yield f"{place}: expected {_spelt(wanted)}, got {_spelt(got)}"
        else:
            for i, (one, other) in enumerate(zip(wanted, got, strict=True)):
                yield from _differing(f"{place}[{i}]", one, other)
    elif not _same(wanted, got):
        yield f"{place}: expected {_spelt(wanted)}, got {_spelt(got)}"


def _same(wanted: Any, got: Any) -> bool:
    if wanted == got and isinstance(wanted, bool) == isinstance(got, bool):
        return True
    if isinstance(wanted, str) and isinstance(got, str):
        try:
            return datetime.fromisoformat(wanted) == datetime.fromisoformat(got)
        except (ValueError, TypeError):
            return False
    return False


def _spelt(value: Any) -> str:
    return str(value)
