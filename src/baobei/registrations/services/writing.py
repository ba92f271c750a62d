"""How a change of a registration is written: the book it goes in, the row it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from baobei import matching, usecase
from baobei.book.rules import OFFICE
from baobei.book.services import Change, record
from baobei.matching import Reading
from baobei.people import queries as people
from baobei.people.rules import Actor
from baobei.policy import Decision
from baobei.registrations.models import Registration
from baobei.registrations.queries import communities, facts
from baobei.registrations.rules.facts import Entry
from baobei.usecase import Clock, Moment


def books_of(department: str | None) -> list[str]:
    """The book of a department; the office's for who has none."""
    return [department or OFFICE]


def registration_id(given: Any) -> UUID | None:
    """The id that a surface was given; None where it is none."""
    if isinstance(given, UUID):
        return given
    try:
        return UUID(given)
    except (ValueError, AttributeError, TypeError):
        return None


@contextmanager
def on_registration(at: Clock, registration: UUID, reading: Reading | None) -> Iterator[tuple[Moment, Entry]]:
    """The transaction of an action on one registration: its customer's keys are waited for, then its row."""
    keys = matching.keys(reading, communities.current()).lock if reading else ()
    with usecase.begin(at, keys=keys, together=communities.LOCK) as now:
        entry = facts.entry(registration, lock=True)
        assert entry is not None
        yield now, entry


def change(
    now: Moment, *, by: Actor, action: str, decision: Decision, entry: Entry, values: dict[str, Any], also: list[Change]
) -> None:
    """Changes the registration's row and writes the page in its department's book."""
    department = people.department_name(entry.department) if entry.department else None
    changes = [*([Change(Registration, entry.id, values)] if values else []), *also]
    record(now, by=by, action=action, decision=decision, books=books_of(department), changes=changes)
