"""Reading a story: all faults of shape at once, each with its file, line and place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from baobei.lab.events import Event, customers, events, form_fields
from baobei.lab.shape import Place, Reader, StoryFaults, among, listed, text
from baobei.lab.verbs import AREA_KINDS, ROLES
from baobei.policy import Policy, PolicyFaults, load, marked

__all__ = ["Event", "Person", "Story", "StoryFaults", "read_story"]

LENGTHS = {"name": 100, "department": 60, "region": 60}
_TOP = ("policy", "people", "regions", "calendar", "areas", "customers", "events", "expect", "expect_state")


@dataclass(frozen=True)
class Person:
    """Somebody of a story, employed since always."""

    id: str
    name: str
    roles: tuple[str, ...]
    department: str | None
    region: str | None


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


def read_story(path: str, *, policy: str | None = None) -> Story:
    """The story in a file; ``policy`` stands in place of the story's own. Raises StoryFaults with all faults."""
    try:
        written = FilePath(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StoryFaults([f"{path}:1: file not found"]) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise StoryFaults([f"{path}:1: can't be read: {fault}"]) from None
    try:
        read = marked.read(written)
    except marked.NotYaml as fault:
        raise StoryFaults([f"{path}:{fault.line}: not YAML: {fault.problem}"]) from None
    data = read.data
    if not isinstance(data, Mapping):
        raise StoryFaults([f"{path}:1: a story is a mapping with a list of events"])
    reader = Reader(path, data, read.lines)
    for place in read.twice:
        reader.fault(place, "stands twice")
    reader.keys((), data, _TOP)
    if data.get("events") is None:
        reader.fault((), "no list of events")
    source, loaded = _policy(reader, policy)
    people = _people(reader)
    regions = _names(reader, "regions")
    calendar = _calendar(reader)
    areas = _areas(reader, people)
    fields = form_fields(loaded)
    customers(reader, fields)
    played = events(reader, [person.id for person in people], fields)
    expect, expect_state = _expectations(reader)
    if reader.faults or loaded is None:
        raise StoryFaults([line for _, line in sorted(reader.faults, key=lambda fault: fault[0])])
    if calendar["rest"] or calendar["work"]:
        loaded = loaded.with_calendar(**calendar)
    return Story(path, loaded, source, people, regions, calendar, played, expect, expect_state, areas)


def _policy(reader: Reader, instead: str | None) -> tuple[Any, Policy | None]:
    source = reader.data.get("policy", "zhaodu") if instead is None else instead

    def locate(place: Place) -> str:
        return "" if instead is not None else f"{reader.path}:{reader.line(('policy', *place))}"

    try:
        beside = FilePath(reader.path).parent if instead is None else None
        return source, load(source, beside=beside, locate=locate, prefix="--policy" if instead else "policy")
    except PolicyFaults as faults:
        reader.faults += [(reader.line(("policy",)), fault) for fault in faults.faults]
    return source, None


def _people(reader: Reader) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for place, one in reader.mappings("people"):
        reader.keys(place, one, ("id", "name", "role", "roles", "department", "region"))
        key = one.get("id")
        if not isinstance(key, str) or not key.strip():
            reader.fault(place, "a person without id")
            continue
        text(reader, (*place, "id"), key, longest=64)
        if key in found:
            reader.fault((*place, "id"), f"{key} stands twice")
        roles: dict[str, None] = {}
        for name in ("role", "roles"):
            for role in listed(one.get(name)):
                if among(role, ROLES):
                    roles[role] = None
                else:
                    reader.fault((*place, name), f"unknown role {role}; known are {', '.join(sorted(ROLES))}")
        texts = {name: text(reader, (*place, name), one.get(name), longest=most) for name, most in LENGTHS.items()}
        found[key] = Person(key, texts["name"] or key, tuple(roles), texts["department"], texts["region"])
    return tuple(found.values())


def _names(reader: Reader, name: str) -> tuple[str, ...]:
    found = reader.data.get(name)
    if found is None:
        return ()
    if not isinstance(found, list):
        reader.fault((name,), "must be a list of names")
        return ()
    return tuple(one for i, given in enumerate(found) if (one := text(reader, (name, i), given, longest=60)))


def _calendar(reader: Reader) -> dict[str, list[date]]:
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


def _areas(reader: Reader, people: Sequence[Person]) -> tuple[Mapping[str, Any], ...]:
    known = {person.id for person in people}
    found = []
    for place, one in reader.mappings("areas"):
        reader.keys(place, one, ("id", "kind", "responsible"))
        if not isinstance(one.get("id"), str):
            reader.fault(place, "an area without id")
        if not among(one.get("kind"), AREA_KINDS):
            reader.fault((*place, "kind"), f"unknown kind {one.get('kind')}; known are {', '.join(sorted(AREA_KINDS))}")
        if one.get("responsible") is not None and not among(one["responsible"], known):
            reader.fault((*place, "responsible"), f"{one['responsible']} is not among the people")
        found.append(one)
    return tuple(found)


def _expectations(reader: Reader) -> tuple[Any, Any]:
    expect, state = reader.data.get("expect"), reader.data.get("expect_state")
    if expect is not None and not (isinstance(expect, list) and all(isinstance(one, Mapping) for one in expect)):
        reader.fault(("expect",), "must be a list with a mapping for each event")
    if state is not None and not isinstance(state, Mapping):
        reader.fault(("expect_state",), "must be a mapping")
    return expect, state
