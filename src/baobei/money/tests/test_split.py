"""Shares sum to the whole exactly (CR-3.3)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.money.rules import CENT, share_text, split

AMOUNTS = st.decimals(min_value=0, max_value=10**11, places=2)
PARTS = st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=12).filter(any)


def shares(parts: list[int]) -> list[Fraction]:
    return [Fraction(part, sum(parts)) for part in parts]


@given(AMOUNTS, PARTS)
def test_the_parts_sum_to_the_whole(amount: Decimal, parts: list[int]) -> None:
    assert sum(split(amount, shares(parts))) == amount


@given(AMOUNTS, PARTS)
def test_nobody_gets_a_cent_more_or_less_than_their_share(amount: Decimal, parts: list[int]) -> None:
    for share, got in zip(shares(parts), split(amount, shares(parts)), strict=True):
        assert got == got.quantize(CENT) >= 0
        assert abs(Fraction(got) - share * Fraction(amount)) < Fraction(CENT)


@given(AMOUNTS, st.integers(min_value=1, max_value=12))
def test_of_equal_shares_the_first_named_get_the_cents_left_over(amount: Decimal, count: int) -> None:
    got = split(amount, [Fraction(1, count)] * count)
    assert got == sorted(got, reverse=True)
    assert got[0] - got[-1] <= CENT


def test_the_larger_remainder_comes_first() -> None:
    tenth, half, rest = Fraction(1, 10), Fraction(1, 2), Fraction(2, 5)
    assert split(Decimal("0.03"), [tenth, half, rest]) == [Decimal("0.00"), Decimal("0.02"), Decimal("0.01")]


def test_nothing_is_shared_as_nothing() -> None:
    assert split(Decimal("0.00"), [Fraction(1, 3), Fraction(2, 3)]) == [Decimal("0.00"), Decimal("0.00")]


@pytest.mark.parametrize("parts", [[], [Fraction(1, 2)], [Fraction(3, 2), Fraction(-1, 2)], [Fraction(1), Fraction(1)]])
def test_shares_that_are_not_the_whole_are_our_own_mistake(parts: list[Fraction]) -> None:
    with pytest.raises(AssertionError):
        split(Decimal(1), parts)


def test_a_share_is_written_as_the_contract_does() -> None:
    assert [share_text(Fraction(1)), share_text(Fraction(6, 10))] == ["1", "3/5"]
