"""The policy: clauses beside their numbers, of any day (CR-8)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from baobei import usecase
from baobei.policy import load

RAISED = {
    "extends": "zhaodu",
    "set": [
        {"name": "protection.walk_in.days", "value": 7},
        {"name": "protection.walk_in.days", "value": 11, "from": "2031-05-01"},
    ],
}


@pytest.fixture
def raised(sign_in: Callable[..., Client]) -> Iterator[Client]:
    """A company whose walk-ins are protected longer from a later day."""
    client = sign_in("li", "salesperson")
    before = usecase.policy()
    usecase.install(load(RAISED))
    yield client
    usecase.install(before)


def text_of(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clause_and_its_numbers(sign_in: Callable[..., Client]) -> None:
    text = text_of(sign_in("li", "salesperson"), "/policy/CR-4.1")
    assert "CR-4.1" in text and "protection of a walk-in" in text and "7 days" in text


def test_the_weights_of_matching_are_a_table_in_words(sign_in: Callable[..., Client]) -> None:
    text = text_of(sign_in("li", "salesperson"), "/policy/CR-7.0")
    assert "<dt>The same housing unit</dt><dd>+8</dd>" in text and "<dt>Different names</dt><dd>−0.3</dd>" in text


def test_every_clause_has_its_page(sign_in: Callable[..., Client]) -> None:
    client = sign_in("li", "salesperson")
    for clause in usecase.policy().clauses:
        assert client.get(f"/policy/{clause}").status_code == 200
    assert client.get("/policy/CR-99").status_code == 404


def test_all_clauses_by_part(sign_in: Callable[..., Client]) -> None:
    client = sign_in("dong", "supervisor")
    assert 'id="CR-4.1"' in text_of(client, "/policy") and 'id="OH-5"' in text_of(client, "/policy", part="OH")
    assert 'id="CR-4.1"' in text_of(client, "/policy", part="nothing")


def test_a_later_value_is_announced_and_holds_from_its_day(raised: Client) -> None:
    before = text_of(raised, "/policy/CR-4.1", on="2031-04-30")
    assert "<b>7 days</b>" in before and "11 days" in before and "only from 2031-05-01" in before
    after = text_of(raised, "/policy/CR-4.1", on="2031-05-01")
    assert (
        "<b>11 days</b>" in after
        and "since 2031-05-01" in after
        and "only from" not in after
        and "<b>7 days</b>" not in after
    )


@pytest.mark.parametrize("on", ["soon", "2026-02-30", "", "\x00", "9" * 50])
def test_a_day_that_is_none_is_said(raised: Client, on: str) -> None:
    text = text_of(raised, "/policy", on=on)
    assert ("A day is written like" in text) == bool(on.strip())


def test_the_whole_policy_in_chinese_is_the_companys_own_words(sign_in: Callable[..., Any]) -> None:
    answer = sign_in("li", "salesperson").get("/policy")
    assert usecase.policy().clauses["CR-4.1"].text["zh"] in answer.content.decode()
