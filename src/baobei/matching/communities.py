"""The company's own table of communities: other names, phases, developers' prefixes, districts (CR-7.0).

Readings and the keys under which they are stored know nothing of it: it is applied when two homes are compared and when
keys are looked up, locked and claimed. So an entry holds for every stored row from the moment it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from baobei.matching.estates import estate_tails, split_brand
from baobei.matching.home import Home, Rooms, in_zone, named

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Alias:
    """``name`` is another name of ``estate``, or of its ``phase``; only in ``city`` and ``district`` where given.

    Names are estates as ``Home`` has them, places without 市 区 县.
    """

    name: str
    estate: str
    phase: str = ""
    city: str = ""
    district: str = ""

    def allows(self, home: Home) -> bool:
        """Whether a home may lie where the alias holds."""
        if self.city and home.city and self.city != home.city:
            return False
        if home.district and self.district:
            return home.district == self.district
        return in_zone(home.zone, self.district)

    @property
    def place(self) -> str:
        """City and district as ``Home.place`` has them, one of them empty where only the other is given."""
        return f"{self.city}/{self.district}" if self.city or self.district else ""


@dataclass(frozen=True)
class Communities:
    """The table: ``aliases``; ``prefixes`` of developers beside the built-in ones; estate → ``districts`` (as
    ``Home.place``) in which it lies."""

    aliases: tuple[Alias, ...] = ()
    prefixes: tuple[str, ...] = ()
    districts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def called(self, home: Home) -> tuple[Home, ...]:
        """A home under every name that it may have: by the table's name for its estate, then as it is written."""
        if self.prefixes and home.estate.startswith(self.prefixes):
            home = named(home, home.estate, self.prefixes)
        for brand, name in (("", home.estate), (home.brand, home.estate.removeprefix(home.brand))):
            if name in self._by_name:
                moved = (self._moved(home, brand, alias) for alias in self._chains(name, home, frozenset()))
                return (*filter(None, moved), home)
        return (home,)

    def tails(self, home: Home) -> tuple[str, ...]:
        """The tails of every name under which a home that could be this one may be stored; its own first."""
        if not home.tails or not (self.aliases or self.prefixes):
            return home.tails
        found: dict[str, None] = {}
        waiting = [tail for one in self.called(home) for tail in (*one.tails, *self._prefixed(one.estate))]
        while waiting:
            tail = waiting.pop()
            if tail in found:
                continue
            found[tail] = None
            for alias, tails in self._by_tail.get(tail, ()):
                if alias.allows(home):
                    waiting += [one for one in tails if one not in found]
        return tuple(dict.fromkeys((*home.tails, *found)))

    def same_units(self, home: Home) -> Iterator[tuple[str, Rooms]]:
        """The likeliest unit under every name that means the very same unit; ``home`` must have one."""
        seen: set[tuple[str, Rooms]] = set()
        waiting = [(one.estate, one.units[0]) for one in self.called(home)]
        while waiting:
            estate, unit = waiting.pop(0)
            if (estate, unit) in seen:
                continue
            seen.add((estate, unit))
            yield estate, unit
            for alias in self._by_estate.get(estate, ()):
                if alias.allows(home) and alias.phase in ("", unit[0]):
                    waiting.append((alias.name, unit))
                    if alias.phase:
                        waiting.append((alias.name, ("", *unit[1:])))

    def known(self, home: Home, places: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """The districts in which an estate is known to lie, by the register (``places``, by sound) and the table."""
        if not self:
            return places.get(home.sound, frozenset())
        found = {place for name in self._one_estate(home.estate) for place in self._places(name, places)}
        return _told_whole(found | self._places(home.estate, places))

    def possible(self, home: Home, places: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """The districts in which the estate, or one that has one of its names somewhere, is known to lie."""
        if not self:
            return places.get(home.sound, frozenset())
        names = {home.estate, *(one.estate for one in self.called(home)), *self._all_names(home.estate)}
        return _told_whole({place for name in names for place in self._places(name, places)})

    def sounds(self, home: Home) -> tuple[str, ...]:
        """The sounds of the names by which the register may know the districts of a home's estate."""
        names = dict.fromkeys(one.estate for one in self.called(home))
        if len(names) == 1 and not self.has(home.estate):
            return (home.sound,) if home.sound else ()
        names |= dict.fromkeys(sorted(name for one in tuple(names) for name in self._all_names(one)))
        return tuple(dict.fromkeys(named(home, name).sound for name in names))

    def has(self, estate: str) -> bool:
        """Whether a name is another's, or another name is its."""
        return estate in self._connected

    def touches(self, home: Home) -> bool:
        """Whether any entry could have a say about a home."""
        if self.prefixes and home.estate.startswith(self.prefixes):
            return True
        return self.has(home.estate) or home.estate in self.districts or self.tails(home) != home.tails

    @cached_property
    def digest(self) -> str:
        """What tells this table from another, the same in every process."""
        districts = sorted((estate, sorted(places)) for estate, places in self.districts.items())
        return sha256(repr((self.aliases, self.prefixes, districts)).encode()).hexdigest()[:16]

    def __bool__(self) -> bool:
        return bool(self.aliases or self.prefixes or self.districts)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Alias]]:
        return _indexed((alias.name, alias) for alias in self.aliases)

    @cached_property
    def _by_estate(self) -> Mapping[str, list[Alias]]:
        return _indexed((alias.estate, alias) for alias in self.aliases)

    @cached_property
    def _by_tail(self) -> Mapping[str, list[tuple[Alias, tuple[str, ...]]]]:
        """By the tails of their estate: aliases, and the tails under which homes called so are stored."""
        return _indexed(
            (tail, (alias, self._tails(alias.name))) for alias in self.aliases for tail in self._tails(alias.estate)
        )

    @cached_property
    def _connected(self) -> frozenset[str]:
        return frozenset(name for alias in self.aliases for name in (alias.name, alias.estate))

    def _chains(self, estate: str, home: Home, seen: frozenset[str]) -> Iterator[Alias]:
        """Where the aliases lead to from a name, each as one alias; one that holds nearer by goes before the others."""
        fitting = [alias for alias in self._by_name.get(estate, ()) if alias.estate not in seen and alias.allows(home)]
        if home.district and fitting:
            nearest = max((bool(alias.district), bool(alias.city)) for alias in fitting)
            fitting = [alias for alias in fitting if (bool(alias.district), bool(alias.city)) == nearest]
        for alias in fitting:
            there = replace(home, city=home.city or alias.city, district=home.district or alias.district)
            further = list(self._chains(alias.estate, there, seen | {estate, alias.estate}))
            for last in further:
                yield replace(
                    last,
                    name=estate,
                    phase=alias.phase or last.phase,
                    city=alias.city or last.city,
                    district=alias.district or last.district,
                )
            if not further:
                yield alias

    def _moved(self, home: Home, brand: str, alias: Alias) -> Home | None:
        """The home in the estate that an alias means, under the developer's prefix with which the alias is written."""
        own = split_brand(alias.estate, self.prefixes)[0]
        if brand and own and own != brand:
            return None
        units = tuple((unit[0] or alias.phase, *unit[1:]) for unit in home.units)
        moved = named(home, alias.estate if own else brand + alias.estate, self.prefixes)
        return replace(
            moved, city=home.city or alias.city, district=home.district or alias.district, units=units or home.units
        )

    def _tails(self, name: str) -> tuple[str, ...]:
        both = (*estate_tails(name), *estate_tails(name, self.prefixes), *self._prefixed(name))
        return tuple(dict.fromkeys(both))

    def _prefixed(self, estate: str) -> Iterator[str]:
        """Tails of a short name with each of the company's prefixes before it, which a longer name keeps anyway."""
        if len(estate) == 2:
            for prefix in self.prefixes:
                yield from estate_tails(prefix + estate)

    def _one_estate(self, estate: str) -> frozenset[str]:
        """Names that mean one estate wherever it lies."""
        return self._reached(estate, lambda alias: not alias.city + alias.district)

    def _all_names(self, estate: str) -> frozenset[str]:
        """Names that mean one estate somewhere."""
        return self._reached(estate, lambda alias: True)

    def _reached(self, estate: str, counts: Callable[[Alias], bool]) -> frozenset[str]:
        if estate not in self._connected:
            return frozenset((estate,))
        found, waiting = set(), [estate]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [alias.estate for alias in self._by_name.get(name, ()) if counts(alias)]
                waiting += [alias.name for alias in self._by_estate.get(name, ()) if counts(alias)]
        return frozenset(found)

    def _places(self, estate: str, places: Mapping[str, frozenset[str]]) -> frozenset[str]:
        aliases = (*self._by_name.get(estate, ()), *self._by_estate.get(estate, ()))
        held = {alias.place for alias in aliases if alias.place}
        return places.get(named(Home(), estate).sound, frozenset()) | self.districts.get(estate, frozenset()) | held


def _told_whole(places: set[str]) -> frozenset[str]:
    """The places without those that name only a city or a district of another one."""
    whole = [place.split("/") for place in places if not place.startswith("/") and not place.endswith("/")]
    parts = {f"{city}/" for city, _ in whole} | {f"/{district}" for _, district in whole}
    return frozenset(places - parts)


def _indexed(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


NO_COMMUNITIES = Communities()
