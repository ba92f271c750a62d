"""Clients as a served installation has them: two processes with some threads each, beginning together."""

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any

from baobei.store.driver import threads_take_short_turns

PROCESSES = 2
Statement = tuple[str, list[Any]]


class Clients:
    """So many clients, spread over the processes; ``take`` gives each its share of the work and waits for all."""

    def __init__(self, pipes: Sequence[Connection], ready: Any, clients: int) -> None:
        self._pipes, self._ready, self._clients = pipes, ready, clients

    def take(self, how: str, work: Sequence[Any]) -> tuple[float, float]:
        """Seconds from the common beginning until all is done, and the seconds of the slowest piece of work."""
        for place, pipe in enumerate(self._pipes):
            pipe.send(
                (how, [work[client :: self._clients] for client in range(place, self._clients, len(self._pipes))])
            )
        self._ready.wait()
        begun = perf_counter()
        slowest = [pipe.recv() for pipe in self._pipes]
        if faults := [fault for fault in slowest if isinstance(fault, str)]:
            raise AssertionError(faults[0])
        return perf_counter() - begun, max(slowest)


@contextmanager
def clients(url: str, beside_url: str, count: int) -> Iterator[Clients]:
    """Clients of the store at ``url``, and of the bare driver on the one at ``beside_url``."""
    os.environ |= {"BAOBEI_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "baobei.settings"}
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES + 1)
    ours, processes = [], []
    for place in range(PROCESSES):
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, ready, beside_url, len(range(place, count, PROCESSES))))
        process.start()
        ours.append(here)
        processes.append(process)
    try:
        yield Clients(ours, ready, count)
    finally:
        for pipe in ours:
            pipe.send(None)
        for process in processes:
            process.join(20)


def _serve(pipe: Connection, ready: Any, beside_url: str, threads: int) -> None:
    import django

    django.setup()
    from django.db import connections

    from baobei.people import company

    threads_take_short_turns()
    company.install()
    works = {"register": _register, "insert": _insert(beside_url)}
    with ThreadPoolExecutor(threads) as pool:
        _in_every_thread(pool, threads, _warm)
        while order := pipe.recv():
            how, shares = order
            ready.wait()
            try:
                pipe.send(max(pool.map(lambda share, how=how: _slowest(works[how], share), shares)))
            except Exception as fault:
                pipe.send(f"{type(fault).__name__}: {fault}")
        _in_every_thread(pool, threads, connections.close_all)


def _in_every_thread(pool: ThreadPoolExecutor, threads: int, action: Callable[[], Any]) -> None:
    together = threading.Barrier(threads)

    def one(_: int) -> None:
        together.wait()
        action()

    list(pool.map(one, range(threads)))


def _warm() -> None:
    """Opens the thread's connection and loads what is loaded with the first customer."""
    from baobei.lab.benches.company import BEGINNING
    from baobei.lab.benches.register import customers
    from baobei.people import queries
    from baobei.registrations.rules.form import read_form
    from baobei.usecase import in_force

    queries.actor("nobody")
    read_form(in_force(BEGINNING.date()), next(customers(1, 0)))


def _slowest(work: Callable[[Any], None], share: Sequence[Any]) -> float:
    slowest = 0.0
    for one in share:
        begun = perf_counter()
        work(one)
        slowest = max(slowest, perf_counter() - begun)
    return slowest


def _register(work: Any) -> None:
    from baobei.lab.benches.company import BEGINNING
    from baobei.registrations import services
    from baobei.usecase import StatedClock

    by, customer = work
    decision = services.register(by=by, at=StatedClock(BEGINNING), customer=customer)
    assert decision.result == "registered", decision


def _insert(url: str) -> Callable[[Sequence[Statement]], None]:
    """What runs a bundle of statements in one transaction, over a connection of each thread's own."""
    here = threading.local()

    def work(statements: Sequence[Statement]) -> None:
        if not hasattr(here, "client"):
            here.client = bare(url)
        here.client.execute("BEGIN IMMEDIATE" if url.startswith("sqlite:") else "BEGIN")
        for sql, values in statements:
            here.client.execute(sql.replace("%s", "?") if url.startswith("sqlite:") else sql, values)
        here.client.execute("COMMIT")

    return work


def bare(url: str) -> Any:
    """A connection of the driver alone, with the store's own settings."""
    if url.startswith("sqlite:///"):
        from baobei.store.connect import PRAGMAS

        client = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=60)
        client.executescript(PRAGMAS)
        return client
    import psycopg

    return psycopg.connect(url, autocommit=True, prepare_threshold=0)
