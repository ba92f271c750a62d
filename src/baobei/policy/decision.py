"""What a rule answers: the result, the clauses that decided it, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from baobei.words import Text


@dataclass(frozen=True)
class Decision:
    """A rule's answer.

    ``result`` is a word of the contract, ``cites`` the ids of every clause that decided it and of none that did not,
    ``answer`` what the asker is told beside the result, ``effects`` what the service carries out, ``reason`` why it was
    refused, ``private`` what only those hear who may see the holder, ``unknown`` whether what was named is not there.
    """

    result: str
    cites: tuple[str, ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)
    effects: tuple[Any, ...] = ()
    reason: Text | None = None
    private: Mapping[str, Any] = field(default_factory=dict)
    unknown: bool = False
