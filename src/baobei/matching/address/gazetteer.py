"""Provinces, cities, districts and development zones, their short and former names; read when first asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

EDITION = 2
"""Counts up where what is derived changes, so that an older file is derived anew."""
FILE = Path(__file__).with_name("places.json")
"""What ``derivation`` derives from installed packages; never committed."""

DEVELOPMENT_ZONES = {
    # A zone lies across districts; without names it is not known which.
    "两江新区": "渝北区 江北区 北碚区",
    "北部新区": "渝北区 江北区 北碚区",
    "西部科学城": "沙坪坝区 九龙坡区 北碚区 江津区 璧山区",
    "天府新区": "双流区 武侯区 锦江区 龙泉驿区",
    "未来科技城": "余杭区",
    "大江东": "萧山区 钱塘区",
    "东湖高新区": "洪山区 江夏区",
    "前海新区": "南山区 宝安区",
    "光明新区": "光明区 宝安区",
    "龙华新区": "龙华区 宝安区",
    "坪山新区": "坪山区 龙岗区",
    "大鹏新区": "龙岗区",
    "经开区": "",
    "高新区": "",
    "保税区": "",
    "开发区": "",
    "度假区": "",
}
_FORMER = {
    # A district of before, and those into which it has gone over.
    "万盛区": "綦江区",
    "下城区": "拱墅区",
    "江干区": "上城区 钱塘区",
    "江东区": "鄞州区",
    "绍兴县": "柯桥区 越城区",
    "芳村区": "荔湾区",
    "萝岗区": "黄埔区",
    "卢湾区": "黄浦区",
    "闸北区": "静安区",
    "南汇区": "浦东新区",
    "崇文区": "东城区",
    "宣武区": "西城区",
    "塘沽区": "滨海新区",
    "白下区": "秦淮区",
    "沧浪区": "姑苏区",
    "金阊区": "姑苏区",
}
ZONES: dict[str, frozenset[str]] = {
    name: frozenset(districts.split()) for name, districts in (DEVELOPMENT_ZONES | _FORMER).items()
}
"""Zones and former districts, which contradict none of the districts given, and none at all where none are given."""

_ZONE = re.compile(
    "(?:国家)?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新开发区|"
    + "|".join(sorted(DEVELOPMENT_ZONES, key=len, reverse=True))
    + ")"
)
# What follows a short name that is no place but the beginning of a road's or an estate's name.
_JOINED = re.compile(
    "[路街镇乡村湾苑庭府邸里道嘴站庄桥院]|城(?![东南西北中口])|大道|大街|天地|大厦|大楼|大桥|大学|银行|广场|花园|小区|公寓|人家|国际|印象|公馆|时代|大院|宿舍|家属|明珠|星座|之|新村|新城(?![一-鿿]{2})|名|家园|天街|"
    "[东南西北中]+[路街]|商|[一二三四五六七八九十]+[村区坊]|[0-9A-Z]{1,4}+(?:[栋幢座期号#楼]|(?![一-鿿]{2}))|$"
)


_ONE = re.compile("[一二三壹贰叁0-9]+[号品](?!楼)")
# Short names that more often begin an estate's name than a district.
_ALSO_NAMES = tuple(
    (
        "龙湖 新城 东方 朝阳 江南 长安 金山 长江 桃源 金湖 太湖 东湖 玉泉 青山 新华 和平 建华 铁东 铁西 文峰 滨江 滨海 "
        "滨湖 城东 城西 城南 城北 城中 城关 东城 西城 南城 北城 河东 河西 江岸 湖滨 海港 鼓楼 西湖 南湖 南山 白云 天河 "
        "光明 中山 中原 云龙 翠屏"
    ).split()
)


# Where a district is written alone and short; elsewhere such a name more often begins an estate's.
_LARGE = frozenset(
    (
        "北京市 天津市 上海市 重庆市 广州市 深圳市 杭州市 宁波市 南京市 苏州市 无锡市 成都市 武汉市 西安市 沈阳市 "
        "大连市 哈尔滨市 长春市 济南市 青岛市 厦门市 福州市 郑州市 长沙市 合肥市 南昌市 昆明市 贵阳市 南宁市 "
        "石家庄市 太原市 佛山市 东莞市 温州市"
    ).split()
)
_COAST = ("浙江省", "江苏省", "福建省", "广东省", "山东省")
_REST = re.compile(
    r"[\s,，.·、\-]*(?![一-鿿]?(?:小区|社区|花园|家园|公寓|广场|新村|国际|宿舍|家属|大厦))"
    r"(?![一-鿿]{0,2}?[一二三四五六七八九十壹贰叁](?:[期栋幢座]|号(?![公院府0-9A-Z])))(?:[一-鿿·]{3}|[0-9A-Z]{1,4}[一-鿿·]{2})"
)
_NAME = re.compile(r"[\s,，.·、\-]*[一-鿿·A-Z0-9]{2}")


class Division(NamedTuple):
    """A division; ``district`` and ``city`` are empty for what lies above."""

    province: str
    city: str
    district: str


class Gazetteer(NamedTuple):
    """Divisions by full and by short name, names of towns, how long the names are that begin with two characters."""

    full: dict[str, list[Division]]
    short: dict[str, list[Division]]
    towns: frozenset[str]
    lengths: dict[str, list[int]]


@cache
def gazetteer() -> Gazetteer:
    """The divisions of China, today's and those of before."""
    kept = _kept() or _derived()
    divisions = [Division(*names) for names in kept["divisions"]]
    full, short = (
        {name: [divisions[place] for place in places] for name, places in kept[key].items()}
        for key in ("full", "short")
    )
    lengths: dict[str, list[int]] = {}
    for length, beginning in sorted({(len(name), name[:2]) for name in (*full, *short)}, reverse=True):
        lengths.setdefault(beginning, []).append(length)
    return Gazetteer(full, short, frozenset(kept["towns"]), lengths)


def _kept() -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(FILE.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if kept.get("edition") == EDITION else None


def _derived() -> dict[str, Any]:
    """Derived now, where no file is kept or an older one, and kept if the folder lets it."""
    from baobei.matching.address import derivation  # needed once in the life of an installation

    made = derivation.derive()
    derivation.keep(made)
    return made


@dataclass(slots=True)
class Place:
    """What was read from the left, up to ``end``; ``written`` are the fields that the text names itself."""

    province: str = ""
    city: str = ""
    district: str = ""
    end: int = 0
    written: set[str] = field(default_factory=set)


_SKIP = re.compile(r"(?:[\s,，.·、:：;；\-/|]|中国(?=.{0,3}[省市])|市辖区|NULL|地址[:：]?)*")


def place_of(text: str) -> Place:
    """Read province, city, district or zone at the beginning of ``text``, repeated or not, in full or short.

    A short name counts where the words after it go on as an address. A zone is the district where no district is named.
    """
    place, zone, end = Place(), "", 0
    for _ in range(10):
        start = _end_of(_SKIP.match(text, end))
        found = _division(text, start, place)
        if found:
            entry, end = found
            _take(place, entry)
        elif not zone and (zone := _zone(text, start, place)):
            end = _end_of(_ZONE.match(text, start))
        else:
            break
        place.end = end
    if zone and not place.district:
        place.district = zone
        place.written.add("district")
        for district in ZONES.get(zone, ()):
            if not place.city and len(entries := gazetteer().full.get(district, [])) == 1:
                place.province, place.city, _ = entries[0]
    return place


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _zone(text: str, start: int, place: Place) -> str:
    hit = _ZONE.match(text, start)
    if hit is None or not (place.city or ZONES.get(hit[0]) or (start == 0 and _NAME.match(text, hit.end()))):
        return ""
    name = hit[0].removeprefix("国家")
    return name if name in ZONES else "经开区" if name.startswith("经济") else "高新区"


def _take(place: Place, entry: Division) -> None:
    place.written.add("district" if entry.district else "city" if entry.city else "province")
    if entry.city == entry.province and not entry.district:
        place.written.add("province")
    place.province = entry.province or place.province
    place.city = entry.city or place.city
    place.district = entry.district or place.district


def _division(text: str, start: int, place: Place) -> tuple[Division, int] | None:
    places = gazetteer()
    for length in places.lengths.get(text[start : start + 2], ()):
        name = text[start : start + length]
        if name in places.full and (entry := _fitting(places.full[name], place)):
            return entry, start + length
        if name in places.short and not _begins_name(text, start + length, name, place):
            entry = _fitting(places.short[name], place)
            if entry and _goes_on(text, start + length, entry, place):
                return entry, start + length
    return None


def _begins_name(text: str, end: int, name: str, place: Place) -> bool:
    """Whether a short name begins a road's or an estate's: 上海路, 滨江壹号院; but 重庆渝中壹号院 lies in 渝中."""
    if _JOINED.match(text, end):
        return True
    return (not place.city or name in _ALSO_NAMES) and _ONE.match(text, end) is not None


def _goes_on(text: str, end: int, entry: Division, place: Place) -> bool:
    """Whether a short name stands for a place: not below a known district, and alone only before a long enough rest."""
    if place.district:
        return False
    if place.city or (not entry.district and (place.province or not entry.city)):
        return True
    if not entry.district:
        known = entry.city in _LARGE or entry.province in _COAST
        return known or _division(text, _end_of(_SKIP.match(text, end)), Place(entry.province, entry.city)) is not None
    if not _written_short(entry) or text[:end].endswith(_ALSO_NAMES):
        return False
    return _REST.match(text, end) is not None


def _written_short(entry: Division) -> bool:
    """Whether people leave out city and 区 or 市: in large cities, and for towns that are larger than their city."""
    if entry.district.endswith("区"):
        return not entry.city or entry.city in _LARGE
    return entry.district.endswith("市") and entry.province in _COAST


def _fitting(entries: list[Division], place: Place) -> Division | None:
    """The division meant where ``place`` is known so far; of several cities' districts only the name is sure."""
    fitting = [
        entry
        for entry in entries
        if (not place.city or not entry.city or entry.city == place.city)
        and (not place.province or entry.province == place.province)
        and (not place.district or not entry.district or entry.district == place.district)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return None
    cities = [entry for entry in fitting if not entry.district]
    if len(cities) == 1:
        return cities[0]
    if place.city:
        return fitting[0]
    names = {entry.district for entry in fitting}
    return Division("", "", names.pop()) if len(names) == 1 else None
