"""How characters sound, one reading each, tones left out; the dictionary loads when first asked."""

import os
import re
from functools import cache, lru_cache

_FRONT = re.compile("^([zcs])h")
_PLAIN = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿêế", "aaaaooooeeeeiiiiuuuuuuuuunnnmee")


@cache
def _dictionary() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


@lru_cache(maxsize=65536)
def syllable(character: str) -> str:
    """The commonest sound of one character (``ü`` as ``u``); what is no Chinese character stands for itself."""
    readings = _dictionary().get(ord(character))
    return readings.split(",")[0].translate(_PLAIN) if readings else character.lower()


@lru_cache(maxsize=65536)
def _blurred(character: str) -> str:
    said = _FRONT.sub(r"\1", syllable(character))
    if said.startswith("n") and len(said) > 1:
        said = "l" + said[1:]
    return said.removesuffix("g") if said.endswith("ng") else said


def blurred(text: str) -> str:
    """``text`` by sound as accents of the south have it: zh as z, n as l, ing as in."""
    return "".join(map(_blurred, text))


def sound(text: str) -> str:
    """``text`` by sound, without spaces."""
    return text.lower() if text.isascii() else "".join(map(syllable, text))
