"""The day's count of answers to one person (CR-5.1)."""

from django.db import connection

from baobei.people.rules import Actor
from baobei.registrations.models import DayCount
from baobei.usecase import Moment


def count(by: Actor, now: Moment) -> None:
    """One answer more for this person on this civil day."""
    field = DayCount._meta.get_field
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registrations_daycount (employee_id, day, asked) VALUES (%s, %s, 1) "
            "ON CONFLICT (employee_id, day) DO UPDATE SET asked = registrations_daycount.asked + 1",
            [
                field("employee").get_db_prep_save(by.id, connection),
                field("day").get_db_prep_save(now.day, connection),
            ],
        )
