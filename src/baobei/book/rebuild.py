"""State again from the pages alone, and how it differs from the tables (every change has its pages)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from baobei.book import verify
from baobei.book.models import Page
from baobei.book.services import told

State = dict[str, dict[str, dict[str, Any]]]


def rebuild() -> State:
    """Rows by table and id as the pages tell them.

    Pages are read by instant; of one instant, in the order of their book.
    """
    state: State = {}
    for page in Page.objects.select_related("content").order_by("at", "book", "number").iterator(2000):
        for change in verify.changes(page):
            row = state.setdefault(change["table"], {}).setdefault(change["id"], {})
            row.update(change["values"])
    return state


def differences() -> list[str]:
    """Where tables and pages disagree, each naming table, row and column; empty when they agree."""
    state = rebuild()
    found: list[str] = []
    for table in sorted(state.keys() | written_tables()):
        found += _compare(table, state.get(table, {}))
    return found


def written_tables() -> set[str]:
    """Tables all of whose rows must have a page: those whose model states ``in_book = True``."""
    return {model._meta.label_lower for model in apps.get_models() if getattr(model, "in_book", False)}


def _compare(table: str, expected: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    model: type[Model] = apps.get_model(table)
    computed = getattr(model, "computed", ())
    seen: set[str] = set()
    for row in model._default_manager.all().iterator(2000):
        key = str(row.pk)
        seen.add(key)
        if key not in expected:
            if getattr(model, "in_book", False):
                yield f"{table} {key}: no page made this row"
            continue
        for column, value in expected[key].items():
            if column in computed:
                continue
            stored = told(getattr(row, column))
            if stored != value:
                yield f"{table} {key} {column}: the pages say {value!r}, the table {stored!r}"
    if not getattr(model, "erasable", False):
        for key in sorted(expected.keys() - seen):
            yield f"{table} {key}: the pages made this row, the table lacks it"
