"""The mend for a misspelt name."""

from collections.abc import Iterable
from typing import Any


def nearest(given: Any, known: Iterable[str]) -> str:
    """``; did you mean …?`` where a known name is near, else nothing."""
    from difflib import get_close_matches  # only once something is wrong

    found = get_close_matches(given, list(known), n=1) if isinstance(given, str) else []
    return f"; did you mean {found[0]}?" if found else ""
