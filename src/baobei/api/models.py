"""Answers kept under the key that a client gave, so that a repeated call does nothing twice."""

from django.db import models

from baobei.people.models import Employee


class KeptAnswer(models.Model):
    """The first answer to a creating call with an ``Idempotency-Key``, written in the transaction of what it did."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "key"], name="one_answer_a_key")]
