"""The day's count of answers to one person (CR-5.1)."""

from baobei.people.rules import Actor
from baobei.registrations.models import DayCount
from baobei.store import driver, rows
from baobei.usecase import Moment

_COUNT = """INSERT INTO registrations_daycount (employee_id, day, asked) VALUES (%s, %s, 1)
ON CONFLICT (employee_id, day) DO UPDATE SET asked = registrations_daycount.asked + 1"""


def count(by: Actor, now: Moment) -> None:
    """One answer more for this person on this civil day."""
    driver.execute(_COUNT, rows.prepared(DayCount, {"employee_id": by.id, "day": now.day}))
