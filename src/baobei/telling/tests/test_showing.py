"""Instants, days, sums and phones in words."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from baobei.telling import showing, told
from baobei.usecase import COMPANY_TIME
from baobei.words import say

NOW = datetime(2026, 2, 8, 10, 30, tzinfo=COMPANY_TIME)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=COMPANY_TIME)


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        (at(2, 8, 9, 5), "今天 09:05", "today 09:05"),
        (at(2, 9, 9, 5), "明天 09:05", "tomorrow 09:05"),
        (at(2, 7, 23, 59), "昨天 23:59", "yesterday 23:59"),
        (at(2, 9), "今晚 24:00", "tonight 24:00"),
        (at(2, 10), "2 月 10 日 00:00", "10 Feb 00:00"),
        (at(2, 8), "今天 00:00", "today 00:00"),
        (at(1, 9, 8, year=2027), "2027 年 1 月 9 日 08:00", "9 Jan 2027 08:00"),
    ],
)
def test_instant_beside_now(instant: datetime, chinese: str, english: str) -> None:
    for language, words in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert told(showing.instant(instant, NOW)) == words
            assert told(showing.instant(instant.astimezone(UTC), NOW.astimezone(UTC))) == words


def test_day_of_week() -> None:
    with translation.override("zh-hans"):
        assert told(showing.day_of_week(date(2026, 11, 24))) == "11 月 24 日 星期二"
    with translation.override("en"):
        assert told(showing.day_of_week(date(2026, 11, 24))) == "Tuesday, 24 Nov"


@pytest.mark.parametrize(
    ("until", "days", "hours", "today", "over"),
    [
        (NOW + timedelta(days=2, hours=5), 2, 5, False, False),
        (at(2, 9), 0, 13, True, False),
        (at(2, 9, 0, 1), 0, 13, False, False),
        (NOW, 0, 0, False, True),
        (NOW - timedelta(days=3), 0, 0, False, True),
    ],
)
def test_time_left(until: datetime, days: int, hours: int, today: bool, over: bool) -> None:
    left = showing.left(until, NOW)
    assert (left.days, left.hours, left.today, left.over) == (days, hours, today, over)


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=100)), st.sampled_from([7, 15, 90]))
def test_ticks_are_a_day_each_and_ten_in_long_periods(now: datetime, rest: timedelta, period: int) -> None:
    left = showing.left(now + rest, now, period)
    assert left.days == rest.days
    assert left.over == (not rest)
    assert abs(float(left.ticks) * (10 if period == 90 else 1) - rest / timedelta(days=1)) <= 0.06
    assert left.of == {7: 7, 15: 15, 90: 9}[period]


@given(st.decimals(Decimal("-1e12"), Decimal("1e12"), places=2))
def test_money_keeps_every_cent(amount: Decimal) -> None:
    shown = showing.money(amount)
    assert Decimal(shown.replace(",", "")) == amount
    assert len(shown.split(".")[1]) == 2


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("13800001234", "138 0000 1234"),
        ("138****1234", "138 **** 1234"),
        ("023-6000 0000", "023-6000 0000"),
        ("+85291234567", "+85291234567"),
        ("", ""),
    ],
)
def test_phone(written: str, shown: str) -> None:
    assert showing.phone(written) == shown


def test_values_inside_a_sentence_are_told_too() -> None:
    inner = say("{n} days", n=3)
    with translation.override("zh-hans"):
        assert told(say("{day} {time}", day=inner, time="08:00")) == "3 天 08:00"
        assert told(say("Unknown kind; known are {kinds}.", kinds=("甲", "乙"))) == "没有这种报备；只有 甲、乙。"
    assert told("as it is") == "as it is" and told(None) == ""
