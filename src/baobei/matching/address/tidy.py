"""One way of writing an address: half width, simplified, upper case, dashes alike, notes left out."""

import re

from baobei.matching.address.numerals import CHARACTERS, integer
from baobei.matching.normalise import plain

_DASH = re.compile("(?<=[0-9A-Z])[一—–―−‐ー~至]+(?=[0-9A-Z])|[—–―−‐]+")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,40})[)）\]】]")
_OF_ADDRESS = re.compile(
    "[^业主新旧路街道]*(?:期|栋|幢|座|[0-9一-十号]楼|单元|室|号|区|苑)|[^路街道]*[0-9一-十](?:期|栋|幢|座|号楼|单元)[0-9A-Z号室房-]*|[A-Z0-9-]+"
)
_SAID_AGAIN = re.compile("(?<=[0-9号室])[(][0-9]{1,2}[楼层](?:[0-9]{1,2}[号室]?)?[)]$")
_LOOSE = re.compile("(?<=[0-9])[ ]+(?=[栋幢座单号楼层室期#-])|(?<=[-第])[ ]+(?=[0-9])")
_ENGLISH = (
    (re.compile(r"(?:BUILDING|BLDG|BLOCK|BLK|TOWER)[ .]*(?:NO)?[ .]*([0-9A-Z]{1,3})(?![0-9A-Z])"), r"\1栋"),
    (re.compile(r"UNIT[ .]*(?:NO)?[ .]*([0-9A-Z]{1,2})(?![0-9A-Z])"), r"\1单元"),
    (re.compile(r"(?:ROOM|RM|FLAT|APT)[ .]*(?:NO)?[ .]*([0-9A-Z]{1,6})(?![0-9A-Z])"), r"\1室"),
    (re.compile(r"PHASE[ .]*([0-9IV]{1,3})(?![0-9A-Z])"), r"\1期"),
    (re.compile(r"([0-9]{1,2})/F(?![A-Z])"), r"\1F"),
    (re.compile(r"(?<![0-9A-Z一二三四五六七八九十])(?:#|NO[. ]{1,2})(?=[0-9])"), ""),
)
_NUMERALS = re.compile(rf"(?<![0-9])(?:[{CHARACTERS}]{{1,5}}-)+[{CHARACTERS}]{{1,5}}(?=$|[室号房户])")
_SHORT = (
    (re.compile(rf"(?<![0-9A-Z])([0-9]{{1,2}}|[{CHARACTERS}])[ ]?(?:U|DY)(?=[ ,-]*[0-9])"), r"\1单元"),
    (re.compile("(?<![0-9A-Z])([0-9]{1,2})L(?=[0-9])"), r"\1F"),
    (re.compile("(?<=[元栋幢座门楼#])(?:跃层|复式|平层|洋房)(?=[0-9])"), ""),
)
_NOTE = re.compile(
    r"(?:[\s,，.。;；、·!！?？~\-_/(（\[【)）\]】]|电联系?|请?电话联系|联系|业主(?:本人)?|房主|租客|住户|新房|二手房|毛坯|精装修?|跃层|复式|电梯房|学区房|期房|准?现房|尾盘"
    r"|已?(?:交房|入住|装修|收房|接房)|[未待](?:交房|装修|入住|接房)|家里|自住|备用)+$"
)


def tidy(text: str) -> str:
    """``text`` in one way of writing; brackets that hold no part of an address and notes at the end are left out."""
    clean = _DASH.sub("-", plain(text).upper())
    for pattern, chinese in (*_ENGLISH, *_SHORT):
        clean = pattern.sub(chinese, clean)
    clean = _NUMERALS.sub(lambda hit: "-".join(map(integer, hit[0].split("-"))), clean)
    clean = _LOOSE.sub("", _SAID_AGAIN.sub("", clean))
    clean = _BRACKET.sub(lambda hit: hit[1] if _OF_ADDRESS.fullmatch(hit[1]) else "", clean)
    return _NOTE.sub("", clean)
