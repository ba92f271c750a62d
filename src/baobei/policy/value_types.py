"""The types of values: what a pack may write, and what the rules read. Each says in words what it wants."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from baobei.policy.spelling import nearest

LONGEST_DAYS = 36_500
MOST_LOG_ODDS = 30
FORM_FIELD_TYPES = ("text", "number", "money", "date")
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST_WORD = 100


class WrongType(ValueError):
    """A value of another type; its text says what is wanted and what is there."""


@dataclass(frozen=True)
class Type:
    """A type of values.

    ``name`` is what a pack writes; ``read`` gives the rules' value from the written one and raises WrongType;
    ``optional`` types may be null, which means *off*.
    """

    name: str
    wants: str
    read: Callable[[Any], Any]
    optional: bool = False

    def __call__(self, written: Any) -> Any:
        """The value that the rules read. Raises WrongType saying what was wanted."""
        if written is None and self.optional:
            return None
        try:
            return self.read(written)
        except WrongType as fault:
            raise WrongType(f"should be {self.wants}{', or null for off' if self.optional else ''}; {fault}") from None


def whole(name: str, *, least: int = 0, most: int = LONGEST_DAYS, unit: str = "", optional: bool = False) -> Type:
    """Whole numbers from ``least`` to ``most``."""

    def read(written: Any) -> int:
        if type(written) is not int or not least <= written <= most:
            raise WrongType(f"{_shown(written)} is not")
        return written

    return Type(name, f"a whole number of {unit or name} from {least} to {most}", read, optional)


def word(*words: str) -> Type:
    """One of a few words."""

    def read(written: Any) -> str:
        if not isinstance(written, str) or written not in words:
            raise WrongType(f"{_shown(written)} is not{nearest(written, words)}")
        return written

    return Type("word", f"one of {', '.join(words)}", read)


def list_of(one: Type) -> Type:
    """A list without repetition."""

    def read(written: Any) -> tuple[Any, ...]:
        if not isinstance(written, list | tuple):
            raise WrongType(f"{_shown(written)} is not")
        items = tuple(one.read(item) for item in written)
        for i, item in enumerate(items):
            if item in items[:i]:
                raise WrongType(f"{_shown(written[i])} stands in it twice")
        return items

    return Type("list", f"a list, each {one.wants}", read)


def map_of(keys: tuple[str, ...], one: Type) -> Type:
    """A mapping with exactly these keys."""

    def read(written: Any) -> Mapping[str, Any]:
        if not isinstance(written, Mapping):
            raise WrongType(f"{_shown(written)} is not")
        for key in written:
            if key not in keys:
                raise WrongType(f"{_shown(key)} is not one of them{nearest(key, keys)}")
        for key in keys:
            if key not in written:
                raise WrongType(f"{key} is missing")
        return {key: one.read(written[key]) for key in keys}

    return Type("map", f"a mapping with {', '.join(keys)}, each {one.wants}", read)


def _fraction(written: Any) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, int | float) or not 0 <= written <= 1:
        raise WrongType(f"{_shown(written)} is not")
    return Decimal(str(written))


def _log_odds(written: Any) -> float:
    """A weight; within bounds in which a sum of them, and its exponential, stay finite."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not abs(written) <= MOST_LOG_ODDS:
        raise WrongType(f"{_shown(written)} is not")
    return float(written)


def _flag(written: Any) -> bool:
    if not isinstance(written, bool):
        raise WrongType(f"{_shown(written)} is not")
    return written


def _money(written: Any) -> Decimal:
    text = str(written) if type(written) is int else written
    if not isinstance(text, str) or not _MONEY.fullmatch(text):
        raise WrongType(f"{_shown(written)} is not")
    return Decimal(text)


def _text(written: Any) -> str:
    if not isinstance(written, str) or not written.strip() or _CONTROL.search(written) or len(written) > _LONGEST_WORD:
        raise WrongType(f"{_shown(written)} is not")
    return written.strip()


def _form_field(written: Any) -> Mapping[str, Any]:
    """A field of the registration form; a plain name is a text that is not required (CR-3.1)."""
    if isinstance(written, str):
        return {"name": _text(written), "type": "text", "required": False}
    if not isinstance(written, Mapping):
        raise WrongType(f"{_shown(written)} is not")
    for key in written:
        if key not in ("name", "type", "required"):
            raise WrongType(f"{_shown(key)} is no key of a field{nearest(key, ('name', 'type', 'required'))}")
    kind = written.get("type", "text")
    if kind not in FORM_FIELD_TYPES:
        raise WrongType(f"{_shown(kind)} is no type of a field{nearest(kind, FORM_FIELD_TYPES)}")
    return {"name": _text(written.get("name")), "type": kind, "required": _flag(written.get("required", False))}


def _form_fields(written: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(written, list | tuple):
        raise WrongType(f"{_shown(written)} is not")
    fields = tuple(_form_field(one) for one in written)
    names = [one["name"] for one in fields]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise WrongType(f"{name} stands in it twice")
    return fields


def _escalation(written: Any) -> tuple[Any, ...]:
    """Fines in the order of the repetitions; the last step may propose dismissal (CR-6.3)."""
    if not isinstance(written, list | tuple) or not written:
        raise WrongType(f"{_shown(written)} is not")
    *steps, last = written
    return (*(_money(step) for step in steps), last if last == "dismissal" else _money(last))


def _items(written: Any) -> Mapping[str, tuple[str, ...]]:
    """Which items an inspection of an area takes, by kind of area (OH)."""
    kinds = ("public", "personal", "gm")
    if not isinstance(written, Mapping):
        raise WrongType(f"{_shown(written)} is not")
    for key in written:
        if key not in kinds:
            raise WrongType(f"{_shown(key)} is no kind of area{nearest(key, kinds)}")
    return {kind: list_of(TEXT).read(items) for kind, items in written.items()}


def _shown(written: Any) -> str:
    match written:
        case None:
            return "null"
        case bool():
            return str(written).lower()
        case str():
            return f'"{written}"' if len(written) <= _LONGEST_WORD else f'"{written[:_LONGEST_WORD]}…"'
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list" if written else "an empty list"
    return str(written)


FLAG = Type("flag", "true or false", _flag)
TEXT = Type("text", f"a text of 1 to {_LONGEST_WORD} characters", _text)
YUAN = Type("yuan", 'an amount in yuan, whole or quoted as in "49.50"', _money)
FRACTION = Type("fraction", "a number from 0 to 1", _fraction)
LOG_ODDS = Type("log_odds", f"a number from -{MOST_LOG_ODDS} to {MOST_LOG_ODDS}", _log_odds)
DAYS = whole("days")
WORKING_DAYS = whole("working_days", unit="working days")
HOURS = whole("hours")
MINUTES = whole("minutes", most=1_000_000)
MONTHS = whole("months", most=1_200)
COUNT = whole("count", most=1_000_000_000, unit="times")
COUNT_FROM_ONE = whole("count", least=1, most=1_000_000_000, unit="times")
DAYS_OR_OFF = whole("days", least=1, optional=True)
WORKING_DAYS_OR_OFF = whole("working_days", least=1, unit="working days", optional=True)
TEXTS = list_of(TEXT)
FORM_FIELDS = Type("form_fields", "a list of fields, each a name or {name, type, required}", _form_fields)
ESCALATION = Type("escalation", "a list of amounts in yuan, perhaps with dismissal at the end", _escalation)
HYGIENE_ITEMS = Type("hygiene_items", "lists of items for the kinds of area public, personal, gm", _items)
