"""Reads of the books, for rules, screens and API."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from baobei.book.models import Head, Notice, Page, Trace


def denied_looks(person: UUID, *, since_notice: str) -> list[datetime]:
    """When the person's looks were denied since the last notice of this kind about them; each notice counts afresh."""
    denied = Trace.objects.filter(actor_id=person, action="look", result="denied")
    last = (
        Notice.objects.filter(employee_id=person, kind=since_notice)
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )
    if last is not None:
        denied = denied.filter(at__gt=last)
    return list(denied.order_by("at").values_list("at", flat=True))


def heads(books: Sequence[str] | None = None) -> list[Head]:
    """Where the books stand, by name; all, or those named."""
    found = Head.objects.order_by("book")
    return list(found if books is None else found.filter(book__in=books))


def pages(book: str, *, after: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    """Pages of a book after a number, in order: number, at, actor, action, cites, digest, previous."""
    rows = list(Page.objects.filter(book=book, number__gte=after, number__lte=after + limit).order_by("number"))
    links = {row.number: row.link for row in rows}
    return [
        {
            "id": row.id,
            "number": row.number,
            "at": row.at,
            "actor": row.actor,
            "action": row.action,
            "cites": json.loads(row.cites),
            "digest": row.digest,
            "previous": links.get(row.number - 1, book),
        }
        for row in rows
        if row.number > after
    ]


def page(book: str, number: int) -> Page | None:
    """One page with its personal content, if it was not erased."""
    return Page.objects.select_related("content").filter(book=book, number=number).first()


def sheet(book: str, number: int) -> dict[str, Any] | None:
    """One page without what it says of persons: also its decision, its policy's version, its link and the previous."""
    row = Page.objects.filter(book=book, number=number).first()
    if row is None:
        return None
    previous = Page.objects.filter(book=book, number=number - 1).values_list("link", flat=True).first()
    return {
        "number": row.number,
        "at": row.at,
        "actor": row.actor,
        "action": row.action,
        "cites": json.loads(row.cites),
        "decision": json.loads(row.decision),
        "policy": row.policy,
        "digest": row.digest,
        "link": row.link,
        "previous": previous or book,
    }


def last_page(actor: str, action: str) -> Page | None:
    """The last page that somebody wrote by an action, in whichever book."""
    return Page.objects.filter(actor=actor, action=action).order_by("-at", "-number").first()


def looks(subject: UUID) -> list[Trace]:
    """Who was shown a registration that is another's, when and why, newest first; the holder reads it (CR-6.2)."""
    shown = Trace.objects.filter(subject=subject, action="look", result="shown_logged")
    return list(shown.select_related("actor").order_by("-at"))


def notices() -> list[Notice]:
    """All notices, newest first."""
    return list(Notice.objects.select_related("employee").order_by("-at"))


def pages_about(book: str, actions: Sequence[str], row: str) -> list[dict[str, Any]]:
    """Pages of a book, the latest first, by which these actions changed a row of this id: number, at, actor, action,
    decision."""
    found = Page.objects.filter(book=book, action__in=actions, decision__contains=row).order_by("-number")
    return [
        {
            "number": page.number,
            "at": page.at,
            "actor": page.actor,
            "action": page.action,
            "decision": json.loads(page.decision),
        }
        for page in found
    ]
