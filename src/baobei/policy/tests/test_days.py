"""Counting days and working days: what the Civil Code says, over year ends and leap days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.environment import COMPANY_TIME
from baobei.policy.calendar import STATE_COUNCIL, own_days, provisional
from baobei.policy.days import END_OF_TIME, civil_day, end_of_period, midnight, within

INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
) | st.sampled_from(
    [
        datetime(2023, 12, 31, 23, 59, 59, 999999, tzinfo=COMPANY_TIME),
        datetime(2024, 1, 1, tzinfo=COMPANY_TIME),
        datetime(2024, 2, 28, 12, tzinfo=COMPANY_TIME),
        datetime(2024, 2, 29, tzinfo=COMPANY_TIME),
        datetime(2100, 2, 28, tzinfo=COMPANY_TIME),
    ]
)
PERIODS = st.integers(min_value=0, max_value=1000)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2023-02-01T00:00", 7, "2023-02-09T00:00"),
        ("2023-02-01T23:59", 7, "2023-02-09T00:00"),
        ("2024-02-22T10:00", 7, "2024-03-01T00:00"),
        ("2023-02-22T10:00", 7, "2023-03-02T00:00"),
        ("2023-12-28T10:00", 7, "2024-01-05T00:00"),
        ("2023-02-01T10:00", 90, "2023-05-03T00:00"),
        ("2023-02-01T10:00", 0, "2023-02-02T00:00"),
        # 16:00 in Greenwich is the next day in Chongqing.
        ("2023-01-31T16:00+00:00", 7, "2023-02-09T00:00"),
    ],
)
def test_the_first_day_does_not_count_and_the_last_ends_at_midnight(start, days, end):
    assert end_of_period(at(start), days) == at(end)


@given(INSTANTS, PERIODS)
def test_a_period_ends_at_midnight_after_exactly_its_days(start, days):
    end = end_of_period(start, days)
    assert end == midnight(civil_day(end))
    assert civil_day(end) - civil_day(start) == timedelta(days=days + 1)
    assert civil_day(end - timedelta(microseconds=1)) == civil_day(start) + timedelta(days=days)


@given(INSTANTS, PERIODS)
def test_the_hour_of_the_day_does_not_matter_by_civil_days_and_does_by_elapsed_time(start, days):
    assert end_of_period(start, days) == end_of_period(midnight(civil_day(start)), days)
    assert end_of_period(start, days, counting="elapsed") - start == timedelta(days=days)


@given(INSTANTS, PERIODS, st.booleans())
def test_a_longer_period_never_ends_earlier(start, days, roll_over):
    assert end_of_period(start, days, roll_over_holiday=roll_over) <= end_of_period(
        start, days + 1, roll_over_holiday=roll_over
    )


@given(INSTANTS, PERIODS, INSTANTS)
def test_within_is_before_the_end_and_not_before_the_start(start, days, then):
    assert within(start, days, then) == (start <= then and civil_day(then) - civil_day(start) <= timedelta(days=days))


@given(INSTANTS, PERIODS, st.sampled_from(["civil_days", "elapsed"]))
def test_rolled_over_a_period_ends_after_a_working_day_and_all_days_skipped_are_rest(start, days, counting):
    plain = end_of_period(start, days, counting=counting)
    rolled = end_of_period(start, days, counting=counting, roll_over_holiday=True)
    last, moved_to = (civil_day(end - timedelta(microseconds=1)) for end in (plain, rolled))
    assert STATE_COUNCIL.is_working_day(moved_to)
    assert not any(STATE_COUNCIL.is_working_day(last + timedelta(days=n)) for n in range((moved_to - last).days))
    assert rolled == plain or rolled == midnight(moved_to + timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-09-22T10:00", "2023-10-08T00:00"),  # ends on 29 Sep; the holiday lasts until 6 Oct, the 7th is worked
        ("2024-02-02T10:00", "2024-02-10T00:00"),  # ends on 9 Feb 2024, which is worked
        ("2023-04-15T10:00", "2023-04-24T00:00"),  # ends on Saturday 22 Apr; Sunday 23 Apr is worked
    ],
)
def test_an_end_on_a_rest_day_moves_to_the_end_of_the_next_working_day(start, end):
    assert end_of_period(at(start), 7, roll_over_holiday=True) == at(end)


def test_the_companys_own_days_go_before_the_notice():
    calendar = own_days(rest=["2024-02-09", date(2023, 10, 9)], work=["2023-10-15"])
    assert not calendar.is_working_day(date(2024, 2, 9))
    assert not calendar.is_working_day(date(2023, 10, 9))
    assert calendar.is_working_day(date(2023, 10, 15))
    assert own_days(rest=["2023-10-15"], work=["2023-10-15"]).is_working_day(date(2023, 10, 15))
    assert end_of_period(at("2024-02-02T10:00"), 7, roll_over_holiday=True, calendar=calendar) == at("2024-02-19T00:00")
    with pytest.raises(ValueError):
        own_days(rest=["2024-02-30"])


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2018-12-29", True),
        ("2018-12-31", False),
        ("2019-05-05", True),
        ("2020-01-31", False),
        ("2023-01-28", True),
        ("2023-10-08", True),
        ("2024-02-09", True),
        ("2024-02-10", False),
        ("2025-10-08", False),
        ("2026-02-28", True),
        ("2026-10-07", False),
        ("2027-10-01", True),
        ("2027-10-02", False),
    ],
)
def test_working_days_follow_the_notices_and_else_the_week(day, worked):
    assert STATE_COUNCIL.is_working_day(date.fromisoformat(day)) is worked


def test_every_notice_moves_rest_to_weekdays_and_work_to_weekends():
    every_day = (date(2018, 1, 1) + timedelta(days=n) for n in range(9 * 365 + 2))
    moved = [day for day in every_day if STATE_COUNCIL.is_working_day(day) != (day.weekday() < 5)]
    for year in range(2018, 2027):
        rest = [day for day in moved if day.year == year and day.weekday() < 5]
        work = [day for day in moved if day.year == year and day.weekday() >= 5]
        assert len(rest) in range(16, 20), year
        assert len(work) in range(5, 9), year


def test_a_year_without_a_notice_is_counted_for_the_time_being():
    assert [year for year in range(2017, 2029) if provisional(year)] == [2017, 2027, 2028]


def test_a_period_that_outlasts_the_calendar_ends_with_it():
    start = datetime(9999, 12, 30, 10, tzinfo=COMPANY_TIME)
    for counting in ("civil_days", "elapsed"):
        assert end_of_period(start, 90, counting=counting, roll_over_holiday=True) == END_OF_TIME
    assert END_OF_TIME.astimezone(UTC).year == 9999


def at(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=COMPANY_TIME)
