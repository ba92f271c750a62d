"""The books over the API: which there are, whether they are whole, and their pages (CR-6.1, CR-6.2)."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from baobei.book import queries, verify
from baobei.book.rules import may_read
from baobei.people.api import Limit, needs
from baobei.people.request import Request
from baobei.usecase import COMPANY_TIME

router = Router(tags=["book"])
After: Any = Query(  # type: ignore[type-arg]
    0, ge=0, le=2**62, description="The number of the page before the first one wanted."
)


class Book(Schema):
    book: str
    pages: int
    intact: bool


class Books(Schema):
    items: list[Book]
    next: None


class Page(Schema):
    number: int
    at: datetime
    actor: str
    action: str
    cites: list[str]
    digest: str
    previous: str


class Pages(Schema):
    items: list[Page]
    next: int | None


@router.get("/books", response=Books)
@needs("book.read")
def books(request: Request) -> dict[str, Any]:
    """The books that one may read, each verified from its first page to its last."""
    items = [
        {"book": head.book, "pages": head.number, "intact": not verify.faults(head.book)}
        for head in queries.heads()
        if _readable(request, head.book)
    ]
    return {"items": items, "next": None}


@router.get("/books/{department}/pages", response=Pages)
@needs("book.read")
def pages(
    request: Request,
    department: str,
    limit: int = Limit,
    after: int = After,
) -> dict[str, Any]:
    """Pages of a department's book, or of the ``office``'s, in order."""
    if not _readable(request, department) or department not in {head.book for head in queries.heads()}:
        raise Http404
    found = queries.pages(department, after=after, limit=limit + 1)
    items = [
        {
            "number": page["number"],
            "at": page["at"].astimezone(COMPANY_TIME).isoformat(),
            "actor": page["actor"],
            "action": page["action"],
            "cites": page["cites"],
            "digest": page["digest"],
            "previous": page["previous"],
        }
        for page in found[:limit]
    ]
    return {"items": items, "next": items[-1]["number"] if len(found) > limit else None}


def _readable(request: Request, book: str) -> bool:
    return may_read(book, roles=request.actor.roles(request.day), department=request.actor.department)
