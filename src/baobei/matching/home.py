"""Where a customer lives, cut down to what is compared: place, estate, and every reading of the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from baobei.matching.estates import GENERIC, estate_name, estate_tails, split_brand
from baobei.matching.pinyin import blurred

if TYPE_CHECKING:
    from baobei.matching.address import AddressReading

_SUFFIX = re.compile("(?<=..)(?:特别行政区|自治州|自治县|地区|新区|市|区|县|州|盟)$")

Rooms = tuple[str, str, str, str, str]
"""Phase, building, entrance, floor, room; empty where absent."""


@dataclass(frozen=True, slots=True)
class Home:
    """An address as it is compared.

    ``city`` and ``district`` without 市 区 县; ``zone`` a development zone that stands for a district; ``estate``
    the community, building or street number that a unit lies in; ``brand`` its developer's prefix; ``sound`` its
    name by sound, ``core`` that without the prefix, ``tails`` ends of it; ``units`` the readings, likeliest first;
    ``complete`` when the first is a housing unit (CR-3.1).
    """

    city: str = ""
    district: str = ""
    zone: str = ""
    estate: str = ""
    brand: str = ""
    sound: str = ""
    core: str = ""
    tails: tuple[str, ...] = ()
    units: tuple[Rooms, ...] = ()
    complete: bool = False

    @property
    def place(self) -> str:
        """City and district as a key, empty where one of them is not known."""
        return f"{self.city}/{self.district}" if self.city and self.district else ""

    def to_json(self) -> list[Any]:
        """The home as compact plain data."""
        head = [self.city, self.district, self.zone, self.estate, self.brand, self.sound, self.core]
        return [*head, list(self.tails), [list(unit) for unit in self.units], self.complete]

    @classmethod
    def from_json(cls, data: list[Any]) -> Home:
        """The home again, from what ``to_json`` wrote."""
        city, district, zone, estate, brand, sound, core, tails, units, complete = data
        rooms = tuple(map(tuple, units))
        return cls(city, district, zone, estate, brand, sound, core, tuple(tails), rooms, complete)


def home_of(address: AddressReading) -> Home:
    """What of an address is compared."""
    zone = address.district if address.district in _zones() else ""
    estate = estate_name(address.estate)
    return Home(
        plain_place(address.city),
        "" if zone else plain_place(address.district),
        zone,
        estate,
        *_ways(estate, ()),
        units=tuple(dict.fromkeys((u.phase, u.building, u.entrance, u.floor, u.room) for u in address.readings)),
        complete=address.complete,
    )


@lru_cache(maxsize=4096)
def plain_place(name: str) -> str:
    """A city or district without 市 区 县."""
    return _SUFFIX.sub("", name)


def named(home: Home, estate: str, prefixes: tuple[str, ...] = ()) -> Home:
    """A home in an estate of that name; ``prefixes`` as ``split_brand`` takes them."""
    brand, sound, core, tails = _ways(estate, prefixes)
    return replace(home, estate=estate, brand=brand, sound=sound, core=core, tails=tails)


@lru_cache(maxsize=16384)
def _ways(estate: str, prefixes: tuple[str, ...]) -> tuple[str, str, str, tuple[str, ...]]:
    """Brand, sound, core and tails of an estate's name; a book names few estates, and each many times."""
    brand, rest = split_brand(estate, prefixes)
    return brand, blurred(estate), blurred(rest), estate_tails(estate, prefixes)


def same_estate(one: Home, other: Home) -> str:
    """How two estates' names agree.

    Returns ``equal``, ``no_brand`` (once without its developer), ``longer`` (one has more in front), ``sound``
    (other characters of that sound) or ``""`` for another estate.
    """
    if not one.estate or not other.estate or not any(tail in other.tails for tail in one.tails):
        return ""
    if one.estate == other.estate:
        return "equal"
    if one.brand and other.brand and one.brand != other.brand:
        return ""
    short, long = sorted((one.estate, other.estate), key=len)
    if long.endswith(short):
        return "no_brand" if one.core == other.core and not short.endswith(GENERIC) else "longer"
    whole, longer = sorted((one.sound, other.sound), key=len)
    return "sound" if one.core == other.core or longer.endswith(whole) else ""


def same_place(one: Home, other: Home, known: Iterable[str]) -> str:
    """How two places agree.

    Returns ``equal``, ``inferred`` (only one district is possible), ``unknown`` or ``""`` for another one.

    ``known``: the places, as ``city/district``, in which gazetteer or register know the estate.
    """
    if not compatible(one, other):
        return ""
    vague = [home for home in (one, other) if not home.place]
    if not vague:
        return "equal"
    known = {place for place in (*known, one.place, other.place) if place}
    possible = [place for place in known if all(_fits(place, home) for home in vague)]
    return "inferred" if len(possible) <= 1 else "unknown"


def compatible(one: Home, other: Home) -> bool:
    """Whether two homes may lie in one district."""
    if one.city and other.city and one.city != other.city:
        return False
    if one.district and other.district:
        return one.district == other.district
    return in_zone(one.zone, other.district) and in_zone(other.zone, one.district)


def in_zone(zone: str, district: str) -> bool:
    """Whether a development zone, if any, may lie in a district, if any."""
    return not zone or not district or not _zones()[zone] or district in _zones()[zone]


@cache
def _zones() -> dict[str, frozenset[str]]:
    """Development zones and the districts that they lie in, as far as known."""
    from baobei.matching.address.gazetteer import ZONES  # loads slowly, and comparing seldom needs it

    return {zone: frozenset(_SUFFIX.sub("", name) for name in names) for zone, names in ZONES.items()}


def _fits(place: str, home: Home) -> bool:
    city, _, district = place.partition("/")
    if home.city and city and city != home.city:
        return False
    return (not home.district or not district or district == home.district) and in_zone(home.zone, district)


def same_unit(one: Home, other: Home) -> str:
    """How two units of one estate agree.

    Returns ``equal``, ``ambiguous`` (some readings agree), ``partial`` (the likeliest ones, but one leaves out
    building, entrance or phase), ``different``, or ``""`` where one gives no room.
    """
    mine = [unit for unit in one.units if unit[4]]
    theirs = [unit for unit in other.units if unit[4]]
    if not mine or not theirs:
        return "different" if one.units and other.units and not _agree(one.units[0], other.units[0]) else ""
    if one.complete and other.complete:
        if mine == theirs or set(mine) == set(theirs):
            return "equal"
        if any(unit in theirs for unit in mine):
            return "ambiguous"
    return "partial" if mine[0][3:] == theirs[0][3:] and _agree(mine[0], theirs[0]) else "different"


def _agree(one: Rooms, other: Rooms) -> bool:
    """Whether phase, building and entrance agree wherever both give them."""
    return all(not left or not right or left == right for left, right in zip(one[:3], other[:3], strict=True))
