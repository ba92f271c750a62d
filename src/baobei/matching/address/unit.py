"""The small grammar of a unit: 3栋2单元18-1, 三幢二单元1801室, 3-2-1801, A座902, 7号楼, 2期5栋附1号."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from baobei.matching.address.numerals import CHARACTERS, integer, plain
from baobei.matching.address.reading import Unit

PHASE, BUILDING, ENTRANCE, FLOOR, ROOM = "phase", "building", "entrance", "floor", "room"
NUMBER, LANE, ANNEX, BARE = "number", "lane", "annex", "bare"


class Item(NamedTuple):
    """One number of a unit and what its suffix says it is."""

    kind: str
    value: str
    joined: bool = False
    """Whether a dash or the like stands before it."""


_VALUE = rf"(?:[A-Z]{{0,2}}\d{{1,6}}[A-Z]{{0,2}}|[{CHARACTERS}]{{1,7}}|[A-Z]{{1,2}}|[甲乙丙丁戊])"
_SUFFIXES: tuple[tuple[str, str], ...] = (
    (PHASE, "期"),
    (BUILDING, "号[楼栋幢座撞]|栋楼|幢楼|#楼|[栋幢座撞铜橦憧幛]|楼栋|#(?!门)"),
    (ENTRANCE, "单元|(?<=[0-9])门(?!面|市|口)|梯|号门|单(?=[0-9])|单$"),
    (FLOOR, "[楼层F](?![A-Z盘房])"),
    (ROOM, "号?(?:房间|办公室|商铺|铺面|店铺|店面|门面|地下室)|号?[房室户铺窒档]"),
    (LANE, "弄"),
    (NUMBER, "号(?!线|院|大街|地块|电梯|桥|公路|店|仓|厂|[楼栋幢座门])"),
)
_ITEM = re.compile(
    f"(?P<value>{_VALUE})(?:" + "|".join(f"(?P<{kind}>{suffix})" for kind, suffix in _SUFFIXES) + ")"
    rf"|附(?P<annex>\d{{1,4}}|[{CHARACTERS}]{{1,3}})号?"
    rf"|(?P<side>[东南西北中])(?=[座幢栋塔单])(?P<what>座|幢|栋|塔楼|单元)"
)
_NOT_UNIT = re.compile("[区街路道村组巷线期线大横]|弄")
_BARE = re.compile(rf"(?:[A-Z]{{0,2}}\d{{1,6}}[A-Z]{{0,2}}(?:(?<=[A-Z])\d{{1,5}})?|[A-Z]{{1,2}})(?![A-Z0-9])")
_NUMERAL_AT_END = re.compile(rf"[{CHARACTERS}]{{1,6}}(?=$|\s)")
_WORD = re.compile(r"[A-Z0-9]+|\s+")
_JOINT = re.compile(r"[\s,，.·、;；/\\_~:：()\[\]【】-]+")


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
        joint = _JOINT.match(text, position) if items else None
        at = joint.end() if joint else position
        item = _item(text, at, items, joint is not None)
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
            return Item(ENTRANCE if hit["what"] == "单元" else BUILDING, hit["side"], joined), hit.end()
        kind = hit.lastgroup or BARE
        return Item(kind, _value(hit["value"]), joined), hit.end()
    bare = _BARE.match(text, at)
    if bare and not _NOT_UNIT.match(text, bare.end()):
        return _bare(text, bare, before, joined)
    numeral = _NUMERAL_AT_END.match(text, at) if before else None
    return (Item(BARE, integer(numeral[0]), joined), numeral.end()) if numeral else None


def _bare(text: str, bare: re.Match[str], before: list[Item], joined: bool) -> tuple[Item, int] | None:
    """A number without suffix counts at the end, before a joint, or after an item of a unit."""
    letters = bare[0].isalpha()
    following = text[bare.end() : bare.end() + 1]
    ends = not following or _JOINT.match(following) is not None
    if letters and not (joined or before or following == "-"):
        return None
    goes_on = bool(following) and _ITEM.match(text, bare.end()) is not None
    placed = any(item.kind in (BUILDING, ENTRANCE, FLOOR) for item in before) or joined
    if ends or goes_on or placed:
        return Item(BARE, _value(bare[0]), joined), bare.end()
    return None


def _value(written: str) -> str:
    """Digits without leading zeros, letters as they are, Chinese numerals as digits."""
    if written.isascii():
        return re.sub(r"(?<![0-9])0+(?=[0-9])", "", written)
    return integer(written) if written[0] in CHARACTERS else written


def room_of(value: str, floor: str = "") -> tuple[str, str]:
    """Floor and room in one number: 1801 is floor 18, room 1; 18A floor 18, room A; a longer or shorter one is all room."""
    hit = re.fullmatch(r"(\d{1,2})(\d\d)([A-Z]?)", value)
    if hit:
        split = plain(hit[1]), plain(hit[2]) + hit[3]
        return split if floor in ("", split[0]) and split[0] != "0" else (floor, value)
    lettered = re.fullmatch(r"(\d{1,2})([A-Z])", value)
    if lettered and floor in ("", lettered[1]):
        return plain(lettered[1]), lettered[2]
    return floor, value


def readings(items: Iterable[Item], *, one_building: bool, tower: bool) -> tuple[Unit, ...]:
    """At most three readings of a unit's items, likeliest first.

    ``one_building``: the estate is one building, so that a lone pair is floor and room. ``tower``: a letter before a lone room
    names a tower rather than a row of stalls.
    """
    slots: dict[str, str] = {}
    loose: list[Item] = []
    number = ""
    kinds = list(items)
    for position, item in enumerate(kinds):
        last = position == len(kinds) - 1
        match item.kind:
            case "bare":
                loose.append(item)
            case "number":
                if not last and not (slots.get(BUILDING) or loose) and not number:
                    slots[BUILDING] = item.value
                elif last:
                    number = item.value
                else:
                    slots.setdefault(ENTRANCE, item.value)
            case "annex":
                slots[ROOM] = slots.get(ROOM, "") + item.value
            case "room":
                loose.append(item) if ROOM not in slots else None
            case "building" if BUILDING in slots and not item.value.isdigit():
                slots.setdefault(ENTRANCE, item.value)
            case "lane":
                slots.setdefault(BUILDING, item.value)
            case kind:
                if kind == BUILDING and loose:
                    slots[PHASE if len(loose) == 1 and loose[0].value.isdigit() else BUILDING] = loose[0].value
                    loose = []
                slots.setdefault(kind, item.value)
    if number and loose:
        loose.append(Item(BARE, number, True))
        number = ""
    return tuple(_spread(slots, [item.value for item in loose], number, one_building, tower))[:3]


def _spread(slots: dict[str, str], values: list[str], number: str, one_building: bool, tower: bool) -> list[Unit]:
    """Place the numbers without suffix into the slots that are still free."""
    made = [_unit(slots, assigned) for assigned in _assignments(slots, values, number, one_building, tower)]
    return [unit for unit in dict.fromkeys(made) if any(unit)]


def _assignments(slots: dict[str, str], values: list[str], number: str, one: bool, tower: bool) -> list[dict[str, str]]:
    building, entrance, floor = slots.get(BUILDING), slots.get(ENTRANCE), slots.get(FLOOR)
    if number:
        if floor or entrance:
            return [{ROOM: number}]
        return [{ROOM: number}, {ENTRANCE: number}] if building else [{BUILDING: number}, {ROOM: number}]
    if not values:
        return [{}]
    *heads, last = values
    long = len(re.sub(r"\D", "", last)) > 2
    match len(heads):
        case 0:
            return _lone(slots, last, long, one, tower)
        case _ if floor:
            if building is None and entrance is None and len(heads) == 1 and not long:
                return [{ROOM: "-".join(values)}, {BUILDING: heads[0], ROOM: last}]
            return [{ROOM: "-".join(values)}]
        case 1:
            first = heads[0]
            storey = {FLOOR: first, ROOM: last}
            if building or entrance:
                if len(re.sub(r"\D", "", first)) > 2:
                    return [{ROOM: "-".join(values)}]
                if entrance or not long:
                    return [storey] if entrance else [storey, {ENTRANCE: first, ROOM: last}]
                return [{ENTRANCE: first, ROOM: last}]
            if long:
                return [{BUILDING: first, ROOM: last}]
            house = {BUILDING: first, ROOM: last}
            return [storey, house] if one else [house, storey, {BUILDING: first, ENTRANCE: last}]
        case 2:
            first, second = heads
            if building or entrance:
                return [{ENTRANCE: first, FLOOR: second, ROOM: last}] if not long else [{ENTRANCE: second, ROOM: last}]
            flat = {BUILDING: first, ENTRANCE: second, ROOM: last}
            if long:
                return [flat]
            storey = {BUILDING: first, FLOOR: second, ROOM: last}
            return [storey, flat] if second.isdigit() and int(second) > 20 else [flat, storey]
        case 3:
            if building:
                return [{PHASE: heads[0], ENTRANCE: heads[1], FLOOR: heads[2], ROOM: last}]
            if long:
                return [{PHASE: heads[0], BUILDING: heads[1], ENTRANCE: heads[2], ROOM: last}]
            return [{BUILDING: heads[0], ENTRANCE: heads[1], FLOOR: heads[2], ROOM: last}]
        case _:
            phase, first, second, storey_number = heads[-4:]
            return [{PHASE: phase, BUILDING: first, ENTRANCE: second, FLOOR: storey_number, ROOM: last}]


def _lone(slots: dict[str, str], last: str, long: bool, one: bool, tower: bool) -> list[dict[str, str]]:
    """One number at the end: a room, or where nothing else is known perhaps the house."""
    if slots.get(BUILDING) or slots.get(ENTRANCE) or slots.get(FLOOR) or slots.get(ROOM):
        return [{ROOM: last}]
    lettered = re.fullmatch(r"([A-Z]{1,2}|\d{1,2}[A-Z])(\d{1,5})", last)
    if lettered:
        split, whole = {BUILDING: lettered[1], ROOM: lettered[2]}, {ROOM: last}
        return [split, whole] if tower or last[0].isdigit() else [whole, split]
    return [{ROOM: last}] if long or one else [{BUILDING: last}, {ROOM: last}]


def _unit(slots: dict[str, str], assigned: dict[str, str]) -> Unit:
    filled = {**slots, **assigned}
    room = filled.get(ROOM, "")
    if ROOM in assigned and slots.get(ROOM):
        room = f"{assigned[ROOM]}{slots[ROOM]}" if slots[ROOM].startswith("附") else assigned[ROOM]
    floor, room = room_of(room, filled.get(FLOOR, ""))
    return Unit(filled.get(PHASE, ""), filled.get(BUILDING, ""), filled.get(ENTRANCE, ""), floor, room)
