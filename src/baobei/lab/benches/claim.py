"""How many customers are registered in a second, beside the bare inserts of the very same rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from baobei.book.models import Page, PageContent
from baobei.lab.benches.clients import Statement, bare
from baobei.lab.benches.clients import clients as at_work
from baobei.lab.benches.company import company
from baobei.lab.benches.register import customers
from baobei.people.models import Department, Employee
from baobei.registrations.models import CustomerData, KeyClaim, Registration, RegistrationKey
from baobei.store import rows, template

SLICES, SEED = 6, 20261124
LEAST = 0.5
SLOWEST_MS = 200.0


@dataclass(frozen=True)
class Rate:
    """Registrations a second, the bare inserts of their rows a second, and the slowest registration of all."""

    what: str
    registrations_s: float
    raw_s: float
    ratio: float
    slowest_ms: float


def run(url: str, beside_url: str, *, registrations: int) -> list[Rate]:
    """Registers in the store at ``url`` and inserts the same rows in the one at ``beside_url``; both are made here."""
    ways = (("8 departments, 8 clients", 8, 8), ("1 department, 8 clients", 1, 8), ("8 departments, 32 clients", 8, 32))
    return [
        _rate(what, url, beside_url, registrations, departments=departments, clients=clients)
        for what, departments, clients in ways
    ]


def _rate(what: str, url: str, beside_url: str, count: int, *, departments: int, clients: int) -> Rate:
    connection.close()
    for each in (url, beside_url):
        template.drop(each)
    template.create(beside_url)
    sellers = company(url, sellers=clients, departments=departments)
    _copy(
        beside_url, [*_statements(Department, Department.objects.all()), *_statements(Employee, Employee.objects.all())]
    )
    made = [(sellers[number % clients], one) for number, one in enumerate(customers(count, SEED))]
    product_s, raw_s, slowest, seen = 0.0, 0.0, 0.0, set[Any]()
    with at_work(url, beside_url, clients) as working:
        for number in range(SLICES):
            part = made[len(made) * number // SLICES : len(made) * (number + 1) // SLICES]
            seconds, longest = working.take("register", part)
            product_s, slowest = product_s + seconds, max(slowest, longest)
            raw_s += working.take("insert", _written(seen, len(part)))[0]
    per_second = round(count / product_s, 1), round(count / raw_s, 1)
    return Rate(what, *per_second, ratio=round(raw_s / product_s, 2), slowest_ms=round(slowest * 1000, 1))


def _copy(url: str, statements: Iterable[Statement]) -> None:
    """Lays what the rows refer to."""
    client = bare(url)
    for sql, values in statements:
        client.execute(sql.replace("%s", "?") if url.startswith("sqlite:") else sql, values)
    client.close()


def _written(seen: set[Any], registrations: int) -> list[list[Statement]]:
    """What the last registrations wrote, as one multi-row insert a table for each."""
    fresh = [row for row in Registration.objects.all() if row.pk not in seen]
    seen.update(row.pk for row in fresh)
    pages = {json.loads(page.decision)["changes"][0]["id"]: page for page in Page.objects.filter(action="register")}
    claims = list(KeyClaim.objects.exclude(pk__in=seen))
    seen.update(claim.pk for claim in claims)
    share = len(claims) // registrations
    bundles = []
    for place, row in enumerate(fresh):
        page = pages[str(row.pk)]
        rows_of = (
            (Registration, [row]),
            (CustomerData, CustomerData.objects.filter(registration=row)),
            (RegistrationKey, RegistrationKey.objects.filter(registration=row)),
            (KeyClaim, claims[place * share : (place + 1) * share]),
            (Page, [page]),
            (PageContent, PageContent.objects.filter(page=page)),
        )
        bundles.append([statement for model, found in rows_of for statement in _statements(model, found)])
    return bundles


def _statements(model: type[Model], found: Iterable[Model]) -> Iterator[Statement]:
    values = [{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields} for row in found]
    if values:
        yield rows.insertion(model, values)


def lines(rates: Sequence[Rate]) -> Iterator[str]:
    """The rates for a reader."""
    for rate in rates:
        yield (
            f"{rate.what}: {rate.registrations_s} registrations/s; their rows alone {rate.raw_s}/s; "
            f"ratio {rate.ratio} (at least {LEAST}); slowest {rate.slowest_ms} ms"
        )


def held(url: str, rates: Sequence[Rate]) -> bool:
    """Whether 8 departments reach the least ratio, and no writer on SQLite waits longer than it may."""
    quick = rates[0].ratio >= LEAST
    return quick and (not url.startswith("sqlite:") or max(rate.slowest_ms for rate in rates) <= SLOWEST_MS)
