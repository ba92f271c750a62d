"""A repeated call under one ``Idempotency-Key`` does nothing twice and hears the first answer again."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection

from baobei.api.models import KeptAnswer
from baobei.api.tests.conftest import CHEN, callers, lay
from baobei.book.models import Page
from baobei.registrations.models import Registration

KEY = {"Idempotency_Key": "a-key-1", "Baobei_Now": "2023-02-01T10:00"}


def test_the_first_answer_again(company) -> None:
    wang = company("wang")
    first, second = (wang.post("/registrations", {"customer": CHEN}, **KEY) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first["Content-Type"] == second["Content-Type"]
    assert first.status_code == 201
    assert Registration.objects.count() == Page.objects.count() == 1


def test_a_refusal_again(company) -> None:
    company("wang").register(Baobei_Now=KEY["Baobei_Now"])
    li = company("li")
    first, second = (li.post("/registrations", {"customer": CHEN}, **KEY) for _ in range(2))
    assert first.status_code == second.status_code == 409
    assert first.content == second.content
    assert second["Content-Type"] == "application/problem+json"


def test_another_body_is_422(company) -> None:
    wang = company("wang")
    wang.post("/inquiries", {"customer": CHEN}, **KEY)
    for path, body in (("/inquiries", {"customer": {}}), ("/registrations", {"customer": CHEN})):
        answer = wang.post(path, body, **KEY)
        assert answer.status_code == 422
        assert [field["field"] for field in answer.json()["fields"]] == ["Idempotency-Key"]
    assert not Registration.objects.exists()


def test_a_key_is_ones_own(company) -> None:
    assert company("wang").post("/registrations", {"customer": CHEN}, **KEY).status_code == 201
    assert company("li").post("/registrations", {"customer": CHEN}, **KEY).status_code == 409


@pytest.mark.parametrize("key", ["", "x" * 201, "é", "a\tb"])
def test_a_key_that_is_none(company, key: str) -> None:
    answer = company("wang").post("/registrations", {"customer": CHEN}, Idempotency_Key=key)
    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_a_fault_of_shape_keeps_nothing(company) -> None:
    wang = company("wang")
    assert wang.post("/registrations", {"customr": CHEN}, **KEY).status_code == 422
    assert wang.post("/registrations", {"customer": CHEN}, **KEY).status_code == 201


def test_what_failed_is_done_the_second_time(company, monkeypatch) -> None:
    wang = company("wang")
    with monkeypatch.context() as patched:

        def fail(*_: object, **__: object) -> None:
            raise OperationalError from sqlite3.OperationalError("database or disk is full")

        patched.setattr(KeptAnswer.objects, "filter", fail)
        answer = wang.post("/registrations", {"customer": CHEN}, **KEY)
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert not Registration.objects.exists() and not KeptAnswer.objects.exists()
    assert wang.post("/registrations", {"customer": CHEN}, **KEY).status_code == 201


def test_an_instant_before_the_book_keeps_nothing(company) -> None:
    wang = company("wang")
    wang.register(
        {**CHEN, "phones": ["13911112222"], "address": "重庆市江北区观音桥步行街8号"}, Baobei_Now="2023-03-01T10:00"
    )
    assert wang.post("/registrations", {"customer": CHEN}, **KEY).status_code == 409
    later = {**KEY, "Baobei_Now": "2023-03-01T10:00"}
    assert wang.post("/registrations", {"customer": CHEN}, **later).status_code == 201


def test_the_same_call_many_times_at_once_is_done_once(committed, tmp_path) -> None:
    lay(tmp_path)
    wang = callers()("wang")
    start, answers = threading.Barrier(8), []

    def call() -> None:
        start.wait()
        try:
            answers.append(wang.post("/registrations", {"customer": CHEN}, Idempotency_Key="once"))
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Registration.objects.count() == KeptAnswer.objects.count() == 1
