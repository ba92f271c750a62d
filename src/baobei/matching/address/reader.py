"""One address read: the place from the left, the unit from the right, the estate between them."""

from __future__ import annotations

import re

from baobei.matching.address.gazetteer import Place, place_of
from baobei.matching.address.items import BUILDING, ENTRANCE, FLOOR, PHASE, Item, Run, runs
from baobei.matching.address.numerals import CHARACTERS, integer
from baobei.matching.address.reading import AddressReading, Unit
from baobei.matching.address.street import Street, between, street_of, town_of
from baobei.matching.address.tidy import parted, tidy
from baobei.matching.address.unit import HOMES, ONE_BUILDING, STALLS, readings

LONGEST = 300

_JOINTS = re.compile(r"[·•・.\-—\s()（）“”「」『』《》\"',，、;；:：|/]+")
_ENDING = re.compile("(?<=..)(?:住宅小区|小区|社区)+$")
_NUMBERED = re.compile(f"[{CHARACTERS}]+(?=号)")
_STALLS = re.compile(
    "(?:市场|商业街|[商贸装鞋材珠宝皮革家具饰品配]城|商场|广场|中心|商务楼|星座|酒店|产业园|科技园|工业园|创[意业]园|电商园|特产场)"
    "[一-鿿0-9A-Z]{0,3}[区楼房]?$"
)
_NAME = re.compile(r"[\s,，.\-]*(?!.*(?:先生|女士|小姐|家$|联系|电话))[一-鿿][一-鿿·]{2,11}")
_TRIM = " ,，.;；、-()（）"
_APART = re.compile(r"[\s,，、;；]+")
_COMMITTEE = re.compile("^[一-鿿]{2,4}社区(?=[一-鿿]{3})(?!家属|宿舍|[一-鿿]区)")
_GATE = re.compile("(?<=...)[东南西北正后]门$")
_BLANK = re.compile("[?*X]+(?:[栋幢座楼#]|号楼|单元)$")
_SECTION = re.compile("[A-Z0-9东南西北]{1,2}(?:区|组团)")
_VILLAGE = re.compile("(?:村|庄|屯|寨|[0-9一-十]组|社)$")


def read_address(text: str, *, single_buildings: tuple[str, ...], site_words: tuple[str, ...]) -> AddressReading:
    """Read an address as people write it.

    Args:
        text: one address; what lies beyond 300 characters is left unread (and said for another 300).
        single_buildings: endings of an estate that is one building, such as 大厦 (address.single_buildings).
        site_words: endings of a named site, such as 厂 (address.site_words).

    Returns: what was read; nothing is guessed, and nothing raises.
    Source: CR-3.1, CR-7.0.
    """
    clean, note = parted(tidy(text[:LONGEST]))
    place = place_of(clean)
    town, rest = town_of(clean[place.end :], below=bool(place.city or place.district))
    run, street = _unit_run(rest)
    before, after = (rest[: run.start], rest[run.end :]) if run else (rest, "")
    road, number, community = between(before, street)
    if not community and after and not street.items:
        community, after = after.strip(" -,，."), ""
    elif not community and after and not road:
        place, community, after = _smallest_first(place, after)
    elif town:
        community = _COMMITTEE.sub("", community)
    community, hidden = _building_apart(community, street)
    undecided = run is not None and (bool(hidden) or after[:1] in ("*", "?") or before.endswith("或"))  # 18**, 3或5栋
    if run and undecided:
        street, after = Street(street.number), hidden + rest[run.start :]
    phase, community = _phase(_GATE.sub("", _joined(community)))
    if community.endswith("信箱"):
        street, after = Street(street.number), rest[run.start :] if run else after  # a post-office box
    estate = _estate(community) or (road + number if road else "")
    one = community.endswith(single_buildings) if community else bool(number) and not number.endswith("弄")
    units = _units(street, phase, ONE_BUILDING if one else STALLS if _STALLS.search(community) else HOMES)
    if street.items and not units and run and not undecided:
        after = rest[run.start :]
    if after and not place.district:
        place, after = _place_behind(place, after)
    site = bool(community) and community.endswith(site_words)
    complete = bool(units) and _complete(units[0], estate, one)
    numbered = bool(road and number) or (bool(units and units[0].building) and bool(_VILLAGE.search(community)))
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
        unread=(after + note).strip(_TRIM) + text[LONGEST : 2 * LONGEST],
        detailed=complete or numbered or site,
        complete=complete,
        inferred=tuple(
            name for name in ("province", "city", "district") if getattr(place, name) and name not in place.written
        ),
    )


def _smallest_first(place: Place, after: str) -> tuple[Place, str, str]:
    """Estate and places written behind the unit: 3栋1801, 春晓花园, 渝北区, 重庆."""
    first, *larger = _APART.split(after.strip(_TRIM))
    if not _NAME.fullmatch(first):
        return place, "", after
    turned = "".join(reversed(larger))
    behind = place_of(turned)
    if turned and behind.end == len(turned):
        return behind, first, ""
    return place, first, ",".join(larger)


def _building_apart(community: str, street: Street) -> tuple[str, str]:
    """A building from which something unreadable parts the room: 3栋旁边501 is not room 501 of every building."""
    if any(item.kind == BUILDING for item in street.items):
        return community, ""
    if blank := _BLANK.search(community):
        return community[: blank.start()], blank[0]
    for run in runs(community):
        near = len(community) - 4 <= run.end < len(community)
        if near and run.start > 1 and any(item.kind in (BUILDING, ENTRANCE) for item in run.items):
            return community[: run.start], community[run.start :]
    return community, ""


def _place_behind(place: Place, after: str) -> tuple[Place, str]:
    """The district written behind the unit."""
    behind = place_of(after)
    fits = behind.district and place.city in ("", behind.city)
    return (behind, after[behind.end :]) if fits else (place, after)


def _unit_run(rest: str) -> tuple[Run | None, Street]:
    """The last group of numbers that is more than a road's number, else the last road's number."""
    fallback: tuple[Run | None, Street] = (None, Street())
    for run in reversed(_across_sections(rest, runs(rest))):
        street = street_of(rest[: run.start], run.items)
        if street.items:
            return run, street
        if fallback[0] is None:
            fallback = run, street
    return fallback


def _across_sections(rest: str, found: list[Run]) -> list[Run]:
    """Groups between which only a section stands are one: 2楼A区105号."""
    joined = found[:1]
    for run in found[1:]:
        last = joined[-1]
        if _SECTION.fullmatch(rest, last.end, run.start) and last.items[-1].kind in (FLOOR, BUILDING):
            joined[-1] = Run(last.start, run.end, (*last.items, *run.items))
        else:
            joined.append(run)
    return joined


def _joined(community: str) -> str:
    """The name without joints, unless it is written in Latin letters."""
    return community.strip(" -,") if community.isascii() else _JOINTS.sub("", community)


def _estate(community: str) -> str:
    """The name by which an estate is known again: without joints and 小区, 壹号 and 一号 as 1号."""
    name = _ENDING.sub("", _JOINTS.sub("", community))
    return _NUMBERED.sub(lambda hit: integer(hit[0]), name)


def _phase(community: str) -> tuple[str, str]:
    """A phase inside the estate's name: 悦湾1期南区."""
    for run in runs(community):
        if run.items[0].kind == PHASE:
            return run.items[0].value, community[: run.start] + community[run.end :]
    return "", community


def _units(street: Street, phase: str, estate_kind: str) -> tuple[Unit, ...]:
    items = street.items
    if street.house and not any(item.kind == BUILDING for item in items):
        items = (Item(BUILDING, street.house), *items)
    found = readings(items, estate_kind)
    if not phase:
        return found
    return tuple(unit._replace(phase=unit.phase or phase) for unit in found) or (Unit(phase=phase),)


def _complete(unit: Unit, estate: str, one_building: bool) -> bool:
    return bool(estate and unit.room and (unit.building or unit.entrance or one_building))
