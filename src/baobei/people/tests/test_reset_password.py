"""Who may give whom a temporary password (CR-2), and what follows."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from baobei.book.models import Page
from baobei.people import signing_in, tokens
from baobei.people.models import Employee, RoleGrant
from baobei.people.queries import actor, actor_by_token
from baobei.people.rules import Actor
from baobei.people.services import change_password, reset_password
from baobei.people.tests.conftest import PASSWORD
from baobei.usecase import StatedClock

GUARDED = ("gm", "registrar", "finance")
OTHERS = ("salesperson", "manager", "leader", "group_leader", "supervisor", "clerk")


@pytest.mark.parametrize("subject", [*GUARDED, *OTHERS])
@pytest.mark.parametrize("by", ["gm", "registrar", "finance", "manager", "salesperson"])
def test_who_may_reset_whom(hire: Callable[..., Actor], at: StatedClock, by: str, subject: str) -> None:
    decision = reset_password(by=hire("by", by), at=at, employee=hire("subject", subject))
    may = by == "gm" or (by == "registrar" and subject in OTHERS)
    assert decision.result == ("reset" if may else "denied")
    assert decision.cites == ("CR-2",)
    assert Page.objects.filter(book="office", action="reset_password").count() == may


def test_a_role_that_ended_or_is_to_come_still_guards(hire: Callable[..., Actor], at: StatedClock) -> None:
    subject = hire("subject", "salesperson")
    RoleGrant.objects.create(employee_id=subject.id, role="gm", since=date(2026, 4, 1))
    subject = actor("subject")
    assert reset_password(by=hire("he", "registrar"), at=at, employee=subject).result == "denied"


def test_nobody_resets_their_own(hire: Callable[..., Actor], at: StatedClock) -> None:
    gm = hire("gm", "gm")
    assert reset_password(by=gm, at=at, employee=gm).result == "denied"


def test_only_the_temporary_password_works_and_must_be_changed(hire: Callable[..., Actor], at: StatedClock) -> None:
    li = hire("li", "salesperson")
    temporary = reset_password(by=hire("he", "registrar"), at=at, employee=li).private["password"]
    employee = Employee.objects.get(id=li.id)
    assert employee.check_password(temporary) and not employee.check_password(PASSWORD)
    assert actor("li").must_change_password
    change_password(by=li, password="another long password")
    assert not actor("li").must_change_password
    assert Employee.objects.get(id=li.id).check_password("another long password")


def test_the_page_says_who_but_no_secret(hire: Callable[..., Actor], at: StatedClock) -> None:
    li = hire("li", "salesperson")
    temporary = reset_password(by=hire("he", "registrar"), at=at, employee=li).private["password"]
    page = Page.objects.get(action="reset_password")
    assert page.actor == "he" and str(li.id) in page.decision
    assert temporary not in page.decision and "argon2" not in page.decision
    assert json.loads(page.cites) == ["CR-2"]


def test_temporary_passwords_differ(hire: Callable[..., Actor], at: StatedClock) -> None:
    li, he = hire("li", "salesperson"), hire("he", "registrar")
    given = {reset_password(by=he, at=at, employee=li).private["password"] for _ in range(5)}
    assert len(given) == 5 and all(len(password) == 14 for password in given)


def test_a_reset_ends_the_tokens(hire: Callable[..., Actor], at: StatedClock) -> None:
    subject, now = hire("subject", "salesperson"), at.now()
    token, other = (tokens.issue(one, at=now, days=None) for one in (subject, hire("li", "salesperson")))
    assert actor_by_token(token, now) is not None
    reset_password(by=hire("gm", "gm"), at=at, employee=subject)
    assert actor_by_token(token, now) is None
    assert actor_by_token(other, now) is not None


def test_a_reset_ends_the_lock(hire: Callable[..., Actor], at: StatedClock) -> None:
    subject, day = hire("subject", "salesperson"), at.now().date()
    for _ in range(signing_in.ATTEMPTS):
        signing_in.sign_in(at=at, day=day, username="subject", password="wrong")
    decision = reset_password(by=hire("gm", "gm"), at=at, employee=subject)
    answer = signing_in.sign_in(at=at, day=day, username="subject", password=decision.private["password"])
    assert answer.employee is not None
