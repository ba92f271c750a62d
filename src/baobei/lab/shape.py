"""The shape of a story: where a fault is, in which line, and what is written there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baobei.policy import marked

Place = marked.Path


class StoryFaults(Exception):
    """The story can't be played; ``faults`` has a line for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass
class Reader:
    path: str
    data: Mapping[str, Any]
    lines: Mapping[Place, int]
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, place: Place, message: str) -> None:
        line = self.line(place)
        self.faults.append(
            (line, f"{self.path}:{line}: {spelt(place)}: {message}" if place else f"{self.path}:{line}: {message}")
        )

    def line(self, place: Place) -> int:
        return next((self.lines[place[:i]] for i in range(len(place), -1, -1) if place[:i] in self.lines), 1)

    def keys(self, place: Place, given: Mapping[str, Any], known: Sequence[str] | frozenset[str]) -> None:
        for key in given:
            if key not in known:
                self.fault((*place, key), f"unknown key; known are {', '.join(sorted(known))}")

    def mappings(self, name: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        found = self.data.get(name)
        if found is None:
            return
        if not isinstance(found, list):
            self.fault((name,), "must be a list")
            return
        for i, one in enumerate(found):
            if isinstance(one, Mapping):
                yield (name, i), one
            else:
                self.fault((name, i), "must be a mapping")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def among(value: Any, known: Collection[str]) -> bool:
    return isinstance(value, str) and value in known


def text(reader: Reader, place: Place, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    reader.fault(place, "must be text")
    return None


def spelt(place: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
