"""Adding people, their roles by date, and the end of an employment (CR-2)."""

from collections.abc import Callable
from datetime import date

import pytest

from baobei.book import rebuild
from baobei.book.models import Head, Page
from baobei.people.queries import actor, grants
from baobei.people.rules import Actor
from baobei.people.services import add_employee, end_employment, grant_role, revoke_role
from baobei.usecase import StatedClock


def add(by: Actor, at: StatedClock, **given: object):
    person = {"username": "new", "name": "新人", "roles": ["salesperson"], "employed_from": date(2026, 3, 2)}
    return add_employee(by=by, at=at, **{**person, **given})


def test_added_person_has_roles_from_the_first_day(hire: Callable[..., Actor], at: StatedClock) -> None:
    decision = add(hire("he", "registrar"), at, roles=["salesperson", "clerk"], department="东部", region="渝北")
    new = actor("new")
    assert decision.result == "added" and new is not None
    assert (new.department, new.region, new.must_change_password) == ("东部", "渝北", True)
    assert new.roles(date(2026, 3, 1)) == frozenset()
    assert new.roles(date(2026, 3, 2)) == {"salesperson", "clerk"}


def test_one_page_in_the_office_and_a_book_for_a_new_department(hire: Callable[..., Actor], at: StatedClock) -> None:
    add(hire("he", "registrar"), at, department="东部")
    assert [page.action for page in Page.objects.filter(book="office")] == ["add_employee"]
    assert Head.objects.filter(book="东部", number=0).exists()
    assert "argon2" not in Page.objects.get().decision


def test_tables_agree_with_the_pages(hire: Callable[..., Actor], at: StatedClock) -> None:
    he = hire("gm", "gm")
    add(he, at, department="东部", region="渝北")
    grant_role(by=he, at=at, employee=actor("new"), role="clerk", since=date(2026, 3, 5))
    end_employment(by=he, at=at, employee=actor("new"), until=date(2026, 4, 1))
    assert rebuild.differences() == []


@pytest.mark.parametrize("role", ["gm", "registrar", "finance"])
def test_guarded_roles_are_the_general_managers_to_give(hire: Callable[..., Actor], at: StatedClock, role: str) -> None:
    he, gm = hire("he", "registrar"), hire("gm", "gm")
    assert add(he, at, roles=["salesperson", role]).result == "denied"
    assert grant_role(by=he, at=at, employee=hire("li", "clerk"), role=role, since=None).result == "denied"
    assert actor("new") is None and not Page.objects.exists()
    assert add(gm, at, roles=[role]).result == "added"


@pytest.mark.parametrize("role", ["salesperson", "manager", "finance", "clerk", "leader"])
def test_others_add_nobody(hire: Callable[..., Actor], at: StatedClock, role: str) -> None:
    assert add(hire("by", role), at).result == "denied"


def test_a_user_name_is_taken_once(hire: Callable[..., Actor], at: StatedClock) -> None:
    he = hire("he", "registrar")
    assert add(he, at).result == "added"
    assert add(he, at).result == "refused"
    assert Page.objects.count() == 1


def test_no_department_is_called_like_the_offices_book(hire: Callable[..., Actor], at: StatedClock) -> None:
    assert add(hire("he", "registrar"), at, department="office").result == "refused"


def test_nobody_changes_their_own_roles_or_employment(hire: Callable[..., Actor], at: StatedClock) -> None:
    gm = hire("gm", "gm")
    assert grant_role(by=gm, at=at, employee=gm, role="clerk", since=None).result == "denied"
    assert end_employment(by=gm, at=at, employee=gm, until=date(2026, 4, 1)).result == "denied"
    own = grants(gm.id)[0].id
    assert revoke_role(by=gm, at=at, employee=gm, grant=own, until=date(2026, 4, 1)).result == "denied"


def test_a_deputy_holds_the_role_until_its_end(hire: Callable[..., Actor], at: StatedClock) -> None:
    he, li = hire("he", "registrar"), hire("li", "salesperson")
    grant_role(by=he, at=at, employee=li, role="manager", since=date(2026, 3, 3), until=date(2026, 3, 5))
    held = {day: "manager" in actor("li").roles(date(2026, 3, day)) for day in (2, 3, 4, 5)}
    assert held == {2: False, 3: True, 4: True, 5: False}


def test_a_role_that_would_never_hold_is_refused(hire: Callable[..., Actor], at: StatedClock) -> None:
    he, li = hire("he", "registrar"), hire("li", "salesperson")
    day = date(2026, 3, 3)
    assert grant_role(by=he, at=at, employee=li, role="manager", since=day, until=day).result == "refused"


def test_a_revoked_role_ends_and_ends_once(hire: Callable[..., Actor], at: StatedClock) -> None:
    he, li = hire("he", "registrar"), hire("li", "salesperson")
    key = grants(li.id)[0].id
    assert revoke_role(by=he, at=at, employee=li, grant=key, until=date(2026, 3, 2)).result == "revoked"
    assert actor("li").roles(date(2026, 3, 1)) == {"salesperson"}
    assert actor("li").roles(date(2026, 3, 2)) == frozenset()
    assert revoke_role(by=he, at=at, employee=li, grant=key, until=date(2026, 4, 2)).result == "refused"


def test_a_leaver_acts_until_the_day_before(hire: Callable[..., Actor], at: StatedClock) -> None:
    he, li = hire("he", "registrar"), hire("li", "salesperson")
    assert end_employment(by=he, at=at, employee=li, until=date(2026, 3, 10)).result == "left"
    assert actor("li").employed(date(2026, 3, 9)) and not actor("li").employed(date(2026, 3, 10))


def test_an_employment_does_not_end_before_it_began(hire: Callable[..., Actor], at: StatedClock) -> None:
    he, li = hire("he", "registrar"), hire("li", "salesperson", employed_from=date(2026, 3, 10))
    assert end_employment(by=he, at=at, employee=li, until=date(2026, 3, 9)).result == "refused"
