"""Values that people give with an action: read, or said what is wrong with them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from baobei.words import Text, say

NAME_LENGTH, ADDRESS_LENGTH, TEXT_LENGTH = 100, 300, 4000
LARGEST = Decimal(10) ** 12
_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadValue(Exception):
    """A value that can't be used; ``text`` says what is wrong and how to mend it."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__(field, text)
        self.field, self.text = field, text


def too_large(field: str) -> BadValue:
    """What is wrong with an amount of ``LARGEST`` yuan or more."""
    return BadValue(field, say("The amount is too large."))


def blank(value: Any) -> bool:
    """Whether nothing was given: absent, or only spaces of any width."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_text(field: str, value: Any, *, longest: int = TEXT_LENGTH) -> str:
    """The text without the spaces round it. Raises BadValue for what is no text, too long, or has control
    characters."""
    if not isinstance(value, str):
        raise BadValue(field, say("This must be text."))
    if len(value) > longest:
        raise BadValue(field, say("This has {have} characters; at most {most} fit.", have=len(value), most=longest))
    if any(_unreadable(char) and char not in "\n\r\t" for char in value):
        raise BadValue(field, say("This has characters that can't be shown; type it anew."))
    return value.strip()


def _unreadable(char: str) -> bool:
    """A control character, half of a character, or what stands for one that was lost."""
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cs")


def read_line(field: str, value: Any, *, longest: int) -> str:
    """A text of one line. Raises BadValue as ``read_text`` does, and for a line break or tab inside."""
    text = read_text(field, value, longest=longest)
    if any(map(_unreadable, text)):
        raise BadValue(field, say("This has characters that can't be shown; type it anew."))
    return text


def read_money(field: str, value: Any, *, positive: bool = False) -> Decimal:
    """An amount in yuan from a string or a whole number, at most two decimals, not negative (or more than zero).

    Raises BadValue.
    """
    written = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(written):
        raise BadValue(field, say("An amount is a number such as 1200 or 1200.50."))
    amount = Decimal(written)
    if abs(amount) >= LARGEST:
        raise too_large(field)
    if len(written.partition(".")[2]) > 2:
        raise BadValue(field, say("An amount has at most two decimals."))
    if amount < 0 or (positive and amount == 0):
        raise BadValue(
            field, say("The amount must be more than zero.") if positive else say("The amount can't be negative.")
        )
    return amount.quantize(Decimal("0.01"))


def read_number(field: str, value: Any) -> str:
    """A number as written, whole or with decimals, from text or a number. Raises BadValue."""
    written = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(written):
        raise BadValue(field, say("This must be a number."))
    return written


def read_day(field: str, value: Any) -> date:
    """A day from ISO text such as 2026-11-24. Raises BadValue."""
    written = value.strip() if isinstance(value, str) else ""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise BadValue(field, say("A day is written like 2026-11-24."))
