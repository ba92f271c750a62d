"""How many customers are registered in a second, beside the bare inserts of the very same rows."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, connections
from django.db.models import Model

from baobei.book.models import Page, PageContent
from baobei.lab.benches.company import BEGINNING, company
from baobei.lab.benches.figures import timed
from baobei.lab.benches.register import Customer, customers
from baobei.people.models import Department, Employee
from baobei.people.rules import Actor
from baobei.registrations import services
from baobei.registrations.models import CustomerData, KeyClaim, Registration, RegistrationKey
from baobei.store import rows, template
from baobei.store.connect import PRAGMAS
from baobei.usecase import StatedClock

SLICES, SEED = 6, 20261124
LEAST = 0.5
SLOWEST_MS = 200.0

Statement = tuple[str, list[Any]]


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
    template.drop(url)
    template.drop(beside_url)
    sellers = company(url, sellers=clients, departments=departments)
    made = list(customers(count, SEED))
    product_s, raw_s, slowest = 0.0, 0.0, 0.0
    seen: set[Any] = set()
    with ThreadPoolExecutor(clients) as pool, bare(beside_url, clients) as insert:
        insert.copy(
            list(_statements(Department, Department.objects.all()))
            + list(_statements(Employee, Employee.objects.all()))
        )
        for number in range(SLICES):
            part = made[number::SLICES]
            registering = _Registering(sellers)
            product_s += _together(pool, clients, part, registering)
            slowest = max(slowest, *registering.seconds)
            raw_s += _together(pool, insert.clients, _written(seen, len(part)), insert)
        _together(pool, clients, list(range(clients)), lambda place, one: connections.close_all())
    per_second = round(count / product_s, 1), round(count / raw_s, 1)
    return Rate(what, *per_second, ratio=round(raw_s / product_s, 2), slowest_ms=round(slowest * 1000, 1))


class _Registering:
    """Registers customers for each client's seller, and keeps how long each took."""

    def __init__(self, sellers: Sequence[Actor]) -> None:
        self._sellers = sellers
        self.seconds: list[float] = []

    def __call__(self, place: int, customer: Customer) -> None:
        self.seconds.append(timed(lambda: self._one(self._sellers[place], customer)))

    def _one(self, by: Actor, customer: Customer) -> None:
        decision = services.register(by=by, at=StatedClock(BEGINNING), customer=customer)
        assert decision.result == "registered", decision


def _together(pool: ThreadPoolExecutor, clients: int, part: Sequence[Any], one: Callable[[int, Any], Any]) -> float:
    """Seconds that the clients take for the part, having begun together."""
    ready = threading.Barrier(clients + 1)

    def client(place: int) -> None:
        ready.wait()
        for work in part[place::clients]:
            one(place, work)

    running = [pool.submit(client, place) for place in range(clients)]
    ready.wait()
    return timed(lambda: [future.result() for future in running])


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


class _Bare:
    """Inserts by the driver alone: begin, one multi-row insert a table, commit."""

    def __init__(self, clients: list[Any], mark: str) -> None:
        self._clients, self._mark = clients, mark
        self.clients = len(clients)

    def __call__(self, place: int, statements: Iterable[Statement]) -> None:
        client = self._clients[place]
        client.execute("BEGIN")
        for sql, values in statements:
            client.execute(sql.replace("%s", self._mark), values)
        client.execute("COMMIT")

    def copy(self, statements: Iterable[Statement]) -> None:
        """Lays what the rows refer to."""
        self(0, statements)


@contextmanager
def bare(url: str, clients: int) -> Iterator[_Bare]:
    """The driver's own connections to a store that is made here; SQLite's single writer is quickest with one."""
    template.create(url)
    if url.startswith("sqlite:///"):
        opened: list[Any] = [_sqlite(url.removeprefix("sqlite:///"))]
    else:
        opened = [psycopg.connect(url, autocommit=True, prepare_threshold=0) for _ in range(clients)]
    try:
        yield _Bare(opened, "?" if url.startswith("sqlite:///") else "%s")
    finally:
        for client in opened:
            client.close()


def _sqlite(path: str) -> sqlite3.Connection:
    client = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    client.executescript(PRAGMAS)
    return client


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
