"""What is owed to whom for a signed deal (CR-3.3)."""

from django.db import models

from baobei.people.models import Employee
from baobei.store.rows import new_id


class Commission(models.Model):
    """One person's part of one deal's commission, in yuan; ``share`` is an exact fraction of one such as 3/5."""

    in_book = True

    id = models.UUIDField(primary_key=True, default=new_id)
    registration = models.UUIDField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)
    share = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "employee"], name="one_commission_each")]
        indexes = [models.Index(fields=["employee", "at"], name="commission_employee")]
