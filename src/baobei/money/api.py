"""Commissions over the API (CR-3.3)."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema

from baobei.money import queries
from baobei.people.api import Limit, needs
from baobei.people.request import Request

router = Router(tags=["money"])


class Commission(Schema):
    registration: str
    employee: str
    share: str
    amount: str


class Commissions(Schema):
    items: list[Commission]
    next: str | None


@router.get("/commissions", response=Commissions)
@needs("commissions.read")
def commissions(request: Request, limit: int = Limit, after: UUID | None = None) -> dict[str, Any]:
    """One's own commissions, oldest first; finance, registrar and general manager see everybody's."""
    found = queries.commissions(request.actor, request.day, limit=limit + 1, after=after)
    items = [
        {
            "registration": str(one.registration),
            "employee": one.employee.username,
            "share": one.share,
            "amount": f"{one.amount:.2f}",
        }
        for one in found[:limit]
    ]
    return {"items": items, "next": str(found[limit - 1].id) if len(found) > limit else None}
