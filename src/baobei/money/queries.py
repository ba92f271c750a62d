"""Reads of commissions (CR-3.3)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from baobei.money.models import Commission
from baobei.people.rules import Actor

READS_ALL = frozenset({"finance", "registrar", "gm"})


def earned(employee: UUID, *, since: datetime, until: datetime) -> Decimal:
    """What an employee's deals brought them, in yuan, from ``since`` on and before ``until``."""
    found = Commission.objects.filter(employee=employee, at__gte=since, at__lt=until)
    return found.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def commissions(viewer: Actor, day: date, *, limit: int, after: UUID | None = None) -> list[Commission]:
    """One's own commissions, or everybody's to READS_ALL, oldest first and after the one named."""
    found = Commission.objects.select_related("employee").order_by("at", "id")
    if not viewer.roles(day) & READS_ALL:
        found = found.filter(employee=viewer.id)
    if after is not None:
        last = Commission.objects.filter(id=after).values("at")[:1]
        found = found.filter(Q(at__gt=last) | Q(at=last, id__gt=after))
    return list(found[:limit])
