"""One way of writing: width, script and control characters, before anything is read."""

import re
import unicodedata
from functools import cache

_ANY_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Half of a surrogate pair is no character either: nothing can store it."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_LONGER = 3
"""How many times as long a text may become in half width; some single characters make eighteen."""
SPACE = re.compile(r"\s+")


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters and their first simplified form, from OpenCC's table of single characters."""
    from importlib import resources  # loads slowly, and most processes read no traditional characters

    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if line)
    return {ord(old): new.split(" ")[0] for old, new in pairs if len(old) == 1}


def simplify(text: str) -> str:
    """``text`` in simplified characters."""
    return text if text.isascii() else text.translate(_simplified())


def has_control(text: str, *, lines: bool = False) -> bool:
    """Whether ``text`` holds control characters; with ``lines`` line breaks and tabs are none."""
    return (CONTROL if lines else _ANY_CONTROL).search(text.strip()) is not None


def plain(text: str) -> str:
    """``text`` in half width (NFKC) and simplified characters, without invisible ones, its spaces single."""
    if not text.isascii():
        wide = unicodedata.normalize("NFKC", text)[: len(text) * _LONGER]
        text = INVISIBLE.sub("", wide).translate(_simplified())
    return SPACE.sub(" ", CONTROL.sub(" ", text)).strip()
