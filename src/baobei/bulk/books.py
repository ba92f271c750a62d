"""A book as a file, cut into pieces that are read each for itself, on any machine that sees the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from baobei.matching.batch import Fault, Header, Row, read_header, read_rows, records
from baobei.words import Text, say

ROWS = 4000
"""Rows in a piece: a second of work, which is what an interruption costs."""
BYTES = 4_000_000


class Unusable(Exception):
    """A file of which no row can be read; ``faults`` says why, a line each."""

    def __init__(self, *faults: Text) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole records of a file: the byte and the line where they begin, how many lines they are, how many rows."""

    file: Path
    header: Header
    start: int
    line: int
    lines: int
    rows: int

    def read(self) -> Iterator[Row | Fault]:
        """The rows in their order, or what is wrong with them."""
        with open(self.file, "rb") as source:
            source.seek(self.start)
            yield from read_rows(records(islice(source, self.lines), self.line), self.header)


def cut(file: Path) -> list[Piece]:
    """A book in pieces. Raises Unusable where the file lacks the columns, OSError where it can't be read."""
    with open(file, "rb") as source:
        header = read_header(records(source))
    if isinstance(header, Fault):
        raise Unusable(told(file, header))
    return [Piece(file.absolute(), header, *place) for place in _places(file, header.line)]


def told(file: Path, fault: Fault) -> Text:
    """A fault with its place."""
    return say("{file}:{line}: {text}", file=str(file), line=fault.line, text=fault.text)


def _places(file: Path, header: int) -> Iterator[tuple[int, int, int, int]]:
    start, line, length, count, end = 0, 1, 0, 0, 1
    with open(file, "rb") as source:
        for record in records(source):
            if count == ROWS or length > BYTES:
                yield start, line, record.line - line, count
                start, line, length, count = start + length, record.line, 0, 0
            length += len(record.raw)
            count += record.line > header
            end = record.line + record.raw.count(b"\n") + 1
    yield start, line, end - line, count
