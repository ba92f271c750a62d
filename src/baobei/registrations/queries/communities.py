"""The company's own table of communities: its entries, and what a process keeps of it (CR-7.0)."""

import secrets
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import Max, Q

from baobei.book import queries as book
from baobei.book.rules import OFFICE
from baobei.matching import Communities
from baobei.matching.home import Home, named
from baobei.registrations.models import CommunityEntry, KnownPlace
from baobei.registrations.rules.communities import FIELDS, Standing, Stated, table

LOCK = "communities"
"""Held together by whoever looks up by the table, alone by whoever changes it."""
ACTIONS = ("add_community", "change_community", "withdraw_community")

P = ParamSpec("P")
R = TypeVar("R")


class TableChanged(Exception):
    """The table is another one than the one by which keys were made."""


@dataclass(frozen=True)
class Kept:
    """The table as this process read it, and the revision that it had."""

    revision: str
    communities: Communities


@dataclass(frozen=True)
class Event:
    """What once happened to an entry: the number of the page in the office's book, and what it said from then on."""

    number: int
    at: datetime
    actor: str
    action: str
    values: Mapping[str, Any]


_kept: Kept | None = None
_used: ContextVar[Kept | None] = ContextVar("_used", default=None)


def current() -> Communities:
    """The table as this process knows it; throughout one use case ``by_the_table`` the same."""
    return (_used.get() or _kept or reload()).communities


def reload() -> Kept:
    """Reads the table anew."""
    global _kept
    revision = table_revision()
    _kept = Kept(revision, table([one.stated for one in standing()]))
    return _kept


def refresh() -> None:
    """Reads the table anew where another process has changed it."""
    if _kept is None or _kept.revision != table_revision():
        reload()


def see_current(revision: str | None) -> None:
    """Raises TableChanged where the table that a look-up saw is another than the one used."""
    used = _used.get() or _kept
    if used is not None and used.revision != (revision or ""):
        raise TableChanged


def by_the_table(ask: Callable[P, R]) -> Callable[P, R]:
    """Lets a use case begin again where the table has changed since it was read."""

    @wraps(ask)
    def asked(*given: P.args, **more: P.kwargs) -> R:
        table_used = _kept or reload()
        while True:
            token = _used.set(table_used)
            try:
                return ask(*given, **more)
            except TableChanged:
                table_used = reload()
            finally:
                _used.reset(token)

    return asked


def table_revision() -> str:
    """The table's revision: the greatest of its entries'; empty while there is none."""
    return CommunityEntry.objects.aggregate(last=Max("revision"))["last"] or ""


def next_revision() -> str:
    """The revision of a change, greater than all before; no other change bears it, not even in another store."""
    return f"{int(table_revision()[:12] or 0) + 1:012}-{secrets.token_hex(8)}"


def standing() -> list[Standing]:
    """The entries that count, in the order of their names."""
    rows = CommunityEntry.objects.filter(withdrawn_at=None).order_by("name", "estate", "id")
    return [Standing(row.id, stated(row)) for row in rows]


def stated(row: CommunityEntry) -> Stated:
    """What an entry says."""
    return Stated(**{field: getattr(row, field) for field in FIELDS})


def told(stated: Stated) -> dict[str, str]:
    """What an entry says, field by field."""
    return {field: getattr(stated, field) for field in FIELDS}


def entry(key: UUID) -> CommunityEntry | None:
    """One entry, withdrawn or not."""
    return CommunityEntry.objects.filter(id=key).first()


def entries(*, kind: str = "", q: str = "", withdrawn: bool = False, limit: int, after: UUID | None = None) -> Any:
    """Entries found by kind and by a part of a name, the latest first."""
    if not f"{kind}{q}".isprintable():
        return []  # No entry has such characters, and PostgreSQL refuses to be asked for some.
    rows = CommunityEntry.objects.order_by("-id")
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        rows = rows.filter(Q(name__contains=q) | Q(estate__contains=q) | Q(district__contains=q))
    if not withdrawn:
        rows = rows.filter(withdrawn_at=None)
    if after:
        rows = rows.filter(id__lt=after)
    return list(rows[:limit])


def history(key: UUID) -> list[Event]:
    """What happened to an entry, the latest first, as the office's book tells it."""
    told = []
    for page in book.pages_about(OFFICE, ACTIONS, str(key)):
        values = next(change["values"] for change in page["decision"]["changes"] if change["id"] == str(key))
        told.append(Event(page["number"], page["at"], page["actor"], page["action"], values))
    return told


def known_in(name: str) -> frozenset[str]:
    """The districts in which the register knows an estate of that name, as ``Home.place``."""
    sound = named(Home(), name).sound
    return frozenset(KnownPlace.objects.filter(estate=sound).values_list("district", flat=True))
