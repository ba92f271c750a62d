"""A policy: its clauses, and its values of each day (CR-8)."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from baobei.policy.calendar import STATE_COUNCIL, Calendar, own_days
from baobei.policy.vocabulary import kind_of


@dataclass(frozen=True)
class Clause:
    """An article of the policy; title and text by language, ``zh`` and ``en``."""

    id: str
    title: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True)
class Value:
    """A value as written and as the rules read it, from a day on (None: always), perhaps with a note on why."""

    written: Any
    read: Any
    since: date | None = None
    note: str = ""

    @property
    def day(self) -> date:
        """The first day on which it holds."""
        return self.since or date.min


@dataclass(frozen=True)
class Parameter:
    """A number or word that a clause leaves open: its type, its clauses, its values in order of their days."""

    name: str
    type: str
    clauses: tuple[str, ...]
    values: tuple[Value, ...]

    def on(self, day: date) -> Value | None:
        """The value of the day, or None where it has none yet."""
        number = bisect_right(self.values, day, key=lambda value: value.day)
        return self.values[number - 1] if number else None


@dataclass(frozen=True)
class InForce:
    """What holds on one day: ``p["protection.walk_in.days"]``. Raises KeyError for what has no value then."""

    day: date
    values: Mapping[str, Value]
    parameter: Mapping[str, Parameter]

    def __getitem__(self, name: str) -> Any:
        return self.values[name].read

    def __contains__(self, name: object) -> bool:
        return name in self.values

    def since(self, name: str) -> date | None:
        """From which day the value holds; None: always."""
        return self.values[name].since

    def clauses_of(self, name: str) -> tuple[str, ...]:
        """The ids of the clauses that the value belongs to."""
        return self.parameter[name].clauses

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of registration, in the order of the pack (XR-4)."""
        return tuple(kind for name in self.values if (kind := kind_of(name)))


@dataclass(frozen=True)
class Policy:
    """A pack that was read: ``policy.on(day)`` gives the values of a decision made on that day."""

    name: str
    title: Mapping[str, str]
    clauses: Mapping[str, Clause]
    parameter: Mapping[str, Parameter]
    calendar: Calendar = STATE_COUNCIL
    _by_change: dict[int, dict[str, Value]] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date) -> InForce:
        """The values in force on a day in company time."""
        number = bisect_right(self._changes, day)
        values = self._by_change.get(number)
        if values is None:
            found = {name: parameter.on(day) for name, parameter in self.parameter.items()}
            values = self._by_change[number] = {name: value for name, value in found.items() if value}
        return InForce(day, values, self.parameter)

    def parameters(self, on: date | None = None) -> list[dict[str, Any]]:
        """Every value, or those of one day, as plain data: name, value, ``from`` (where dated), clauses."""
        return [
            {
                "name": parameter.name,
                "value": value.written,
                **({"from": value.since.isoformat()} if value.since else {}),
                "clauses": list(parameter.clauses),
            }
            for parameter in self.parameter.values()
            for value in (parameter.values if on is None else filter(None, [parameter.on(on)]))
        ]

    def with_calendar(self, rest: Iterable[date | str] = (), work: Iterable[date | str] = ()) -> "Policy":
        """The same policy with the company's own rest and working days. Raises ValueError for what is no date."""
        return replace(self, calendar=own_days(rest, work), _by_change={})

    @cached_property
    def version(self) -> str:
        """SHA-256, in hex, of everything that decides: clauses, values, and the company's own days."""
        content = {
            "clauses": {one.id: [dict(one.title), dict(one.text)] for one in self.clauses.values()},
            "parameters": self.parameters(),
            "rest": sorted(day.isoformat() for day in self.calendar.rest),
            "work": sorted(day.isoformat() for day in self.calendar.work),
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def _changes(self) -> list[date]:
        return sorted({value.since for one in self.parameter.values() for value in one.values if value.since})
