"""Numbers and their suffixes in an address, from left to right: 3栋 2单元 18 1, A座 902, 2期 5栋 附1."""

from __future__ import annotations

import re
from typing import NamedTuple

from baobei.matching.address.numerals import CHARACTERS, integer

PHASE, BUILDING, ENTRANCE, FLOOR, ROOM = "phase", "building", "entrance", "floor", "room"
NUMBER, LANE, ANNEX, ROW, BARE = "number", "lane", "annex", "row", "bare"


class Item(NamedTuple):
    """One number of a unit and what its suffix says it is."""

    kind: str
    value: str
    joined: bool = False
    """Whether a dash or the like stands before it."""


_CHINESE = f"[{CHARACTERS}]"
_MORE = rf"(?=[\s,，、/-]*第?(?:[0-9A-Z]|{_CHINESE}))"
_VALUE = (
    rf"(?:(?:吊|负|地下)(?:\d{{1,2}}|{_CHINESE}{{1,2}})|\d{{1,4}}[A-EG-Z]\d{{2,5}}|[A-Z]{{0,2}}\d{{1,6}}[A-Z]{{0,2}}"
    rf"|{_CHINESE}{{1,7}}|[IV]{{3,4}}(?=[期栋幢座单])|[甲乙丙丁]\d{{1,2}}(?=[栋幢座#]|号楼)|[A-Z]{{1,2}}|[甲乙丙丁戊])"
)
_SUFFIXES: tuple[tuple[str, str], ...] = (
    (PHASE, "期(?:工程)?"),
    (
        BUILDING,
        f"号(?:[楼栋幢座撞]|塔楼?)(?![道洞])|#[楼栋幢座]|[栋幢座撞铜橦憧幛][楼座]?|楼[栋座]|塔楼?{_MORE}|#(?!门|单元)",
    ),
    (ENTRANCE, f"[号#]?(?:单元门?|单[圆园员]|门[洞栋]|楼[道洞])|[号#]?[门梯](?!面|市|口)|排|[单口元]{_MORE}|单$"),
    (FLOOR, "[楼层](?![盘房上下面])|F(?![A-Z])"),
    (ROOM, "号?(?:房间|办公室|商铺|铺面|店铺|店面|门面|地下室|单位)|号?[房室户铺窒档]"),
    (ROW, "(?<=[区城场楼层].)街(?=[0-9])|(?<=[区城场楼层]..)街(?=[0-9])"),
    (LANE, "弄"),
    (
        NUMBER,
        "号(?!线|大?院|大街|地块|电梯|桥|公路|店|仓|厂|公[馆寓园]|花园|小区|社区|别墅|国际|广场|庄园|山庄|半岛|[城里府邸宅墅湾楼栋幢座门])",
    ),
)
_ITEM = re.compile(
    f"(?:(?<![^0-9零〇一二两三四五六七八九十百元号]门)第|(?<=门第)第)?(?P<value>{_VALUE})(?:"
    + "|".join(f"(?P<{kind}>{suffix})" for kind, suffix in _SUFFIXES)
    + ")"
    rf"|附(?P<annex>\d{{1,4}}|{_CHINESE}{{1,3}})号?"
    rf"|(?P<side>[东南西北中左右])(?P<what>座|幢|栋|塔楼|单元|塔(?=[0-9])|(?<=[栋幢座楼#].)门(?=[0-9])"
    r"|(?<=[0-9一二三四五六七八九十][楼层F].)[户室首手门]|(?<=[0-9][楼层F][\s,，-].)[户室首手门])"
)
_FIRST = re.compile(rf"[\dA-Z{CHARACTERS}第附吊负地甲乙丙丁戊东南西北中左右]")
"""How any item begins; most characters of an address begin none."""
_ROADS = "路街道巷弄段线"
_NOT_UNIT = re.compile("[区街路道村组巷线期线大横]|弄")
_BARE = re.compile(r"(?:(?:吊|负)\d{1,2}|[A-Z]{0,2}\d{1,6}[A-Z]{0,2}(?:(?<=[A-Z])\d{1,5})?|[A-Z]{1,2})(?![A-Z0-9])")
_NUMERAL_AT_END = re.compile(rf"{_CHINESE}{{1,6}}(?=$|\s)")
_BELOW = re.compile("吊|负|地下")
_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_THREE = re.compile("[0-9]{1,3}-[0-9]{1,2}-[0-9]")
_GOES_ON = re.compile(rf"[\s,，、/-]*(?:第?[0-9A-Z]|{_CHINESE}{{1,4}}[-楼层单门室号])")
_WORD = re.compile(r"[A-Z0-9]+|\s+")
_SIDE = "[东南西北侧](?=[0-9A-Z])"
_JOINT = re.compile(rf"[\s,，.·、;；/\\_~+|¦→>×=&:：()\[\]【】-]+(?:{_SIDE})?|{_SIDE}|之(?=[0-9一二三四五六七八九十])")


class Run(NamedTuple):
    """Items that stand together at ``start`` to ``end`` of the text."""

    start: int
    end: int
    items: tuple[Item, ...]


def runs(text: str) -> list[Run]:
    """All groups of items in ``text``, from left to right, in time linear in its length."""
    found: list[Run] = []
    items: list[Item] = []
    start = end = position = 0
    while position < len(text):
        if items:
            joint = _JOINT.match(text, position)
        elif first := _FIRST.search(text, position):
            joint, position = None, first.start()
        else:
            break
        at = joint.end() if joint else position
        item = _item(text, at, items, joint is not None)
        if item and items and joint is None and (items[-1].kind, item[0].kind) == (ROOM, NUMBER):
            found.append(Run(start, end, tuple(items)))
            items, position = [], item[1]  # a part of a room: 1801室2号
            continue
        if item:
            if not items:
                start = at
            items.append(item[0])
            position = end = item[1]
            continue
        if items:
            found.append(Run(start, end, tuple(items)))
            items = []
        position = max(_word_end(text, at), position + 1)
    if items:
        found.append(Run(start, end, tuple(items)))
    return found


def _word_end(text: str, position: int) -> int:
    """Past one character that is no item; past a whole number, of which no part may be one."""
    hit = _WORD.match(text, position)
    return hit.end() if hit else position + 1


def _item(text: str, at: int, before: list[Item], joined: bool) -> tuple[Item, int] | None:
    hit = _ITEM.match(text, at)
    if hit:
        if hit["annex"]:
            return Item(ANNEX, "附" + _value(hit["annex"]), joined), hit.end()
        if hit["side"]:
            return Item(_side(hit["what"], before), hit["side"], joined), hit.end()
        kind = hit.lastgroup or BARE
        if not hit["value"].strip("X"):
            return None  # X栋: which one is not said
        if _street_like(text, at, kind, hit["value"]):
            return None
        if not before and (_in_name(text, at, kind, hit["value"]) or _ends_name(text, at, kind, hit.end())):
            return None
        value = _value(hit["value"])
        if kind in (PHASE, ENTRANCE) or len(value) > 1:
            value = _ROMAN.get(value, value)
        if before and before[-1].kind == FLOOR and _of_floor(kind, value, text[hit.end() - 1]):
            kind = ROOM
        elif kind == BUILDING and text[hit.end() - 1] == "#" and _closes(text, hit.end(), before):
            kind = ROOM  # 3-2-1801#
        return Item(kind, value, joined), hit.end()
    bare = _BARE.match(text, at)
    if bare and not _NOT_UNIT.match(text, bare.end()):
        return _bare(text, bare, before, joined)
    numeral = _NUMERAL_AT_END.match(text, at) if before else None
    return (Item(BARE, integer(numeral[0]), joined), numeral.end()) if numeral else None


def _side(what: str, before: list[Item]) -> str:
    """What the eastern one is: 东座, 东单元, 18楼东户."""
    if what in "户室首手门" and before and before[-1].kind == FLOOR:
        return ROOM
    return ENTRANCE if what in ("单元", "门") else BUILDING


def _of_floor(kind: str, value: str, suffix: str) -> bool:
    """Whether it is a flat of the floor before: 5楼1门, 18楼C座."""
    return (kind == ENTRANCE and suffix == "门") or (kind == BUILDING and suffix == "座" and value.isalpha())


def _closes(text: str, end: int, before: list[Item]) -> bool:
    """Whether # at ``end`` closes a room's number: nothing of a unit follows."""
    return any(item.kind in (BUILDING, ENTRANCE, FLOOR, NUMBER, BARE) for item in before) and not _GOES_ON.match(
        text, end
    )


def _in_name(text: str, at: int, kind: str, value: str) -> bool:
    """Whether Chinese numerals belong to a name: 三门, 十八梯, 九房, 公园壹号."""
    if value[0] not in CHARACTERS:
        return False
    if kind == ROOM:
        return True
    if kind == NUMBER:
        return at > 0 and text[at - 1] not in _ROADS
    following = text[at + len(value) : at + len(value) + 2]
    return following[:1] in tuple("门梯塔口元") or (following[:1] == "单" and following != "单元")


def _street_like(text: str, at: int, kind: str, value: str) -> bool:
    """Whether it is a place of steps: 人民路12号十八梯."""
    return kind == ENTRANCE and len(value) > 1 and value[0] in CHARACTERS and text[at + len(value)] == "梯"


def _ends_name(text: str, at: int, kind: str, end: int) -> bool:
    """Whether a number ends the estate's name: 御景1号 3栋, 御景1号 3-2-1801, but in 小区6号 4栋 it is a yard's."""
    return kind == NUMBER and at > 0 and text[at - 1] not in _ROADS + "区村苑园社" and _unit_follows(text, at, end)


def _unit_follows(text: str, at: int, end: int) -> bool:
    """Whether a building or phase follows a number from ``at`` to ``end`` that stands right behind a name."""
    end += text[end : end + 1] == " "
    following = _ITEM.match(text, end)
    goes_on = following.lastgroup in (PHASE, BUILDING) if following else _THREE.match(text, end) is not None
    return goes_on and "一" <= text[at - 1] <= "鿿"


def _bare(text: str, bare: re.Match[str], before: list[Item], joined: bool) -> tuple[Item, int] | None:
    """A number without suffix counts at the end, before a joint, or after an item of a unit."""
    letters = bare[0].isalpha()
    following = text[bare.end() : bare.end() + 1]
    ends = not following or _JOINT.match(following) is not None
    if letters and not (joined or before or following == "-"):
        return None
    if following == " " and not before and bare.start() > 0 and _unit_follows(text, bare.start(), bare.end()):
        return None  # 阳光100 3栋
    goes_on = bool(following) and _ITEM.match(text, bare.end()) is not None
    if joined and "一" <= following <= "鿿" and any(_is_room(item) for item in before):
        return None  # 1801, 120万
    placed = any(item.kind in (BUILDING, ENTRANCE, FLOOR) for item in before) or joined
    if ends or goes_on or placed:
        value = _value(bare[0])
        return Item(BARE, _ROMAN.get(value, value) if before and len(value) > 1 else value, joined), bare.end()
    return None


def _is_room(item: Item) -> bool:
    return item.kind == ROOM or (item.kind in (BARE, NUMBER) and len(item.value) > 2)


def _value(written: str) -> str:
    """Digits without leading zeros, letters as they are, Chinese numerals as digits; below the street negative."""
    if written.isascii():
        return _ZEROS.sub("", written)
    below = _BELOW.match(written)
    if below:
        return ("吊" if below[0] == "吊" else "-") + _value(written[below.end() :])
    return integer(written) if written[0] in CHARACTERS else written
