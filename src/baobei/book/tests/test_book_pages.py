"""The books as pages: who leafs through which, and what a page tells (CR-6.1, CR-6.2)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from baobei.book import queries
from baobei.book.services import open_book
from baobei.registrations.tests.conftest import browse, cast, demo, hire, hold, quick_passwords

__all__ = ["browse", "cast", "demo", "hire", "hold", "quick_passwords"]


def text_of(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_manager_reads_the_departments_book_and_no_other(browse: Callable[..., Client], hold: Any, cast: Any) -> None:
    hold(cast.wang)
    sun = browse("sun")
    assert "registered a customer" in text_of(sun, "/book")
    assert sun.get("/book/west").status_code == sun.get("/book/office").status_code == 404
    assert sun.get("/book/west").content == sun.get("/book/nowhere").content
    assert browse("li").get("/book").status_code == 403


@pytest.mark.parametrize("who", ["he", "gao"])
def test_registrar_and_general_manager_read_every_book(browse: Any, hold: Any, cast: Any, who: str) -> None:
    hold(cast.wang)
    for book in ("east", "west", "north", "office"):
        assert browse(who).get(f"/book/{book}").status_code == 200


def test_a_page_tells_who_what_when_and_how_it_is_linked_but_nothing_of_the_customer(
    browse: Any, hold: Any, cast: SimpleNamespace
) -> None:
    registration = hold(cast.wang)
    text = text_of(browse("he"), "/book/east/1")
    sheet = queries.sheet("east", 1)
    assert sheet is not None
    for part in (sheet["digest"], sheet["link"], sheet["policy"], "CR-3.1", "CR-4.1", f"/registrations/{registration}"):
        assert part in text
    assert "陈建国" not in text and "1234" not in text.replace(sheet["digest"], "").replace(sheet["link"], "")
    assert browse("he").get("/book/east/2").status_code == 404


def test_a_page_is_found_by_its_number(browse: Any, hold: Any, cast: Any) -> None:
    hold(cast.wang)
    he = browse("he")
    assert he.get("/book/east?number=1").headers["Location"] == "/book/east/1"
    for wrong in ("9", "x", "-1", "9" * 40):
        assert he.get("/book/east", {"number": wrong}).status_code == 200


def test_older_pages_are_a_step_away(browse: Any, hold: Any, cast: Any) -> None:
    for number in range(33):
        customer = {
            "name": "陈建国",
            "phones": [f"1390000{number:04}"],
            "address": f"渝北区云栈山居{number + 1}栋1单元3-1",
        }
        hold(cast.wang, customer)
    he = browse("he")
    newest, older = text_of(he, "/book/east"), text_of(he, "/book/east?before=4")
    assert "/book/east/33" in newest and '/book/east/3"' not in newest and "?before=4" in newest
    assert '/book/east/3"' in older and '/book/east/1"' in older and '/book/east/4"' not in older


def test_an_intact_book_is_said_to_be_and_a_changed_one_is_not(browse: Any, hold: Any, cast: Any) -> None:
    hold(cast.wang)
    he = browse("he")
    assert "Intact." in text_of(he, "/book/east?check")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE book_head SET number = 2 WHERE book = 'east'")
    broken = text_of(he, "/book/east?check")
    assert "Broken." in broken and "east page 2" in broken


def test_two_copies_of_the_last_links(browse: Any, hold: Any, cast: Any) -> None:
    hold(cast.wang)
    text = text_of(browse("he"), "/book-heads")
    [head] = queries.heads(["east"])
    assert text.count(head.link) == 2 and "HR and admin" in text and "finance" in text


def test_a_department_may_have_a_slash_in_its_name(browse: Any) -> None:
    open_book("east/west")
    assert "east/west" in text_of(browse("he"), "/book/east/west")
