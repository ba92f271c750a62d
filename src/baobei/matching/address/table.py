"""The table that ``baobei address`` writes: a row an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from baobei.matching.address.reader import read_address
from baobei.matching.address.reading import AddressReading, Unit

COLUMNS = ("line", "province", "city", "district", "community", *Unit._fields, "complete", "readings")


def table(
    lines: Iterable[str], *, single_buildings: tuple[str, ...], site_words: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    """Rows under ``COLUMNS`` for the command ``baobei address --in TEXT_FILE --out OUT.csv``: one a line, empty or not.

    Args:
        lines: addresses, one a line, with or without line ends.
        single_buildings: address.single_buildings of the policy.
        site_words: address.site_words of the policy.

    Returns: rows of strings; ``line`` counts from 1, ``complete`` is ``true`` or ``false``, ``readings`` holds at most
    three ``phase/building/entrance/floor/room``, likeliest first, joined by ``|``.
    Source: contract, the command ``address``.
    """
    for number, line in enumerate(lines, start=1):
        reading = read_address(line.rstrip("\r\n"), single_buildings=single_buildings, site_words=site_words)
        yield _row(number, reading)


def _row(number: int, reading: AddressReading) -> dict[str, str]:
    return {
        "line": str(number),
        "province": reading.province,
        "city": reading.city,
        "district": reading.district,
        "community": reading.community,
        **reading.unit._asdict(),
        "complete": "true" if reading.complete else "false",
        "readings": "|".join("/".join(unit) for unit in reading.readings),
    }
