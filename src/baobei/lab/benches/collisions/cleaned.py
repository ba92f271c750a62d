"""Columns as one would clean them for any record linkage: expressions and tables of today, no grammar of addresses."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

_LOOK_ALIKE = str.maketrans("OoIl", "0011")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1\d{10})")
_LANDLINE = re.compile(r"(0\d{9,11})(?!\d)")
_MASKED = re.compile(r"(1\d{2})[^\d;/、,]{1,9}(\d{4})(?!\d)")
_NOTE = re.compile(r"[(\[][^期]*?[)\]]|[\s()]")
_TITLE = re.compile("^(?:客户:|业主)|(?:先生|女士|小姐|总|哥|姐|老师|老板|经理|师傅|阿姨|太太|本人|介绍来的)$")
_CITY = re.compile("^(?:[一-鿿]{2,3}省)?(?:[一-鿿]{2,3}市)?")
_DISTRICT = re.compile("^([一-鿿]{2,3})区")
_ROAD = re.compile(r"[一-鿿]{2,5}(?:路|街|巷|大道)\d+号")
_NUMERAL = re.compile(
    "[零一二三四五六七八九十]+(?=期|栋|幢|座|单元|楼|层|室|门)|(?<=[楼层元])[零一二三四五六七八九十]+(?=号)"
)
_FLOOR_TWICE = re.compile(r"(?<!\d)(\d+)[楼层](?=\1\d{2}(?!\d))")
_PHASE = re.compile(r"第?(\d+)期")
_PLACES = re.compile(r"(?<!\d)[A-Z](?![A-Z])|\d+")
_SURNAME_OF_TWO = ("欧阳", "上官", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "令狐")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Cleaned:
    """A row in columns; numbers of the unit as text, empty where there is none."""

    id: str
    phones: tuple[str, ...]
    ends: tuple[str, ...]
    surname: str
    name: str
    pinyin: str
    district: str
    estate: str
    phase: str
    building: str
    entrance: str
    floor: str
    room: str
    kin_phones: tuple[str, ...]

    @property
    def home(self) -> str:
        """The address as one text."""
        unit = (self.phase, self.building, self.entrance, self.floor, self.room)
        return f"{self.district}{self.estate}{'-'.join(filter(None, unit))}"

    @property
    def text(self) -> str:
        """All of the row as one text."""
        return " ".join((self.name, *self.phones, self.home))


def cleaned(key: str, written: str, phones_field: str, address: str, relatives: str) -> Cleaned:
    """The cells of a row in columns."""
    phones, ends = _phones(phones_field)
    name = _TITLE.sub("", _NOTE.sub("", _plain(written)))
    latin = name.isascii()
    surname = "" if latin else name[: 2 if name.startswith(_SURNAME_OF_TWO) else 1]
    district, estate, unit = _address(address)
    return Cleaned(
        id=key,
        phones=phones,
        ends=ends,
        surname=surname,
        name=name,
        pinyin=name.lower() if latin else _pinyin(name),
        district=district,
        estate=estate,
        **unit,
        kin_phones=_phones(relatives)[0],
    )


def _plain(text: str) -> str:
    return str(_simplified().convert(unicodedata.normalize("NFKC", text)))


def _phones(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    plain = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKE)
    joined = re.sub(r"[\s().\-]", "", plain)
    full = dict.fromkeys([*_MOBILE.findall(joined), *_LANDLINE.findall(_MOBILE.sub("", joined))])
    ends = [number[:3] + number[7:] for number in full] or [first + last for first, last in _MASKED.findall(plain)]
    return tuple(full), tuple(dict.fromkeys(ends))


def _address(text: str) -> tuple[str, str, dict[str, str]]:
    plain = _NOTE.sub("", _plain(text))
    rest = _CITY.sub("", plain)
    found = _DISTRICT.match(rest)
    district, rest = (found[1], rest[found.end() :]) if found else ("", rest)
    road = _ROAD.search(rest)
    rest = _NUMERAL.sub(lambda numeral: str(_number(numeral[0])), _ROAD.sub("", rest))
    rest = _FLOOR_TWICE.sub("", rest)
    phase = _PHASE.search(rest)
    parts = _PLACES.findall(rest[phase.end() :] if phase else rest)
    beginning = phase or _PLACES.search(rest)
    estate = (rest[: beginning.start()] if beginning else rest).strip("第·").removesuffix("小区").replace("·", "")
    if not estate and road:
        estate = road[0]
    return district, estate, {"phase": phase[1] if phase else "", **_unit(parts)}


def _unit(parts: list[str]) -> dict[str, str]:
    """What the numbers after the estate mean by their count; 1801 is floor 18, room 1."""
    if parts and parts[-1].isdigit() and int(parts[-1]) > 100:
        parts = [*parts[:-1], str(int(parts[-1]) // 100), str(int(parts[-1]) % 100)]
    parts = [str(int(part)) if part.isdigit() else part for part in parts[:4]]
    names = {4: ("building", "entrance", "floor", "room"), 3: ("building", "floor", "room"), 1: ("building",)}
    return dict.fromkeys(names[4], "") | dict(zip(names.get(len(parts), ()), parts, strict=False))


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0)


@cache
def _simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name))
