"""The entries of a pack: clauses, parameters with their dated values, and what a pack sets anew (CR-8)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from baobei.policy.places import Place
from baobei.policy.policy import Clause, Parameter, Value
from baobei.policy.spelling import nearest
from baobei.policy.value_types import Type, WrongType
from baobei.policy.vocabulary import KIND, KNOWN, Known, known

LANGUAGES = ("zh", "en")
_CLAUSE = re.compile(r"[A-Z]{2,4}-[0-9]+(\.[0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def texts(place: Place) -> Mapping[str, str]:
    """A title or text in every language."""
    if not place.mapping(needs=LANGUAGES):
        return {}
    return {language: place.at(language).text() for language in LANGUAGES}


def clauses(places: Iterable[Place]) -> dict[str, Clause]:
    """The clauses of a pack by their ids."""
    found: dict[str, Clause] = {}
    for place in places:
        if not place.mapping(needs=("id", "title", "text")):
            continue
        name = place.at("id").data
        if not isinstance(name, str) or not _CLAUSE.fullmatch(name):
            place.at("id").fault(f"{name} is no clause id; write letters, a hyphen and numbers, such as CR-4.1.")
        elif name in found:
            place.at("id").fault(f"{name} stands twice; leave one of them.")
        else:
            found[name] = Clause(name, texts(place.at("title")), texts(place.at("text")))
    return found


def parameters(places: Iterable[Place], clauses: Mapping[str, Clause] | None) -> dict[str, Parameter]:
    """The parameters of a pack by their names, each with its values in order of their days.

    ``clauses`` are those that may be cited; None where they can't be known.
    """
    found: dict[str, Parameter] = {}
    for place in places:
        if not place.mapping(needs=("name", "type", "clauses", "values")):
            continue
        name, meant = _name(place.at("name"))
        if meant is None:
            continue
        if name in found:
            place.at("name").fault(f"{name} stands twice; leave one of them.")
        if place.at("type").data != meant.type.name:
            place.at("type").fault(f"the type of {name} is {meant.type.name}, not {place.at('type').data}.")
        cited = _cited(place.at("clauses"), clauses)
        found[name] = Parameter(name, meant.type.name, cited, _values(place.at("values"), name, meant.type))
    return found


def set_anew(places: Iterable[Place], before: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """The parameters that entries of ``set`` change.

    An entry holds from its day on, one without ``from`` always, whatever the extended pack says of later days.
    """
    own: dict[str, dict[date, Value]] = {}
    for place in places:
        if not place.mapping(needs=("name", "value"), may=("from", "note")):
            continue
        name, meant = _name(place.at("name"))
        value = _value(place, name, meant.type) if meant else None
        if value is None:
            continue
        days = own.setdefault(name, {})
        if value.day in days:
            place.at("name").fault(f"{name} is set twice {_since(value)}; leave one of them.")
        days[value.day] = value
    return {name: _overlaid(name, before.get(name), days) for name, days in own.items()}


def _overlaid(name: str, before: Parameter | None, own: Mapping[date, Value]) -> Parameter:
    meant = known(name)
    assert meant is not None
    first = min(own)
    kept = [value for value in before.values if value.day < first] if before else []
    cited = before.clauses if before else meant.clauses
    return Parameter(name, meant.type.name, cited, (*kept, *(own[day] for day in sorted(own))))


def _name(place: Place) -> tuple[str, Known | None]:
    name = place.data
    found = known(name) if isinstance(name, str) else None
    if found is None:
        mend = nearest(name, (*KNOWN, "protection.walk_in.days")) or f"; a kind of registration is {KIND}."
        place.fault(f"{name} is no parameter{mend}")
    return str(name), found


def _cited(place: Place, clauses: Mapping[str, Clause] | None) -> tuple[str, ...]:
    cited = place.items()
    if not cited and isinstance(place.data, list | tuple):
        place.fault("should name one clause at least.")
    for one in cited:
        if clauses is not None and str(one.data) not in clauses:
            one.fault(f"there is no clause {one.data}{nearest(one.data, clauses) or ' in this pack.'}")
    return tuple(str(one.data) for one in cited)


def _values(place: Place, name: str, type_: Type) -> tuple[Value, ...]:
    found: list[Value] = []
    entries = place.items()
    if not entries and isinstance(place.data, list | tuple):
        place.fault(f"{name} has no value; give it one.")
    for entry in entries:
        if not entry.mapping(needs=("value",), may=("from", "note")):
            continue
        value = _value(entry, name, type_)
        if value is None:
            continue
        if found and value.day <= found[-1].day:
            problem = "stands twice" if value.day == found[-1].day else "comes before the one above it"
            entry.fault(f"the value {_since(value)} {problem}; put values in the order of their days, one a day.")
        found.append(value)
    return tuple(found)


def _value(place: Place, name: str, type_: Type) -> Value | None:
    since, note = None, ""
    if "from" in place.data and (since := _day(place.at("from"))) is None:
        return None
    if "note" in place.data:
        note = place.at("note").text()
    written: Any = place.at("value").data
    try:
        return Value(written, type_(written), since, note)
    except WrongType as fault:
        place.at("value").fault(f"{name} {fault}" + ("" if str(fault).endswith("?") else "."))
        return None


def _day(place: Place) -> date | None:
    try:
        if isinstance(place.data, str) and _DAY.fullmatch(place.data):
            return date.fromisoformat(place.data)
    except ValueError:
        pass
    place.fault(f"{place.data} is no day of the calendar; write one as 2023-05-01.")
    return None


def _since(value: Value) -> str:
    return f"from {value.since}" if value.since else "that always holds"
