"""Signing in, and the lock after wrong passwords in a row."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from baobei.people.rules import Actor
from baobei.people.signing_in import ATTEMPTS, WAIT_MINUTES, sign_in
from baobei.people.tests.conftest import NOW, PASSWORD
from baobei.usecase import StatedClock

TODAY = date(2026, 3, 2)


def at(minutes: int) -> StatedClock:
    return StatedClock(NOW + timedelta(minutes=minutes))


def attempt(username: str, password: str, minutes: int = 0, day: date = TODAY):
    return sign_in(at=at(minutes), day=day, username=username, password=password)


def test_right_password_signs_in(hire: Callable[..., Actor]) -> None:
    li = hire("li", "salesperson")
    answer = attempt("li", PASSWORD)
    assert answer.employee is not None and answer.employee.id == li.id
    assert answer.locked_until is None


def test_wrong_password_does_not(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    assert attempt("li", PASSWORD + "x").employee is None
    assert attempt("li", PASSWORD.upper()).employee is None


@pytest.mark.parametrize("username", ["li", "nobody"])
def test_last_wrong_attempt_locks_whether_the_name_exists_or_not(hire: Callable[..., Actor], username: str) -> None:
    hire("li", "salesperson")
    answers = [attempt(username, "wrong").locked_until for _ in range(ATTEMPTS + 1)]
    until = NOW + timedelta(minutes=WAIT_MINUTES)
    assert answers == [*[None] * (ATTEMPTS - 1), until, until]


def test_locked_name_takes_no_right_password_until_the_lock_ends(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    for _ in range(ATTEMPTS):
        attempt("li", "wrong")
    assert attempt("li", PASSWORD, WAIT_MINUTES - 1).employee is None
    assert attempt("li", PASSWORD, WAIT_MINUTES).employee is not None


def test_success_counts_afresh(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    for _ in range(2):
        for _ in range(ATTEMPTS - 1):
            attempt("li", "wrong")
        assert attempt("li", PASSWORD).employee is not None


def test_wrong_attempts_far_apart_do_not_add_up(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    answers = [attempt("li", "wrong", minutes * (WAIT_MINUTES + 1)) for minutes in range(ATTEMPTS * 2)]
    assert all(answer.locked_until is None for answer in answers)


def test_one_name_does_not_lock_another(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    for _ in range(ATTEMPTS):
        attempt("wang", "wrong")
    assert attempt("li", PASSWORD).employee is not None


def test_nobody_signs_in_outside_their_employment(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson", employed_from=date(2026, 3, 2), employed_until=date(2026, 3, 4))
    in_days = {day: attempt("li", PASSWORD, day=date(2026, 3, day)).employee is not None for day in (1, 2, 3, 4)}
    assert in_days == {1: False, 2: True, 3: True, 4: False}
