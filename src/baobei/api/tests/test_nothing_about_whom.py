"""No answer to a third person depends on who holds the customer (CR-5.1, CR-6.2)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from baobei.api.tests.conftest import CHEN, Caller

DIFFERS = {"X-Request-Id", "Date"}
OWN_IDS = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WIFE = {"name": "李梅", "phones": ["13911112222"], "address": "重庆市渝北区龙湖源著3栋2单元18-1"}
MASKED = {"name": "陈建国", "phones": ["138****1234"], "address": "重庆市江北区观音桥步行街8号"}


def heard(answer: Callable[[], HttpResponse]) -> tuple[Any, ...]:
    with CaptureQueriesContext(connection) as queries:
        given = answer()
    headers = {name: value for name, value in given.headers.items() if name not in DIFFERS}
    return given.status_code, OWN_IDS.sub(b"", given.content), headers, len(queries)


def third_person(li: Caller, holder: Caller, registration: str) -> Iterator[tuple[Any, ...]]:
    on = f"/registrations/{registration}"
    early, late, lapsed = ({"Baobei_Now": f"2023-02-{day}T10:00"} for day in ("02", "04", "12"))
    for customer in (CHEN, WIFE, MASKED):
        yield heard(lambda c=customer: li.post("/inquiries", {"customer": c}, **early))
        yield heard(lambda c=customer: li.post("/registrations", {"customer": c}, **early))
    yield heard(lambda: li.get(on, **early))
    yield heard(lambda: li.get(f"{on}?reason=x", **early))
    yield heard(lambda: li.get("/registrations", **early))
    yield heard(lambda: li.get("/registrations?q=1234", **early))
    yield heard(lambda: li.get("/registrations?scope=company", **early))
    yield heard(lambda: li.get("/commissions", **early))
    for verb, body in (
        ("follow-ups", {"feedback": "x"}),
        ("deposits", {"amount": 1}),
        ("signing", {"amount": 1, "commission": 1}),
    ):
        yield heard(lambda v=verb, b=body: li.post(f"{on}/{v}", b, **early))
    holder.post(f"{on}/deposits", {"amount": 100}, **late)
    yield heard(lambda: li.post("/inquiries", {"customer": CHEN}, **late))
    yield heard(lambda: li.post("/inquiries", {"customer": CHEN}, **lapsed))
    holder.post(f"{on}/signing", {"amount": 100, "commission": 10}, **lapsed)
    yield heard(lambda: li.post("/inquiries", {"customer": CHEN}, **lapsed))
    yield heard(lambda: li.post("/registrations", {"customer": CHEN}, **lapsed))


@pytest.fixture
def told(company: Any) -> Callable[[str], list[tuple[Any, ...]]]:
    def run(holder: str) -> list[tuple[Any, ...]]:
        undo = transaction.savepoint()
        li, held_by = company("li"), company(holder)
        registration = held_by.register(Baobei_Now="2023-02-01T10:00")
        answers = list(third_person(li, held_by, registration))
        transaction.savepoint_rollback(undo)
        return answers

    return run


def test_a_third_person_hears_the_same_whoever_holds(told) -> None:
    by_wang, by_zhou = told("wang"), told("zhou")
    assert len(by_wang) > 15
    for one, other in zip(by_wang, by_zhou, strict=True):
        assert one == other


def test_what_one_may_not_see_is_not_there_to_the_byte(company) -> None:
    registration = company("wang").register()
    li = company("li")
    unknown = "01890000-0000-7000-8000-000000000000"
    for path in ("", "?reason=x"):
        hidden, absent, no_id = (li.get(f"/registrations/{key}{path}") for key in (registration, unknown, "x"))
        assert hidden.status_code == absent.status_code == no_id.status_code == 404
        assert hidden.content == absent.content == no_id.content
        assert {name for name in hidden.headers} == {name for name in absent.headers}
    for verb, body in (("deposits", {"amount": "x"}), ("follow-ups", {}), ("signing", {})):
        hidden, absent = (li.post(f"/registrations/{key}/{verb}", body) for key in (registration, unknown))
        assert hidden.status_code == 404
        assert hidden.content == absent.content


def test_who_may_see_but_not_do_is_denied(company) -> None:
    registration = company("wang").register()
    for username in ("sun", "he", "gao"):
        answer = company(username).post(f"/registrations/{registration}/signing", {"amount": 1, "commission": 1})
        assert (answer.status_code, answer.json()["cites"]) == (403, ["CR-3.3"])
