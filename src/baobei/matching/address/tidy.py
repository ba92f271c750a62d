"""One way of writing an address: half width, simplified, upper case, dashes alike, notes left out."""

import re

from baobei.matching.address.numerals import CHARACTERS, integer
from baobei.matching.normalise import plain

_DASH = re.compile("(?<=[0-9A-Z])[一—–―−‐ー~至]+(?=[0-9A-Z])|[—–―−‐]+")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,40})[)）\]】]")
_OF_ADDRESS = re.compile(
    rf"[^业主新旧路街道]*(?:期|栋|幢|座|[0-9{CHARACTERS}号]楼|单元|室|号|区|苑)|[A-Z0-9-]+|[{CHARACTERS}]{{1,3}}"
    rf"|[^路街道]*[0-9{CHARACTERS}](?:期|栋|幢|座|号楼|单元)[0-9A-Z号室房-]*"
)
_ESTATE_BEHIND = re.compile("(?![近靠旁对原即内附])[一-鿿]{2,12}(?<![路街旁侧])")
_SAID_AGAIN = re.compile("(?<=[0-9号室])[(][0-9]{1,2}[楼层](?:[0-9]{1,2}[号室]?)?[)]$")
_NUMBERED_AGAIN = re.compile("([0-9]{1,2})-([0-9]{1,2})[室号]?[(]([0-9]{3,4})[室号]?[)]$")
_WHITE = str.maketrans({chr(0x2776 + step): str(step + 1) for step in range(10)})
_LOOSE = re.compile(
    "(?<=[0-9])[ ]+(?=[栋幢座楼](?!号)|室(?!号)|[单号层期#-])|(?<=[0-9]号)[ ]+(?=[楼栋幢座])|(?<=[-第])[ ]+(?=[0-9])"
)
_LATIN = re.compile("[A-Z]")
_ENGLISH = (
    (re.compile(r"(?:BUILDING|BLDG|BLOCK|BLK|TOWER)[ .]*(?:NO)?[ .]*([0-9A-Z]{1,3})(?![0-9A-Z])"), r"\1栋"),
    (re.compile(r"UNIT[ .]*(?:NO)?[ .]*([0-9A-Z]{1,2})(?![0-9A-Z])"), r"\1单元"),
    (re.compile(r"(?:ROOM|RM|FLAT|APT)[ .]*(?:NO)?[ .]*([0-9A-Z]{1,6})(?![0-9A-Z])"), r"\1室"),
    (re.compile(r"PHASE[ .]*([0-9IV]{1,3})(?![0-9A-Z])"), r"\1期"),
    (re.compile(r"(?<=[0-9])[ ]?(?:DONG|ZHUANG)(?![A-Z])"), "栋"),
    (re.compile(r"(?<=[0-9])[ ]?DAN ?YUAN(?![A-Z])"), "单元"),
    (re.compile(r"(?<=[0-9])[ ]?HAO ?LOU(?![A-Z])"), "号楼"),
    (re.compile(r"(?<=[0-9])[ ]?SHI(?![A-Z])"), "室"),
    (re.compile(r"([0-9]{1,2})/F(?![A-Z])"), r"\1F"),
    (re.compile(r"(?<![0-9A-Z一二三四五六七八九十])N[O0][. ]{1,2}(?=[0-9])"), ""),
    (
        re.compile(rf"(?<![0-9A-Z])([0-9]{{1,2}}|[{CHARACTERS}])[ ]?(?:U|DY)(?=[ ,，、/-]*第?[0-9{CHARACTERS}])"),
        r"\1单元",
    ),
    (re.compile(r"(?<![0-9A-Z])(T[0-9]{1,2})(?![0-9A-Z栋幢座号楼#塔])"), r"\1栋"),
    (re.compile(r"(?<=[栋幢座楼塔橦#号)）])([ ,，、/-]*)U([0-9])(?![0-9])"), r"\1\2单元"),
    (re.compile("(?<![0-9A-Z])([0-9]{1,2})L(?=[0-9])"), r"\1F"),
)
_LABELLED = (
    (re.compile(rf"(?<![0-9A-Z号#{CHARACTERS}])(?:楼栋|[栋幢座楼])号?: ?([0-9]{{1,4}}[A-Z]?)(?![0-9])"), r"\1栋"),
    (re.compile(rf"(?<![0-9A-Z号#{CHARACTERS}])单元号?: ?([0-9]{{1,2}})(?![0-9])"), r"\1单元"),
    (re.compile(rf"(?<![0-9{CHARACTERS}])楼?层: ?([0-9]{{1,2}})(?![0-9])"), r"\1层"),
    (re.compile(rf"(?<![0-9{CHARACTERS}])(?:房间?号?|室号?|门牌号?): ?([0-9]{{1,4}}[A-Z]?)(?![0-9])"), r"\1室"),
)
_BEFORE = (
    # What stands before its number elsewhere behind it: 栋号3, 单元2, 室号1801.
    (re.compile(r"(?:楼?[栋幢座]|楼)号[: ]*([0-9]{1,4}[A-Z]?)(?![0-9号])"), r"\1栋"),
    (re.compile(rf"(?<![0-9A-Z?*#楼号甲乙丙丁东南西北中{CHARACTERS}])[栋幢]([0-9]{{1,3}})(?=单元|室)"), r"\1栋"),
    (
        re.compile(
            rf"(?<![0-9A-Z号#东南西北中甲乙丙{CHARACTERS}])单元号?[: ]*([0-9]{{1,2}})(?![0-9单]|[号室](?![0-9]))"
        ),
        r"\1单元",
    ),
    (re.compile(r"(?<=[0-9][号#])单元([0-9])(?=[ ,，、]|- ?[0-9]+[F楼层-])"), r" \1单元"),
    (re.compile(rf"(?:房间?号|室号|门牌号?|房门号|(?<![0-9{CHARACTERS}])室)[: ]*([0-9]{{3,4}})(?![0-9号])"), r"\1室"),
)
_NUMERALS = re.compile(rf"(?<![0-9])(?:[{CHARACTERS}]{{1,5}}-)+[{CHARACTERS}]{{1,5}}(?=$|[室号房户\s,，。;；(（、])")
_NUMERALS_BEHIND = re.compile(
    rf"(?<=[栋幢座楼塔橦元圆门洞道梯层期单口#号])([\s,，、;/-]*)([{CHARACTERS}]{{1,7}}(?:[-之][{CHARACTERS}]{{1,7}})*)"
    r"(?=$|[\s,，。.;；(（\[【、/-]|[室房户]|号(?:[房户室]|[^一-鿿]|$)|附近|旁)"
)
_NUMERAL = re.compile(f"[{CHARACTERS}]+")
_MARKS = re.compile("(?<![0-9A-Z一二三四五六七八九十])#(?=[0-9])")
_KINDS = re.compile("(?<=[元栋幢座门楼#])(?:跃层|复式|平层|洋房)(?=[0-9])")
_AREA = re.compile(
    r"[\s,，、]*(?:(?:建筑|套内)?面积|建面|套内)?[约:]?[0-9]{2,4}(?:\.[0-9]+)?(?:平(?!层|房)[方米]*|M2|M²|方(?![一-鿿]))"
)
_NO_PART = re.compile(
    "邮政?编码?[: ]*[0-9]{6}|^[0-9]{6}(?=[ ,]*[一-鿿])"
    "|^(?:(?:家庭|房屋|详细)?[住地]址|坐落|小区|楼盘|项目|房号)(?:名称?)?: ?"
)
_NOTE_BEGINS = re.compile(
    r"(?<=[0-9A-Z室号户房元楼层])[\s,，;；、(（]*"
    r"(?:(?:车[位库]|密码|门禁|微信|VX|QQ|电话|手机|座机|备注|总价|单价|首付|月租|租金|报价|成交|看房|周[一二三四五六日末]|星期)"
    r"|(?<!号)[\s,，;；、(（]+(?:靠?近|临近|对面|旁|地铁|轻轨|[0-9]{1,2}号线)"
    rf"|(?<=[\s,，;；、(（])(?:[0-9.]+万|(?:19|20)[0-9]{{2}}[年./-]|[1-9{CHARACTERS}][室房][0-9{CHARACTERS}]厅))"
    r"(?!.*[0-9](?:[栋幢座]|单元|号楼))"
)
_NOTE = re.compile(
    r"(?:[\s,，.。;；、·!！?？~\-_/(（\[【)）\]】]|电联系?|请?电话联系|联系|业主(?:本人)?|房主|租客|住户|新房|二手房|毛坯|精装修?|跃层|复式|电梯房|学区房|期房|准?现房|尾盘"
    r"|已?(?:交房|入住|装修|收房|接房)|[未待](?:交房|装修|入住|接房)|家里|自住|备用)+$"
)


def tidy(text: str) -> str:
    """``text`` in one way of writing; brackets that hold no part of an address and notes at the end are left out."""
    clean = _DASH.sub("-", plain(text).upper().translate(_WHITE))
    clean = _NO_PART.sub("", clean)
    if ":" in clean:
        for pattern, behind in _LABELLED:
            clean = pattern.sub(behind, clean)
    clean = _LOOSE.sub("", _AREA.sub("", clean))
    for pattern, behind in _BEFORE:
        clean = pattern.sub(behind, clean)
    if _LATIN.search(clean):
        for pattern, chinese in _ENGLISH:
            clean = pattern.sub(chinese, clean)
    clean = _KINDS.sub("", _MARKS.sub("", clean))
    clean = _NUMERALS.sub(lambda hit: "-".join(map(integer, hit[0].split("-"))), clean)
    clean = _NUMERALS_BEHIND.sub(lambda hit: hit[1] + _NUMERAL.sub(lambda numeral: integer(numeral[0]), hit[2]), clean)
    clean = _NUMBERED_AGAIN.sub(_once, _SAID_AGAIN.sub("", clean))
    clean = _BRACKET.sub(_kept, clean)
    return _NOTE.sub("", clean)


def parted(clean: str) -> tuple[str, str]:
    """An address and the note behind it that has numbers of its own: a price, a day, a parking space."""
    note = _NOTE_BEGINS.search(clean)
    return (clean[: note.start()], clean[note.start() :]) if note else (clean, "")


def _once(hit: re.Match[str]) -> str:
    """18-1 where 1801 is said again behind it."""
    return f"{hit[1]}-{hit[2]}" if int(hit[1]) * 100 + int(hit[2]) == int(hit[3]) else hit[0]


def _kept(bracket: re.Match[str]) -> str:
    """What of a bracket belongs to the address: part of a unit, or the estate between road and unit."""
    inside, text = bracket[1], bracket.string
    if _OF_ADDRESS.fullmatch(inside):
        apart = text[bracket.start() - 1 : bracket.start()].isdigit() and inside[0].isdigit()
        return f" {inside}" if apart else inside
    between = text[bracket.start() - 1 : bracket.start()] == "号" and text[bracket.end() : bracket.end() + 1].isalnum()
    return inside if between and _ESTATE_BEHIND.fullmatch(inside) else ""
