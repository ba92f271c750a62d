"""Commissions that a signed deal brings (CR-3.3)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from baobei.book.services import Change
from baobei.money import rules
from baobei.money.models import Commission
from baobei.store.rows import new_id
from baobei.usecase import Moment


def commissions(
    moment: Moment, *, registration: UUID, commission: Decimal, shares: Sequence[tuple[UUID, Fraction]]
) -> list[Change]:
    """The rows for a deal's commission in yuan, shared among employees in the order given (CR-3.3)."""
    amounts = rules.split(commission, [share for _, share in shares])
    return [
        Change(
            Commission,
            new_id(),
            {
                "registration": registration,
                "employee_id": employee,
                "position": position,
                "share": rules.share_text(share),
                "amount": amount,
                "at": moment.at,
            },
            new=True,
        )
        for position, ((employee, share), amount) in enumerate(zip(shares, amounts, strict=True))
    ]
