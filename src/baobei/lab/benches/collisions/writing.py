"""How people write names, phones, homes and kin. Every way keeps what a careful clerk needs to tell them apart."""

from functools import cache
from random import Random
from typing import Any

from baobei.lab.benches.collisions.town import AREA_CODE, PROVINCE, SHARED_DISTRICTS, Estate, Person, Town, Unit

# b building, e entrance, f floor, r room, n floor and room as 1801; capitals are Chinese numerals.
_PLAIN = ("{b}栋{e}单元{f}-{r}", "{b}幢{e}单元{n}室", "{b}号楼{e}单元{n}", "{b}栋{e}单元{n}号")
_WITH_ENTRANCE = (
    *_PLAIN,
    "{b}-{e}-{n}",
    "{b}栋{e}单元{f}楼{r}号",
    "{b}幢{e}单元{f}层{r}室",
    "{B}栋{E}单元{F}楼{R}号",
    "第{B}幢第{E}单元{n}室",
    "{b}#{e}单元{n}",
    "{b}#-{e}-{n}",
    "{b}号楼{e}门{n}室",
    "{b}栋{E}单元{f}-{r}",
    "{b} 栋 {e} 单元 {n} 房",
    "{b}座{e}梯{n}",
    "{b}栋{e}单元{f}F-{r}",
    "{b}/{e}/{n}",
    "{b}-{e}-{f}-{r}",
    "{b}栋{e}-{f}-{r}",
    "{b}幢{e}单元{f}楼{n}室",
    "{b}栋{e}单元{nn}",
    "{b}号楼{e}单元{f}层{n}",
    "{B}栋{e}单元{f}-{r}号",
    "{b}#楼{e}单元{n}户",
    "{b}栋,{e}单元,{n}室",
)
_PLAIN_WITHOUT = ("{b}栋{f}-{r}", "{b}幢{n}室", "{b}号楼{n}", "{b}栋{n}房")
_WITHOUT_ENTRANCE = (
    *_PLAIN_WITHOUT,
    "{b}-{n}",
    "{b}座{n}",
    "{b}座{f}楼{r}号",
    "{B}栋{F}层{R}号",
    "第{B}幢{n}室",
    "{b}#{n}",
    "{b}#楼{n}室",
    "{b}栋 {f}楼{r}室",
    "{b}幢{n}号房",
    "{b}号{n}室",
    "{b}栋{f}楼{n}",
    "{b}座{f}层{r}室",
    "{b}号楼{nn}室",
    "{b}幢{n}(钥匙在保安处)",
)
_VILLA = ("{b}号别墅", "{b}栋别墅", "别墅{b}号", "{b}幢别墅", "独栋别墅{b}号", "{B}号别墅")
_STREET = ("{e}单元{f}-{r}", "{e}单元{n}室", "{e}单元{n}", "{e}单元{f}楼{r}号", "{E}单元{n}", "{e}-{n}", "{e}门{n}室")
_STREET_WITHOUT = ("{f}-{r}", "{n}室", "{f}楼{r}号", "{n}", "{f}层{r}室", "{n}房", "{F}楼{R}号")
_PHASES = ("{P}期", "{p}期", "第{P}期", "（{P}期）", "({p}期)", "{p}期-")
_REMARKS = ("(业主自住)", "（学区房）", " 精装", "，随时看房", " 钥匙在物业", "（已出租）")
_SEPARATORS = ("、", "/", ";", " ", "，", "；")
_MASKS = (
    "{}****{}",
    "{}xxxx{}",
    "{} **** {}",
    "{}XXXX{}",
    "{}●●●●{}",
    "{}-****-{}",
    "{}＊＊＊＊{}",
    "{}····{}",
    "{}????{}",
    "{}####{}",
    "+86 {}****{}",
    "{}****{}(微信)",
)
_LABELS = ("手机:", "电话 ", "TEL:", "联系电话：")
_NOTES = ("(微信同号)", "（本人）", " 下午打", "(常用)")
_TITLES = {
    "m": ("先生", "总", "哥", "老师", "老板", "经理", "师傅"),
    "f": ("女士", "小姐", "姐", "老师", "阿姨", "太太"),
}
WORDS = {
    ("spouse", "m"): ("老公", "丈夫", "配偶", "爱人"),
    ("spouse", "f"): ("老婆", "妻子", "配偶", "爱人"),
    ("parent", "m"): ("父亲", "爸爸"),
    ("parent", "f"): ("母亲", "妈妈"),
    ("child", "m"): ("儿子", "孩子"),
    ("child", "f"): ("女儿", "孩子"),
    ("sibling", "m"): ("弟弟", "哥哥"),
    ("sibling", "f"): ("姐姐", "妹妹"),
    ("other", "m"): ("朋友", "舅舅", "同事"),
    ("other", "f"): ("朋友", "姑姑", "同事"),
}
_SURNAME_READINGS = {"曾": "zeng", "尉迟": "yuchi"}
_SOUND_ALIKE = (
    "健建国志智致明名铭文闻强海涛桃俊峻竣杰洁捷浩皓豪天宇雨羽玉航伟炜玮薇华桦花立丽莉力霞侠珍"
    "真振震秀绣修雪学梅玫红宏洪虹婷亭庭静敬晶京兰岚蓝"
)
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number under 100 in Chinese."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") if number else _DIGITS[0]
    return head + (_DIGITS[ones] if ones else "")


def name(random: Random, who: Person, *, plain: bool) -> str:
    """The name, still to be read as theirs."""
    if plain or who.code:
        return company(random, who) if who.code and not plain else who.name
    way = random.random()
    if way < 0.12:
        return traditional(who.name)
    if way < 0.17:
        return f"{who.surname} {who.given}"
    if way < 0.2:
        return " ".join(who.name)
    if way < 0.3:
        return who.name + random.choice(_TITLES[who.sex])
    if way < 0.36:
        return random.choice(("{}(老客户)", "{}（投资客）", "{} 介绍来的", "客户:{}", "业主{}", "{}本人")).format(
            who.name
        )
    if way < 0.44:
        return spelt(who, random.choice(("Aa Bb", "aabb", "AA BB")))
    return who.name


def company(random: Random, who: Person) -> str:
    """A company's name with its usual variations: without region or in brackets, short or long legal form."""
    region, rest = who.name[:2], who.name[2:]
    short = rest.removesuffix("有限公司")
    return random.choice(
        (
            who.name,
            rest,
            f"{short}（{region}）有限公司",
            f"{region}市{rest}",
            f"{region}{short}公司",
            f"{who.name} {who.code}",
        )
    )


def title(random: Random, who: Person) -> str:
    """A surname with a title, which tells nobody apart."""
    return who.surname + random.choice(_TITLES[who.sex])


def spelt(who: Person, shape: str) -> str:
    """The name in pinyin, shaped like ``Aa Bb``, ``aabb`` or ``AA BB``."""
    first, rest = _syllables(who.surname, True), _syllables(who.given, False)
    joint = " " if " " in shape else ""
    words = [first.capitalize(), rest.capitalize()] if shape[0] == "A" else [first, rest]
    return joint.join(words).upper() if shape.isupper() else joint.join(words)


def by_sound(random: Random, who: Person) -> str:
    """The name with a character of the given name exchanged for another of its sound, where there is one."""
    at = random.randrange(len(who.given))
    same = [
        one
        for one in _SOUND_ALIKE
        if one != who.given[at] and _syllables(one, False) == _syllables(who.given[at], False)
    ]
    return who.surname + who.given[:at] + (random.choice(same) if same else who.given[at]) + who.given[at + 1 :]


def phones(random: Random, numbers: list[str], *, plain: bool) -> str:
    """One field with all the numbers."""
    return random.choice(_SEPARATORS).join(numbers if plain else [phone(random, number) for number in numbers])


def phone(random: Random, number: str) -> str:
    """A full number as people group and label it."""
    if number.startswith("0"):
        area = next(code for code in AREA_CODE.values() if number.startswith(code))
        return random.choice(("{}{}", "{}-{}", "({}){}", "{} {}")).format(area, number[len(area) :])
    first, middle, last = number[:3], number[3:7], number[7:]
    ways = (
        number,
        f"{first} {middle} {last}",
        f"{first}-{middle}-{last}",
        f"+86 {number}",
        f"0086{number}",
        f"+86-{first}-{middle}-{last}",
        f"{first}{middle[:3]} {middle[3]}{last}",
        wide(number),
        f"{first}.{middle}.{last}",
        f"{first} {middle[:2]} {middle[2:]} {last[:2]} {last[2:]}",
        f"+86({first}){middle}-{last}",
        f"{number}[微信]",
        random.choice(_LABELS) + number,
        number + random.choice(_NOTES),
        number.replace("0", "O"),
        number.replace("1", "l", 2) if number[3:].count("1") else f"({first}){middle}{last}",
    )
    return random.choice(ways)


def masked(random: Random, number: str) -> str:
    """A number with its middle hidden."""
    return random.choice(_MASKS).format(number[:3], number[7:])


def unit(random: Random, home: Unit, estate: Estate, *, plain: bool) -> str:
    """Phase, building, entrance, floor and room."""
    _, phase, building, entrance, floor, room = home
    if estate.street:
        template = random.choice((_STREET if entrance else _STREET_WITHOUT)[: 2 if plain else None])
    elif estate.villas:
        template = random.choice(_VILLA[:2] if plain else _VILLA)
    elif entrance:
        template = random.choice(_PLAIN if plain else _WITH_ENTRANCE)
    else:
        template = random.choice(_PLAIN_WITHOUT if plain else _WITHOUT_ENTRANCE)
    letter = chr(ord("A") + building - 1) if estate.letters else ""
    if letter:
        template = template.replace("{b}#楼", "{b}座").replace("{b}#", "{b}座").replace("{b}号楼", "{b}座")
    part = template.format(
        b=letter or building,
        e=entrance,
        f=floor,
        r=room,
        n=f"{floor}{room:02}",
        nn=f"{floor:02}{room:02}",
        B=letter or numeral(building),
        E=numeral(entrance),
        F=numeral(floor),
        R=numeral(room),
    )
    head = random.choice(_PHASES[:1] if plain else _PHASES).format(p=phase, P=numeral(phase)) if phase else ""
    return head + part


def address(random: Random, town: Town, home: Unit, *, plain: bool, whole: bool = True) -> str:
    """An address; not ``whole``: without the unit."""
    estate = town.estate(home)
    city, district, called, road = estate.city, estate.district, estate.name, ""
    province = PROVINCE.get(city, "")
    if not plain:
        way = random.random()
        if way < 0.3:
            province = ""
        elif way < 0.5 and district not in SHARED_DISTRICTS:
            province = city = ""
        elif way < 0.62 and town.is_lone(estate):
            province = city = district = ""
        elif way < 0.7:
            province, city, district = province.removesuffix("省"), city.removesuffix("市"), district.removesuffix("区")
        called = _estate(random, estate)
    if random.random() < 0.15 and not estate.street:
        road = estate.road
    parts = [province + city + district, road, called]
    if whole:
        parts.append(unit(random, home, estate, plain=plain))
    text = (" " if not plain and random.random() < 0.15 else "").join(filter(None, parts))
    if not plain:
        way = random.random()
        if way < 0.06:
            text = wide(text)
        elif way < 0.12:
            text = traditional(text)
        elif way < 0.2:
            text += random.choice(_REMARKS)
    return text


def declared(random: Random, who: Person, relation: str, *, phone: str = "", named: bool = True) -> str:
    """A relative as people note them."""
    word = random.choice(WORDS[relation, who.sex])
    called = who.name if named else ""
    if called and random.random() < 0.2:
        return random.choice(("{1}（{0}）{2}", "{1}({0}) {2}", "{1} {0} {2}")).format(word, called, phone).strip()
    shapes = (
        "{}:{} {}",
        "{}{} {}",
        "{}：{}，{}",
        "{} {} {}",
        "{}{}{}",
        "{}（{}）{}" if called else "{}{}{}",
        "{}叫{} {}",
    )
    return random.choice(shapes).format(word, called, phone).strip(" ，:：")


def wide(text: str) -> str:
    """Full width letters and digits."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return str(_converter().convert(text))


@cache
def _syllables(text: str, surname: bool) -> str:
    from pypinyin import Style, lazy_pinyin

    if surname and text in _SURNAME_READINGS:
        return _SURNAME_READINGS[text]
    return "".join(lazy_pinyin(text, style=Style.NORMAL))


def _estate(random: Random, estate: Estate) -> str:
    """The estate's name, now and then without its developer or with a generic ending."""
    way = random.random()
    if estate.developer and way < 0.12:
        return estate.core
    if estate.developer and way < 0.18:
        return f"{estate.developer}·{estate.core}"
    if way > 0.93 and not estate.name.endswith(("小区", "号")):
        return f"{estate.name}小区"
    return estate.name
