"""API tokens: shown once, kept as digests."""

import secrets
from datetime import datetime, timedelta

from baobei.people.models import ApiToken
from baobei.people.queries import token_digest
from baobei.people.rules import Actor
from baobei.store import rows


def issue(actor: Actor, *, at: datetime, days: int | None) -> str:
    """A new token of an employee, valid for so many days from the machine's instant ``at`` (None: without end)."""
    token = f"baobei_{secrets.token_urlsafe(32)}"
    values = {
        "id": rows.new_id(),
        "employee_id": actor.id,
        "digest": token_digest(token),
        "created_at": at,
        "expires_at": at + timedelta(days=days) if days is not None else None,
    }
    rows.insert(ApiToken, [values])
    return token


def revoke_all(actor: Actor) -> None:
    """Ends every token of an employee, as when somebody else may know what proves who they are."""
    ApiToken.objects.filter(employee_id=actor.id).delete()
