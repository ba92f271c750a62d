"""Reading a story: all faults of shape at once, each with its file, line and place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path as FilePath
from typing import Any

from baobei.environment import parse_instant
from baobei.lab.verbs import AREA_KINDS, CUSTOMER_KEYS, EVENT_KEYS, OFFENCES, RELATIVE_KEYS, ROLES, VERBS
from baobei.policy import Policy, PolicyFaults, load, marked

_TOP = ("policy", "people", "regions", "calendar", "areas", "customers", "events", "expect", "expect_state")
Place = marked.Path


class StoryFaults(Exception):
    """The story can't be played; ``faults`` has a line for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Person:
    """Somebody of a story, employed since always."""

    id: str
    name: str
    roles: tuple[str, ...]
    department: str | None
    region: str | None


@dataclass(frozen=True)
class Event:
    """One dated action; ``given`` are the fields of its verb."""

    at: datetime
    by: str | None
    do: str
    ref: str | None
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """A readable story; ``policy_source`` is what its ``policy`` says, as the pack reader takes it."""

    path: str
    policy: Policy
    policy_source: Any
    people: tuple[Person, ...]
    regions: tuple[str, ...]
    calendar: Mapping[str, Sequence[date]]
    events: tuple[Event, ...]
    expect: Sequence[Mapping[str, Any]] | None = None
    expect_state: Mapping[str, Any] | None = None
    areas: tuple[Mapping[str, Any], ...] = ()


@dataclass
class _Reader:
    path: str
    data: Mapping[str, Any]
    lines: Mapping[Place, int]
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, place: Place, message: str) -> None:
        line = self.line(place)
        self.faults.append(
            (line, f"{self.path}:{line}: {_spelt(place)}: {message}" if place else f"{self.path}:{line}: {message}")
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


def read_story(path: str, *, policy: str | None = None) -> Story:
    """The story in a file; ``policy`` stands in place of the story's own. Raises StoryFaults with all faults."""
    try:
        text = FilePath(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StoryFaults([f"{path}:1: file not found"]) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise StoryFaults([f"{path}:1: can't be read: {fault}"]) from None
    try:
        read = marked.read(text)
    except marked.NotYaml as fault:
        raise StoryFaults([f"{path}:{fault.line}: not YAML: {fault.problem}"]) from None
    data = read.data
    if not isinstance(data, Mapping):
        raise StoryFaults([f"{path}:1: a story is a mapping with a list of events"])
    reader = _Reader(path, data, read.lines)
    for place in read.twice:
        reader.fault(place, "stands twice")
    reader.keys((), data, _TOP)
    if not isinstance(data.get("events"), list):
        reader.fault(("events",) if "events" in data else (), "no list of events")
    source, loaded = _policy(reader, policy)
    people = _people(reader)
    regions = _names(reader, "regions")
    calendar = _calendar(reader)
    areas = _areas(reader, people)
    fields = _form_fields(loaded)
    _customers(reader, fields)
    events = _events(reader, people, fields)
    expect, expect_state = _expectations(reader)
    if reader.faults or loaded is None:
        raise StoryFaults([text for _, text in sorted(reader.faults, key=lambda fault: fault[0])])
    if calendar["rest"] or calendar["work"]:
        loaded = loaded.with_calendar(**calendar)
    return Story(path, loaded, source, people, regions, calendar, events, expect, expect_state, areas)


def _policy(reader: _Reader, instead: str | None) -> tuple[Any, Policy | None]:
    source = reader.data.get("policy", "zhaodu") if instead is None else instead

    def locate(place: Place) -> str:
        return "" if instead is not None else f"{reader.path}:{reader.line(('policy', *place))}"

    try:
        beside = FilePath(reader.path).parent if instead is None else None
        return source, load(source, beside=beside, locate=locate, prefix="" if instead else "policy")
    except PolicyFaults as faults:
        reader.faults += [(reader.line(("policy",)), fault) for fault in faults.faults]
    return source, None


def _people(reader: _Reader) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for place, one in reader.mappings("people"):
        reader.keys(place, one, ("id", "name", "role", "roles", "department", "region"))
        key = one.get("id")
        if not isinstance(key, str) or not key.strip():
            reader.fault(place, "a person without id")
            continue
        if key in found:
            reader.fault((*place, "id"), f"{key} stands twice")
        roles = one.get("roles", one.get("role"))
        roles = [roles] if isinstance(roles, str) else roles
        if not isinstance(roles, list) or not roles:
            reader.fault(place, "a person has a role or roles")
            roles = []
        for role in roles:
            if role not in ROLES:
                where = "roles" if "roles" in one else "role"
                reader.fault((*place, where), f"unknown role {role}; known are {', '.join(sorted(ROLES))}")
        texts = {name: _text(reader, (*place, name), one.get(name)) for name in ("name", "department", "region")}
        found[key] = Person(key, texts["name"] or key, tuple(roles), texts["department"], texts["region"])
    return tuple(found.values())


def _text(reader: _Reader, place: Place, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    reader.fault(place, "must be text")
    return None


def _names(reader: _Reader, name: str) -> tuple[str, ...]:
    found = reader.data.get(name)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        reader.fault((name,), "must be a list of names")
        return ()
    return tuple(found)


def _calendar(reader: _Reader) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {"rest": [], "work": []}
    found = reader.data.get("calendar")
    if found is None:
        return days
    if not isinstance(found, Mapping):
        reader.fault(("calendar",), "must be a mapping with rest and work")
        return days
    reader.keys(("calendar",), found, ("rest", "work"))
    for name in days:
        given = found.get(name) or []
        for i, day in enumerate(given if isinstance(given, list) else [given]):
            try:
                days[name].append(date.fromisoformat(day))
            except (ValueError, TypeError):
                reader.fault(("calendar", name, i), f"{day} is no day such as 2023-10-09")
    return days


def _areas(reader: _Reader, people: Sequence[Person]) -> tuple[Mapping[str, Any], ...]:
    known = {person.id for person in people}
    found = []
    for place, one in reader.mappings("areas"):
        reader.keys(place, one, ("id", "kind", "responsible"))
        if not isinstance(one.get("id"), str):
            reader.fault(place, "an area without id")
        if one.get("kind") not in AREA_KINDS:
            reader.fault((*place, "kind"), f"unknown kind {one.get('kind')}; known are {', '.join(sorted(AREA_KINDS))}")
        if one.get("responsible") is not None and one["responsible"] not in known:
            reader.fault((*place, "responsible"), f"{one['responsible']} is not among the people")
        found.append(one)
    return tuple(found)


def _form_fields(policy: Policy | None) -> frozenset[str]:
    fields = {
        "source", "need", "area", "budget", "expected_amount", "expected_unit_price", "expected_signing",
    }  # fmt: skip
    for parameter in policy.parameters() if policy else ():
        if parameter["name"] == "form.fields":
            fields |= {one if isinstance(one, str) else one["name"] for one in parameter["value"]}
    return frozenset(fields)


def _customers(reader: _Reader, fields: frozenset[str]) -> None:
    found = reader.data.get("customers")
    if found is None:
        return
    if not isinstance(found, Mapping):
        reader.fault(("customers",), "must be a mapping of names to customers")
        return
    for name, one in found.items():
        _customer(reader, ("customers", name), one, fields)


def _customer(reader: _Reader, place: Place, one: Any, fields: frozenset[str]) -> None:
    if not isinstance(one, Mapping):
        reader.fault(place, "a customer is a mapping")
        return
    reader.keys(place, one, CUSTOMER_KEYS)
    _relatives(reader, (*place, "relatives"), one.get("relatives"))
    form = one.get("form")
    if isinstance(form, Mapping):
        reader.keys((*place, "form"), form, fields)
    elif form is not None:
        reader.fault((*place, "form"), "must be a mapping")


def _relatives(reader: _Reader, place: Place, relatives: Any) -> None:
    if isinstance(relatives, list):
        for i, relative in enumerate(relatives):
            if isinstance(relative, Mapping):
                reader.keys((*place, i), relative, RELATIVE_KEYS)
            else:
                reader.fault((*place, i), "a relative is a mapping")
    elif relatives is not None:
        reader.fault(place, "must be a list")


def _events(reader: _Reader, people: Sequence[Person], fields: frozenset[str]) -> tuple[Event, ...]:
    known = {person.id for person in people}
    customers = reader.data.get("customers")
    customers = customers if isinstance(customers, Mapping) else {}
    made: set[str] = set()
    last: datetime | None = None
    events = []
    for place, one in reader.mappings("events"):
        verb = VERBS.get(one["do"]) if isinstance(one.get("do"), str) else None
        if "do" not in one:
            reader.fault(place, "do is missing")
        elif verb is None:
            reader.fault((*place, "do"), f"unknown verb {one['do']}; known are {', '.join(sorted(VERBS))}")
        at = _at(reader, place, one, last)
        last = at or last
        _by(reader, place, one, known)
        if verb is None:
            continue
        reader.keys(place, one, (*EVENT_KEYS, *verb.takes))
        for name in sorted(verb.needs - one.keys()):
            reader.fault(place, f"{name} is missing")
        _fields(reader, place, one, verb.takes, customers, fields)
        for name in ("ref", "case_ref"):
            ref = one.get(name)
            if ref is None or (one["do"].startswith("project_") and one["do"] != "project_apply"):
                continue
            if not isinstance(ref, str):
                reader.fault((*place, name), "a ref is a name")
            elif ref in made:
                reader.fault((*place, name), f"{ref} is made twice")
            made.add(str(ref))
        given = {key: value for key, value in one.items() if key not in EVENT_KEYS}
        if isinstance(given.get("customer"), str):
            given["customer"] = customers.get(given["customer"], {})
        if at is not None:
            events.append(Event(at, one.get("by"), one["do"], one.get("ref"), given))
    return tuple(events)


def _at(reader: _Reader, place: Place, one: Mapping[str, Any], last: datetime | None) -> datetime | None:
    if "at" not in one:
        reader.fault(place, "at is missing")
        return None
    try:
        at = parse_instant(one["at"])
    except (ValueError, AttributeError, TypeError, OverflowError):
        reader.fault((*place, "at"), f"{one['at']} is no instant such as 2023-02-01T10:00")
        return None
    if last is not None and at < last:
        reader.fault((*place, "at"), "lies before the event above it; events come in time order")
    return at


def _by(reader: _Reader, place: Place, one: Mapping[str, Any], known: set[str]) -> None:
    if one.get("by") is None:
        if one.get("do") != "tick":
            reader.fault(place, "by is missing")
    elif not isinstance(one["by"], str) or one["by"] not in known:
        reader.fault((*place, "by"), f"{one['by']} is not among the people")


def _fields(
    reader: _Reader,
    place: Place,
    one: Mapping[str, Any],
    takes: Mapping[str, str],
    customers: Mapping[str, Any],
    fields: frozenset[str],
) -> None:
    checks: Mapping[str, Callable[[Place, Any], None]] = {
        "customer": lambda where, value: _event_customer(reader, where, value, customers, fields),
        "relatives": lambda where, value: _relatives(reader, where, value),
        "offence": lambda where, value: (
            None
            if value in OFFENCES
            else reader.fault(where, f"unknown offence {value}; known are {', '.join(OFFENCES)}")
        ),
    }
    for name, kind in takes.items():
        if name in one and kind in checks:
            checks[kind]((*place, name), one[name])
    if one.get("do") == "amend" and isinstance(one.get("form"), Mapping):
        reader.keys((*place, "form"), one["form"], fields)


def _event_customer(
    reader: _Reader, place: Place, value: Any, customers: Mapping[str, Any], fields: frozenset[str]
) -> None:
    if isinstance(value, str):
        if value not in customers:
            reader.fault(place, f"{value} is not among the customers")
    else:
        _customer(reader, place, value, fields)


def _expectations(reader: _Reader) -> tuple[Any, Any]:
    expect, state = reader.data.get("expect"), reader.data.get("expect_state")
    if expect is not None and not (isinstance(expect, list) and all(isinstance(one, Mapping) for one in expect)):
        reader.fault(("expect",), "must be a list with a mapping for each event")
    if state is not None and not isinstance(state, Mapping):
        reader.fault(("expect_state",), "must be a mapping")
    return expect, state


def _spelt(place: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
