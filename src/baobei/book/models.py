"""The books: heads, pages and their personal content; and what was only looked at or asked."""

from django.db import models

from baobei.people.models import Employee
from baobei.store.rows import new_id


class Head(models.Model):
    """Where a book stands: its last page's number and link, and the instant of that page."""

    book = models.CharField(max_length=60, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64)
    at = models.DateTimeField()


class Page(models.Model):
    """One change of state. ``digest`` covers every column but the number and the links (CR-6.1, CR-6.2)."""

    append_only = True

    id = models.UUIDField(primary_key=True)
    book = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    action = models.CharField(max_length=40)
    decision = models.TextField()
    cites = models.TextField()
    policy = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="gapless_book")]


class PageContent(models.Model):
    """What a page says of persons, and its salt; erasing a person removes the row, and the links still verify."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.DO_NOTHING, related_name="content")
    salt = models.CharField(max_length=32)
    content = models.TextField()


class Trace(models.Model):
    """A look or an inquiry: not a change, so not a page, but kept all the same (CR-5.1, CR-6.2)."""

    append_only = True

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(Employee, on_delete=models.PROTECT)
    action = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    result = models.CharField(max_length=40)
    detail = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="trace_subject"),
            models.Index(fields=["actor", "action", "at"], name="trace_actor"),
        ]


class Notice(models.Model):
    """What a person in charge should know about an employee, such as repeated denied looks (CR-6.2)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    cites = models.TextField()
