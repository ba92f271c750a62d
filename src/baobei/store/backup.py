"""The whole store as one sealed file, the same for both stores, and back.

Inside the seal lie gzipped lines of JSON: what made it, then for each table its name and columns, its rows, and their
number; at last a mark that nothing follows. Sessions stay out, so that whoever restores signs in anew.
"""

import contextlib
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any, BinaryIO

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from baobei.store import rows, sealing, template
from baobei.store.renewing import renewed
from baobei.store.sealing import BrokenSeal
from baobei.words import say

_PAGE = 2000
_MOST_VALUES = 20_000

Counted = Callable[[str, int], None]


def dump(target: BinaryIO, passphrase: str, *, at: datetime, counted: Counted) -> dict[str, int]:
    """Writes the store as of one instant while others go on writing; returns the number of rows by table.

    ``at`` is noted in the file; ``counted`` hears each table and how many of its rows were written since it last heard.
    """
    sealer = sealing.Sealer(target, passphrase)
    totals: dict[str, int] = {}
    with sealer, gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=3, mtime=0) as lines, _snapshot():
        made = {"baobei": version("baobei"), "at": at.isoformat(), "migrations": sorted(template.migrations())}
        lines.write(_line(made))
        for model in _models():
            name, columns = model._meta.label_lower, [field.attname for field in model._meta.concrete_fields]
            lines.write(_line({"table": name, "columns": columns}))
            totals[name] = 0
            for page in _pages(model, columns):
                lines.write(b"".join(_line(list(row)) for row in page))
                totals[name] += len(page)
                counted(name, len(page))
            lines.write(_line({"rows": totals[name]}))
        lines.write(_line({"end": sum(totals.values())}))
    return totals


def restore(source: BinaryIO, passphrase: str, *, verify: Callable[[], None], counted: Counted) -> dict[str, int]:
    """Replaces the store by what is in the file, whole or not at all; returns the number of rows by table.

    ``verify`` looks at what was loaded, under the default connection, and raises to leave everything as it was.
    Raises BrokenSeal where the file can't be opened, is damaged, or is of another version.
    """
    records = _records(sealing.opened(source, passphrase))
    _see_same_version(next(records, None))
    with renewed():
        totals = _load(records, counted)
        verify()
    return totals


def _models() -> list[type[Model]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("baobei.")]
    return sorted(ours, key=lambda model: model._meta.label_lower)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _pages(model: type[Model], columns: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    key = columns.index(model._meta.pk.attname)
    found = model._base_manager.order_by("pk").values_list(*columns)
    page = list(found[:_PAGE])
    while page:
        yield page
        page = list(found.filter(pk__gt=page[-1][key])[:_PAGE])


@contextlib.contextmanager
def _snapshot() -> Iterator[None]:
    """One reading transaction, which no writer waits for."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _records(chunks: Iterable[bytes]) -> Iterator[Any]:
    stream = gzip.GzipFile(fileobj=io.BufferedReader(_Chunks(chunks)), mode="rb")
    try:
        for line in stream:
            yield json.loads(line)
    except (EOFError, gzip.BadGzipFile, ValueError):
        raise BrokenSeal(say("The backup is not whole.")) from None


class _Chunks(io.RawIOBase):
    """The chunks as a file that can be read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._left = iter(chunks), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and (chunk := next(self._chunks, None)) is not None:
            self._left = chunk
        taken = self._left[: len(buffer)]
        buffer[: len(taken)], self._left = taken, self._left[len(taken) :]
        return len(taken)


def _see_same_version(made: Any) -> None:
    if not isinstance(made, Mapping) or "migrations" not in made:
        raise BrokenSeal(say("The backup is not whole."))
    theirs, ours = {(label, name) for label, name in made["migrations"]}, template.migrations()
    if theirs - ours:
        raise BrokenSeal(
            say("The backup was made by a newer baobei ({version}). Update the program.", version=made["baobei"])
        )
    if ours - theirs:
        raise BrokenSeal(
            say(
                "The backup was made by baobei {version}. Restore it with that one, then update.",
                version=made["baobei"],
            )
        )


def _load(records: Iterator[Any], counted: Counted) -> dict[str, int]:
    totals: dict[str, int] = {}
    for head in records:
        if "end" in head:
            if head["end"] != sum(totals.values()) or next(records, None) is not None:
                break
            _reset_sequences()
            return totals
        model = apps.get_model(head["table"])
        totals[head["table"]] = _load_table(model, head["columns"], records, counted)
    raise BrokenSeal(say("The backup is not whole."))


def _load_table(model: type[Model], columns: list[str], records: Iterator[Any], counted: Counted) -> int:
    fields = [next(field for field in model._meta.concrete_fields if field.attname == column) for column in columns]
    batch, most, total = [], _MOST_VALUES // len(columns), 0
    for record in records:
        if isinstance(record, list):
            values = zip(columns, fields, record, strict=True)
            batch.append({column: field.to_python(value) for column, field, value in values})
        if batch and (len(batch) == most or not isinstance(record, list)):
            total += rows.insert(model, batch)
            counted(model._meta.label_lower, len(batch))
            batch = []
        if not isinstance(record, list):
            if record.get("rows") != total:
                break
            return total
    raise BrokenSeal(say("The backup is not whole."))


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
