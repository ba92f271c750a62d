"""Counting days as the Civil Code does (art. 201–203): the first does not count, the last ends at 24:00 (CR-4.1)."""

from datetime import date, datetime, time, timedelta

from baobei.environment import COMPANY_TIME
from baobei.policy.calendar import STATE_COUNCIL, Calendar

COUNTINGS = ("civil_days", "elapsed")
# A day before the calendar's last, so that it can be told in every time zone.
END_OF_TIME = datetime(9999, 12, 30, tzinfo=COMPANY_TIME)


def civil_day(at: datetime) -> date:
    """The day that an aware instant falls on in company time."""
    return at.astimezone(COMPANY_TIME).date()


def midnight(day: date) -> datetime:
    """00:00 of a day in company time."""
    return datetime.combine(day, time.min, COMPANY_TIME)


def end_of_period(
    start: datetime,
    days: int,
    *,
    counting: str = "civil_days",
    roll_over_holiday: bool = False,
    calendar: Calendar = STATE_COUNCIL,
) -> datetime:
    """The first instant after a period of ``days`` that begins at an aware ``start`` (CR-4.1; Civil Code art. 201–203).

    By ``civil_days`` the day of the start does not count and the last day ends at 24:00; by ``elapsed`` a day is 24
    hours. With ``roll_over_holiday`` an end on a rest day moves to the end of the next working day. A period that
    outlasts the calendar ends with it.
    """
    assert counting in COUNTINGS, counting
    try:
        if counting == "elapsed":
            end = start.astimezone(COMPANY_TIME) + timedelta(days=days)
        else:
            end = midnight(civil_day(start) + timedelta(days=days + 1))
        return _after_rest(end, calendar) if roll_over_holiday else end
    except OverflowError:
        return END_OF_TIME


def within(start: datetime, days: int, at: datetime) -> bool:
    """Whether ``at`` lies in the period of civil days that begins with ``start`` (CR-4.3, CR-5.2)."""
    return start <= at < end_of_period(start, days)


def _after_rest(end: datetime, calendar: Calendar) -> datetime:
    last = civil_day(end - timedelta(microseconds=1))
    working = calendar.working_day_from(last)
    return end if working == last else midnight(working + timedelta(days=1))
