"""Every key that an action names is waited for before anything is read (one winner)."""

import threading
from typing import Any

import pytest
from django.db import connection, connections, transaction

from baobei import usecase
from baobei.lab.setting import settle
from baobei.lab.story import Person
from baobei.people import queries as people
from baobei.policy import Decision, load
from baobei.registrations import services
from baobei.registrations.queries import candidates
from baobei.registrations.tests.conftest import CHEN, clock
from baobei.store import locks

WIFE = {"relation": "spouse", "name": "李梅", "phones": ["139 1111 2222"]}
NOT_YET, AT_LAST = 0.5, 30


class Registering(threading.Thread):
    """A registration that declares a relative, on a connection of its own; ``looked`` is set once it reads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(daemon=True)
        self.looked, self.decisions = threading.Event(), list[Decision]()
        monkeypatch.setattr(candidates, "look_up", self._seen(candidates.look_up))

    def _seen(self, look_up: Any) -> Any:
        def seen(*given: Any) -> Any:
            self.looked.set()
            return look_up(*given)

        return seen

    def run(self) -> None:
        try:
            by = people.actor("li")
            assert by is not None
            customer = {**CHEN, "relatives": [WIFE]}
            self.decisions.append(services.register(by=by, at=clock(), customer=customer))
        finally:
            connections.close_all()


@pytest.fixture
def registering(committed: str, monkeypatch: pytest.MonkeyPatch) -> Registering:
    usecase.install(load("zhaodu"))
    settle([Person("li", "李强", ("salesperson",), "west", None)])
    return Registering(monkeypatch)


def test_who_holds_a_relatives_key_is_waited_for_before_the_first_read(registering: Registering) -> None:
    with transaction.atomic():
        locks.lock(None, ["phone:13911112222"])
        registering.start()
        assert not registering.looked.wait(NOT_YET)
        assert not registering.decisions
    assert registering.looked.wait(AT_LAST)
    registering.join(AT_LAST)
    assert [decision.result for decision in registering.decisions] == ["registered"]


def test_another_customers_key_holds_nobody_up_on_postgresql(registering: Registering) -> None:
    with transaction.atomic():
        locks.lock(None, ["phone:13933334444"])
        registering.start()
        assert registering.looked.wait(AT_LAST if connection.vendor == "postgresql" else NOT_YET) == (
            connection.vendor == "postgresql"
        )
    registering.join(AT_LAST)
    assert [decision.result for decision in registering.decisions] == ["registered"]


def test_an_entry_waits_for_who_looks_by_the_table_and_counts_for_who_comes_after(
    registering: Registering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who began by the older table ends before the entry stands; then its registration is found by the newer one."""
    settled = threading.Event()
    settle([Person("he", "何静", ("registrar",), None, None), Person("wu", "吴刚", ("salesperson",), "north", None)])
    held = {"look": threading.Event(), "go": threading.Event()}
    look_up = candidates.look_up

    def slow(*given: Any) -> Any:
        if not held["look"].is_set():
            held["look"].set()
            assert held["go"].wait(AT_LAST)
        return look_up(*given)

    monkeypatch.setattr(candidates, "look_up", slow)
    registering.start()
    assert held["look"].wait(AT_LAST)
    adding = threading.Thread(target=_add, args=(settled,), daemon=True)
    adding.start()
    assert not settled.wait(NOT_YET)
    held["go"].set()
    registering.join(AT_LAST)
    assert settled.wait(AT_LAST)
    adding.join(AT_LAST)
    assert [decision.result for decision in registering.decisions] == ["registered"]
    by = people.actor("wu")
    assert by is not None
    other = {"name": "吴敏", "phones": ["13722223333"], "address": "重庆市渝北区云上人家3栋2单元18-1"}
    assert services.register(by=by, at=clock(), customer=other).result == "protected"


def _add(settled: threading.Event) -> None:
    try:
        by = people.actor("he")
        assert by is not None
        entry = {"kind": "alias", "name": "云上人家", "estate": "云栈山居"}
        assert services.add_community(by=by, at=clock(), entry=entry).result == "added"
        settled.set()
    finally:
        connections.close_all()
