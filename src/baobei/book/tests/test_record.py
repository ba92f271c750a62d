"""A change and its pages are one: gapless, linked, rising, in every book concerned, whichever store links them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction

from baobei.book import queries, rules, verify
from baobei.book.models import Notice, Page
from baobei.book.services import record
from baobei.book.tests.conftest import NOON
from baobei.people.rules import Actor
from baobei.policy import Decision
from baobei.usecase import ClockBehind, Moment


@pytest.mark.django_db
def test_pages_are_numbered_and_linked(write: Callable[..., None]) -> None:
    write(3)
    pages = list(Page.objects.order_by("number"))
    assert [page.number for page in pages] == [1, 2, 3]
    previous = "east"
    for page in pages:
        assert page.digest == rules.digest(verify.covered(page), page.at)
        assert page.link == rules.link(previous, page.number, page.digest)
        previous = page.link
    assert [page["previous"] for page in queries.pages("east", after=1)] == [pages[0].link, pages[1].link]


@pytest.mark.django_db
def test_an_event_that_concerns_two_books_has_a_page_in_each(write: Callable[..., None]) -> None:
    write(2, books=("east", "west"))
    write(1, books=("west",), at=NOON + timedelta(hours=1))
    assert {head.book: head.number for head in queries.heads()} == {"east": 2, "office": 0, "west": 3}
    assert verify.verify() == {"east": [], "office": [], "west": []}


@pytest.mark.django_db
def test_a_stated_instant_before_the_last_page_writes_nothing(wang: Actor, write: Callable[..., None]) -> None:
    write(1)
    rows = Notice.objects.count()
    before = Moment(NOON - timedelta(seconds=1), stated=True)
    with pytest.raises(ClockBehind), transaction.atomic():
        record(before, by=wang, action="try", decision=Decision("tried"), books=["east"], changes=[])
    assert (Page.objects.count(), Notice.objects.count()) == (1, rows)


@pytest.mark.django_db
def test_a_machine_whose_clock_went_back_writes_at_the_books_instant(wang: Actor, write: Callable[..., None]) -> None:
    write(1)
    back = Moment(NOON - timedelta(hours=1), stated=False)
    record(back, by=wang, action="try", decision=Decision("tried"), books=["east"], changes=[])
    assert [page.at for page in Page.objects.order_by("number")] == [NOON, NOON]
    assert verify.faults("east") == []


def test_many_writers_leave_gapless_rising_books(committed: str, wang: Actor) -> None:
    def page(number: int) -> None:
        books = [("east",), ("west",), ("east", "west"), ("west", "east")][number % 4]
        moment = Moment(NOON + timedelta(seconds=number % 7), stated=False)
        with transaction.atomic():
            record(moment, by=wang, action="try", decision=Decision("tried"), books=books, changes=[])
        connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(page, range(96)))
    assert {head.book: head.number for head in queries.heads()} == {"east": 72, "office": 0, "west": 72}
    assert verify.verify() == {"east": [], "office": [], "west": []}
