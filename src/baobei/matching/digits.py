"""Digits as people write them: wide, Chinese, look-alike letters, numbered, glued together."""

import re

from baobei.matching.normalise import plain

_HAN = "〇零洞幺一二两三四五六七拐八九勾壹贰叁肆伍陆柒捌玖"
_HAN_DIGITS = str.maketrans(_HAN, "0001122345677899123456789")
_HAN_NUMBER = re.compile(
    rf"[{_HAN}](?:[ -]?[{_HAN}]){{6,}}"
    rf"|(?<!\d)[1一幺壹][3-9三四五六七拐八九勾叁肆伍陆柒捌玖][\d{_HAN}]{{9}}(?![\d{_HAN}])"
)
_LIKE = r"[\dOoIl|SsBZ]"
_LOOK_ALIKE = re.compile(
    rf"(?<![A-Za-z\d])(?:[1Il|](?:[ -]?{_LIKE}){{10}}|[0Oo]{_LIKE}{{2,3}}[ -]?{_LIKE}{{7,8}})(?![A-Za-z\d])"
)
_LETTERS = str.maketrans("OoIl|SsBZ", "001115582")
_ENOUGH_DIGITS = 6
_DASHES = str.maketrans(dict.fromkeys("—–−‐‑―", "-"))
_CIRCLED = {ord(sign): ";" for sign in "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽❶❷❸❹❺❻❼❽❾❿"}
_LABEL_NUMBER = re.compile("(?<=[话話機机码碼式])(?:[①②③④⑤⑥⑦⑧⑨⑩][:：]?|[1-9１-９][:：.、])")
_NUMBERED = re.compile(r"(?<![\d.#/A-Za-z-])\(?[1-9][、.):](?=[ ]?(?:\+86|\(?0\d|1[3-9]\d|[^\d\s]))")
_DOTTED = re.compile(
    r"(?<!\d)(?<!\d[·•.~_])(?:(?:(?:\+|00)?86|179\d\d|12593)[ .-]?|0)?1[3-9]\d(?:[·•.~_ -]?\d){8}(?![\d·•~_])(?!\.\d)"
)
_DOTS = str.maketrans("·•.~_", "     ")
_GLUED = re.compile(r"(?<!\d)(?:1[3-9]\d{9}){2,9}(?!\d)")
_GLUED_MASKS = re.compile(r"(?<=[*xX]\d{4})(?=1[3-9]\d[*xX])")
_NUMBER_OF_ELEVEN = re.compile(r"\d{11}")


def spelled(text: str) -> str:
    """``text`` in half width, its numbers in digits and apart, its dashes alike: 一三八…, 138OOOO…, ①138…②139…"""
    if text.isascii() and text.isdecimal():
        return _GLUED.sub(_apart, text)
    text = plain(_LABEL_NUMBER.sub(" ", text).translate(_CIRCLED))
    text = _HAN_NUMBER.sub(lambda run: run[0].translate(_HAN_DIGITS), text)
    text = _LOOK_ALIKE.sub(_digits, text.translate(_DASHES))
    text = _DOTTED.sub(lambda run: run[0].translate(_DOTS), text)
    return _GLUED_MASKS.sub(" ", _GLUED.sub(_apart, text))


def without_numbering(text: str) -> str:
    """``text`` with ``;`` for each ``1、`` ``2.`` ``(3)`` in front of an item."""
    return _NUMBERED.sub(";", text)


def _digits(run: re.Match[str]) -> str:
    return run[0].translate(_LETTERS) if sum(map(str.isdigit, run[0])) >= _ENOUGH_DIGITS else run[0]


def _apart(run: re.Match[str]) -> str:
    return " ".join(_NUMBER_OF_ELEVEN.findall(run[0]))
