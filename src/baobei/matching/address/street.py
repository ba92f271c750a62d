"""What stands between the district and the estate: town or street office, road, and the road's number."""

from __future__ import annotations

import re
from typing import NamedTuple

from baobei.matching.address.gazetteer import gazetteer
from baobei.matching.address.items import ANNEX, BARE, BUILDING, LANE, NUMBER, Item, runs

_GENERIC = (
    "花园|小区|社区|家园|公寓|公馆|新村|宿舍|人家|别墅|中心|广场|家属[院区楼]|大院|时代|天地|国际|名[城苑]|[上新]城"
    "|世家|半岛|小镇|学府|老街|正街|胡同"
)
_NAME_GOES_ON = f"{_GENERIC}|[一二三四五六七八九十]+村|[里居苑的府墅湾庭郡邸坊巷台]"
_TOWN = re.compile(
    r"[\s,，.·\-]*((?:[一-鿿]{1,6}?街道(?!办)"
    rf"|[一-鿿]{{1,5}}?(?<![小古新])镇(?![江海宁]?(?:[路街市区]|大道)|[中东西南北][路街心]|{_NAME_GOES_ON})"
    f"|[一-鿿]{{1,4}}?乡(?![村路政亲音情]|{_NAME_GOES_ON})"
    "|[一-鿿]{1,6}?街道办事处)(?:办事处)?)"
)
_ROAD_END = re.compile("(?:[路街道](?:[东南西北中]?段)?|[路街][东南西北]|[巷弄线横]|胡同)$")
_ROAD = re.compile("(?:大道|大街|[路街巷道]|胡同)(?:[东西南北中]段)?")
_NUMBERED = re.compile(r"(?:[路街巷弄道段])(\d{1,5}(?:-\d{1,4})*)号?+(?=[一-鿿])(?![区街路道村巷])")
_OLD = ("正街", "老街", "横街", "新街")
_NO_ROAD = ("街道", "金融街", "步行街", "商业街", "天街", "美食街", "老街", "一条街")
_ONLY_ROAD = re.compile(
    f"(?:(?:住宅?)?(?:{_GENERIC}|步行街)|[东南西北一二三四五六七八九十0-9]{{0,2}}[村里院园区坊]|.?)$"
)
_CROSSING = re.compile("^(?:交叉口|交汇处|交界处|路口)[东南西北]?侧?(?=..)")
_YARD = ("院", "大院", "院内", "号院")
_BEFORE_ROAD = re.compile(r"[\s,，.;；·-]+|街道|镇(?=..)|社区|(?<=.)村(?=..)")
_APART = re.compile(r"(.*?[一-鿿]{2,}.*?)[\s,，、-]+$")
_TWO_ROADS = re.compile("(?<=[路街])(?=.{2,}[路街道巷弄]$)")


class Street(NamedTuple):
    """A road's number, and the items after it; ``house`` is the last part of 8-3号."""

    number: str = ""
    house: str = ""
    items: tuple[Item, ...] = ()


class Between(NamedTuple):
    """Road, road's number, and the estate's name after them."""

    road: str
    number: str
    estate: str


def town_of(rest: str, *, below: bool) -> tuple[str, str]:
    """The town, township or street office (街道) at the beginning of ``rest``, and what follows.

    ``below``: a district or city stands before it, below which a short name may be a town of before.
    """
    hit = _TOWN.match(rest)
    if hit is None:
        return "", rest
    if hit[1][-1] in "镇乡" and hit[1] not in gazetteer().towns:
        former = below and len(hit[1]) < 4 and "一" <= rest[hit.end() : hit.end() + 1] <= "鿿"
        if not former:
            return "", rest
    return hit[1], rest[hit.end() :]


def street_of(before: str, items: tuple[Item, ...]) -> Street:
    """Take the road's number off the front of ``items`` where ``before`` ends in a road."""
    if not _ROAD_END.search(before.rstrip(" -,，")[-4:]) or before.endswith("街道"):
        return Street(items=items)
    bare = 0
    while bare < len(items) and items[bare].kind == BARE:
        bare += 1
    closing = items[bare].kind if bare < len(items) else ""
    values = [item.value for item in items[: bare + 1]]
    if closing == LANE:
        return Street("-".join(values) + "弄", "", items[bare + 1 :])
    if closing == NUMBER:
        return _numbered(values, items[bare + 1 :])
    if bare == 1 and closing == BUILDING:
        return Street(values[0], "", items[1:])
    if bare == 2 == len(items) and len(values[1]) in (3, 4) and (before.endswith(_OLD) or _NUMBERED.search(before)):
        return Street(items=items)  # 照山路18号江口新街1-2102
    if bare == len(items) <= 2 and all(len(value) < 5 for value in values):
        return Street("-".join(values), _house(values, last=True), ())
    return Street(items=items)


def _numbered(values: list[str], rest: tuple[Item, ...]) -> Street:
    number, house = "-".join(values), _house(values, last=not rest)
    if rest and rest[0].kind == ANNEX:
        return Street(number + rest[0].value, house, rest[1:])
    if len(rest) == 1 and rest[0].kind == BARE and rest[0].joined and len(rest[0].value) < 3:
        return Street(f"{number}-{rest[0].value}", rest[0].value, ())  # 21号-3
    return Street(number, house, rest)


def _house(values: list[str], *, last: bool) -> str:
    """House 9 of 12-3号; none in 20-28号3楼, which are several numbers of the road."""
    if len(values) < 2:
        return ""
    first, house = values[-2:]
    several = first.isdigit() and house.isdigit() and 0 < int(house) - int(first) < 30
    return "" if several and not last else house


def between(before: str, street: Street) -> Between:
    """Read the text between the place and the unit; ``street`` is what was read where the unit begins."""
    if street.number:
        return _with_number(before, street.number, "")
    for run in reversed(runs(before + "|")):
        own = street_of(before[: run.start], run.items)
        if own.number and not own.items:
            return _with_number(before[: run.start], own.number, before[run.end :])
    if hit := _NUMBERED.search(before):
        return _with_number(before[: hit.start(1)], hit[1], before[hit.end() :])
    return _without_number(before.rstrip(" -,，"))


def _with_number(before: str, number: str, estate: str) -> Between:
    """A road with its number; the estate stands after it, or apart before it: 春晓花园 照山路18号."""
    road = _road_name(before)
    if estate in _YARD:
        estate = ""  # 照山路18号院3号楼
    if not estate.strip(" -,，"):
        apart = _APART.match(before.strip(" -,，").removesuffix(road))
        estate = apart[1] if apart else ""
    return Between(road, number, estate)


def _without_number(before: str) -> Between:
    """A road without a number before the estate: 学府路春晓花园, but 建新路小区 is an estate."""
    for hit in reversed(list(_ROAD.finditer(before))):
        name, rest = before[: hit.end()], before[hit.end() :]
        if len(name) > 2 and not name.endswith(_NO_ROAD) and len(rest) > 1 and not _ONLY_ROAD.match(rest):
            return Between(_road_name(name), "", _CROSSING.sub("", rest))
    return Between("", "", before)


def _road_name(text: str) -> str:
    """The road at the end of ``text``, without the places before it."""
    name = _BEFORE_ROAD.split(text.strip(" -,，"))[-1]
    last = _TWO_ROADS.split(name)[-1]
    return last if len(last) > 2 else name
