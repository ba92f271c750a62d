"""How long *is this customer free?* takes: in process beside the driver, and as a call beside a call and an insert."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPConnection
from typing import Any

from django.db import connection

from baobei import usecase
from baobei.lab.benches.company import BEGINNING, call, company, serving
from baobei.lab.benches.figures import Figure, compare, timed
from baobei.lab.benches.register import Customer, customers, fill
from baobei.people.rules import Actor
from baobei.registrations.queries import facts
from baobei.registrations.rules.form import read_form
from baobei.usecase import Moment

SEED, LOOKS, CALLS, WARM_UP = 20261124, 2000, 600, 100
MOST = 3.0


def run(url: str, *, register: int, progress: Callable[[int], None] = lambda done: None) -> list[Figure]:
    """Fills an empty store at ``url`` with ``register`` customers and measures both."""
    holder, asker = company(url, sellers=2)
    fill(holder, BEGINNING, register, seed=SEED, progress=progress)
    asked = _asked(register)
    return [_in_process(asker, asked), _over_http(url, asker, asked)]


def _asked(register: int) -> list[Customer]:
    """Half are of the register, half are new; in an order that favours neither."""
    known = list(customers(register, SEED))
    random_ = random.Random(SEED)
    mixed = random_.sample(known, min(LOOKS // 2, register)) + list(customers(LOOKS // 2, SEED + 1))
    random_.shuffle(mixed)
    return mixed


def _in_process(by: Actor, asked: list[Customer]) -> Figure:
    """The look-up from keys to what matches, beside the driver fetching the very same rows by the same keys."""
    now = Moment(BEGINNING, stated=True)
    p = usecase.in_force(now.day)
    forms = [read_form(p, customer) for customer in asked]
    bare = connection.connection.cursor()
    mark = "?" if connection.vendor == "sqlite" else "%s"
    product: list[float] = []
    beside: list[float] = []
    for number, form in enumerate(forms):
        sql, values = facts.question(p, by.id, now, form.reading)
        both: list[tuple[list[float], Callable[[], Any]]] = [
            (product, partial(facts.asked, p, by.id, now, form)),
            (beside, partial(_fetch, bare, sql.replace("%s", mark), values)),
        ]
        # Who comes first reads the pages from the disk for who comes second.
        for taken, look in both if number % 2 else both[::-1]:
            taken.append(timed(look))
    return compare(
        "the look-up in process", "the driver on the same keys", product[WARM_UP:], beside[WARM_UP:], most=MOST
    )


def _fetch(cursor: Any, sql: str, values: Any) -> None:
    cursor.execute(sql, values)
    cursor.fetchall()


def _over_http(url: str, by: Actor, asked: list[Customer]) -> Figure:
    """``POST /inquiries`` beside ``GET /me`` and one committed insert, over a kept connection."""
    with serving(url, by) as (server, token), _insert() as insert:
        client = HTTPConnection(server)
        product, beside = [], []
        for customer in asked[:CALLS]:
            body = json.dumps({"customer": customer})
            product.append(timed(partial(call, client, token, "POST", "/api/v1/inquiries", body)))
            beside.append(timed(partial(call, client, token, "GET", "/api/v1/me")) + timed(insert))
    return compare(
        "POST /inquiries", "GET /me and one committed insert", product[WARM_UP:], beside[WARM_UP:], most=MOST
    )


class _insert:
    """A table of its own, and what commits one row to it."""

    def __enter__(self) -> Callable[[], None]:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_row (id integer, text varchar(200))")
        return self._one

    def __exit__(self, *fault: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bench_row")

    def _one(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_row (id, text) VALUES (%s, %s)", [1, "a row like any other"])


def lines(figures: list[Figure]) -> Iterator[str]:
    """The figures for a reader."""
    for figure in figures:
        ours, theirs = figure.product_ms, figure.baseline_ms
        yield (
            f"{figure.what}: p50 {ours['p50']} ms, p99 {ours['p99']} ms; {figure.baseline}: p50 {theirs['p50']} ms, "
            f"p99 {theirs['p99']} ms; ratio p99 {figure.ratio_p99} (at most {figure.most}), p50 {figure.ratio_p50}"
        )
