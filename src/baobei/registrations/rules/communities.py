"""The company's own table of communities: what an entry says, and which may stand beside which (CR-7.0)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baobei.matching import Alias, Communities, Customer, Vocabulary, read
from baobei.matching.address import places
from baobei.matching.estates import BRANDS, GENERIC, estate_name
from baobei.matching.home import Home, compatible, same_estate, same_unit
from baobei.registrations.rules.values import BadValue, blank, read_line
from baobei.words import Text, say

KINDS: Mapping[str, Text] = {
    "alias": say("another name of an estate"),
    "phase": say("the name of a phase"),
    "prefix": say("a developer's prefix"),
    "district": say("a district in which an estate lies"),
}
FIELDS = ("kind", "name", "estate", "phase", "city", "district")
LONGEST, SHORTEST_PREFIX, LONGEST_PREFIX = 60, 2, 10
_UNIT = "3栋2单元18-1"
_ROOMS = ("3", "2", "18", "1")


class Stands(BadValue):
    """The very entry stands in the table already."""


@dataclass(frozen=True)
class Stated:
    """What an entry says; names as addresses are read, places without 市 区 县."""

    kind: str
    name: str
    estate: str = ""
    phase: str = ""
    city: str = ""
    district: str = ""

    @property
    def alias(self) -> Alias:
        """The entry as matching takes it, where it names an estate anew."""
        return Alias(self.name, self.estate, self.phase, self.city, self.district)


@dataclass(frozen=True)
class Standing:
    """An entry of the table that is not withdrawn."""

    id: UUID
    stated: Stated


def table(stated: Collection[Stated]) -> Communities:
    """The entries as matching takes them."""
    districts: dict[str, frozenset[str]] = {}
    for one in stated:
        if one.kind == "district":
            districts[one.name] = districts.get(one.name, frozenset()) | {f"{one.city}/{one.district}"}
    return Communities(
        aliases=tuple(one.alias for one in stated if one.kind in ("alias", "phase")),
        prefixes=tuple(one.name for one in stated if one.kind == "prefix"),
        districts=districts,
    )


def read_entry(given: Mapping[str, Any], words: Vocabulary) -> Stated:
    """What was typed, as it will be compared. Raises BadValue for what can't be an entry."""
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadValue("kind", say("The kind is alias, phase, prefix or district."))
    if kind == "prefix":
        return Stated(kind, _prefix(given.get("name")))
    name, _ = _estate("name", given.get("name"), words)
    city, district = _place(given.get("city"), given.get("district"))
    if kind == "district":
        if not district or not city:
            raise BadValue("district", say("Give the district, such as 渝北区."))
        return Stated(kind, name, city=city, district=district)
    estate, phase = _estate("estate", given.get("estate"), words, phase=True)
    if not blank(given.get("phase")):
        phase = _phase(given["phase"], words)
    if kind == "phase" and not phase:
        raise BadValue("phase", say("Give the phase that this name stands for, such as 2."))
    if name == estate:
        raise BadValue("estate", say("This is the same name already: addresses under both are read alike."))
    return Stated("phase" if phase else "alias", name, estate, phase, city, district)


def beside(stated: Stated, standing: Collection[Standing], changed: UUID | None = None) -> None:
    """Raises BadValue where an entry can't stand beside the others; ``changed`` is the one whose place it takes."""
    others = [one.stated for one in standing if one.id != changed]
    if stated in others:
        raise Stands("name", say("This stands in the table already."))
    if stated.kind not in ("alias", "phase"):
        return
    names = [one for one in others if one.kind in ("alias", "phase")]
    for one in names:
        if one.name == stated.name and (one.city, one.district) == (stated.city, stated.district):
            raise BadValue(
                "name",
                say("{name} is {estate} by the table already: change that entry.", name=one.name, estate=one.estate),
            )
    if _leads(stated.estate, stated.name, names):
        raise BadValue(
            "estate",
            say("{estate} is {name} by the table already: one of them can only be the other's name.",
                estate=stated.estate, name=stated.name),
        )  # fmt: skip


def doubt(stated: Stated, name_in: Collection[str], estate_in: Collection[str]) -> Text | None:
    """What must be confirmed: the register knows the new name where it does not know the estate.

    ``name_in`` and ``estate_in`` are the districts (``Home.place``) in which the register knows either.
    """
    if stated.kind not in ("alias", "phase") or stated.district:
        return None
    elsewhere = sorted(set(name_in) - set(estate_in))
    elsewhere = [place for place in elsewhere if not stated.city or place.startswith(f"{stated.city}/")]
    if not elsewhere:
        return None
    return say(
        "The register knows {name} in {places}, where it does not know {estate}: give the district where both are one, "
        "or confirm that they are one everywhere.",
        name=stated.name,
        places="、".join(place.partition("/")[2] for place in elsewhere),
        estate=stated.estate,
    )


def remembered(one: Home, other: Home, communities: Communities) -> Stated | None:
    """The entry that makes two homes' estates one, in the place that is known of them.

    None where their names or their rooms have nothing in common, or no entry is needed. Kept is what the table calls
    an estate already, else the longer name.
    """
    one, other = communities.called(one)[0], communities.called(other)[0]
    kept, new = one.estate, other.estate
    if not kept or not new or kept == new or not compatible(one, other):
        return None
    if not same_estate(one, other) and same_unit(one, other) in ("", "different"):
        return None
    known = communities.has(kept), communities.has(new)
    if known == (False, True) or (known[0] == known[1] and len(new) > len(kept)):
        kept, new = new, kept
    place = next((home for home in (one, other) if home.place), Home())
    return Stated("alias", new, kept, "", place.city, place.district)


def _leads(start: str, end: str, names: Collection[Stated]) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name == end:
            return True
        if name not in seen:
            seen.add(name)
            waiting += [one.estate for one in names if one.name == name]
    return False


def _estate(field: str, value: Any, words: Vocabulary, *, phase: bool = False) -> tuple[str, str]:
    """An estate's name as an address with it is read, and the phase that is written with it."""
    if blank(value):
        raise BadValue(field, say("A name is missing."))
    written = read_line(field, value, longest=LONGEST)
    home = read(Customer(address=written + _UNIT), words).home
    unit = home.units[0] if home.units else ("",) * 5
    if not home.estate or unit[1:] != _ROOMS or home.place or home.zone:
        raise BadValue(field, say("This is not read as an estate in an address: give the estate's name alone."))
    if unit[0] and not phase:
        raise BadValue(field, say("The phase belongs to the estate that it is a phase of, not here."))
    return home.estate, unit[0]


def _phase(value: Any, words: Vocabulary) -> str:
    written = read_line("phase", value, longest=LONGEST_PREFIX)
    home = read(Customer(address=f"云栈山居{written.removesuffix('期')}期{_UNIT}"), words).home
    if not home.units or not home.units[0][0] or home.units[0][1:] != _ROOMS:
        raise BadValue("phase", say("A phase is a number or letter, such as 2 or A."))
    return home.units[0][0]


def _prefix(value: Any) -> str:
    if blank(value):
        raise BadValue("name", say("A name is missing."))
    name = estate_name(read_line("name", value, longest=LONGEST))
    if len(name) < SHORTEST_PREFIX:
        raise BadValue("name", say("One character begins too many names: a prefix has two or more."))
    if len(name) > LONGEST_PREFIX or not name.isalpha():
        raise BadValue("name", say("A prefix has at most {most} letters or characters.", most=LONGEST_PREFIX))
    if name in BRANDS:
        raise BadValue("name", say("{name} is a developer that is known anyway.", name=name))
    if name in GENERIC:
        raise BadValue("name", say("{name} is a word of many estates, not a developer.", name=name))
    return name


def _place(city: Any, district: Any) -> tuple[str, str]:
    """City and district as they are compared; the city of a district of which there is but one."""
    in_city = "" if blank(city) else read_line("city", city, longest=LONGEST)
    named = "" if blank(district) else read_line("district", district, longest=LONGEST)
    if in_city and not places.is_city(in_city):
        raise BadValue("city", say("No such city is known: write it like 重庆市."))
    if named and not places.is_district(named):
        raise BadValue("district", say("No such district is known: write it like 渝北区."))
    if not in_city and not named:
        return "", ""
    found = places.located(in_city, named)
    if not found:
        raise BadValue("district", say("This district is not in that city."))
    if len(found) > 1:
        raise BadValue("city", say("There are several districts of this name: give the city."))
    return next(iter(found))
