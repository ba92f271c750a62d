"""Rows of whole books as files hold them (``baobei match``)."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from baobei.matching.reading import Customer
from baobei.matching.relatives import read_relatives
from baobei.words import Text, say

COLUMNS = ("id", "name", "phones", "address", "relatives")
RECORD_LINES = 50
"""A quoted field that is still open after so many lines was never meant as one."""
RECORD_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A customer of a book under their id there."""

    id: str
    customer: Customer


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was skipped, with the number of its first line, the header being line 1."""

    line: int
    text: Text


def read_rows(lines: Iterable[bytes]) -> Iterator[Row | Fault]:
    """Rows of a CSV file, given as its lines in UTF-8 (with or without BOM) or GB18030, each line for itself.

    A row that can't be read comes as a ``Fault`` in its place; a header without the columns needed as the only one.
    """
    header: list[str] | None = None
    for line, record in _records(lines):
        if isinstance(record, Text):
            yield Fault(line, record)
        elif header is None:
            header = [name.strip().lower() for name in record]
            lacking = [name for name in COLUMNS if name not in header]
            if lacking:
                yield Fault(line, say("The header lacks {columns}", columns=", ".join(lacking)))
                return
        elif len(record) != len(header):
            yield Fault(line, say("Row has {have} columns, the header {want}", have=len(record), want=len(header)))
        else:
            yield _row(line, dict(zip(header, record, strict=True)))


def _row(line: int, fields: Mapping[str, str]) -> Row | Fault:
    if not fields["id"].strip():
        return Fault(line, say("Row has no id"))
    customer = Customer(fields["name"], (fields["phones"],), fields["address"], read_relatives(fields["relatives"]))
    return Row(fields["id"].strip(), customer)


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, list[str] | Text]]:
    """Records with the number of their first line; a quote that never closes spoils its own line only."""
    waiting: list[tuple[int, str]] = []
    for number, raw in enumerate(lines, start=1):
        text = _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
        if text is None:
            yield number, say("Line is neither UTF-8 nor GB18030")
            continue
        waiting.append((number, text))
        yield from _complete(waiting)
    while waiting:
        yield waiting.pop(0)[0], say("A quote is never closed")
        rest, waiting = waiting, []
        for line in rest:
            waiting.append(line)
            yield from _complete(waiting)


def _complete(waiting: list[tuple[int, str]]) -> Iterator[tuple[int, list[str] | Text]]:
    """What the lines that wait make up; they are taken from ``waiting``."""
    text = "".join(line for _, line in waiting)
    if text.count('"') % 2 == 0:
        first = waiting[0][0]
        waiting.clear()
        if not text.strip():
            return
        if len(text) > RECORD_LENGTH:
            yield first, say("Row has more than {most} characters", most=RECORD_LENGTH)
            return
        try:
            yield first, next(csv.reader([text]))
        except csv.Error as error:
            yield first, say("Row can't be read: {why}", why=str(error))
    elif len(waiting) > RECORD_LINES or len(text) > RECORD_LENGTH:
        yield waiting.pop(0)[0], say("A quote is never closed")
        rest = waiting.copy()
        waiting.clear()
        for line in rest:
            waiting.append(line)
            yield from _complete(waiting)


def _decode(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
