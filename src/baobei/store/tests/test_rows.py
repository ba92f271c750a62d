"""What is written by SQL reads the same through the ORM, and is written the same."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Model

from baobei.book.models import Page, Trace
from baobei.money.models import Commission
from baobei.people.models import Employee
from baobei.registrations.models import DayCount, FollowUp, Hold, KeyClaim, Registration
from baobei.store import rows

AT = datetime(2026, 2, 28, 16, 30, 0, 123456, tzinfo=UTC)
MODELS = (Commission, DayCount, Employee, FollowUp, Hold, KeyClaim, Page, Registration, Trace)
SAMPLES = {
    "UUIDField": rows.new_id(),
    "DateTimeField": AT,
    "DateField": AT.date(),
    "DecimalField": Decimal("12.30"),
    "BooleanField": True,
    "PositiveIntegerField": 7,
    "PositiveBigIntegerField": 7,
    "PositiveSmallIntegerField": 7,
    "BigAutoField": 7,
    "CharField": "陈建国",
    "TextField": "陈建国",
}


@pytest.mark.parametrize("model", MODELS)
def test_values_are_prepared_as_the_fields_would(model: type[Model]) -> None:
    for field in model._meta.concrete_fields:
        target = field.target_field if field.is_relation else field
        value = SAMPLES[target.get_internal_type()]
        assert rows.prepared(model, {field.attname: value}) == [field.get_db_prep_save(value, connection)]


@pytest.mark.django_db
def test_an_updated_instant_reads_the_same() -> None:
    employee = Employee.objects.create(username="wang", name="王芳")
    hold = rows.new_id()
    values = {"id": hold, "holder_id": employee.id, "placed_at": AT, "until": AT, "reading": "{}"}
    assert rows.insert(Hold, [values]) == 1
    assert rows.update(Hold, hold, {"until": AT + timedelta(hours=1)}).rowcount == 1
    read = Hold.objects.get(id=hold)
    assert (read.placed_at, read.until, read.holder_id) == (AT, AT + timedelta(hours=1), employee.id)


@pytest.mark.django_db
def test_a_claim_that_stands_is_left_out() -> None:
    wang, li = (Employee.objects.create(username=name, name=name) for name in ("wang", "li"))
    claims = [
        {"id": rows.new_id(), "scope": "", "key": "phone:1", "holder_id": who.id, "released_at": None}
        for who in (wang, li)
    ]
    assert rows.insert(KeyClaim, claims[:1]) == 1
    assert rows.insert(KeyClaim, claims[1:], unless_there=True) == 0
