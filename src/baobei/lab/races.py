"""Many people register one customer in the same second: one wins, the rest hear *protected* (one winner).

Every round is one customer, asked for by as many registrations as are wanted through as many clients; the ways in which
two people can claim one customer take turns, and so do customers never seen and customers whose protection ends at that
very instant.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from baobei import usecase
from baobei.book import verify
from baobei.lab.setting import settle
from baobei.lab.story import Person
from baobei.people import queries as people
from baobei.people.rules import Actor
from baobei.policy import load
from baobei.registrations import services
from baobei.usecase import COMPANY_TIME, StatedClock

Customer = Mapping[str, Any]
BEGINNING = datetime(2026, 3, 2, 9, tzinfo=COMPANY_TIME)
UNLIMITED = {"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 1_000_000}]}


@dataclass
class Report:
    """What came of the rounds: how often each result, the faults by round, and the books' faults afterwards."""

    rounds: int = 0
    results: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        return not self.faults


def same_phone(round_number: int, turn: int) -> Customer:
    """One phone; everybody writes another address."""
    return _customer(f"王{_name(round_number)}", _phone(1, round_number), f"重庆市渝北区松岭路{turn + 1}号")


def same_unit(round_number: int, turn: int) -> Customer:
    """One housing unit; everybody writes another phone."""
    unit = f"重庆市渝北区云栈山居{round_number + 1}栋2单元18-1"
    return _customer(f"客{_name(turn)}", _phone(2, round_number * 1000 + turn), unit)


def spouses(round_number: int, turn: int) -> Customer:
    """Husband and wife, each declaring the other; half ask for one, half for the other."""
    him, her = _phone(3, 2 * round_number), _phone(3, 2 * round_number + 1)
    names = (f"周{_name(round_number)}", f"刘{_name(round_number)}")
    own, other = (0, 1) if turn % 2 else (1, 0)
    asked = _customer(names[own], (him, her)[own], f"重庆市南岸区青禾路{500 + turn}号")
    return {**asked, "relatives": [{"relation": "spouse", "name": names[other], "phones": [(him, her)[other]]}]}


WAYS: Sequence[Callable[[int, int], Customer]] = (same_phone, same_unit, spouses)


def run(
    *, rounds: int, registrations: int, clients: int, progress: Callable[[int], None] = lambda done: None
) -> Report:
    """Plays the rounds in an empty store that was laid; the report says whether each had one winner and no error."""
    usecase.install(load(UNLIMITED))
    sellers = _sellers(clients)
    report = Report()
    at = BEGINNING
    with ThreadPoolExecutor(clients) as pool:
        for number in range(rounds):
            way = WAYS[number % len(WAYS)]
            customers = [way(number, turn) for turn in range(registrations)]
            if number % 2:
                at = _lapse(sellers[0], customers[0], at)
            results = _simultaneously(pool, sellers, customers, at)
            report.results += Counter(result for _, result in results)
            winners = {person for person, result in results if result == "registered"}
            others = {result for person, result in results if person not in winners}
            if len(winners) != 1 or others != {"protected"}:
                report.faults.append(f"round {number} ({way.__name__}): {len(winners)} winners, others heard {others}")
            at += timedelta(minutes=1)
            report.rounds += 1
            progress(report.rounds)
        _close(pool, clients)
    report.faults += [fault for faults in verify.verify().values() for fault in faults]
    return report


def _lapse(by: Actor, customer: Customer, at: datetime) -> datetime:
    """Registers the customer, and says at which instant that is over."""
    until: datetime = services.register(by=by, at=StatedClock(at), customer=customer).answer["valid_until"]
    return until


def _simultaneously(
    pool: ThreadPoolExecutor, sellers: Sequence[Actor], customers: Sequence[Customer], at: datetime
) -> list[tuple[str, str]]:
    """Person and result of each registration; all people begin together and take turns at the customers."""
    ready = threading.Barrier(len(sellers))

    def client(place: int) -> list[tuple[str, str]]:
        ready.wait()
        by = sellers[place]
        return [(by.username, _result(by, customer, at)) for customer in customers[place :: len(sellers)]]

    return [result for results in pool.map(client, range(len(sellers))) for result in results]


def _result(by: Actor, customer: Customer, at: datetime) -> str:
    """The result; the winner whose turn comes again hears that the customer is theirs already."""
    try:
        return services.register(by=by, at=StatedClock(at), customer=customer).result
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def _sellers(count: int) -> list[Actor]:
    cast = [Person(f"seller{i}", f"销售{i}", ("salesperson",), f"department{i % 8}", None) for i in range(count)]
    settle(cast)
    return [actor for person in cast if (actor := people.actor(person.id))]


def _close(pool: ThreadPoolExecutor, clients: int) -> None:
    """Ends the connections of the pool's threads."""
    ready = threading.Barrier(clients)

    def close(_: int) -> None:
        ready.wait()
        connections.close_all()

    list(pool.map(close, range(clients)))


def _customer(name: str, phone: str, address: str) -> Customer:
    return {"name": name, "phones": [phone], "address": address}


def _phone(series: int, number: int) -> str:
    return f"13{series}{number:08d}"


def _name(number: int) -> str:
    digits = "一二三四五六七八九十"
    return "".join(digits[int(digit)] for digit in f"{number:03d}")


def lines(report: Report) -> Iterator[str]:
    """The report for a reader."""
    yield f"{report.rounds} rounds: " + ", ".join(f"{count} {result}" for result, count in report.results.most_common())
    yield from report.faults
