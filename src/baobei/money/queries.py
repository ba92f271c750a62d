"""Reads of commissions (CR-3.3)."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from baobei.money.models import Commission


def earned(employee: UUID, *, since: datetime, until: datetime) -> Decimal:
    """What an employee's deals brought them, in yuan, from ``since`` on and before ``until``."""
    found = Commission.objects.filter(employee=employee, at__gte=since, at__lt=until)
    return found.aggregate(total=Sum("amount"))["total"] or Decimal(0)
