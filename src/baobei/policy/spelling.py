"""The mend for a misspelt name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


def nearest(given: Any, known: Iterable[str]) -> str:
    """``; did you mean …?`` where a known name is near, else nothing."""
    found = get_close_matches(given, list(known), n=1) if isinstance(given, str) else []
    return f"; did you mean {found[0]}?" if found else ""
