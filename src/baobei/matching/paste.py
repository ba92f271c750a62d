"""A pasted message read into name, phones and address, for the check box."""

import re
from dataclasses import dataclass

from baobei.matching.companies import company_core
from baobei.matching.digits import spelled, without_numbering
from baobei.matching.names import read_name
from baobei.matching.surnames import COMPOUND, SINGLE
from baobei.matching.titles import TITLES

_LABELS = {
    "name": "客户姓名|客户名称|业主姓名|姓名|名字|客户|业主|称呼|收货人|收件人|联系人|name",
    "phones": "手机号码|电话号码|联系电话|联系方式|手机号|手机|电话|tel|phone|mobile",
    "address": "详细地址|家庭住址|小区地址|收货地址|所在地区|地址|住址|小区|楼盘|房号|门牌号?|address",
}
_LABELLED = {
    field: re.compile(rf"(?:^|(?<=[\s,，;；。|]))(?:{words})[ ]*[:：=]?[ ]*", re.I) for field, words in _LABELS.items()
}
_WITH_COLON = {
    field: re.compile(labelled.pattern.replace("[:：=]?", "[:：=]"), re.I) for field, labelled in _LABELLED.items()
}
_ENDS = {"name": re.compile(r"[\n\r,，;；。| ]"), "address": re.compile(r"[\n\r;；|]")}
_ANY_LABEL = re.compile("|".join(pattern.pattern for pattern in _LABELLED.values()), re.I)
_NUMBER = re.compile(
    r"(?:\(?\+?86\)?[ -]?|(?<!\d)(?:179\d\d|12593)[ -]?)?(?<!\d)"
    r"(?:1[3-9][\d*xX•●_#?-][ -]?[\d*xX•●_#?]{4}[ -]?\d{4}|0\d{2,3}[ -]\d{7,8}|[48]00[ -]?\d{3}[ -]?\d{4})(?!\d)"
)
LENGTH = 4000
_BRACKETED = re.compile("[【\\[](" + "|".join(_LABELS.values()) + ")[】\\]][:：]?", re.I)
_UNIT = re.compile(r"\d|[栋幢座号室]")
_LIVES = re.compile("^(?:家?住在?|家在)")
_CUT = re.compile(r"[\n\r,，;；。|]+")
_PLACE = re.compile("[省市区县镇乡村路街道号栋幢座楼室苑园城小区期]|单元|大厦|公寓|花园|\\d")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message says of a customer; empty where it says nothing."""

    name: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""


def paste(text: str) -> Parts:
    """Read a message such as ``陈建国 13800001234 渝北区龙湖源著3栋2单元18-1`` in any order, labelled or not."""
    text = "\n".join(map(spelled, text[:LENGTH].splitlines()))
    text = without_numbering(_BRACKETED.sub(r" \1:", text)).replace(";", "\n")
    phones = tuple(match[0].strip() for match in _NUMBER.finditer(text))
    rest = _LABELLED["phones"].sub("\n", _NUMBER.sub("\n", text))
    labelled = {field: _after(rest, field) for field in ("name", "address")}
    pieces = [piece for cut in _CUT.split(rest) if (piece := _ANY_LABEL.sub(" ", cut).strip(" :：-、/"))]
    name = labelled["name"] or next((found for piece in pieces if (found := _name_in(piece))), "")
    address = labelled["address"] or _address_in([_without(piece, name) for piece in pieces])
    return Parts(name, phones, address)


def _after(text: str, field: str) -> str:
    """What stands after the field's labels with a colon, each to the next label, cut or line."""
    told = []
    for start in _WITH_COLON[field].finditer(text):
        rest = text[start.end() :]
        stop = _ANY_LABEL.search(rest)
        rest = rest[: stop.start()] if stop and stop.start() > 0 else rest
        told.append(_ENDS[field].split(rest.strip(), maxsplit=1)[0].strip(" ,，:："))
        if field == "name":
            break
    return "".join(told)


def _name_in(piece: str) -> str:
    for word in (piece, *piece.split()):
        if _is_name(word) or (company_core(word) and not _UNIT.search(word)):
            return word
    return ""


def _is_name(word: str) -> bool:
    bare = re.sub(r"\([^()]*\)", "", word).replace(" ", "")
    if re.fullmatch("[A-Za-z .'-]{3,40}", word):
        return bool(read_name(word).persons)
    starts = bare[:1] in SINGLE or bare[:2] in COMPOUND
    if not starts or _PLACE.search(bare):
        return False
    if len(bare) <= (4 if bare[:2] in COMPOUND else 3):
        return True
    return len(bare) <= 6 and bare.endswith(tuple(TITLES))


def _without(piece: str, name: str) -> str:
    return piece.replace(name, " ", 1).strip(" ,，:：") if name else piece


def _address_in(pieces: list[str]) -> str:
    return " ".join(_LIVES.sub("", piece) for piece in pieces if _PLACE.search(piece))
