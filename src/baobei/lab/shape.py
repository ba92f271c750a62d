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
    """A story's data with the lines in which it stands, and the faults found so far with theirs."""

    path: str
    data: Mapping[str, Any]
    lines: Mapping[Place, int]
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, place: Place, message: str) -> None:
        """Keeps a fault of what stands at a place: ``STORY.yaml:12: events[3].at: …``."""
        line = self.line(place)
        self.faults.append(
            (line, f"{self.path}:{line}: {spelt(place)}: {message}" if place else f"{self.path}:{line}: {message}")
        )

    def line(self, place: Place) -> int:
        """The line of a place, or of what it lies in."""
        return next((self.lines[place[:i]] for i in range(len(place), -1, -1) if place[:i] in self.lines), 1)

    def keys(self, place: Place, given: Mapping[str, Any], known: Collection[str]) -> None:
        """Finds fault with every key that is not known."""
        for key in given:
            if key not in known:
                self.fault((*place, key), f"unknown key; known are {', '.join(sorted(known))}")

    def mappings(self, name: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        """The mappings of a list at the top, each with its place; whatever else stands there is a fault."""
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
    """A list as it is, nothing as an empty one, anything else as the only one of a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def among(value: Any, known: Collection[str]) -> bool:
    """Whether a value, of whatever type, is one of the known words."""
    return isinstance(value, str) and value in known


def text(reader: Reader, place: Place, value: Any, *, longest: int) -> str | None:
    """A printable text or None; anything else is a fault."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.isprintable() or len(value) > longest:
        reader.fault(place, f"must be text of at most {longest} characters")
        return None
    return value


def spelt(place: Place) -> str:
    """A place as people read it: events[3].at."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
