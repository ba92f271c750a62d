"""A made-up town: estates, homes, people and their kin. None of them exists; a seed makes the same ones again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import NamedTuple

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢"
    "汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
COMPOUND_SURNAMES = ("欧阳", "上官", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "令狐")
_SURNAME_WEIGHTS = [*accumulate(1 / (rank + 4) for rank in range(len(SURNAMES)))]
GIVEN = {
    "m": "建国志明文强海涛俊杰浩天宇航伟民振华立新永康家辉晓东春生正平少华子昂鹏程世荣学礼嘉诚启明国梁兆丰",
    "f": "秀兰雪梅晓燕丽华玉珍海霞春燕静怡思琪雅婷欣然佳慧美玲桂芳淑英梦洁若曦诗涵月娥凤仪婉清彩云紫萱冬妮",
}
CITIES = {
    "重庆市": "渝北区 江北区 南岸区 渝中区 沙坪坝区 九龙坡区 巴南区 北碚区 大渡口区",
    "杭州市": "西湖区 拱墅区 上城区 滨江区 萧山区 余杭区",
    "宁波市": "海曙区 江北区 鄞州区 镇海区",
    "广州市": "天河区 越秀区 海珠区 番禺区 白云区",
    "佛山市": "南海区 禅城区 顺德区",
}
SHARED_DISTRICTS = ("江北区",)
"""Names of districts that more than one city has."""
PROVINCE = {"杭州市": "浙江省", "宁波市": "浙江省", "广州市": "广东省", "佛山市": "广东省"}
AREA_CODE = {"重庆市": "023", "杭州市": "0571", "宁波市": "0574", "广州市": "020", "佛山市": "0757"}
_CITY_WEIGHTS = (6, 2, 1, 2, 1)
_DEVELOPERS = ("万科", "保利", "金地", "中海", "绿城", "龙湖", "华润", "招商")
_HEADS = (
    "云溪 锦澜 栖霞 翠屏 鹭岛 晴岚 桂语 枫桥 沐春 听松 望江 揽山 星湖 月泉 梧桐 紫藤 海棠 银杏 白鹿 青檀 观棠 松涧 "
    "竹里 兰桂 澄园 禾悦 朗庭 九章 天樾 玺源"
).split()
_TAILS = "苑 府 花园 家园 山庄 名居 雅居 公馆 华庭 新城 小区 半岛 城 里 郡 一号".split()
_ROADS = "松青路 云顶大道 临湖街 望海路 金桂路 石榴巷 凤栖大道 长堤街 书院路 春晖路 北辰大道 锦绣街".split()
_TRADES = "贸易 装饰工程 餐饮管理 物流 建材 科技 广告 医疗器械".split()
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PREFIXES = "135 136 137 138 139 150 152 158 159 173 177 180 186 187 188 189 191 199".split()
_LIKE_TITLES = "生少家"
"""After a surname alone these tell a gentleman, a young one or a family."""
INVERSE = {"spouse": "spouse", "parent": "child", "child": "parent", "sibling": "sibling", "other": "other"}


@dataclass(frozen=True)
class Estate:
    """An estate: where it lies and how many of each thing it has.

    ``phases`` is 0 where it is not divided, ``entrances`` 1 where nobody names them; ``letters``: buildings are
    A, B, …; ``villas``: every building is one home; ``street``: one building called by
    its street and number.
    """

    number: int
    city: str
    district: str
    developer: str
    core: str
    road: str
    phases: int
    buildings: int
    entrances: int
    floors: int
    rooms: int
    letters: bool
    villas: bool
    street: bool

    @property
    def name(self) -> str:
        return self.developer + self.core

    @property
    def homes(self) -> int:
        return (self.phases or 1) * max(self.buildings, 1) * self.entrances * max(self.floors, 1) * max(self.rooms, 1)


class Unit(NamedTuple):
    """A home: the number of its estate, phase and entrance 0 where nobody names them."""

    estate: int
    phase: int
    building: int
    entrance: int
    floor: int
    room: int


@dataclass(eq=False)
class Person:
    """A person, or a company with its credit code; ``kin`` as the person would declare them."""

    surname: str
    given: str
    sex: str
    home: Unit
    phones: list[str]
    code: str = ""
    kin: list[tuple[str, Person]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.surname + self.given


class Town:
    """Draws people, homes and phones. Homes and phones are drawn once, so that who shares one does so on purpose."""

    def __init__(self, random: Random, people: int) -> None:
        self.random = random
        self.estates = _estates(random, max(90, people // 150))
        self._sizes = [*accumulate(estate.homes for estate in self.estates)]
        self._homes: set[Unit] = set()
        self._phones: set[str] = set()
        self._cores = Counter(e.core for e in self.estates)

    def estate(self, home: Unit) -> Estate:
        return self.estates[home.estate]

    def is_lone(self, estate: Estate) -> bool:
        """Whether no other estate is called like it, so that its district may be left out."""
        return self._cores[estate.core] == 1

    def home(self, estate: Estate | None = None) -> Unit:
        """A home that nobody has."""
        while True:
            at = estate or self.random.choices(self.estates, cum_weights=self._sizes)[0]
            home = self._draw(at)
            if self.claim(home):
                return home

    def claim(self, home: Unit) -> bool:
        """Takes a home; says whether it exists and was free."""
        at = self.estates[home.estate]
        there = (
            (1 <= home.phase <= at.phases if at.phases else home.phase == 0)
            and min(at.buildings, 1) <= home.building <= at.buildings
            and (1 <= home.entrance <= at.entrances if at.entrances > 1 else home.entrance == 0)
            and min(at.floors, 1) <= home.floor <= at.floors
            and min(at.rooms, 1) <= home.room <= at.rooms
        )
        if not there or home in self._homes:
            return False
        self._homes.add(home)
        return True

    def phone(self) -> str:
        """A mobile number that nobody has."""
        while True:
            number = f"{self.random.choice(_PREFIXES)}{self.random.randrange(10**8):08d}"
            if self.claim_phone(number):
                return number

    def _landline(self, home: Unit) -> str:
        while True:
            number = (
                f"{AREA_CODE[self.estate(home).city]}{self.random.randrange(2, 9)}{self.random.randrange(10**7):07d}"
            )
            if self.claim_phone(number):
                return number

    def claim_phone(self, number: str) -> bool:
        """Takes a number; says whether it was free."""
        if number in self._phones:
            return False
        self._phones.add(number)
        return True

    def person(self, home: Unit, *, sex: str = "", surname: str = "") -> Person:
        """Somebody new who lives there."""
        sex = sex or self.random.choice("mf")
        phones = [self.phone()]
        if self.random.random() < 0.2:
            phones.append(self.phone() if self.random.random() < 0.8 else self._landline(home))
        return Person(surname or self._surname(), self.given(sex), sex, home, phones)

    def company(self, like: Person | None = None) -> Person:
        """A company in a home; ``like`` another: of its name and town, in another trade."""
        home = self.home()
        city = self.estate(home).city[:2]
        name = like.given[2:4] if like else self.random.choice(_HEADS)
        trades = [trade for trade in _TRADES if not like or trade not in like.given]
        called = f"{city}{name}{self.random.choice(trades)}有限公司"
        return Person("", called, "m", home, [self.phone()], code=_credit_code(self.random))

    def given(self, sex: str) -> str:
        if self.random.random() < 0.2:
            return self.random.choice([one for one in GIVEN[sex] if one not in _LIKE_TITLES])
        return "".join(self.random.choices(GIVEN[sex], k=2))

    def household(self) -> list[Person]:
        """Up to four people of one home, kin of each other."""
        first = self.person(self.home())
        members = [first]
        if self.random.random() < 0.6:
            members.append(self.relative(first, "spouse"))
        if self.random.random() < 0.3:
            members.append(self.relative(first, "child"))
        if self.random.random() < 0.15:
            members.append(self.relative(first, "parent"))
        return members

    def relative(self, of: Person, relation: str, home: Unit | None = None) -> Person:
        """A new relative of somebody, who declares them by ``relation`` and is declared by the inverse."""
        if relation == "spouse":
            one = self.person(home or of.home, sex="f" if of.sex == "m" else "m")
        else:
            one = self.person(home or of.home, surname=of.surname)
        of.kin.append((relation, one))
        one.kin.append((INVERSE[relation], of))
        return one

    def _surname(self) -> str:
        if self.random.random() < 0.01:
            return self.random.choice(COMPOUND_SURNAMES)
        return self.random.choices(SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]

    def _draw(self, at: Estate) -> Unit:
        upto = self.random.randint
        return Unit(
            at.number,
            upto(1, at.phases) if at.phases else 0,
            upto(1, at.buildings) if at.buildings else 0,
            upto(1, at.entrances) if at.entrances > 1 else 0,
            upto(1, at.floors) if at.floors else 0,
            upto(1, at.rooms) if at.rooms else 0,
        )


def _credit_code(random: Random) -> str:
    """A unified social credit code with its check sign (GB 32100-2015)."""
    signs = f"91{random.randrange(10**6):06d}" + "".join(random.choices(_CODE_SIGNS, k=9))
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(signs))
    return signs + _CODE_SIGNS[-total % 31]


def _estates(random: Random, count: int) -> list[Estate]:
    """Estates; no two in one district differ by their developer alone, but some names lie in several districts."""
    drawn: dict[tuple[str, str, str], Estate] = {}
    while len(drawn) < count:
        made = _estate(random, len(drawn))
        drawn.setdefault((made.city, made.district, made.core), made)
    return list(drawn.values())


def _estate(random: Random, number: int) -> Estate:
    city = random.choices([*CITIES], _CITY_WEIGHTS)[0]
    district = random.choice(CITIES[city].split())
    road, way = f"{random.choice(_ROADS)}{random.randrange(1, 600)}号", random.random()
    street, letters = way < 0.08, way > 0.92
    core = road if street else random.choice(_HEADS) + random.choice(_TAILS)
    villas = core.endswith("山庄")
    return Estate(
        number=number,
        city=city,
        district=district,
        developer=random.choice(_DEVELOPERS) if not street and random.random() < 0.35 else "",
        core=core,
        road=road,
        phases=0 if street else random.choice((0, 0, 0, 2, 3)),
        buildings=0 if street else 99 if villas else random.choice((6, 8) if letters else (8, 12, 18, 26)),
        entrances=1 if letters or villas else random.choice((1, 1, 2, 2, 3, 4)),
        floors=0 if villas else random.choice((6, 11, 18, 25, 32)),
        rooms=0 if villas else random.choice((2, 4, 6)),
        letters=letters and not villas,
        villas=villas,
        street=street,
    )
