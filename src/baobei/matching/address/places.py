"""Cities and districts by what people call them, apart from an address."""

from baobei.matching.address.gazetteer import Division, gazetteer
from baobei.matching.home import plain_place


def is_city(name: str) -> bool:
    """Whether a city is called so, in full or short."""
    return any(division.city and not division.district for division in _called(name))


def is_district(name: str) -> bool:
    """Whether a district or county is called so, in full or short."""
    return any(division.district for division in _called(name))


def located(city: str, district: str) -> frozenset[tuple[str, str]]:
    """City and district, as ``Home`` has them, of every district called so in a city called so; either may be empty."""
    if not district:
        return frozenset((plain_place(one.city), "") for one in _called(city) if one.city and not one.district)
    found = ((plain_place(one.city), plain_place(one.district)) for one in _called(district) if one.district)
    return frozenset(place for place in found if not city or place[0] == plain_place(city))


def _called(name: str) -> list[Division]:
    places = gazetteer()
    return [*places.full.get(name, ()), *places.short.get(name, ())]
