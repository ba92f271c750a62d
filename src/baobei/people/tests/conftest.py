"""A company with one person of several kinds."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password

from baobei.book.rules import OFFICE
from baobei.book.services import open_book
from baobei.people import company, queries
from baobei.people.models import Department, Employee, RoleGrant
from baobei.people.rules import Actor
from baobei.store import rows
from baobei.usecase import StatedClock

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PASSWORD = "four quiet words here"


class QuickArgon2(Argon2PasswordHasher):
    """The product's hasher at the least cost, since tests hash a great deal."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickArgon2"]


@pytest.fixture
def at() -> StatedClock:
    """2 March 2026, 10:00 company time."""
    return StatedClock(NOW)


@pytest.fixture
def hire(db: None) -> Callable[..., Actor]:
    """Makes an employee with roles who signs in with PASSWORD: ``hire("li", "salesperson", department="east")``."""
    return founded()


def founded() -> Callable[..., Actor]:
    """Founds a company in the store of the test; gives who hires for it."""
    company.set_up("朝渡")
    company.install()
    open_book(OFFICE)

    def hired(username: str, *roles: str, department: str = "", **columns: object) -> Actor:
        key = rows.new_id()
        if department:
            columns["department_id"] = Department.objects.get_or_create(name=department)[0].id
        Employee.objects.create(
            id=key, username=username, name=f"{username}'s name", password=make_password(PASSWORD), **columns
        )
        for role in roles:
            RoleGrant.objects.create(employee_id=key, role=role)
        actor = queries.actor_by_id(key)
        assert actor is not None
        return actor

    return hired
