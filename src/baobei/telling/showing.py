"""Instants, days, sums and phones as people in the office say them; always in company time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from baobei.usecase import COMPANY_TIME
from baobei.words import Text, say

_MONTHS = (
    say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun"),
    say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)  # fmt: skip
_BESIDE_TODAY = {-1: say("yesterday {time}"), 0: say("today {time}"), 1: say("tomorrow {time}")}
_MOBILE = re.compile(r"(\d{3})([\d*]{4})(\d{4})")


def day(date_: date, today: date | None = None) -> Text:
    """A civil day; its year is said where ``today`` lies in another."""
    values = {"day": date_.day, "month": _MONTHS[date_.month - 1]}
    if today is None or today.year == date_.year:
        return say("{day} {month}", **values)
    return say("{day} {month} {year}", year=date_.year, **values)


def day_of_week(date_: date) -> Text:
    """A civil day with its weekday, for the head of a page."""
    return say("{weekday}, {day}", weekday=_WEEKDAYS[date_.weekday()], day=day(date_))


def instant(at: datetime, now: datetime | None = None) -> Text:
    """An instant; beside ``now`` it is said as today, tomorrow or yesterday, and midnight as tonight 24:00."""
    local = at.astimezone(COMPANY_TIME)
    clock = f"{local:%H:%M}"
    today = now.astimezone(COMPANY_TIME).date() if now else None
    if today is not None:
        distance = (local.date() - today).days
        if distance == 1 and local.time() == time(0):
            return say("tonight 24:00")
        if distance in _BESIDE_TODAY:
            return Text(_BESIDE_TODAY[distance].msgid, {"time": clock})
    return say("{day} {time}", day=day(local.date(), today), time=clock)


@dataclass(frozen=True)
class Left:
    """The time until an end: whole days and hours, and the ticks of the meter (a day each, ten for long periods)."""

    until: datetime
    days: int
    hours: int
    today: bool
    over: bool
    ticks: Decimal
    of: int


def left(until: datetime, now: datetime, period: int = 7) -> Left:
    """How much of a period of ``period`` days is left until its end."""
    rest = max(until - now, timedelta(0))
    tonight = datetime.combine(now.astimezone(COMPANY_TIME).date() + timedelta(days=1), time(0), COMPANY_TIME)
    share = Decimal(rest / timedelta(days=1))
    long = period > 15
    return Left(
        until=until,
        days=rest.days,
        hours=rest.seconds // 3600,
        today=bool(rest) and until <= tonight,
        over=not rest,
        ticks=round(share / 10 if long else share, 2),
        of=9 if long else 15 if period > 7 else 7,
    )


def money(amount: Decimal | int | str) -> str:
    """A sum in yuan with two decimals and its thousands apart, such as ``12,480.00``."""
    return f"{Decimal(amount):,.2f}"


def phone(number: str) -> str:
    """A phone as it is read aloud: a mainland mobile in groups of 3, 4 and 4, any other as it was written."""
    found = _MOBILE.fullmatch(number)
    return " ".join(found.groups()) if found else number


def told(text: Text | str | None) -> str:
    """The sentence as the reader reads it, with its values shown as pages show them."""
    if not isinstance(text, Text):
        return str(text or "")
    return gettext(text.msgid).format(**{name: value(given) for name, given in text.values.items()})


def value(given: Any) -> str:
    """A value inside a sentence."""
    if isinstance(given, Text):
        return told(given)
    if isinstance(given, datetime):
        return told(instant(given))
    if isinstance(given, date):
        return told(day(given))
    if isinstance(given, Decimal):
        return f"{given:,}"
    if isinstance(given, str) or not isinstance(given, Iterable):
        return str(given)
    return gettext(", ").join(value(part) for part in given)
