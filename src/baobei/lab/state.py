"""How things stand at the end of a story."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from baobei.book import queries as book
from baobei.book import verify
from baobei.money.models import Commission
from baobei.registrations.models import Registration
from baobei.registrations.rules.facts import status_at


def state(at: datetime, names: Mapping[UUID, str]) -> dict[str, Any]:
    """Everything that a story may expect, as of an instant, expiry applied."""
    order = {key: place for place, key in enumerate(names)}
    registrations = sorted(Registration.objects.select_related("holder"), key=lambda row: order[row.id])
    commissions = sorted(
        Commission.objects.select_related("employee"), key=lambda row: (order[row.registration], row.position)
    )
    return {
        "registrations": {names[row.id]: _registration(row, at) for row in registrations},
        "cases": {},
        "ledger": [],
        "commissions": [
            {
                "registration": names[row.registration],
                "employee": row.employee.username,
                "share": row.share,
                "amount": row.amount,
            }
            for row in commissions
        ],
        "proposals": [],
        "notices": [
            {"employee": row.employee.username, "kind": row.kind, "cites": json.loads(row.cites)}
            for row in reversed(book.notices())
        ],
        "projects": {},
        "inspections": [],
        "books": {head.book: {"pages": head.number, "intact": not verify.faults(head.book)} for head in book.heads()},
    }


def _registration(row: Registration, at: datetime) -> dict[str, Any]:
    status = status_at(row, at)
    told: dict[str, Any] = {"status": status, "holder": row.holder.username, "kind": row.kind}
    if status in ("valid", "expired") and row.valid_until:
        told["valid_until"] = row.valid_until
    if status == "awaiting_choice":
        told["waits_until"] = row.waits_until
    return told | {"completeness": row.completeness}
