"""The books on the command line: what was changed behind the product's back is found and named."""

import json

import pytest
from django.db import connection, transaction

from baobei.people import queries
from baobei.registrations import services
from baobei.store import triggers
from baobei.usecase import MachineClock

CUSTOMERS = [
    {"name": "陈建国", "phones": ["13800001234"], "address": "重庆市渝北区云溪苑3栋2单元18-1"},
    {"name": "周伟", "phones": ["13900002345"], "address": "重庆市渝中区锦澜府5栋1单元12-3"},
]


@pytest.fixture
def books(company) -> None:
    """Two pages in the book of the department east."""
    for customer in CUSTOMERS:
        decision = services.register(by=queries.actor("wang"), at=MachineClock(), customer=customer)
        assert decision.result == "registered"


def tamper(*statements: str) -> None:
    """As who owns the database could: the triggers out of the way, and laid again afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in triggers.append_only_tables():
            if connection.vendor == "sqlite":
                for event in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER {table}_{event}")
            else:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
    triggers.lay()


def test_whole_books(books, baobei) -> None:
    said = baobei("audit", "verify", "--json")
    assert said.code == 0
    assert said.json()["books"]["east"] == {"pages": 2, "intact": True, "faults": []}
    assert baobei("audit", "rebuild", "--compare").code == 0


def test_a_changed_page_is_named(books, baobei) -> None:
    tamper("UPDATE book_page SET actor = 'li' WHERE book = 'east' AND number = 2")
    said = baobei("audit", "verify")
    assert said.code == 1
    assert "east page 2" in said.err and "east: 2 pages, BROKEN" in said.out


def test_a_removed_page_is_named(books, baobei) -> None:
    page = "SELECT id FROM book_page WHERE book = 'east' AND number = 1"
    tamper(f"DELETE FROM book_pagecontent WHERE page_id = ({page})", f"DELETE FROM book_page WHERE id = ({page})")
    said = baobei("audit", "verify")
    assert said.code == 1 and "east page 1: missing" in said.err


def test_a_removed_trigger_is_named(books, baobei) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER book_page_update")
        else:
            cursor.execute("DROP TRIGGER book_page_row ON book_page")
    said = baobei("audit", "verify")
    assert said.code == 1 and "trigger" in said.err


def test_a_book_written_anew_is_found_against_heads_saved_elsewhere(books, baobei, tmp_path) -> None:
    heads = tmp_path / "heads.json"
    assert baobei("audit", "heads", "--out", heads).code == 0
    assert baobei("audit", "verify", "--heads", heads).code == 0
    saved = json.loads(heads.read_text())
    heads.write_text(json.dumps(saved | {"east": {"number": 2, "link": "0" * 64}}))
    said = baobei("audit", "verify", "--heads", heads)
    assert said.code == 1 and "east page 2" in said.err


def test_a_row_changed_without_a_page_is_named(books, baobei) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registrations_registration SET status = 'released'")
    said = baobei("audit", "rebuild", "--compare")
    assert said.code == 1 and "status" in said.err and "registrations.registration" in said.err
    assert baobei("audit", "verify").code == 0


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"east": 2}', '{"east": {"number": "2"}}'])
def test_heads_that_are_none(company, baobei, tmp_path, content) -> None:
    heads = tmp_path / "heads.json"
    heads.write_text(content)
    said = baobei("audit", "verify", "--heads", heads)
    assert said.code == 2 and str(heads) in said.err


def test_heads_that_are_not_there(company, baobei, tmp_path) -> None:
    assert baobei("audit", "verify", "--heads", tmp_path / "none.json").code == 2
    assert baobei("audit", "heads", "--out", tmp_path / "none" / "heads.json").code == 2
