"""Splitting an amount so that the parts sum to the whole exactly (invariant: money adds up)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def split(amount: Decimal, shares: Sequence[Fraction]) -> list[Decimal]:
    """The parts of an amount in yuan by shares that sum to one; cents left over go by largest remainder, ties to
    the first.

    Raises AssertionError where the shares do not sum to one.
    """
    assert sum(shares) == 1 and all(share >= 0 for share in shares)
    cents = int(amount / CENT)
    exact = [share * cents for share in shares]
    whole = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_remainder[: cents - sum(whole)]:
        whole[i] += 1
    return [part * CENT for part in whole]


def share_text(share: Fraction) -> str:
    """A share as the contract writes it: ``1``, ``3/5``."""
    return str(share)
