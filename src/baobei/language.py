"""The language of the terminal, and a sentence in it; without a framework, so that no command waits for one."""

import gettext
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from baobei.words import Text

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-Hans", "zh-Hant"
LANGUAGES = (ENGLISH, SIMPLIFIED, TRADITIONAL)
_CATALOGUES = Path(__file__).parent / "web" / "locale"
_TRADITIONAL_IN = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")


def of_terminal(environ: Mapping[str, str] = os.environ) -> str:
    """One of LANGUAGES, from the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set (POSIX)."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")
    wanted = named.lower().replace("-", "_")
    if not wanted.startswith("zh"):
        return ENGLISH
    return TRADITIONAL if wanted.startswith(_TRADITIONAL_IN) else SIMPLIFIED


def tell(text: Text | str, language: str | None = None) -> str:
    """The sentence in a language, the terminal's unless another is named."""
    if not isinstance(text, Text):
        return text
    spoken = language or of_terminal()
    return _catalogue(spoken)(text.msgid).format(**{name: _value(value, spoken) for name, value in text.values.items()})


def _value(value: Any, language: str) -> Any:
    if isinstance(value, Text):
        return tell(value, language)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return _catalogue(language)(", ").join(str(_value(part, language)) for part in value)


@cache
def _catalogue(language: str) -> Callable[[str], str]:
    if language == ENGLISH:
        return str
    return gettext.translation("django", _CATALOGUES, [language.replace("-", "_")]).gettext
