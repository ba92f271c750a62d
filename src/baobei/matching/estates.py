"""Names of estates: developer's prefix, generic ending and sound taken apart."""

import re
from functools import cache

from baobei.matching.pinyin import blurred

BRANDS = (
    "龙湖 万科 金科 融创 保利 华润 恒大 碧桂园 中海 绿地 协信 鲁能 东原 旭辉 远洋 招商 首创 中粮 华宇 隆鑫 "
    "富力 雅居乐 绿城 新城 金地 世茂 阳光城 融信 中梁 正荣 金茂 华侨城 建发 越秀 佳兆业 龙光 合景 "
    "奥园 中南 新希望 首开 金辉 禹洲 融侨 花样年 中骏 蓝光 祥生 宝龙 雅戈尔 荣盛 弘阳 俊发 海伦堡 "
    "合生 敏捷 时代中国 仁恒 万达 复地 九龙仓 和记黄埔 长实 新鸿基 瑞安 嘉里 凯德 中交 中铁 中建 "
    "中冶 电建 保亿 德信 众安 坤和 野风 佳源 祥泰 鸿通 财信 同景 康田 泽科 "
    "北大资源 恒基 香江 星耀 天鸿 住总 城投 国瑞 国兴 首钢 泰禾 实地 弘阳 京基 鸿荣源 华强 "
    "莱蒙 天健 振业 深业 卓信 朗诗 景瑞 三盛 力高 南山"
).split()  # fmt: skip
GENERIC = tuple(
    "花园 国际 中心 新城 小镇 家园 公馆 广场 名苑 公寓 大厦 一期 二期 三期 社区 半岛 新村 名城 天地 国际城 公园".split()
)
_ENDING = re.compile("(?:住宅小区|花园小区|小区|社区)$")
_JOINT = re.compile(r"[·•・.\-—\s()（）“”\"']")
_BRAND = re.compile("^(" + "|".join(sorted(set(BRANDS), key=len, reverse=True)) + ")(?=.{2})")


def estate_name(written: str) -> str:
    """The estate's name without joints and generic ending."""
    name = _JOINT.sub("", written).upper()
    return _ENDING.sub("", name) or name


def split_brand(name: str, prefixes: tuple[str, ...] = ()) -> tuple[str, str]:
    """The developer's prefix (or nothing) and the rest, which is never less than two characters.

    ``prefixes`` are more of them than the built-in ones; the longest that fits counts.
    """
    match = _BRAND.match(name)
    found = match[1] if match else ""
    for prefix in prefixes:
        if len(found) < len(prefix) < len(name) - 1 and name.startswith(prefix):
            found = prefix
    return found, name[len(found) :]


def estate_tails(name: str, prefixes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a name has in common with its spelling under any prefix: its end, by blurred sound.

    Two where a known developer's prefix leaves so little that prefix and rest must be tried as a whole as well.
    """
    return tuple(dict.fromkeys(_tail(part) for part in (split_brand(name, prefixes)[1], name) if part))


def _tail(name: str) -> str:
    return blurred(name[-3:] if blurred(name[-2:]) in _generic_sounds() else name[-2:])


@cache
def _generic_sounds() -> frozenset[str]:
    """How generic endings sound: 花苑 is written for 花园, and must lead to the same end."""
    return frozenset(blurred(ending) for ending in GENERIC if len(ending) == 2)
