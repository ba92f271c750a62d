"""Which stored readings were made by other rules, lists or another table than today's."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baobei import matching, usecase
from baobei.matching import Customer, Reading
from baobei.policy import InForce
from baobei.registrations.models import CustomerData, Hold
from baobei.registrations.queries import communities
from baobei.registrations.rules.form import vocabulary
from baobei.registrations.rules.keeping import customer, read_again
from baobei.usecase import Clock

MODELS = (CustomerData, Hold)
_COUNTED_AT_MOST = 100_000


@dataclass(frozen=True)
class Kept:
    """A customer of a registration or a hold as the row has them; no ``customer`` where nothing written is left."""

    id: UUID
    stamp: str
    text: str
    customer: Customer | None

    @property
    def reading(self) -> Reading:
        return read_again(self.text)


def today(at: Clock) -> tuple[InForce, str]:
    """The policy of the day, and the stamp of what is read by it and by the table as it is now."""
    communities.refresh()
    p = usecase.in_force(usecase.moment(at).day)
    return p, matching.stamp(vocabulary(p, communities.current()))


def to_rekey(at: Clock) -> int:
    """How many registrations and holds ``baobei rekey`` would see now."""
    return due(today(at)[1])


def due(stamp: str) -> int:
    """How many registrations and holds bear another stamp; of very many only that they are."""
    return sum(
        model.objects.filter(**{f"stamp__{side}": stamp})[:_COUNTED_AT_MOST].count()
        for model in MODELS
        for side in ("lt", "gt")
    )


def batches(model: Any, stamp: str, size: int) -> Iterator[list[Kept]]:
    """Rows of another stamp, in the order of their ids; none twice."""
    rows = model.objects.exclude(stamp=stamp).order_by("pk")
    batch = [kept(row) for row in rows[:size]]
    while batch:
        yield batch
        batch = [kept(row) for row in rows.filter(pk__gt=batch[-1].id)[:size]]


def again(model: Any, ids: Sequence[UUID], stamp: str) -> list[Kept]:
    """These rows as they are now, theirs until the transaction's end; without those that bear the stamp by now."""
    rows = model.objects.select_for_update().filter(pk__in=ids).exclude(stamp=stamp).order_by("pk")
    return [kept(row) for row in rows]


def kept(row: Any) -> Kept:
    """What a row has of its customer."""
    if isinstance(row, Hold):
        written = json.loads(row.customer) if row.customer else None
    else:
        written = {name: getattr(row, name) for name in ("name", "phones", "address", "relatives")}
    return Kept(row.pk, row.stamp, row.reading, customer(written) if written else None)
