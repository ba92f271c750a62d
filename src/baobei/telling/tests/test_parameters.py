"""Every number of the policy has a name and a value that a reader understands."""

from datetime import date

import pytest
from django.utils import translation

from baobei import usecase
from baobei.policy import load
from baobei.policy.vocabulary import FINDINGS
from baobei.telling import findings, parameters

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def zhaodu() -> None:
    usecase.install(load("zhaodu"))


def test_every_parameter_is_named_in_every_language() -> None:
    names = {parameter["name"] for parameter in usecase.policy().parameters()}
    with translation.override("en"):
        unnamed = {name for name in names if parameters.label(name) == name}
    assert not unnamed
    with translation.override("zh-hans"):
        assert all(any("\u4e00" <= letter <= "\u9fff" for letter in parameters.label(name)) for name in names)


def test_numbers_of_a_clause() -> None:
    with translation.override("zh-hans"):
        numbers = {number.name: number for number in parameters.of_clause("CR-4.1", DAY)}
    assert numbers["protection.walk_in.days"].value == "7 天"
    assert numbers["protection.walk_in.days"].label == "到店咨询的保护期"


def test_the_table_of_weights_in_words() -> None:
    with translation.override("zh-hans"):
        (weights,) = (one for one in parameters.of_clause("CR-7.0", DAY) if one.name == "match.weights")
        untold = [called for called, _ in weights.rows if not any("\u4e00" <= letter <= "\u9fff" for letter in called)]
    assert weights.value == "21 项" and not untold
    assert ("电话相同", "+10") in weights.rows and ("……但别的区也有同名小区，不知是哪一个", "−2") in weights.rows
    assert set(findings.CALLED) == set(FINDINGS)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("protection.walk_in.days", 7, "7 天"),
        ("inquiry.hold_hours", 24, "24 小时"),
        ("inquiry.per_day", 30, "30 次"),
        ("protection.roll_over_holiday", False, "否"),
        ("protection.counting", "civil_days", "按自然日，当日不计"),
        ("penalty.false_registration", [50, 100, "dismissal"], "50 元、100 元、提议除名"),
        ("xr.revisit_days", None, "未设"),
        ("protection.second_hand.days", 15, "15 天"),
        ("address.site_words", [str(n) for n in range(14)], "0、1、2、3、4、5、6、7、8、9、10、11，另有 2 项"),
    ],
)
def test_value_in_words(name: str, value: object, shown: str) -> None:
    with translation.override("zh-hans"):
        assert parameters.shown(name, value) == shown
