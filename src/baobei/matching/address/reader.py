"""One address read: place from the left, unit from the right, and what lies between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from baobei.matching.address.gazetteer import Place, place_of
from baobei.matching.address.reading import AddressReading, Unit
from baobei.matching.address.unit import ANNEX, BARE, BUILDING, LANE, NUMBER, Item, Run, readings, runs
from baobei.matching.normalise import plain

LONGEST = 300

_NOTE = re.compile(
    r"(?:[\s,，.。;；、·!！?？~\-_/(（\[【]|[)）\]】]|电联系?|联系|请?电话联系|业主(?:本人)?|房主|租客|住户|新房|二手房|毛坯|精装|期房|现房|准现房|尾盘"
    r"|已?(?:交房|入住|装修|收房|接房)|未(?:交房|装修|入住|接房)|待(?:交房|装修)|家里?|自住|备用|左右|附近|旁边?|对面)+$"
)
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,40})[)）\]】]")
_DASH = re.compile("(?<=[0-9A-Z])[一—–―−ー~至]+(?=[0-9A-Z])|[—–―−]+")
_BELONGS = re.compile(r"^(?:[^业主新旧]*(?:期|栋|幢|座|楼|单元|室|号|区|苑))$|^[A-Z0-9-]+$")
_TOWN = re.compile(
    r"[\s,，.·\-]*((?:[一-鿿]{1,6}?街道办事处|[一-鿿]{1,6}?街道(?!办)|[一-鿿]{1,5}?镇(?![江海宁平远雄赉安北南东西路中])|[一-鿿]{1,4}?乡(?![村路政亲音情]))(?:办事处)?)"
)
_ROAD_END = re.compile("(?:路|街|道|巷|弄|胡同|公路|[路街道][东南西北中]段|[路街道]段|大街[东南西北]段|线|横|[路街][东西南北])$")
_ROAD = re.compile("(?:大道|大街|[路街巷道]|胡同)(?:[东西南北中]段|[东西南北](?=[0-9]))?")
_GENERIC = re.compile("^(?:住宅?小区|小区|社区|家属[院区楼]|宿舍|新村|[东西南北]?[村里院园]|口|花园|大院|步行街|.?|[东南西北]?区)$")
_JOINTS = re.compile(r"[·•・.\-—\s()（）“”\"',，、;；:：]+")
_ENDING = re.compile("(?<=..)(?:住宅小区|花园小区|小区|社区)$")
_SPOT = re.compile("[一-鿿A-Z0-9]")


@dataclass(frozen=True, slots=True)
class _Street:
    """A road, its number, and the items of the run that were no road number; ``house`` the last part of 14-5号."""

    number: str = ""
    house: str = ""
    items: tuple[Item, ...] = ()


def read_address(text: str, *, single_buildings: tuple[str, ...], site_words: tuple[str, ...]) -> AddressReading:
    """Read an address as people write it.

    Args:
        text: one address; what lies beyond 300 characters is left unread.
        single_buildings: endings of an estate that is one building, such as 大厦 (address.single_buildings).
        site_words: endings of a named site, such as 厂 (address.site_words).

    Returns: what was read; nothing is guessed, and nothing raises.
    Source: CR-3.1, CR-7.0.
    """
    clean = tidy(text[:LONGEST])
    place = place_of(clean)
    rest = clean[place.end :]
    town, rest = _town(rest)
    run, street = _unit_run(rest)
    before, after = (rest[: run.start], rest[run.end :]) if run else (rest, "")
    road, number, community = _between(before, street, run is not None)
    if not community and _SPOT.search(after) and run and not street.items:
        community, after = after, ""
    phase, community = _phase(_JOINTS.sub("", community) if not community.isascii() else community.strip(" -,"))
    estate = _estate(community) or (road + number if road else "")
    one = community.endswith(single_buildings)
    units = _units(street, phase, one, community)
    site = community.endswith(site_words) and bool(community)
    complete = bool(units) and _complete(units[0], estate, one or bool(number and not community))
    numbered = bool(road and number)
    written = place.written
    return AddressReading(
        province=place.province,
        city=place.city,
        district=place.district,
        street=town,
        road=road,
        road_number=number,
        community=community,
        estate=estate,
        site=site,
        readings=units,
        unread=(_left(after) + text[LONGEST:]),
        detailed=complete or numbered or site,
        complete=complete,
        inferred=tuple(
            name for name in ("province", "city", "district") if getattr(place, name) and name not in written
        ),
    )


def tidy(text: str) -> str:
    """One way of writing: half width, simplified, upper case, dashes alike, notes at the end left out."""
    clean = _DASH.sub("-", plain(text).upper())
    clean = _BRACKET.sub(lambda hit: hit[1] if _BELONGS.match(hit[1]) else "", clean)
    return _NOTE.sub("", clean)


def _town(rest: str) -> tuple[str, str]:
    hit = _TOWN.match(rest)
    return (hit[1], rest[hit.end() :]) if hit else ("", rest)


def _unit_run(rest: str) -> tuple[Run | None, _Street]:
    """The last group of numbers that is more than a road's number, else the last road's number."""
    found = runs(rest)
    fallback: tuple[Run | None, _Street] = (None, _Street())
    for run in reversed(found):
        street = _street(rest[: run.start], run.items)
        if street.items:
            return run, street
        if fallback[0] is None:
            fallback = run, street
    return fallback


def _street(before: str, items: tuple[Item, ...]) -> _Street:
    """Take a road's number off the front of ``items`` where a road stands before them."""
    if not _ROAD_END.search(before.rstrip(" -,，")) or before.endswith("街道"):
        return _Street(items=items)
    at, number, house = 0, "", ""
    pairs = []
    while at < len(items) and items[at].kind == BARE:
        pairs.append(items[at])
        at += 1
    if at < len(items) and items[at].kind in (NUMBER, LANE):
        parts = [*pairs, items[at]]
        lane = items[at].kind == LANE
        number = "-".join(item.value for item in parts) + ("弄" if lane else "")
        house = parts[-1].value if len(parts) > 1 else ""
        at += 1
        if lane:
            rest = items[at:]
            return _Street(number, "", rest)
    elif len(pairs) == len(items) and len(pairs) <= 2 and all(len(item.value) < 5 for item in pairs):
        number = "-".join(item.value for item in pairs)
        house = pairs[-1].value if len(pairs) > 1 else ""
    elif len(pairs) == 1 and at < len(items) and items[at].kind == BUILDING:
        number = pairs[0].value
    else:
        return _Street(items=items)
    if at < len(items) and items[at].kind == ANNEX:
        number += items[at].value
        at += 1
    if house and at == len(items):
        return _Street(number, house, ())
    if not house and len(items) - at == 1 and items[at].kind == BARE and items[at].joined and len(items[at].value) < 3:
        return _Street(f"{number}-{items[at].value}", items[at].value, ())
    return _Street(number, house, items[at:])


def _between(before: str, street: _Street, has_run: bool) -> tuple[str, str, str]:
    """Road, road number and community in the text between the place and the unit."""
    if street.number:
        return _road_name(before), street.number, ""
    last = None
    for run in runs(before + "|"):
        own = _street(before[: run.start], run.items)
        if own.number and not own.items:
            last = run, own
    numbered = re.compile(r"(?:大道|大街|[路街巷弄道段])(\d{1,5}(?:-\d{1,4})*)号?(?=[一-鿿])").search(before)
    if last:
        run, own = last
        return _road_name(before[: run.start]), own.number, before[run.end :]
    if numbered and before[numbered.end()] not in "区街路道村巷":
        return _road_name(before[: numbered.start(1)]), numbered[1], before[numbered.end() :]
    return _named_road(before)


def _named_road(before: str) -> tuple[str, str, str]:
    """A road without number before the community: 学院路紫桂花园."""
    hits = list(_ROAD.finditer(before))
    for hit in reversed(hits):
        name, rest = before[: hit.end()], before[hit.end() :]
        if len(name) > 2 and not name.endswith("街道") and len(rest) > 1 and not _GENERIC.match(rest):
            return _road_name(name), "", rest
    return "", "", before


def _road_name(text: str) -> str:
    """The road at the end of ``text``, without the places before it."""
    name = re.split(r"[\s,，.;；·]|街道|镇(?=..)|社区|(?<=.)村(?=..)", text.rstrip(" -,，"))[-1]
    parts = re.split("(?<=[路街])(?=.*[路街道巷弄]$)", name)
    return parts[-1] if len(parts[-1]) > 2 else name


def _phase(community: str) -> tuple[str, str]:
    """A phase inside the community's name: 香水湾1期 南区."""
    found = [run for run in runs(community) if run.items[0].kind == "phase"]
    if not found:
        return "", community
    run = found[0]
    return run.items[0].value, community[: run.start] + community[run.end :]


def _estate(community: str) -> str:
    name = _JOINTS.sub("", community)
    return _ENDING.sub("", name)


def _units(street: _Street, phase: str, one: bool, community: str) -> tuple[Unit, ...]:
    if not street.items:
        found = (Unit(building=street.house),) if street.house else ()
    else:
        items = street.items
        if street.house and not any(item.kind == BUILDING for item in items):
            items = (Item(BUILDING, street.house), *items)
        found = readings(items, one_building=one, tower=not community.endswith(("市场", "城", "园", "广场", "商场")))
    if phase:
        found = tuple(unit._replace(phase=unit.phase or phase) for unit in found) or (Unit(phase=phase),)
    return found


def _complete(unit: Unit, estate: str, one: bool) -> bool:
    return bool(estate and unit.room and (unit.building or unit.entrance or one))


def _left(after: str) -> str:
    return after.strip(" ,，.;；、-()（）")


__all__ = ["LONGEST", "Place", "read_address", "tidy"]
