"""Files that a command reads and writes; what is written takes its place only once it is whole."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from baobei.cli.faults import WrongInput, reason
from baobei.words import say


@contextmanager
def reading(file: Path) -> Iterator[BinaryIO]:
    """The file's bytes. Raises WrongInput where it can't be read."""
    try:
        with open(file, "rb") as source:
            yield source
    except OSError as fault:
        raise WrongInput(say("{file} can't be read: {why}.", file=file, why=reason(fault))) from None


@contextmanager
def replacing(file: Path) -> Iterator[BinaryIO]:
    """A new file, for this user's eyes only, that takes the place of ``file`` after the block.

    Raises WrongInput where it can't be written.
    """
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(file)
    except OSError as fault:
        raise WrongInput(say("{file} can't be written: {why}.", file=file, why=reason(fault))) from None
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def replacing_text(file: Path) -> Iterator[TextIO]:
    """Like ``replacing``, for text in UTF-8."""
    with replacing(file) as target:
        text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
        yield text
        text.detach()
