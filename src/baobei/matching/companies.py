"""Companies as customers: their code, and the part of a name that tells one from another."""

import re

FORMS = (
    "股份有限公司 有限责任公司 集团有限公司 有限合伙企业 有限公司 有限合伙 集团公司 分公司 子公司 总公司 公司 "
    "集团 企业 合伙企业 个体工商户 经营部 商贸行 商行 工作室 事务所 合作社 门市部 营业部 办事处 代表处 研究院 "
    "设计院 加工厂 工厂 委员会 协会"
).split()
_REGIONS = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    "四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 杭州 宁波 温州 嘉兴 湖州 绍兴 "
    "金华 台州 广州 深圳 珠海 佛山 东莞 中山 惠州 成都 绵阳 武汉 南京 苏州 无锡 常州 西安 长沙 郑州 济南 青岛 "
    "大连 沈阳 长春 哈尔滨 福州 厦门 泉州 南昌 合肥 昆明 贵阳 南宁 海口 石家庄 太原 兰州 中国"
).split()
_FORM = re.compile("(?:(?<=公司)[一-鿿]{2,6}分公司|" + "|".join(sorted(FORMS, key=len, reverse=True)) + ")$")
_REGION = re.compile(
    "^(?:(?:" + "|".join(_REGIONS) + ")(?:省|市|特别行政区|自治区)?)+(?:[一-鿿]{2,3}[区县])?(?=[一-鿿]{2})"
)
REGION_IN_BRACKETS = re.compile(r"\((?:" + "|".join(_REGIONS) + r")\)")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}(?![0-9A-Z])", re.A)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 18
"""Signs of a unified social credit code."""


def credit_code(text: str) -> str:
    """The unified social credit code in a text (GB 32100), or nothing; its check digit must be right."""
    return next((code for code in _CODE.findall(text.upper()) if _checks(code)), "")


def without_code(text: str) -> str:
    """The text without anything of a credit code's shape."""
    return _CODE.sub(" ", text.upper()) if _CODE.search(text.upper()) else text


def _checks(code: str) -> bool:
    total = sum(_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[: CODE_LENGTH - 1]))
    return _ALPHABET.index(code[-1]) == (31 - total % 31) % 31


def company_core(text: str) -> str:
    """What is left of a company's name without region and legal form, or nothing where it is no company's name."""
    name = text.replace(" ", "")
    bare = _FORM.sub("", name)
    if bare == name or len(bare) < 2:
        return ""
    while (shorter := _FORM.sub("", bare)) != bare and len(shorter) >= 2:
        bare = shorter
    return _REGION.sub("", bare)
