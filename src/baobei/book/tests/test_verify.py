"""Whoever owns the database can remove a trigger; what they then change is found (CR-6.2)."""

from collections.abc import Callable

import pytest
from django.db import connection

from baobei.book import verify
from baobei.book.models import Page, PageContent
from baobei.store import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper(write: Callable[..., None]) -> Callable[[str], list[str]]:
    """Runs a statement as the database's owner could, and gives the faults that are then found in the book."""
    write(4)
    assert verify.faults("east") == []

    def found(statement: str) -> list[str]:
        with connection.cursor() as cursor:
            for table in triggers.append_only_tables():
                for what in ("update", "delete", "replace") if connection.vendor == "sqlite" else ("row", "truncate"):
                    on = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER {table}_{what}{on}")
            cursor.execute(statement)
        return verify.faults("east")

    return found


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE book_page SET actor = 'li' WHERE number = 2", "east page 2"),
        ("UPDATE book_page SET decision = '{}' WHERE number = 3", "east page 3"),
        ("UPDATE book_page SET number = number + 10 WHERE number = 2", "east page 2: missing"),
        ("UPDATE book_page SET content_digest = '' WHERE number = 1", "east page 1"),
        ("UPDATE book_head SET number = 3 WHERE book = 'east'", "the head says 3 pages"),
        ("UPDATE book_pagecontent SET content = '[]'", "what it says of persons"),
    ],
)
def test_a_changed_book_is_found(tamper: Callable[[str], list[str]], statement: str, fault: str) -> None:
    assert any(fault in line for line in tamper(statement))


def test_a_removed_last_page_is_found_though_the_head_was_set_back(tamper: Callable[[str], list[str]]) -> None:
    saved = verify.saved_heads()
    last, removed = Page.objects.filter(book="east", number__gte=3).order_by("number")
    tamper("DELETE FROM book_page WHERE number = 4")
    PageContent.objects.filter(page_id=removed.id).delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE book_head SET number = 3, link = %s WHERE book = 'east'", [last.link])
    assert verify.faults("east") == []
    assert any("east page 4" in line for line in verify.verify(saved)["east"])


def test_an_erased_person_leaves_the_book_whole(write: Callable[..., None]) -> None:
    write(3)
    PageContent.objects.filter(page__number=2).delete()
    assert verify.faults("east") == []
