"""What was read in an address (CR-3.1, CR-7.0)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Unit(NamedTuple):
    """One reading of a housing unit: plain integers without leading zeros, upper-case letters, ``""`` where absent.

    18-1, 1801 and 18楼1号 are one unit: floor 18, room 1. ``building`` is also a house number (号) before a room.
    """

    phase: str = ""
    building: str = ""
    entrance: str = ""
    floor: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class AddressReading:
    """An address taken apart.

    ``community`` is the estate, village or named site as written, in simplified characters, without its phase;
    ``estate`` is that name without joints and generic ending, or the street number where no community is named: what
    a unit lies in. ``site``: the address is a named site (ends in a word for one). ``readings``: at most three,
    likeliest first. ``unread`` is text in which nothing was recognised. ``detailed``: it has a housing unit, a street
    number or a named site. ``complete``: the first reading is a housing unit. ``inferred`` names the fields that were
    not written but follow from others.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    road: str = ""
    road_number: str = ""
    community: str = ""
    estate: str = ""
    site: bool = False
    readings: tuple[Unit, ...] = ()
    unread: str = ""
    detailed: bool = False
    complete: bool = False
    inferred: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """The likeliest reading; an empty unit where there is none."""
        return self.readings[0] if self.readings else Unit()

    def to_json(self) -> list[Any]:
        """The reading as compact plain data."""
        return [
            *(getattr(self, name) for name in _NAMES),
            int(self.site),
            [list(unit) for unit in self.readings],
            self.unread,
            int(self.detailed),
            int(self.complete),
            list(self.inferred),
        ]

    @classmethod
    def from_json(cls, data: list[Any]) -> AddressReading:
        """The reading again, from what ``to_json`` wrote."""
        *names, site, units, unread, detailed, complete, inferred = data
        return cls(
            **dict(zip(_NAMES, names, strict=True)),
            site=bool(site),
            readings=tuple(Unit(*unit) for unit in units),
            unread=unread,
            detailed=bool(detailed),
            complete=bool(complete),
            inferred=tuple(inferred),
        )


_NAMES = ("province", "city", "district", "street", "road", "road_number", "community", "estate")
