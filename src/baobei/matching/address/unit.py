"""The small grammar of a unit: which number is the building, the entrance, the floor, the room.

Suffixes say it where they stand. The numbers without one are written as a shape, one character each, and a table of
how people write says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from baobei.matching.address.items import ANNEX, BARE, BUILDING, ENTRANCE, FLOOR, LANE, NUMBER, PHASE, ROOM, ROW, Item
from baobei.matching.address.numerals import plain
from baobei.matching.address.reading import Unit

HOMES, STALLS, ONE_BUILDING = "homes", "stalls", "one"
"""What an estate holds: homes; stalls, each with its number; or it is one building."""

# What suffixes have said (b building, e entrance, f floor), then the shape of the other numbers:
#   d up to 20, g up to 99, D more; A letters; L letters and digits (l: no more than two); M digits, letters and digits;
#   Y five digits, Z more; i up to 12, k more, h either, H as D with 号; r, R with 室 (h and D stand in brackets)
# and the readings, likeliest first, with a slot for each number: p b e f r; more than one r are joined, s is split into
# building and room, t and u into entrance and room, . is left out.
_RULES: tuple[tuple[str, str], ...] = (
    ("[bef]*:[^Z]+Z", "drop"),
    ("b:L", "t r"),  # 5幢A301
    ("b:[h]", "r e"),  # 8幢3号: a house in a row, or an entrance
    ("[bef]+:.", "r"),
    (":[rR]", "r"),
    (":[dgDhHZ]", "b r"),
    (":A", "b"),
    (":l", "b s r"),  # B3
    ("[be]*f:.+", "join"),  # 3楼205-1
    ("b?e:[dgA][dgrh]", "fr"),  # 1单元18-1
    ("b:[dg][dgr]", "fr"),  # 3栋18-1
    ("b:[dg]i", "fr"),  # 3栋18-1号
    ("b:[dg]k", "er fr"),  # 3栋4-15号
    ("b:[hH].|b:[dgA][DRHLM]", "er"),  # 三幢4号502
    ("b:..|b?e:..", "join"),  # 5幢302-2室
    (":L[dg]", "rr"),
    (":[hHDALl][dgDrRLM]|:[dg][DRHLM]|:.A|:[ALl][hH]", "br"),  # 12号501, A-1203
    (":[dg][dg]", "br fr be"),  # 6-7
    (":[dg][hr]|:[D][hH]", "br fr be"),
    ("b:[dg][dg][dghr]", "efr"),  # 3栋2-18-1
    ("b:[dg].[DRHLM]", "err"),
    (":.[^L][DRHLM]", "ber"),  # 8-2-1401
    (":[hH][dg][dgr]", "bfr"),  # 5号18-1
    (":.g[dgrh]", "bfr ber"),  # 3-25-2
    (":.[dDh][dgrhA]", "ber bfr"),  # 5-2-10
    (":.[dg][dg][dgrh]", "befr"),  # 3-2-18-1
    (":[dg].[dgA][DRH]", "pber befr"),  # 1-3-2-1801
    (":[dg].[dg][dg][dgrh]", "pbefr"),
)
_KIND_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    HOMES: ((":[DZ]", "r b"), (":[LM]", "s r"), ("b:Y", "u r"), (":[dg]Y", "bu br")),  # 3栋21801
    STALLS: ((":[dgDhHZ]", "r b"), ("b:L", "r t"), (":L", "r s"), (":M", "s r"), (":[D][dghr]", "rr br")),
    ONE_BUILDING: ((":[dgDhHZ]", "r"), (":L", "s r"), (":M", "s r"), (":[dg][dghr]", "fr br"), (":[D][dghr]", "rr br")),
}
_EITHER = str.maketrans({"h": "ik", "D": "DY"})
_COMPILED = {
    kind: tuple((re.compile(pattern.translate(_EITHER)), slots) for pattern, slots in (*rules, *_RULES))
    for kind, rules in _KIND_RULES.items()
}
_SLOTS = {"p": PHASE, "b": BUILDING, "e": ENTRANCE, "f": FLOOR, "r": ROOM}
_SPLIT = re.compile(r"([A-Z]{1,2}|\d{1,2}[A-Z])(\d{1,5}[A-Z]?)")


def readings(items: Sequence[Item], estate_kind: str = HOMES) -> tuple[Unit, ...]:
    """At most three readings of a unit's items, likeliest first; none where the grammar knows no such notation.

    ``estate_kind``: ``HOMES``, ``STALLS`` or ``ONE_BUILDING``.
    """
    if not items:
        return ()
    said, numbers, annex = _said(items)
    if not numbers:
        return _several([_unit(said, annex)])
    if len(numbers) == 2 and numbers[0] == Item(BARE, said.get(FLOOR, ""), numbers[0].joined):
        del numbers[0]  # 18楼18-1
    if _list(numbers):
        return ()
    numbers = _ranges(numbers, alone=ENTRANCE not in said)
    context = "".join(letter for letter, slot in _SLOTS.items() if letter in "bef" and slot in said)
    shape = "".join(map(_letter, numbers))
    made = [
        _unit({**said, **_assigned(slots, numbers)}, annex)
        for slots in _rule(estate_kind, f"{context}:{shape}", len(numbers))
    ]
    return _several(made)


def _several(made: Sequence[Unit]) -> tuple[Unit, ...]:
    """What can be meant, once each.

    Building 3-1 may be building 1 of phase 3, or entrance 1 of building 3; rooms 7-8 of a building room 8 on floor 7.
    """
    several = list(made)
    for unit in made:
        first, dash, second = unit.building.partition("-")
        if dash and first and not unit.phase and len(first) < 3:
            several.append(unit._replace(phase=first, building=second))
        if dash and first and not unit.entrance:
            several.append(unit._replace(building=first, entrance=second))
        floor, dash, room = unit.room.partition("-")
        if dash and unit.building and not unit.floor and room.isdigit() and len(floor) < 3:
            several.append(unit._replace(floor=floor, room=room))
    return tuple(unit for unit in dict.fromkeys(several) if any(unit))[:3]


def _said(items: Sequence[Item]) -> tuple[dict[str, str], list[Item], str]:
    """What the suffixes say, the numbers they leave open, and 附N."""
    said: dict[str, str] = {}
    numbers: list[Item] = []
    annex = ""
    for item, following in zip(items, [*(item.kind for item in items[1:]), ""], strict=True):
        kind = item.kind
        if kind == ANNEX:
            annex = item.value
        elif kind == NUMBER and following == FLOOR and not numbers:
            said.setdefault(ENTRANCE if BUILDING in said else BUILDING, item.value)  # 3号5楼
        elif kind in (BARE, NUMBER, ROOM):
            numbers.append(item)
        elif kind == BUILDING and item.joined and len(numbers) > 1 and ENTRANCE not in said:
            numbers.append(item._replace(kind=BARE))  # 3-2-701栋
        elif kind == LANE:
            numbers.append(item._replace(kind=NUMBER))
        elif kind == ROW:
            said[ENTRANCE] = item.value  # a row of stalls: 2楼3街105
        elif kind == BUILDING and BUILDING in said:
            said.setdefault(ENTRANCE, item.value)  # 5幢A座
        else:
            if kind == FLOOR and following == ENTRANCE and BUILDING not in said:
                kind = BUILDING  # 9楼2单元
            value = item.value
            if kind == BUILDING and len(numbers) == 1 and numbers[0].kind == BARE and ENTRANCE not in said:
                first = numbers.pop().value
                value = f"{first}{value}" if first.isalpha() else f"{first}-{value}"  # A-3栋, 3-1号楼
            if kind in (BUILDING, ENTRANCE) or (kind == FLOOR and item.joined):
                _before(kind, value, said, numbers)
            said.setdefault(kind, value)
    while len(numbers) > 1 and numbers[0].kind == numbers[1].kind == NUMBER and not numbers[1].joined:
        del numbers[0]  # 88弄5号
    return said, numbers, annex


def _before(kind: str, value: str, said: dict[str, str], numbers: list[Item]) -> None:
    """Numbers before a suffix that is not theirs: 4-2单元; 1-2楼 is a range, 6号4栋 has the yard's number."""
    if kind == FLOOR and len(numbers) == 2 and {item.kind for item in numbers} == {BARE} and BUILDING not in said:
        said |= {BUILDING: numbers[0].value, ENTRANCE: numbers[1].value}
        numbers.clear()  # 3-2-18楼1号
    if (len(numbers) > 1 and numbers[-1].kind == BARE) or (kind == BUILDING and ENTRANCE in said):
        return  # 18-1,2单元,3栋; 2单元1801,3栋
    if numbers and numbers[-1].kind == BARE:
        near = kind == FLOOR and value.isdigit() and numbers[-1].value == str(int(value) - 1)
        if not near:
            said.setdefault(BUILDING, numbers[-1].value)
    elif numbers and kind == ENTRANCE and numbers[-1].kind == NUMBER:
        said.setdefault(BUILDING, numbers[-1].value)
    numbers[:] = [item for item in numbers if item.kind == ROOM]


def _list(numbers: list[Item]) -> bool:
    """Whether they are more rooms than one home has: 13、14、15、16号."""
    values = [item.value for item in numbers]
    if len(values) < 4 or not values[0].isdigit() or numbers[-1].kind != NUMBER:
        return False
    return values == [str(int(values[0]) + step) for step in range(len(values))]


def _ranges(numbers: list[Item], *, alone: bool) -> list[Item]:
    """Numbers of several rooms joined as one: 301-302室, and where no entrance stands before them 7-8号."""
    joined = [numbers[0]]
    marked = alone and len(numbers) == 2 and numbers[-1].kind == NUMBER
    for item in numbers[1:]:
        last = joined[-1]
        first, second = last.value.rsplit("-", 1)[-1], item.value
        near = first.isdigit() and second.isdigit() and 0 < int(second) - int(first) < 20
        long = len(first) > 2 and len(second) > 2 and len(first) == len(second)
        if item.joined and last.kind == BARE and near and (long or (marked and int(second) == int(first) + 1)):
            kind = ROOM if item is numbers[-1] else BARE
            joined[-1] = Item(kind, f"{last.value}-{second}", last.joined)
        else:
            joined.append(item)
    return joined


def _letter(item: Item) -> str:
    value = item.value
    digits = sum(character.isdigit() for character in value)
    if value[0] == "吊":
        return "d"
    if not value.isdigit() and "-" not in value:
        if not digits:
            return "A"
        if value[0].isalpha():
            return "L" if digits > 2 or value[-1].isalpha() else "l"
        return "M" if value[-1].isdigit() else "D"
    if item.kind == BARE:
        if digits > 2 or "-" in value[1:]:
            return "D" if digits < 5 or "-" in value else "Y" if digits == 5 else "Z"
        return "g" if int(value) > 20 else "d"
    if item.kind != NUMBER:
        return "R" if digits > 2 else "r"
    if digits > 2:
        return "Z" if digits > 4 and "-" not in value else "H"
    return "i" if int(value) < 13 else "k"


@lru_cache(maxsize=4096)
def _rule(estate_kind: str, key: str, count: int) -> tuple[str, ...]:
    for pattern, slots in _COMPILED[estate_kind]:
        if pattern.fullmatch(key):
            if slots == "drop":
                return tuple(f"{rest}." for rest in _rule(estate_kind, key[:-1], count - 1))
            return ("r" * count,) if slots == "join" else tuple(slots.split(" "))
    return ()


def _assigned(slots: str, numbers: Sequence[Item]) -> dict[str, str]:
    assigned: dict[str, str] = {}
    for letter, item in zip(slots, numbers, strict=True):
        if letter == "u":
            assigned |= {ENTRANCE: item.value[0], ROOM: plain(item.value[1:])}
        elif letter in "st" and (split := _SPLIT.fullmatch(item.value)):
            assigned |= {BUILDING if letter == "s" else ENTRANCE: split[1], ROOM: plain(split[2])}
        elif letter in _SLOTS:
            slot = _SLOTS[letter]
            assigned[slot] = f"{assigned[slot]}-{item.value}" if slot in assigned else item.value
    return assigned


def _unit(filled: dict[str, str], annex: str) -> Unit:
    floor, room = floor_and_room(filled.get(FLOOR, ""), filled.get(ROOM, ""))
    return Unit(filled.get(PHASE, ""), filled.get(BUILDING, ""), filled.get(ENTRANCE, ""), floor, room + annex)


def floor_and_room(floor: str, room: str) -> tuple[str, str]:
    """The floor taken out of a room's number: 1801 is floor 18, room 1; 18A floor 18, room A; 40215 stays as it is."""
    hit = re.fullmatch(r"([1-9]\d?)(\d\d)([A-Z]?)|([1-9]\d?)([A-Z])", room)
    if hit is None or floor not in ("", hit[1] or hit[4]):
        return floor, room
    return (hit[1], plain(hit[2]) + hit[3]) if hit[1] else (hit[4], hit[5])
