"""What is done about people: each act one transaction and one page in the office's book (CR-2)."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from baobei import usecase
from baobei.book.rules import OFFICE
from baobei.book.services import Change, open_book, record
from baobei.people import queries, signing_in, tokens
from baobei.people.models import Department, Employee, Region, RoleGrant
from baobei.people.rules import Actor, may_grant, may_reset, permitted
from baobei.policy import Decision
from baobei.store import rows
from baobei.usecase import Clock, Moment
from baobei.words import Text, say

# Letters and digits that can't be mistaken for one another when read aloud or from paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4
_OWN_MATTER = say("Nobody decides in their own matter.")
_GUARDED = say("General manager, registrar and finance are the general manager's matter.")


def temporary_password() -> str:
    """A password to be read aloud once, of three groups of four."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(_GROUP)) for _ in range(_GROUPS))


def add_employee(
    *,
    by: Actor,
    at: Clock,
    username: str,
    name: str,
    roles: Sequence[str],
    department: str = "",
    region: str = "",
    employed_from: date | None = None,
    employed_until: date | None = None,
) -> Decision:
    """Adds a person, with roles from the first day; ``added``, with ``private["password"]``, which they must change.

    Department and region are named; a new one is made. ``refused`` where the user name is taken or a name can't be one.
    """
    keys = (f"employee:{username}", f"department:{department}", f"region:{region}")
    with _act(by, at, "people.manage", *keys) as (moment, denial):
        if denial or (denial := _may_grant_all(by, None, roles, moment)):
            return denial
        if queries.actor(username) is not None:
            return _refused(
                say("Somebody signs in as {username} already: choose another user name.", username=username)
            )
        if department == OFFICE:
            return _refused(say("The office's own book has this name: call the department otherwise."))
        key = rows.new_id()
        department_id, made_department = _named(Department, department)
        region_id, made_region = _named(Region, region)
        person = {
            "username": username,
            "name": name,
            "department_id": department_id,
            "region_id": region_id,
            "employed_from": employed_from,
            "employed_until": employed_until,
        }
        granted = [_new_grant(key, role, employed_from, employed_until) for role in roles]
        changes = [*made_department, *made_region, Change(Employee, key, person, new=True), *granted]
        if made_department:
            open_book(department)
        _record(moment, by, "add_employee", "added", changes)
        password = temporary_password()
        rows.update(Employee, key, {"password": make_password(password), "must_change_password": True})
        return Decision("added", ("CR-2",), private={"password": password})


def end_employment(*, by: Actor, at: Clock, employee: Actor, until: date) -> Decision:
    """Ends an employment before the day ``until``; from then on the person can't act (CR-2). ``left``."""
    with _act(by, at, "people.manage", f"employee:{employee.username}") as (moment, denial):
        if denial or (denial := _may_grant_all(by, employee, [grant.role for grant in employee.grants], moment)):
            return denial
        if employee.employed_from and until < employee.employed_from:
            return _refused(say("The employment began on {day}: it can't end before.", day=employee.employed_from))
        _record(moment, by, "end_employment", "left", [Change(Employee, employee.id, {"employed_until": until})])
        return Decision("left", ("CR-2",))


def grant_role(
    *, by: Actor, at: Clock, employee: Actor, role: str, since: date | None, until: date | None = None
) -> Decision:
    """Gives a role from ``since`` until before ``until`` (a deputy's end). ``granted``."""
    with _act(by, at, "people.manage", f"employee:{employee.username}") as (moment, denial):
        if denial or (denial := _may_grant_all(by, employee, [role], moment)):
            return denial
        if until is not None and until <= (since or moment.day):
            return _refused(say("The end lies before the beginning: the role would never hold."))
        _record(moment, by, "grant_role", "granted", [_new_grant(employee.id, role, since, until)])
        return Decision("granted", ("CR-2",))


def revoke_role(*, by: Actor, at: Clock, employee: Actor, grant: UUID, until: date) -> Decision:
    """Ends a role before the day ``until``; what was done in it stays. ``revoked``."""
    with _act(by, at, "people.manage", f"employee:{employee.username}") as (moment, denial):
        row = RoleGrant.objects.filter(id=grant, employee_id=employee.id).first()
        if row is None:
            return Decision("refused", ("CR-2",), unknown=True)
        if denial or (denial := _may_grant_all(by, employee, [row.role], moment)):
            return denial
        if row.until is not None and row.until <= moment.day:
            return _refused(say("This role has ended already."))
        _record(moment, by, "revoke_role", "revoked", [Change(RoleGrant, grant, {"until": until})])
        return Decision("revoked", ("CR-2",))


def reset_password(*, by: Actor, at: Clock, employee: Actor) -> Decision:
    """Gives a temporary password, ends sessions and API tokens; ``reset``, with ``private["password"]``.

    Source: CR-2.
    """
    with _act(by, at, "people.reset", f"employee:{employee.username}") as (moment, denial):
        if denial:
            return denial
        if not may_reset(by, employee, moment.day):
            return Decision("denied", ("CR-2",), reason=_OWN_MATTER if by.id == employee.id else _GUARDED)
        _record(moment, by, "reset_password", "reset", [Change(Employee, employee.id, {"username": employee.username})])
        password = temporary_password()
        rows.update(Employee, employee.id, {"password": make_password(password), "must_change_password": True})
        tokens.revoke_all(employee)
        signing_in.unlock(employee.username)
        return Decision("reset", ("CR-2",), private={"password": password})


def change_password(*, by: Actor, password: str) -> Employee:
    """Gives oneself another password. No page: it changes nothing but what proves who one is."""
    with transaction.atomic():
        rows.update(Employee, by.id, {"password": make_password(password), "must_change_password": False})
    return Employee.objects.get(id=by.id)


@contextmanager
def _act(by: Actor, at: Clock, action: str, *keys: str) -> Iterator[tuple[Moment, Decision | None]]:
    with usecase.begin(at, keys=keys) as moment:
        yield moment, permitted(by, action, moment.day)


def _may_grant_all(by: Actor, subject: Actor | None, roles: Sequence[str], moment: Moment) -> Decision | None:
    if all(may_grant(by, subject, role, moment.day) for role in roles) and not (subject and subject.id == by.id):
        return None
    own = subject is not None and subject.id == by.id
    return Decision("denied", ("CR-2",), reason=_OWN_MATTER if own else _GUARDED)


def _record(moment: Moment, by: Actor, action: str, result: str, changes: Sequence[Change]) -> None:
    record(moment, by=by, action=action, decision=Decision(result, ("CR-2",)), books=[OFFICE], changes=changes)


def _refused(reason: Text) -> Decision:
    return Decision("refused", ("CR-2",), reason=reason)


def _named(model: type[Department] | type[Region], name: str) -> tuple[UUID | None, list[Change]]:
    if not name:
        return None, []
    found = model.objects.filter(name=name).first()
    if found is not None:
        return found.id, []
    key = rows.new_id()
    return key, [Change(model, key, {"name": name}, new=True)]


def _new_grant(employee: UUID, role: str, since: date | None, until: date | None) -> Change:
    values: dict[str, Any] = {"employee_id": employee, "role": role, "since": since, "until": until}
    return Change(RoleGrant, rows.new_id(), values, new=True)
