"""The cast: 王芳 who holds, 李强 who asks, managers of both departments, the office; and their browsers."""

from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from baobei import environment
from baobei.book.services import open_book
from baobei.people.rules import Actor
from baobei.people.tests.conftest import PASSWORD, hire, quick_passwords
from baobei.registrations import services
from baobei.usecase import StatedClock

__all__ = ["hire", "quick_passwords"]

MORNING = "2026-03-02T10:00+08:00"
CHEN: Mapping[str, Any] = {
    "name": "陈建国",
    "phones": ["138 0000 1234"],
    "address": "重庆市渝北区云栈山居3栋2单元18-1",
}
CAST: Mapping[str, tuple[str, str]] = {
    "wang": ("salesperson", "east"),
    "li": ("salesperson", "west"),
    "zhou": ("salesperson", "north"),
    "sun": ("manager", "east"),
    "tian": ("manager", "west"),
    "he": ("registrar", ""),
    "cai": ("finance", ""),
    "gao": ("gm", ""),
    "dong": ("supervisor", ""),
}


def clock(text: str = MORNING) -> StatedClock:
    """The clock of a stated instant."""
    return StatedClock(environment.parse_instant(text))


@pytest.fixture(autouse=True)
def demo() -> Iterator[None]:
    """An installation that lets a request state its instant."""
    before = environment.current().demo
    environment.use(demo=True)
    yield
    environment.use(demo=before)


@pytest.fixture
def cast(hire: Callable[..., Actor]) -> SimpleNamespace:
    """Everybody of CAST, hired, and the books of their departments."""
    for book in {where for _, where in CAST.values() if where}:
        open_book(book)
    return SimpleNamespace(**{name: hire(name, role, department=where) for name, (role, where) in CAST.items()})


@pytest.fixture
def browse(cast: SimpleNamespace) -> Callable[..., Client]:
    """A browser in English with one of the cast signed in, at a stated instant: ``browse("li")``."""

    def signed_in(username: str, now: str = MORNING) -> Client:
        client = Client(headers={"Accept-Language": "en", "Baobei-Now": now})
        client.post("/sign-in", {"username": username, "password": PASSWORD})
        return client

    return signed_in


@pytest.fixture
def hold(cast: SimpleNamespace) -> Callable[..., Any]:
    """Registers a customer for one of the cast and gives the registration's id: ``hold(cast.wang)``."""

    def held(by: Actor, customer: Mapping[str, Any] = CHEN, now: str = MORNING) -> Any:
        decision = services.register(by=by, at=clock(now), customer=customer)
        return decision.answer["registration"]

    return held
