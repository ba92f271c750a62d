"""Registrations as a viewer may see them: lists, filters with their counts, and one with its customer.

What a viewer may not see is left out by the statement itself, so it is never loaded. Lists show others' customers
masked; one registration is shown whole, so a surface asks ``services.look`` first unless it is the viewer's (CR-6.2).
Expiry and the end of a wait are computed here in SQL by the same rule as ``rules.facts.status_at``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from baobei.environment import parse_instant
from baobei.people.rules import Actor, may
from baobei.registrations.models import Registration, RegistrationKey, Status
from baobei.registrations.rules.facts import status_at
from baobei.registrations.rules.masks import masked_name, masked_phone
from baobei.registrations.rules.values import BadValue
from baobei.usecase import COMPANY_TIME
from baobei.words import say

SCOPES = ("own", "department", "company")
LARGEST_PAGE = 500
_WHOLE_PHONE = 11
_LAST_DIGITS = 4


@dataclass(frozen=True)
class Seen:
    """A registration with as much of it as the viewer may see.

    ``customer`` is the contract's mapping, in lists of others' with name and phones masked and nothing else. Instants
    are aware. ``valid_until`` is None while it has no meaning: before a decision, after a signing, on what is void.
    """

    id: UUID
    status: str
    kind: str
    holder: str
    holder_name: str
    department: str | None
    customer: Mapping[str, Any]
    registered_at: datetime
    counts_from: datetime
    valid_until: datetime | None
    waits_until: datetime | None
    clock: str
    clause: str
    completeness: int
    contested: bool
    own: bool
    reviewed_at: datetime | None = None
    deposit: Decimal | None = None
    deposit_at: datetime | None = None
    signed_at: datetime | None = None
    amount: Decimal | None = None

    def contract(self) -> dict[str, Any]:
        """The registration as the contract's clients read it; what has no value is left out."""
        told = {
            "id": str(self.id),
            "status": self.status,
            "kind": self.kind,
            "holder": self.holder,
            "department": self.department,
            "customer": self.customer,
            "registered_at": _told(self.registered_at),
            "valid_until": self.valid_until and _told(self.valid_until),
            "completeness": self.completeness,
            "contested": self.contested,
        }
        return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True)
class Listing:
    """One page of a list; ``next`` is the cursor of the following page, or None at the end."""

    items: Sequence[Seen]
    next: str | None


def registrations(
    viewer: Actor,
    at: datetime,
    *,
    scope: str = "own",
    status: str | None = None,
    q: str = "",
    limit: int = 100,
    after: str | None = None,
) -> Listing:
    """A page of the registrations that the viewer may see.

    ``scope`` is one of SCOPES, ``status`` one of FILTERS (None: all), ``q`` some characters of a name, the last four
    digits of a phone or a whole one, ``limit`` 1 to 500. What runs comes first to end first, all else newest first.
    Raises BadValue for what is none of these, PermissionError for a scope that the viewer's roles do not have.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise BadValue("limit", say("A page has 1 to {most} entries.", most=LARGEST_PAGE))
    rows = _filtered(_scoped(viewer, at, scope), at, status)
    if q.strip():
        rows = rows.filter(_matching(q.strip()))
    order = ("valid_until", "id") if status in _ENDING_FIRST else ("-registered_at", "-id")
    found = list(_after(rows, order[0], after).order_by(*order)[: limit + 1])
    items = [_seen(row, viewer, at, whole=row.holder_id == viewer.id) for row in found[:limit]]
    cursor = _cursor(found[limit - 1], order[0]) if len(found) > limit else None
    return Listing(items, cursor)


def registration(viewer: Actor, at: datetime, key: UUID | str) -> Seen | None:
    """One registration, whole; None where there is none or the viewer may not look (CR-6.2)."""
    try:
        key = key if isinstance(key, UUID) else UUID(key)
    except ValueError:
        return None
    row = _rows().filter(visible(viewer, at), id=key).first()
    return _seen(row, viewer, at, whole=True) if row else None


def counts(viewer: Actor, at: datetime, *, scope: str = "own") -> Mapping[str, int]:
    """How many registrations each of FILTERS has, and ``all``. Raises as ``registrations`` does."""
    wanted = {name: Count("id", filter=condition(at)) for name, condition in FILTERS.items()}
    found: dict[str, int] = _scoped(viewer, at, scope).order_by().aggregate(all=Count("id"), **wanted)
    return found


def visible(viewer: Actor, at: datetime) -> Q:
    """Which registrations a viewer may look at: one's own; a manager the department's; finance what concerns money;
    registrar and general manager all (CR-6.2).
    """
    roles = viewer.roles(_day(at))
    if roles & {"registrar", "gm"}:
        return Q()
    seen = Q(holder=viewer.id)
    if "manager" in roles and viewer.department_id:
        seen |= Q(department=viewer.department_id)
    if "finance" in roles:
        seen |= Q(deposit_at__isnull=False) | Q(signed_at__isnull=False)
    return seen


def waiting(at: datetime) -> Q:
    """Still waiting for the customer's choice (CR-4.3)."""
    return Q(status=Status.AWAITING_CHOICE) & (Q(waits_until=None) | Q(waits_until__gt=at))


def valid(at: datetime) -> Q:
    """Protected at that instant, a wait that ended unanswered among them (CR-4.1, CR-4.3)."""
    return _accepted(at) & ~_lapsed(at)


def expired(at: datetime) -> Q:
    """Past the period (CR-3.2)."""
    return _accepted(at) & _lapsed(at)


def tonight(at: datetime) -> Q:
    """Protected until the end of the civil day, and no longer."""
    return valid(at) & Q(contested_since=None, valid_until__lte=midnight_after(at))


def midnight_after(at: datetime) -> datetime:
    """00:00 of the next civil day in company time."""
    day = at.astimezone(COMPANY_TIME) + timedelta(days=1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _accepted(at: datetime) -> Q:
    return Q(status=Status.VALID) | Q(status=Status.AWAITING_CHOICE, waits_until__lte=at)


def _lapsed(at: datetime) -> Q:
    return Q(contested_since__isnull=True, valid_until__isnull=False, valid_until__lte=at)


FILTERS = {
    "valid": valid,
    "awaiting_choice": waiting,
    "awaiting_review": lambda at: Q(status=Status.AWAITING_REVIEW),
    "expired": expired,
    "invalid": lambda at: Q(status=Status.INVALID),
    "signed": lambda at: Q(status=Status.SIGNED),
    "released": lambda at: Q(status=Status.RELEASED),
    "tonight": tonight,
    "deposit": lambda at: valid(at) & Q(deposit_at__isnull=False),
    "waiting": lambda at: waiting(at) | Q(status=Status.AWAITING_REVIEW),
}
_ENDING_FIRST = {"valid", "tonight", "deposit"}


def _rows() -> QuerySet[Registration]:
    return Registration.objects.select_related("holder", "department", "customer").defer("customer__reading")


def _scoped(viewer: Actor, at: datetime, scope: str) -> QuerySet[Registration]:
    day = _day(at)
    match scope:
        case "own":
            return _rows().filter(holder=viewer.id)
        case "department" if may(viewer, "registrations.department", day):
            return _rows().filter(visible(viewer, at), department=viewer.department_id)
        case "company" if may(viewer, "registrations.company", day):
            return _rows().filter(visible(viewer, at))
        case "department" | "company":
            raise PermissionError(scope)
    raise BadValue("scope", say("The scope is one of {known}.", known=", ".join(SCOPES)))


def _filtered(rows: QuerySet[Registration], at: datetime, status: str | None) -> QuerySet[Registration]:
    if not status:
        return rows
    if status not in FILTERS:
        raise BadValue("status", say("The status is one of {known}.", known=", ".join(FILTERS)))
    return rows.filter(FILTERS[status](at))


def _matching(q: str) -> Q:
    if not q.isprintable():
        raise BadValue("q", say("This has characters that can't be shown; type it anew."))
    digits = "".join(char for char in q if char.isdecimal())
    if digits and not any(char.isalpha() for char in q):
        if len(digits) not in (_LAST_DIGITS, _WHOLE_PHONE) and len(digits) <= _WHOLE_PHONE:
            raise BadValue("q", say("Give a whole phone number or its last four digits."))
        phones = RegistrationKey.objects.filter(key__startswith="phone:", key__endswith=digits)
        return Q(id__in=phones.values("registration"))
    return Q(customer__name__icontains=q)


def _after(rows: QuerySet[Registration], order: str, cursor: str | None) -> QuerySet[Registration]:
    if not cursor:
        return rows
    try:
        instant, key = cursor.split("~")
        place, last = parse_instant(instant), UUID(key)
    except ValueError:
        raise BadValue("after", say("This is no cursor of this list.")) from None
    column, beyond = order.lstrip("-"), "lt" if order.startswith("-") else "gt"
    return rows.filter(Q(**{f"{column}__{beyond}": place}) | Q(**{column: place, f"id__{beyond}": last}))


def _cursor(row: Registration, order: str) -> str:
    return f"{getattr(row, order.lstrip('-')).astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')}~{row.id}"


def _seen(row: Registration, viewer: Actor, at: datetime, *, whole: bool) -> Seen:
    status = status_at(row, at)
    return Seen(
        id=row.id,
        status=status,
        kind=row.kind,
        holder=row.holder.username,
        holder_name=row.holder.name,
        department=row.department.name if row.department else None,
        customer=_customer(row) if whole else _masked(row),
        registered_at=row.registered_at,
        counts_from=row.counts_from,
        valid_until=row.valid_until if status in ("valid", "expired") else None,
        waits_until=row.waits_until if status == "awaiting_choice" else None,
        clock=row.clock,
        clause=row.clause,
        completeness=row.completeness,
        contested=row.contested_since is not None,
        own=row.holder_id == viewer.id,
        reviewed_at=row.reviewed_at,
        deposit=row.deposit,
        deposit_at=row.deposit_at,
        signed_at=row.signed_at,
        amount=row.amount,
    )


def _customer(row: Registration) -> dict[str, Any]:
    if not (data := _data(row)):
        return {}
    return {
        "name": data.name,
        "phones": json.loads(data.phones),
        "address": data.address,
        "relatives": json.loads(data.relatives),
        "form": json.loads(data.form),
    }


def _masked(row: Registration) -> dict[str, Any]:
    if not (data := _data(row)):
        return {}
    return {"name": masked_name(data.name), "phones": [masked_phone(phone) for phone in json.loads(data.phones)]}


def _data(row: Registration) -> Any:
    """The personal content; None where it was erased."""
    return getattr(row, "customer", None)


def _told(instant: datetime) -> str:
    return instant.astimezone(COMPANY_TIME).isoformat()


def _day(at: datetime) -> Any:
    return at.astimezone(COMPANY_TIME).date()
