"""Is every book whole: numbers, digests, links, contents, triggers, and the heads that were saved elsewhere
(CR-6.2)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from baobei.book import rules
from baobei.book.models import Head, Page, PageContent
from baobei.store import triggers

_CHUNK = 2000


def faults(book: str) -> list[str]:
    """What is wrong with one book, each naming book and page; empty when it is intact."""
    head = Head.objects.filter(book=book).first()
    if head is None:
        return [f"{book}: the book has no head"]
    return list(_faults(head))


def verify(heads: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, list[str]]:
    """Faults by book, of all books, and under ``""`` those of the database itself; ``heads`` were saved earlier."""
    found = {head.book: list(_faults(head)) for head in Head.objects.order_by("book")}
    for book in sorted(set(Page.objects.values_list("book", flat=True).distinct()) - found.keys()):
        found[book] = [f"{book}: the book has no head"]
    for book, saved in sorted((heads or {}).items()):
        found.setdefault(book, []).extend(_against(book, saved))
    if missing := triggers.missing():
        found[""] = [f"the database lacks the trigger {name}" for name in missing]
    return found


def saved_heads() -> dict[str, dict[str, Any]]:
    """Number and link of the last page of each book, to be kept elsewhere."""
    return {head.book: {"number": head.number, "link": head.link} for head in Head.objects.order_by("book")}


def _faults(head: Head) -> Iterator[str]:
    previous, number, at = head.book, 0, None
    for page in Page.objects.filter(book=head.book).order_by("number").iterator(_CHUNK):
        number += 1
        where = f"{head.book} page {page.number}"
        if page.number != number:
            yield f"{head.book} page {number}: missing"
            number = page.number
        if rules.digest(covered(page), page.at) != page.digest:
            yield f"{where}: its content does not have the digest that was written"
        if rules.link(previous, page.number, page.digest) != page.link:
            yield f"{where}: it is not linked to the page before"
        if at is not None and page.at < at:
            yield f"{where}: it is earlier than the page before"
        previous, at = page.link, page.at
    if number != head.number or previous != head.link:
        yield f"{head.book} page {max(number, head.number)}: the head says {head.number} pages, the book has {number}"
    yield from _contents(head.book)


def _contents(book: str) -> Iterator[str]:
    for content in PageContent.objects.filter(page__book=book).select_related("page").iterator(_CHUNK):
        if rules.content_digest(content.salt, content.content) != content.page.content_digest:
            yield f"{book} page {content.page.number}: what it says of persons lacks the digest that was written"


def _against(book: str, saved: Mapping[str, Any]) -> Iterator[str]:
    if not saved["number"]:
        return
    page = Page.objects.filter(book=book, number=saved["number"]).first()
    if page is None:
        yield f"{book} page {saved['number']}: missing, though its head was saved"
    elif page.link != saved["link"]:
        yield f"{book} page {saved['number']}: it is another than when its head was saved"


def covered(page: Page) -> dict[str, str]:
    """The columns of a page that its digest covers, as they were digested."""
    return {
        "id": str(page.id),
        "book": page.book,
        "actor": page.actor,
        "action": page.action,
        "decision": page.decision,
        "cites": page.cites,
        "policy": page.policy,
        "content_digest": page.content_digest,
    }


def changes(page: Page) -> list[dict[str, Any]]:
    """The rows that the page says were made or changed, those of persons among them unless they were erased."""
    told: list[dict[str, Any]] = json.loads(page.decision)["changes"]
    content = getattr(page, "content", None)
    return told + (json.loads(content.content) if content else [])
