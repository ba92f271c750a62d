"""Where a value stands in a pack, and the faults that are found there, all of them (CR-8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from baobei.policy.marked import Marked, Path
from baobei.policy.spelling import nearest

Locate = Callable[[Path], str]


class PolicyFaults(Exception):
    """A policy that can't be used, with every fault: ``file:line: key: what is wrong and how to mend it``."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Faults:
    """The faults found so far, in the order of reading."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Keeps a fault; the same one again is left out."""
        if line not in self.lines:
            self.lines.append(line)


@dataclass(frozen=True)
class Place:
    """A value, the keys that lead to it, and how to say where that is."""

    data: Any
    path: Path
    locate: Locate
    faults: Faults
    prefix: str = ""

    def fault(self, message: str) -> None:
        """Notes a fault of this value."""
        self.faults.add(": ".join(part for part in (self.locate(self.path), self._keys(), message) if part))

    def at(self, key: str | int) -> "Place":
        """The value under a key or index; of a key that is not there None, placed where it is missing."""
        if isinstance(key, str) and key not in self.data:
            return replace(self, data=None)
        return replace(self, data=self.data[key], path=(*self.path, key))

    def mapping(self, *, needs: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> bool:
        """Whether this is a mapping with all needed keys; it, unknown and missing keys are faults."""
        if not isinstance(self.data, Mapping):
            self.fault(f"should be a mapping with {', '.join((*needs, *may))}.")
            return False
        for key in self.data:
            if key not in needs and key not in may:
                known = ", ".join((*needs, *may))
                self.at(key).fault(f"is not a key here{nearest(key, (*needs, *may)) or f'; known are {known}.'}")
        for key in needs:
            if key not in self.data:
                self.fault(f"{key} is missing.")
        return all(key in self.data for key in needs)

    def items(self) -> "list[Place]":
        """The entries of a list; anything else is a fault and has none."""
        if not isinstance(self.data, list | tuple):
            self.fault("should be a list.")
            return []
        return [self.at(i) for i in range(len(self.data))]

    def text(self) -> str:
        """A text that is not blank, else a fault and nothing."""
        if not isinstance(self.data, str) or not self.data.strip():
            self.fault("should be a text that is not empty.")
            return ""
        return self.data.strip()

    def _keys(self) -> str:
        text = self.prefix
        for key in self.path:
            text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else str(key)
        return text


def in_file(marked: Marked, file: str) -> Locate:
    """Says ``file:line`` for a path, or the line of the nearest value around it."""

    def locate(path: Path) -> str:
        while path not in marked.lines and path:
            path = path[:-1]
        return f"{file}:{marked.lines.get(path, 1)}"

    return locate
