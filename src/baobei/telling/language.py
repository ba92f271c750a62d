"""The company's own words in the reader's language."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django.utils.translation import get_language


def in_language(words: Mapping[str, str]) -> str:
    """The company's own words in the reader's language, from ``{zh, en}``; traditional ones are made from ``zh``."""
    language = get_language() or "zh-hans"
    if language == "en" and words.get("en"):
        return words["en"]
    return traditional(words["zh"]) if language == "zh-hant" else words["zh"]


@lru_cache(maxsize=2000)
def traditional(text: str) -> str:
    """Simplified Chinese in Taiwan's traditional characters and words."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2twp")
