"""The events of a story, and the customers in them: what is written, held against what each verb takes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baobei.environment import parse_instant
from baobei.lab.shape import Place, Reader, among
from baobei.lab.verbs import CUSTOMER_KEYS, EVENT_KEYS, OFFENCES, RELATIVE_KEYS, SIGNALS, VERBS
from baobei.policy import Policy


@dataclass(frozen=True)
class Event:
    """One dated action; ``given`` are the fields of its verb."""

    at: datetime
    by: str | None
    do: str
    ref: str | None
    given: Mapping[str, Any]


def form_fields(policy: Policy | None) -> frozenset[str]:
    """What a customer's form may hold: the contract's fields and those of the policy, on any day."""
    fields = {
        "source", "need", "area", "budget", "expected_amount", "expected_unit_price", "expected_signing",
    }  # fmt: skip
    for parameter in policy.parameters() if policy else ():
        if parameter["name"] == "form.fields":
            fields |= {one if isinstance(one, str) else one["name"] for one in parameter["value"]}
    return frozenset(fields)


def customers(reader: Reader, fields: frozenset[str]) -> None:
    """Looks through the customers that a story names; ``fields`` are those that a form may hold."""
    found = reader.data.get("customers")
    if found is None:
        return
    if not isinstance(found, Mapping):
        reader.fault(("customers",), "must be a mapping of names to customers")
        return
    for name, one in found.items():
        _customer(reader, ("customers", name), one, fields)


def _customer(reader: Reader, place: Place, one: Any, fields: frozenset[str]) -> None:
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


def _relatives(reader: Reader, place: Place, relatives: Any) -> None:
    if isinstance(relatives, list):
        for i, relative in enumerate(relatives):
            if isinstance(relative, Mapping):
                reader.keys((*place, i), relative, RELATIVE_KEYS)
            else:
                reader.fault((*place, i), "a relative is a mapping")
    elif relatives is not None:
        reader.fault(place, "must be a list")


def events(reader: Reader, people: Collection[str], fields: frozenset[str]) -> tuple[Event, ...]:
    """The events that can be read; ``people`` are the ids of those who may act."""
    named = reader.data.get("customers")
    named = named if isinstance(named, Mapping) else {}
    made: set[str] = set()
    last: datetime | None = None
    found = []
    for place, one in reader.mappings("events"):
        verb = VERBS.get(one["do"]) if isinstance(one.get("do"), str) else None
        if one.get("do") is None:
            reader.fault(place, "do is missing")
        elif verb is None:
            reader.fault((*place, "do"), f"unknown verb {one['do']}; known are {', '.join(sorted(VERBS))}")
        at = _at(reader, place, one, last)
        last = at or last
        _by(reader, place, one, people)
        if verb is None:
            continue
        reader.keys(place, one, (*EVENT_KEYS, *verb.takes))
        for name in sorted(verb.needs):
            if one.get(name) is None:
                reader.fault(place, f"{name} is missing")
        _fields(reader, place, one, verb.takes, named, fields)
        for name in ("ref", "case_ref"):
            ref = one.get(name)
            if ref is None or (one["do"].startswith("project_") and one["do"] != "project_apply"):
                continue
            if not isinstance(ref, str):
                reader.fault((*place, name), "a ref is a name")
            elif ref in made:
                reader.fault((*place, name), f"{ref} is made twice")
            made.add(str(ref))
        given = {key: value for key, value in one.items() if key not in EVENT_KEYS and value is not None}
        if isinstance(given.get("customer"), str):
            given["customer"] = named.get(given["customer"], {})
        if at is not None:
            found.append(Event(at, one.get("by"), one["do"], one.get("ref"), given))
    return tuple(found)


def _at(reader: Reader, place: Place, one: Mapping[str, Any], last: datetime | None) -> datetime | None:
    if one.get("at") is None:
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


def _by(reader: Reader, place: Place, one: Mapping[str, Any], people: Collection[str]) -> None:
    if one.get("by") is None:
        if one.get("do") != "tick":
            reader.fault(place, "by is missing")
    elif not among(one["by"], people):
        reader.fault((*place, "by"), f"{one['by']} is not among the people")


def _fields(
    reader: Reader,
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
            if among(value, OFFENCES)
            else reader.fault(where, f"unknown offence {value}; known are {', '.join(OFFENCES)}")
        ),
    }
    for name, kind in takes.items():
        if one.get(name) is not None and kind in checks:
            checks[kind]((*place, name), one[name])
    for name, known in (("form", fields), ("signals", SIGNALS)):
        if name in takes and isinstance(one.get(name), Mapping):
            reader.keys((*place, name), one[name], known)


def _event_customer(
    reader: Reader, place: Place, value: Any, customers: Mapping[str, Any], fields: frozenset[str]
) -> None:
    if isinstance(value, str):
        if value not in customers:
            reader.fault(place, f"{value} is not among the customers")
    else:
        _customer(reader, place, value, fields)
