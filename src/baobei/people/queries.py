"""Employees as the services know them, each in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from baobei.people import company
from baobei.people.models import ApiToken, Company, Department, Employee, Region, RoleGrant
from baobei.people.rules import Actor, Grant

_SELECT = """
SELECT e.id, e.username, e.name, e.department_id, d.name, g.name, e.employed_from, e.employed_until,
       e.must_change_password, r.role, r.since, r.until, (SELECT revision FROM people_company WHERE id = 1)
FROM people_employee e
LEFT JOIN people_department d ON d.id = e.department_id
LEFT JOIN people_region g ON g.id = e.region_id
LEFT JOIN people_rolegrant r ON r.employee_id = e.id
"""


def actor(username: str) -> Actor | None:
    """The employee who signs in under this name."""
    return _one("WHERE e.username = %s", [username])


def actor_by_id(key: UUID) -> Actor | None:
    """The employee with this id."""
    return _one("WHERE e.id = %s", [Employee._meta.pk.get_db_prep_value(key, connection)])


def actor_by_token(token: str, now: datetime) -> Actor | None:
    """The employee whose live API token this is; ``now`` is the machine's instant, for the token's end."""
    digest = token_digest(token)
    expires = ApiToken._meta.get_field("expires_at").get_db_prep_value(now, connection)
    return _one(
        "WHERE e.id = (SELECT employee_id FROM people_apitoken WHERE digest = %s AND "
        "(expires_at IS NULL OR expires_at > %s))",
        [digest, expires],
    )


def actors() -> list[Actor]:
    """All employees, by user name."""
    return _all("ORDER BY e.username", [])


def usernames(keys: Iterable[UUID]) -> Mapping[UUID, str]:
    """The user names of these employees."""
    return dict(Employee.objects.filter(id__in=list(keys)).values_list("id", "username"))


def company_name() -> str:
    """What the company is called; empty before it is founded."""
    return Company.objects.values_list("name", flat=True).filter(id=1).first() or ""


def grants(key: UUID) -> list[RoleGrant]:
    """Every role that the employee ever held or will hold, in order of its beginning."""
    return list(RoleGrant.objects.filter(employee_id=key).order_by(F("since").asc(nulls_first=True), "role"))


def departments() -> list[str]:
    """The departments' names."""
    return list(Department.objects.order_by("name").values_list("name", flat=True))


def regions() -> list[str]:
    """The regions' names."""
    return list(Region.objects.order_by("name").values_list("name", flat=True))


def department_name(key: UUID) -> str:
    """What a department is called."""
    return Department.objects.values_list("name", flat=True).get(id=key)


def token_digest(token: str) -> str:
    """What is stored of an API token."""
    return sha256(token.encode()).hexdigest()


def _one(where: str, values: list[Any]) -> Actor | None:
    found = _all(where, values)
    return found[0] if found else None


def _all(where: str, values: list[Any]) -> list[Actor]:
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + where, values)
        rows = cursor.fetchall()
    if rows:
        company.follow(rows[0][12])
    grants: dict[Any, list[Grant]] = defaultdict(list)
    for row in rows:
        if row[9]:
            grants[row[0]].append(Grant(row[9], _day(row[10]), _day(row[11])))
    return [
        Actor(
            id=_uuid(row[0]),  # type: ignore[arg-type]
            username=row[1],
            name=row[2],
            department_id=_uuid(row[3]),
            department=row[4],
            region=row[5],
            grants=tuple(grants[row[0]]),
            employed_from=_day(row[6]),
            employed_until=_day(row[7]),
            must_change_password=bool(row[8]),
        )
        for row in {row[0]: row for row in rows}.values()
    ]


def _uuid(value: Any) -> UUID | None:
    return UUID(value) if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
