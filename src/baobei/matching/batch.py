"""Rows of whole books as files hold them (``baobei match``)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from baobei.matching.reading import Customer
from baobei.matching.relatives import read_relatives
from baobei.words import Text, say

COLUMNS = ("id", "name", "phones", "address", "relatives")
RECORD_LINES = 50
"""A quoted field that is still open after so many lines was never meant as one."""
RECORD_BYTES = 200_000
_QUOTE = b'"'
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

csv.field_size_limit(RECORD_BYTES)


@dataclass(frozen=True, slots=True)
class Row:
    """A customer of a book under their id there, with the number of the row's first line."""

    line: int
    id: str
    customer: Customer


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was skipped, with the number of its first line, the header being line 1."""

    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in a file, from ``line`` on; with what is wrong where its end can't be found."""

    line: int
    raw: bytes
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The line where a file names its columns, how many they are, and where ``COLUMNS`` stand among them."""

    line: int
    width: int
    places: tuple[int, ...]


def records(lines: Iterable[bytes], first: int = 1) -> Iterator[Record]:
    """The records of a CSV file whose line ``first`` is the first of ``lines``; a quote that never closes spoils its
    own line only.

    A record is one by itself: cut a file before any of them, and both parts have the same records.
    """
    waiting: list[Record] = []
    for line, raw in enumerate(lines, first):
        if (waiting or _QUOTE in raw) and _text(raw) is not None:
            waiting.append(Record(line, raw))
            yield from _complete(waiting)
        else:
            yield from _given_up(waiting)
            yield Record(line, raw)
    yield from _given_up(waiting)


def read_header(found: Iterator[Record]) -> Header | Fault:
    """The header, which is the first record that is not blank, or why the file is no such table."""
    for record in found:
        if record.line == 1 and record.raw.startswith(_UTF_16):
            return Fault(1, say("The file is in UTF-16; save it in UTF-8"))
        fields = _fields(record)
        if isinstance(fields, Text):
            return Fault(record.line, fields)
        if fields:
            return _header(record.line, [name.strip().lower() for name in fields])
    return Fault(1, say("The file is empty; its first line must name {columns}", columns=", ".join(COLUMNS)))


def _header(line: int, names: list[str]) -> Header | Fault:
    if lacking := [name for name in COLUMNS if name not in names]:
        return Fault(line, say("The header lacks {columns}", columns=", ".join(lacking)))
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        return Fault(line, say("The header names {columns} more than once", columns=", ".join(twice)))
    return Header(line, len(names), tuple(map(names.index, COLUMNS)))


def read_rows(found: Iterable[Record], header: Header) -> Iterator[Row | Fault]:
    """The rows in the records that come after the header, each in UTF-8 or GB18030 for itself.

    A row that can't be read comes as a ``Fault`` in its place.
    """
    at_id, at_name, at_phones, at_address, at_relatives = header.places
    for record in found:
        if record.line <= header.line:
            continue
        fields = _fields(record)
        if isinstance(fields, Text):
            yield Fault(record.line, fields)
        elif fields and len(fields) != header.width:
            yield Fault(
                record.line, say("Row has {have} columns, the header {want}", have=len(fields), want=header.width)
            )
        elif fields and not (key := fields[at_id].strip()):
            yield Fault(record.line, say("Row has no id"))
        elif fields:
            relatives = read_relatives(fields[at_relatives]) if fields[at_relatives] else ()
            customer = Customer(fields[at_name], (fields[at_phones],), fields[at_address], relatives)
            yield Row(record.line, key, customer)


def _complete(waiting: list[Record]) -> Iterator[Record]:
    """What the lines that wait make up; they are taken from ``waiting``."""
    raw = b"".join(record.raw for record in waiting)
    if raw.count(_QUOTE) % 2 == 0:
        yield Record(waiting[0].line, raw)
        waiting.clear()
    elif len(waiting) > RECORD_LINES or len(raw) > RECORD_BYTES:
        yield from _without_first(waiting)


def _without_first(waiting: list[Record]) -> Iterator[Record]:
    """The first line by itself, the others anew."""
    first, *rest = waiting
    yield Record(first.line, first.raw, say("A quote is never closed"))
    waiting.clear()
    for record in rest:
        waiting.append(record)
        yield from _complete(waiting)


def _given_up(waiting: list[Record]) -> Iterator[Record]:
    while waiting:
        yield from _without_first(waiting)


def _fields(record: Record) -> list[str] | Text:
    """The fields of a record, none of a blank one, or why it has none."""
    raw = record.raw.removeprefix(_BOM) if record.line == 1 else record.raw
    if record.fault:
        return record.fault
    if len(raw) > RECORD_BYTES:
        return say("Row has more than {most} bytes", most=RECORD_BYTES)
    if b"\0" in raw:
        return say("Row has NUL bytes")
    lines = [_text(line) for line in raw.split(b"\n")]  # each line may be in another encoding
    if None in lines:
        return say("Line is neither UTF-8 nor GB18030")
    text = "\n".join(line for line in lines if line is not None)
    if not text.strip():
        return []
    if _QUOTE not in raw:
        text = text.rstrip("\r\n")
        return (
            text.split(",")
            if "\r" not in text
            else say("Row has a carriage return inside; lines must end in LF or CRLF")
        )
    try:
        return next(csv.reader([text]))
    except csv.Error as error:
        return say("Row can't be read: {why}", why=str(error))


def _text(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
