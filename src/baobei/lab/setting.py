"""Setting a story up in a fresh store: its people have been employed since always, and no pages are written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from baobei import usecase
from baobei.book.rules import OFFICE
from baobei.book.services import open_book
from baobei.lab.story import Person, Story
from baobei.people import company
from baobei.people.models import Department, Employee, Region, RoleGrant
from baobei.store import rows


def set_up(story: Story, *, company_name: str = "", password: Callable[[str], str] | None = None) -> None:
    """Lays the story's departments, regions, people and policy; ``password`` gives each user a password (None:
    none)."""
    calendar = {name: [day.isoformat() for day in days] for name, days in story.calendar.items() if days}
    company.set_up(company_name or story.policy.name, policy=_lasting(story), calendar=calendar or None)
    settle(story.people, regions=story.regions, password=password)
    usecase.install(story.policy)


def settle(
    people: Sequence[Person], *, regions: Sequence[str] = (), password: Callable[[str], str] | None = None
) -> None:
    """Lays people with their departments, books, regions and roles in a store that has none of them yet."""
    departments = {person.department: rows.new_id() for person in people if person.department}
    places = {name: rows.new_id() for name in [*regions, *(p.region for p in people if p.region)]}
    rows.insert(Department, [{"id": key, "name": name} for name, key in departments.items()])
    rows.insert(Region, [{"id": key, "name": name} for name, key in places.items()])
    for book in [OFFICE, *departments]:
        open_book(str(book))
    employees = {person.id: rows.new_id() for person in people}
    rows.insert(
        Employee,
        [
            {
                "id": employees[person.id],
                "username": person.id,
                "name": person.name,
                "password": make_password(password(person.id)) if password else "",
                "department_id": departments.get(person.department or ""),
                "region_id": places.get(person.region or ""),
                "employed_from": None,
                "employed_until": None,
                "last_login": None,
            }
            for person in people
        ],
    )
    grants = [(person, role) for person in people for role in person.roles]
    rows.insert(
        RoleGrant,
        [
            {"id": rows.new_id(), "employee_id": employees[person.id], "role": role, "since": None, "until": None}
            for person, role in grants
        ],
    )


def _lasting(story: Story) -> dict[str, Any]:
    """The story's policy as data that reads the same from any folder."""

    def lasting(source: Any) -> Any:
        if isinstance(source, dict):
            return {**source, "extends": lasting(source["extends"])} if "extends" in source else source
        beside = Path(story.path).parent / source
        return str(beside.resolve()) if beside.exists() else source

    source = lasting(story.policy_source)
    return source if isinstance(source, dict) else {"extends": source, "set": []}
