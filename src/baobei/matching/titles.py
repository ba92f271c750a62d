"""What stands around a name or in place of one: titles, kin, notes, names half hidden."""

import re

from baobei.matching.surnames import COMPOUND, SINGLE

TITLES = frozenset(
    (
        "先生 女士 小姐 太太 夫人 老师 老板 老板娘 老总 副总 经理 总经理 副经理 项目经理 董事长 董事 总监 总裁 主任 "
        "主管 医生 大夫 护士 教授 博士 律师 法官 警官 工程师 设计师 师傅 教练 阿姨 叔叔 大哥 大姐 大叔 大爷 大妈 大娘 "
        "大嫂 大婶 伯伯 伯父 伯母 老哥 老弟 老姐 哥哥 姐姐 妹妹 弟弟 书记 局长 处长 科长 部长 组长 院长 校长 厂长 "
        "店长 队长 行长 所长 站长 会长 村长 镇长 会计 同志 同学 美女 帅哥 业主 客户 房东 户主 本人 两口子 夫妇 夫妻 "
        "一家 总 董 姐 哥 某某 某人 sir"
    ).split()
)
"""What may follow a name or a surname."""
_AFTER_SURNAME = frozenset("董工总姐哥嫂姨叔爷婶妹弟婆爸妈太生少老公伯局处所队导律师某氏姓府宅")
"""What makes a title of a surname before it, but ends many a full name as well."""
_TAKEN_OFF_NAMES = frozenset("总姐哥")
_NUMBERED = re.compile("[大二三四五六七八九小老幺][哥姐叔爷伯嫂姨妹弟婶妈爸]$")
_OF_KIN = re.compile(
    "(?:的|他|她)?(?:太太|夫人|老婆|老公|爱人|妻子?|丈夫|媳妇|家属|家人|妈妈?|爸爸?|母亲|父亲|爷爷|奶奶|外公|外婆|姥姥|"
    "儿子|女儿|女婿|儿媳|哥哥|姐姐|弟弟|妹妹|朋友|同事|亲戚|邻居|秘书|助理|司机|代理)$"
)
_COUPLE = re.compile("^(.{1,2})(?:生|先生|总|哥)(.{0,2})(?:太|太太|夫人|小姐|女士|姐)$")
_SOMEBODY = frozenset(
    (
        "未知 无 暂无 没有 匿名 不详 不知 待定 待补 保密 测试 新客户 老客户 客户 顾客 散客 某某 某人 业主 房东 路人 "
        "同上 朋友"
    ).split()
)
_AT = re.compile("^.+[行司团局院校厂店部社处]([一-鿿])$")
_BEFORE_NAME = re.compile(
    "^(?:个体户|意向客户|新客户|老客户|客户|业主|户主|房主|购房人|产权人|联系人|委托人|代办人|经办人|其妻子?|妻子?|其夫|丈夫|老婆|"
    "老公|爱人|配偶|儿子|女儿|父亲|母亲)(?=.{2,4}$)"
)
_NICKNAME = frozenset("小老阿大")
_NOTES = frozenset(
    (
        "高层 小高层 平层 全款 安置 安置房 常客 应急 时间 成交 平安 关注 华为 金融 石材 车位 车库 商铺 门面 权益 项目 "
        "单身 全家 向南 支持 水电 党员 管道 别墅 支付 宝马 时代 万科 万达 金科 龙湖 华润 融创 路过 边户 花园 景观 "
        "成都 广州 常州 温州 郑州 徐州 苏州 江北 江南 巴南 明天 明年 于今 能签 都行 要买 季度 项目部 包销 沙发 雷同 "
        "幸福"
    ).split()
)
_LONGEST = max(map(len, TITLES))


def is_surname(text: str) -> bool:
    """Whether the text is a surname and nothing else, any single character counting as one."""
    return len(text) == 1 or text in COMPOUND


def starts_with_surname(text: str) -> bool:
    """Whether a known surname and something after it make up the text."""
    return len(text) >= 2 and (text[0] in SINGLE or (text[:2] in COMPOUND and len(text) > 2))


def looks_like_name(text: str) -> bool:
    """Whether a word among others is somebody's name, be it a surname with a title."""
    if text in _NOTES or text in _SOMEBODY:
        return False
    name, titled = untitled(text)
    if titled:
        return bool(name) and name != text
    return starts_with_surname(name) and len(name) <= (4 if name[:2] in COMPOUND else 3)


def untitled(text: str) -> tuple[str, bool]:
    """A name in Chinese characters without title, and whether nothing but a surname, or nobody, is left of it."""
    if text in _SOMEBODY:
        return "", True
    text = text.removeprefix("姓") if len(text) <= 3 else text
    couple = _COUPLE.match(text)
    if couple and is_surname(couple[1]) and (not couple[2] or is_surname(couple[2])):
        return couple[1], True
    if len(before := _BEFORE_NAME.sub("", text)) < len(text) and starts_with_surname(before):
        text = before
    numbered = _NUMBERED.search(text)
    if numbered and is_surname(text[: numbered.start()]):
        return text[: numbered.start()], True
    while title := _title(text):
        rest = text[: -len(title)]
        if not rest or is_surname(rest):
            return rest, True
        if title in _AFTER_SURNAME and title not in _TAKEN_OFF_NAMES and not _nickname(rest):
            break
        if title not in _AFTER_SURNAME and (kin := _OF_KIN.search(text)) and kin.start():
            return _of_kin(text[: kin.start()])
        if employed := _AT.match(rest):
            return employed[1], True
        text = rest
    if kin := _OF_KIN.search(text):
        return _of_kin(text[: kin.start()])
    return (text[1:], True) if _nickname(text) else (text, is_surname(text))


def _of_kin(whose: str) -> tuple[str, bool]:
    """A relative of somebody is nobody whose name is there, but a surname's (陈太太) has at least that one."""
    whose, titled = untitled(whose) if not is_surname(whose) and whose else (whose, True)
    return (whose if titled and is_surname(whose) else ""), True


def _title(text: str) -> str:
    for length in range(min(_LONGEST, len(text)), 0, -1):
        end = text[-length:]
        if end in TITLES or (length == 1 and end in _AFTER_SURNAME and len(text) <= 4):
            return end
    return ""


def _nickname(text: str) -> bool:
    """小陈 老王 阿强: one character after such a one, or a surname of two."""
    return len(text) in (2, 3) and text[0] in _NICKNAME and (len(text) == 2 or text[1:] in COMPOUND)
