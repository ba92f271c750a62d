"""Writing in the books: a change of state and its pages in one call, so that neither is without the other (CR-6.1)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from baobei import usecase
from baobei.book import rules
from baobei.book.models import Head, Notice, Page, PageContent, Trace
from baobei.people.rules import Actor
from baobei.policy import Decision
from baobei.store import driver, rows
from baobei.usecase import ClockBehind, Moment


@dataclass(frozen=True)
class Change:
    """One row as it is after the event: all columns of a new row, or those that an existing one changes.

    ``personal`` rows go into the page's erasable content instead of its decision. Columns that the model names as
    ``computed`` follow from the others, so pages leave them out.
    """

    model: type[Model]
    key: Any
    values: Mapping[str, Any]
    new: bool = False
    personal: bool = False


_BEGINNING = datetime(1, 1, 2, tzinfo=UTC)


def open_book(book: str) -> None:
    """Opens a book where it is not open yet: each department's, and the office's."""
    rows.insert(Head, [{"book": book, "number": 0, "link": book, "at": _BEGINNING}], unless_there=True)


def record(
    moment: Moment,
    *,
    by: Actor | None,
    action: str,
    decision: Decision,
    books: Sequence[str],
    changes: Sequence[Change],
) -> None:
    """Applies the changes and writes one page in each book.

    Raises ClockBehind where a stated instant lies before the last page of one of the books.
    """
    open_changes = [_told(change) for change in changes if not change.personal]
    personal = [_told(change) for change in changes if change.personal]
    content, salt, sealed = "", "", ""
    if personal:
        content, salt = rules.canonical(personal), secrets.token_hex(16)
        sealed = rules.content_digest(salt, content)
    pages = [
        {
            "id": str(rows.new_id()),
            "book": book,
            "actor": by.username if by else "",
            "action": action,
            "decision": rules.canonical({"result": decision.result, "changes": open_changes}),
            "cites": rules.canonical(list(decision.cites)),
            "policy": usecase.policy().version,
            "content_digest": sealed,
        }
        for book in sorted(set(books))
    ]
    contents = [{"page_id": UUID(page["id"]), "salt": salt, "content": content} for page in pages if personal]
    with driver.together():
        updated = _apply(changes)
        rows.insert(PageContent, contents)
        (_write_postgresql if connection.vendor == "postgresql" else _write_sqlite)(pages, moment)
    assert all(cursor.rowcount == 1 for cursor in updated), "a row that the action changes is gone"


def trace(
    moment: Moment, *, by: Actor, action: str, result: str, subject: UUID | None = None, detail: str = ""
) -> None:
    """Keeps that somebody looked or asked; not a page, since nothing changed (CR-5.1, CR-6.2)."""
    values = {"at": moment.at, "actor_id": by.id, "action": action, "subject": subject, "result": result}
    rows.insert(Trace, [{"id": rows.new_id(), **values, "detail": detail}])


def notify(moment: Moment, *, about: Actor, kind: str, cites: Sequence[str]) -> None:
    """Leaves a notice about an employee for those in charge."""
    values = {"at": moment.at, "employee_id": about.id, "kind": kind, "cites": rules.canonical(list(cites))}
    rows.insert(Notice, [{"id": rows.new_id(), **values}])


def told(value: Any) -> Any:
    """A column's value as pages write it: null, booleans and whole numbers as they are, the rest as text."""
    if value is None or isinstance(value, bool | int):
        return value
    return rules.stamp(value) if hasattr(value, "astimezone") else str(value)


def _told(change: Change) -> dict[str, Any]:
    computed = getattr(change.model, "computed", ())
    values = {name: told(value) for name, value in change.values.items() if name not in computed}
    return {"table": change.model._meta.label_lower, "id": told(change.key), "values": values}


def _apply(changes: Sequence[Change]) -> list[Any]:
    """Writes the rows; returns the cursors of those that must have been there."""
    updated: list[Any] = []
    news: dict[tuple[type[Model], tuple[str, ...]], list[Mapping[str, Any]]] = {}
    for change in changes:
        if change.new:
            row = {change.model._meta.pk.attname: change.key, **change.values}
            news.setdefault((change.model, tuple(change.values)), []).append(row)
        else:
            updated.append(rows.update(change.model, change.key, change.values))
    for (model, _), values in news.items():
        rows.insert(model, values)
    return updated


_HEAD = "SELECT number, link, at FROM book_head WHERE book = %s"


def _write_sqlite(pages: Sequence[Mapping[str, str]], moment: Moment) -> None:
    for page in pages:
        last, previous, written_at = driver.execute(_HEAD, [page["book"]]).fetchone()
        at = _instant(moment, written_at.replace(tzinfo=UTC))
        number, page_digest = last + 1, rules.digest(page, at)
        link = rules.link(previous, number, page_digest)
        rows.insert(
            Page, [{**page, "id": UUID(page["id"]), "number": number, "at": at, "digest": page_digest, "link": link}]
        )
        rows.update(Head, page["book"], {"number": number, "link": link, "at": at})


def _instant(moment: Moment, last: Any) -> Any:
    if moment.stated and moment.at < last:
        raise ClockBehind(last)
    return max(moment.at, last)


_STAMP = """to_char(drawn.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_WRITE = f"""
WITH asked (book, before, after, id, actor, action, decision, cites, policy, content_digest) AS (VALUES %(values)s),
old AS (
    SELECT h.book, h.number, h.link, h.at FROM book_head h
    WHERE h.book = ANY(%%s) ORDER BY h.book FOR UPDATE
), drawn AS (
    SELECT asked.*, old.number + 1 AS number, greatest(old.at, %%s) AS at, old.link AS previous
    FROM asked JOIN old ON old.book = asked.book
), digested AS (
    SELECT drawn.*, encode(sha256(convert_to(drawn.before || {_STAMP} || drawn.after, 'UTF8')), 'hex') AS digest
    FROM drawn
), linked AS (
    SELECT digested.*,
        encode(sha256(convert_to(previous || E'\\n' || number || E'\\n' || digest, 'UTF8')), 'hex') AS link FROM
        digested
), written AS (
    INSERT INTO book_page (id, book, number, at, actor, action, decision, cites, policy, content_digest, digest, link)
    SELECT id, book, number, at, actor, action, decision, cites, policy, content_digest, digest, link FROM linked
)
UPDATE book_head h SET number = l.number, link = l.link, at = l.at FROM linked l WHERE h.book = l.book RETURNING h.at
"""
_COLUMNS = ("id", "actor", "action", "decision", "cites", "policy", "content_digest")


def _write_postgresql(pages: Sequence[Mapping[str, str]], moment: Moment) -> None:
    row = "(%s::text, %s::text, %s::text, %s::uuid" + ", %s::text" * 6 + ")"
    values: list[Any] = []
    for page in pages:
        values += [page["book"], *rules.around_instant(page), *(page[column] for column in _COLUMNS)]
    sql = _WRITE % {"values": ", ".join([row] * len(pages))}
    written = [at for (at,) in driver.execute(sql, [*values, [page["book"] for page in pages], moment.at])]
    assert len(written) == len(pages)
    if moment.stated and max(written) > moment.at:
        raise ClockBehind(max(written))
