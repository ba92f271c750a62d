"""The company's table of communities over the API, and what it made collide (CR-5.2, CR-7.0)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from baobei.people.api import Limit, needs
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.api import Answer, Closed, Review, Text, Yes
from baobei.registrations.queries import collisions as found
from baobei.registrations.queries import communities as table
from baobei.registrations.services.writing import registration_id
from baobei.usecase import COMPANY_TIME

router = Router(tags=["communities"])


class NewEntry(Closed):
    """An entry as people write it."""

    kind: Text = None
    name: Text = None
    estate: Text = None
    phase: Text = None
    city: Text = None
    district: Text = None
    sure: Yes = False


class Estates(Closed):
    other: Text = None


class Kept(Answer):
    id: str


class Entry(Schema):
    """An entry as it is compared: places without 市 区 县; ``origin`` is the registration whose review it is from."""

    id: str
    kind: str
    name: str
    estate: str
    phase: str
    city: str
    district: str
    origin: str | None = None
    withdrawn_at: datetime | None = None


class Event(Schema):
    """What once happened to an entry, and the number of the page in the office's book that tells it."""

    page: int
    at: datetime
    actor: str
    action: str
    values: dict[str, Any]


class EntryWithHistory(Entry):
    history: list[Event]


class Entries(Schema):
    items: list[Entry]
    next: str | None


class Collision(Schema):
    """Two registrations that were found to collide after both were registered."""

    id: str
    found_at: datetime
    registrations: list[str]


class Collisions(Schema):
    items: list[Collision]
    next: None


@router.get("/communities", response=Entries)
@needs("communities.read")
def communities(
    request: Request,
    kind: str = "",
    q: str = "",
    withdrawn: bool = False,
    limit: int = Limit,
    after: UUID | None = None,
) -> dict[str, Any]:
    """The entries that count, the latest first; with ``withdrawn`` all that ever did."""
    rows = table.entries(kind=kind, q=q, withdrawn=withdrawn, limit=limit + 1, after=after)
    more = str(rows[limit - 1].id) if len(rows) > limit else None
    return {"items": [_entry(row) for row in rows[:limit]], "next": more}


@router.get("/communities/{entry}", response=EntryWithHistory)
@needs("communities.read")
def community(request: Request, entry: str) -> dict[str, Any]:
    """One entry with its history, the latest first."""
    key = registration_id(entry)
    row = table.entry(key) if key else None
    if row is None:
        raise Http404
    history = [
        {
            "page": event.number,
            "at": event.at.astimezone(COMPANY_TIME).isoformat(),
            "actor": event.actor,
            "action": event.action,
            "values": dict(event.values),
        }
        for event in table.history(row.id)
    ]
    return {**_entry(row), "history": history}


@router.post("/communities", response={201: Kept})
@needs("communities.manage")
def add(request: Request, given: NewEntry) -> Decision:
    """Adds an entry, which counts at once; ``sure`` also where the register knows another estate of that name."""
    return services.add_community(by=request.actor, at=request.clock, **_stated(given))


@router.post("/communities/{entry}/change", response=Kept)
@needs("communities.manage")
def change(request: Request, entry: str, given: NewEntry) -> Decision:
    """Changes what an entry says."""
    return services.change_community(by=request.actor, at=request.clock, key=entry, **_stated(given))


@router.post("/communities/{entry}/withdrawal", response=Kept)
@needs("communities.manage")
def withdraw(request: Request, entry: str) -> Decision:
    """Lets an entry count no longer; it stays, with its history."""
    return services.withdraw_community(by=request.actor, at=request.clock, key=entry)


@router.post("/registrations/{registration}/estates", response={201: Kept})
@needs("communities.manage")
def remember(request: Request, registration: str, given: Estates) -> Decision:
    """Remembers that the estates of a reviewed registration and of an ``other`` that it resembles are one."""
    return services.remember_estates(by=request.actor, at=request.clock, registration=registration, other=given.other)


@router.get("/collisions", response=Collisions)
@needs("review")
def collisions(request: Request) -> dict[str, Any]:
    """What waits for the registrar's judgement because it was found to collide later, what was found first first."""
    waiting = found.queue(request.actor.id, request.clock.now())
    items = [
        {
            "id": str(one.id),
            "found_at": one.since.astimezone(COMPANY_TIME).isoformat(),
            "registrations": [str(side) for side in one.registrations],
        }
        for one in waiting
    ]
    return {"items": items, "next": None}


@router.post("/collisions/{collision}/judgement", response=Answer)
@needs("review")
def judge(request: Request, collision: str, given: Review) -> Decision:
    """Are they the same customer? Remembered for the pair; neither side's protection changes (CR-5.2, CR-7.0)."""
    return services.judge(by=request.actor, at=request.clock, collision=collision, **given.dict())


def _stated(given: NewEntry) -> dict[str, Any]:
    entry = given.dict()
    return {"sure": entry.pop("sure") is True, "entry": entry}


def _entry(row: Any) -> dict[str, Any]:
    told = {"id": str(row.id), **table.told(table.stated(row))}
    if row.origin:
        told["origin"] = str(row.origin)
    if row.withdrawn_at:
        told["withdrawn_at"] = row.withdrawn_at.astimezone(COMPANY_TIME).isoformat()
    return told
