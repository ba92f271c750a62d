"""One way of writing an address: half width, simplified, upper case, dashes alike, notes left out."""

import re

from baobei.matching.normalise import plain

_DASH = re.compile("(?<=[0-9A-Z])[一—–―−ー~至]+(?=[0-9A-Z])|[—–―−]+")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,40})[)）\]】]")
_OF_ADDRESS = re.compile("[^业主新旧]*(?:期|栋|幢|座|楼|单元|室|号|区|苑)|[A-Z0-9-]+")
_NOTE = re.compile(
    r"(?:[\s,，.。;；、·!！?？~\-_/(（\[【)）\]】]|电联系?|请?电话联系|联系|业主(?:本人)?|房主|租客|住户|新房|二手房|毛坯|精装|期房|准?现房|尾盘"
    r"|已?(?:交房|入住|装修|收房|接房)|[未待](?:交房|装修|入住|接房)|家里|自住|备用)+$"
)


def tidy(text: str) -> str:
    """``text`` in one way of writing; brackets that hold no part of an address and notes at the end are left out."""
    clean = _DASH.sub("-", plain(text).upper())
    clean = _BRACKET.sub(lambda hit: hit[1] if _OF_ADDRESS.fullmatch(hit[1]) else "", clean)
    return _NOTE.sub("", clean)
