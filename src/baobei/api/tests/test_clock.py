"""``Baobei-Now`` says when it happens, in a demo only, and not before the book's last page."""

import pytest

from baobei import environment
from baobei.api.tests.conftest import CHEN
from baobei.registrations.models import Registration


@pytest.mark.parametrize(
    "stated", ["soon", "2023-02-30T10:00", "", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00+14:00"]
)
def test_a_malformed_instant(company, stated: str) -> None:
    answer = company("wang").get("/me", Baobei_Now=stated)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_outside_a_demo(company) -> None:
    environment.use(demo=False)
    answer = company("wang").post("/registrations", {"customer": CHEN}, Baobei_Now="2023-02-01T10:00")
    assert answer.status_code == 400
    assert not Registration.objects.exists()


def test_before_the_last_page_of_the_book(company) -> None:
    wang = company("wang")
    wang.register(Baobei_Now="2023-02-01T10:00")
    other = {**CHEN, "phones": ["13911112222"], "address": "重庆市江北区观音桥步行街8号"}
    answer = wang.post("/registrations", {"customer": other}, Baobei_Now="2023-02-01T09:59")
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (409, "refused", [])
    assert Registration.objects.count() == 1


def test_the_fixed_instant_of_the_installation(company) -> None:
    before = environment.current().now
    environment.use(now=environment.parse_instant("2023-02-01T10:00"))
    try:
        wang = company("wang")
        answer = wang.post("/registrations", {"customer": CHEN})
    finally:
        environment.use(now=before)
    assert answer.json()["valid_until"] == "2023-02-09T00:00:00+08:00"
