"""Lists: states computed in the statement as the rule computes them, scopes, masks, paging (CR-4.1, CR-6.2)."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from baobei.registrations import services
from baobei.registrations.models import Registration, Status
from baobei.registrations.queries import facts, lists
from baobei.registrations.rules.facts import status_at
from baobei.registrations.rules.looking import entitled
from baobei.registrations.rules.masks import masked_name, masked_phone
from baobei.registrations.rules.values import BadValue
from baobei.registrations.tests.conftest import CHEN, MORNING, clock
from baobei.store import rows

NOW = clock(MORNING).now()
hours = some.none() | some.integers(-2, 2)
STATES = ("valid", "awaiting_choice", "awaiting_review", "expired", "invalid", "signed", "released")


def moved(hours: int | None) -> datetime | None:
    return None if hours is None else NOW + timedelta(hours=hours)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(status=some.sampled_from(Status.values), valid=hours, waits=hours, contested=hours)
def test_the_statement_and_the_rule_agree_on_every_state(
    cast: SimpleNamespace, status: str, valid: int | None, waits: int | None, contested: int | None
) -> None:
    key = rows.new_id()
    instants = {"valid_until": moved(valid), "waits_until": moved(waits), "contested_since": moved(contested)}
    columns = {"registered_at": NOW, "counts_from": NOW, "concerns_until": NOW, "completeness": 60}
    Registration.objects.create(id=key, holder_id=cast.wang.id, kind="walk_in", status=status, **instants, **columns)
    found = [name for name in STATES if Registration.objects.filter(lists.FILTERS[name](NOW), id=key).exists()]
    assert found == [status_at(SimpleNamespace(status=status, **instants), NOW)]


def test_a_list_shows_ones_own_whole_and_others_masked(cast: Any, hold: Any) -> None:
    hold(cast.wang)
    [own] = lists.registrations(cast.wang, NOW).items
    assert own.customer["name"] == "陈建国" and own.customer["address"] == CHEN["address"]
    for viewer, scope in ((cast.sun, "department"), (cast.he, "company"), (cast.gao, "company")):
        [seen] = lists.registrations(viewer, NOW, scope=scope).items
        assert seen.customer == {"name": "陈**", "phones": ["138 **** 1234"]}
        assert seen.contract()["holder"] == "wang"


def test_what_one_may_not_see_is_not_there(cast: Any, hold: Any) -> None:
    registration = hold(cast.wang)
    assert not lists.registrations(cast.li, NOW).items
    assert lists.registration(cast.li, NOW, registration) is None
    assert not lists.registrations(cast.tian, NOW, scope="department").items
    for scope in ("department", "company"):
        with pytest.raises(PermissionError):
            lists.registrations(cast.li, NOW, scope=scope)
    with pytest.raises(PermissionError):
        lists.registrations(cast.sun, NOW, scope="company")


def test_the_statement_and_the_rule_agree_on_who_may_look(cast: Any, hold: Any) -> None:
    def agree(registration: Any) -> None:
        entry = facts.entry(registration)
        assert entry is not None
        for viewer in vars(cast).values():
            entitled_by_rule = viewer.id == entry.holder or entitled(viewer, entry, viewer.roles(NOW.date()))
            assert (lists.registration(viewer, NOW, registration) is not None) == entitled_by_rule

    registration = hold(cast.wang)
    agree(registration)
    services.deposit(by=cast.wang, at=clock(), registration=registration, amount="100")
    agree(registration)


def test_finance_lists_what_concerns_money(cast: Any, hold: Any) -> None:
    registration = hold(cast.wang)
    assert not lists.registrations(cast.cai, NOW, scope="company").items
    services.deposit(by=cast.wang, at=clock(), registration=registration, amount="100")
    assert len(lists.registrations(cast.cai, NOW, scope="company").items) == 1


def test_pages_join_without_gap_or_repetition(cast: Any, hold: Any) -> None:
    for number in range(7):
        customer = {**CHEN, "phones": [f"1390000{number:04}"], "address": f"渝北区云栈山居{number + 10}栋1单元3-1"}
        hold(cast.wang, customer, f"2026-03-02T10:0{number // 2}+08:00")
    for status in (None, "valid"):
        whole = [seen.id for seen in lists.registrations(cast.wang, NOW, status=status).items]
        after, walked = None, []
        while True:
            listing = lists.registrations(cast.wang, NOW, status=status, limit=2, after=after)
            walked += [seen.id for seen in listing.items]
            if not (after := listing.next):
                break
        assert walked == whole and len(whole) == 7


@pytest.mark.parametrize(
    ("q", "found"), [("建国", 1), ("1234", 1), ("13800001234", 1), ("138 0000 1234", 1), ("王", 0)]
)
def test_found_by_name_or_phone(cast: Any, hold: Any, q: str, found: int) -> None:
    hold(cast.wang)
    assert len(lists.registrations(cast.wang, NOW, q=q).items) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"scope": "world"},
        {"limit": 0},
        {"limit": 501},
        {"after": "x"},
        {"q": "123"},
        {"q": "a\x00"},
    ],
)
def test_what_is_no_list_is_said(cast: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        lists.registrations(cast.wang, NOW, **wrong)


def test_counts_follow_the_instant(cast: Any, hold: Any) -> None:
    hold(cast.wang)
    assert lists.counts(cast.wang, NOW)["valid"] == 1
    last_day = clock("2026-03-09T09:00+08:00").now()
    assert lists.counts(cast.wang, last_day)["tonight"] == 1
    over = lists.counts(cast.wang, clock("2026-03-10T00:00+08:00").now())
    assert (over["valid"], over["tonight"], over["expired"], over["all"]) == (0, 0, 1, 1)


@given(some.text(max_size=20))
def test_a_mask_hides_all_but_the_first_character(name: str) -> None:
    masked = masked_name(name)
    assert len(masked) == len(name.strip()) and set(masked[1:]) <= {"*"}


@given(some.text("0123456789 -+", max_size=20))
def test_a_masked_phone_shows_seven_digits_at_most(phone: str) -> None:
    masked = masked_phone(phone)
    assert len(masked) == len(phone)
    assert sum(char.isdigit() for char in masked) <= min(7, sum(char.isdigit() for char in phone))


def test_masks_are_as_the_office_knows_them() -> None:
    assert masked_name("陈建国") == "陈**"
    assert masked_phone("138 0000 1234") == "138 **** 1234"
    assert masked_phone("8001234") == "*****34"


def test_a_seller_finds_customers_without_a_name_in_the_address(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    answer = browse("wang").post("/customers", {"q": "建国"}, follow=True)
    assert "建国" not in answer.redirect_chain[0][0] and "138 0000 1234" in answer.content.decode()
    assert "No customer yet" in browse("li").post("/customers", {"q": "建国"}, follow=True).content.decode()


@pytest.mark.parametrize(("who", "status"), [("wang", 403), ("sun", 200), ("he", 200), ("cai", 200), ("dong", 403)])
def test_who_may_see_a_list_of_others(browse: Any, who: str, status: int) -> None:
    assert browse(who).get("/registrations").status_code == status


def test_a_manager_stays_in_the_department(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    assert browse("sun").get("/registrations?scope=company").status_code == 403
    assert "陈**" in browse("sun").get("/registrations").content.decode()
    assert "陈**" not in browse("tian").get("/registrations").content.decode()
