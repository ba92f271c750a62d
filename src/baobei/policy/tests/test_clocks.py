"""Protection is the earliest of the clocks that run, each with the values of the day on which it was started."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.environment import COMPANY_TIME
from baobei.policy import load
from baobei.policy.clocks import Clock, after_signing, earliest, protection, wait_for_choice


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_TIME)


def changed(**values):
    """The pack with values set: ``changed(walk_in__days=3)`` sets ``protection.walk_in.days`` for always."""
    entries = [{"name": f"protection.{name.replace('__', '.')}", "value": value} for name, value in values.items()]
    return load({"extends": "zhaodu", "set": entries})


def dated(name: str, value: object, since: str):
    return load({"extends": "zhaodu", "set": [{"name": name, "value": value, "from": since}]})


def test_a_walk_in_is_protected_for_seven_days():
    clock = protection(load("zhaodu"), "walk_in", at("2023-02-01T10:00"))
    assert clock == Clock("walk_in", at("2023-02-01T10:00"), at("2023-02-09T00:00"), "CR-4.1")


@pytest.mark.parametrize(
    ("policy", "until", "clock", "clause"),
    [
        (load("zhaodu"), "2023-05-03T00:00", "deposit", "CR-4.2"),
        (changed(deposit__counts_from="deposit"), "2023-05-06T00:00", "deposit", "CR-4.2"),
        (changed(deposit__days=3), "2023-02-09T00:00", "walk_in", "CR-4.1"),
        (changed(deposit__days=7), "2023-02-09T00:00", "walk_in", "CR-4.1"),
        (changed(counting="elapsed"), "2023-05-02T10:00", "deposit", "CR-4.2"),
    ],
)
def test_a_deposit_replaces_its_kinds_period_where_it_ends_later(policy, until, clock, clause):
    found = protection(policy, "walk_in", at("2023-02-01T10:00"), deposit_at=at("2023-02-04T16:00"))
    assert (found.end, found.name, found.clause) == (at(until), clock, clause)


def test_an_end_on_a_rest_day_moves_by_the_companys_calendar():
    policy = changed(roll_over_holiday=True).with_calendar(work=["2023-04-22"])
    assert protection(policy, "walk_in", at("2023-04-15T10:00")).end == at("2023-04-23T00:00")
    assert protection(changed(roll_over_holiday=True), "walk_in", at("2023-04-15T10:00")).end == at("2023-04-24T00:00")


def test_a_signed_customer_stays_protected_and_a_newcomer_waits():
    policy = load("zhaodu")
    signed, waits = (clock(policy, at("2023-02-01T10:00")) for clock in (after_signing, wait_for_choice))
    assert (signed.end, signed.clause) == (at("2023-05-03T00:00"), "CR-3.3")
    assert (waits.end, waits.clause) == (at("2023-02-09T00:00"), "CR-4.3")
    assert protection(policy, "walk_in", waits.end).end == at("2023-02-17T00:00")


def test_a_wait_is_counted_in_civil_days_however_protection_is_counted():
    policy = changed(counting="elapsed", roll_over_holiday=True)
    assert wait_for_choice(policy, at("2023-02-03T10:00")).end == at("2023-02-11T00:00")


@given(st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)), st.integers(1, 100), st.integers(-400, 400))
def test_a_value_dated_in_the_future_changes_nothing_before_it(start, days, apart):
    start = start.replace(tzinfo=COMPANY_TIME)
    since = start.date() + timedelta(days=apart)
    before, after = load("zhaodu"), dated("protection.walk_in.days", days, since.isoformat())
    expected = changed(walk_in__days=days) if since <= start.date() else before
    assert protection(after, "walk_in", start) == protection(expected, "walk_in", start)


def test_a_deposit_takes_the_value_of_the_day_on_which_it_is_paid():
    policy = dated("protection.deposit.days", 120, "2023-02-05")
    start = at("2023-02-01T10:00")
    assert protection(policy, "walk_in", start, deposit_at=at("2023-02-04T23:59")).end == at("2023-05-03T00:00")
    assert protection(policy, "walk_in", start, deposit_at=at("2023-02-05T00:00")).end == at("2023-06-02T00:00")


def test_the_earliest_clock_counts_and_one_without_an_end_is_the_last():
    start = at("2023-02-01T10:00")
    ends = Clock("a", start, at("2023-03-01T00:00"), "CR-4.1")
    assert earliest([Clock("endless", start, None, "CR-4.1"), ends]) is ends
