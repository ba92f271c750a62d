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
    "大连 沈阳 长春 哈尔滨 福州 厦门 泉州 南昌 合肥 昆明 贵阳 南宁 海口 石家庄 太原 兰州"
).split()
_ORGANISATIONS = (
    "店 馆 厂 中心 学校 小学 中学 大学 学院 幼儿园 医院 诊所 卫生院 餐厅 超市 商场 市场 银行 分行 支行 信用社 委员会 "
    "居委会 村委会 街道办 办公室 派出所 政府 物业 物管处 管理处 项目部 指挥部 检察院 法院 教育局 公安局"
).split()
"""What ends the name of those who are no companies; it belongs to the name."""
_FORM = re.compile("(?:(?<=公司)[一-鿿]{2,6}分公司|" + "|".join(sorted(FORMS, key=len, reverse=True)) + ")$")
_ORGANISATION = re.compile("(?:" + "|".join(_ORGANISATIONS) + ")$")
_REGION = re.compile(
    "^(?:(?:(?:" + "|".join(_REGIONS) + ")(?:省|市|特别行政区|自治区)?|[一-鿿]{2,3}(?<![超夜菜门股都城上集])市))*"
    "(?:[一-鿿]{2,3}[区县])?(?=[一-鿿]{2})"
)
_DISTRICT = re.compile("^[一-鿿]{2,3}[区县](?=[一-鿿]{3})")
REGION_IN_BRACKETS = re.compile(r"\((?:" + "|".join(_REGIONS) + r")市?\)")
_LETTERS_FORM = re.compile(
    r"[ ,]+(?:co(?:mpany)?[.,]*[ ]*)?(?:ltd|limited|inc|incorporated|llc|corp|corporation|gmbh|company|co)\.*$", re.I
)
_PLACE_SIGNS = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀贵黔云滇陕秦甘陇青蒙桂藏宁新港澳台")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2}[0-9OISZ]{6}[0-9A-Z]{10}(?![0-9A-Z])", re.A)
_CODE_LABEL = re.compile("(?:统一)?(?:社会)?信用代码[证号]?[ :]*|(?:纳税人识别号|税号)[ :]*")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LOOK_ALIKE = str.maketrans("OISZ", "0152")
"""The code has none of these letters, which look like digits."""
CODE_LENGTH = 18
"""Signs of a unified social credit code."""
_SHORTEST = 3


def credit_code(text: str) -> str:
    """The unified social credit code in a text (GB 32100), or nothing; its check digit must be right."""
    codes = (code.translate(_LOOK_ALIKE) for code in _CODE.findall(text.upper()))
    return next((code for code in codes if _checks(code)), "")


def without_code(text: str) -> str:
    """The text without anything of a credit code's shape, and without its label."""
    text = _CODE_LABEL.sub(" ", text)
    return _CODE.sub(" ", text.upper()) if _CODE.search(text.upper()) else text


def _checks(code: str) -> bool:
    if not set(code) <= set(_ALPHABET):
        return False
    total = sum(_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[: CODE_LENGTH - 1]))
    return _ALPHABET.index(code[-1]) == (31 - total % 31) % 31


def company_core(text: str) -> str:
    """What is left of a company's name without region and legal form, or nothing where it is no company's name.

    A shop or an office keeps the word that says what it is.
    """
    if text.isascii():
        bare = _LETTERS_FORM.sub("", text)
        return "".join(filter(str.isalnum, bare.lower())) if bare != text else ""
    name = text.replace(" ", "")
    bare = _FORM.sub("", name)
    if bare == name or len(bare) < 2:
        return _DISTRICT.sub("", name) if len(name) > _SHORTEST and _ORGANISATION.search(name) else ""
    while (shorter := _FORM.sub("", bare)) != bare and len(shorter) >= 2:
        bare = shorter
    return _REGION.sub("", bare)


def leaves_out(one: str, other: str) -> bool:
    """Whether of two companies' names one is the other without a region's sign (渝) or without its last words."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST:
        return False
    return long.startswith(short) or (long[0] in _PLACE_SIGNS and long[1:] == short)
