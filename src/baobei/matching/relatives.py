"""Relatives as declared: words for kin, names and phones, in fields or in free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from baobei.matching.digits import spelled
from baobei.matching.names import Name, read_name
from baobei.matching.normalise import plain
from baobei.matching.phones import read_phones

RELATIONS = ("spouse", "parent", "child", "sibling", "other")
WORDS = {
    "spouse": "配偶 夫妻 老婆 老公 爱人 妻子 丈夫 媳妇 先生 太太 夫人 内人 妻 夫 对象 husband wife",
    "parent": "父亲 母亲 爸爸 妈妈 老爸 老妈 父母 双亲 爸 妈 父 母 爹 娘 father mother",
    "child": "儿子 女儿 孩子 子女 闺女 长子 次子 长女 次女 大儿子 小儿子 大女儿 小女儿 儿 女 子 son daughter",
    "sibling": "兄弟 姐妹 姊妹 哥哥 弟弟 姐姐 妹妹 大哥 二哥 大姐 二姐 兄 弟 姐 妹 哥 brother sister",
    "other": (
        "岳父 岳母 公公 婆婆 丈人 丈母娘 女婿 儿媳 公婆 爷爷 奶奶 外公 外婆 姥姥 姥爷 祖父 祖母 孙子 孙女 外孙 "
        "叔叔 伯伯 伯父 舅舅 姑姑 姨妈 阿姨 侄子 侄女 外甥 表哥 表弟 表姐 表妹 堂哥 堂弟 堂姐 堂妹 嫂子 姐夫 妹夫 "
        "弟媳 亲戚 亲属 家属 家人 朋友 同事 其他 friend"
    ),
}
_RELATION_OF = {word: relation for relation, words in WORDS.items() for word in words.split()}
_RELATION_OF.update({relation: relation for relation in RELATIONS})
_KIN_WORD = re.compile(
    r"^[（(\[]?(?:客户|业主|他|她|其|的)?("
    + "|".join(sorted(map(re.escape, _RELATION_OF), key=len, reverse=True))
    + r")[）)\]]?(?:是|为|叫|姓名|名叫)?[ :：,，\-]*",
    re.I,
)
_KIN_AFTER = re.compile(r"[（(\[]([^（）()\[\]]{1,6})[）)\]]")
_NUMBER = re.compile(r"[+(]{0,2}\d[\d\s*xX\-.()_●•]{5,40}[\d*]")
_LABEL = re.compile(r"(?:手机号?码?|电话号?码?|联系电话|联系方式|tel|phone|mobile)[ :：]*$", re.I)
LENGTH = 4000
_APART = re.compile(r"[;；\n]+")


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative as written: a word for the relation, a name, phone fields."""

    relation: str
    name: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative as read: one of ``RELATIONS``, the name and the full phones."""

    relation: str
    name: Name
    phones: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """The relative as compact plain data."""
        return [self.relation, self.name.to_json(), list(self.phones)]

    @classmethod
    def from_json(cls, data: list[Any]) -> Kin:
        """The relative again, from what ``to_json`` wrote."""
        return cls(data[0], Name.from_json(data[1]), tuple(data[2]))


def relation_of(word: str) -> str:
    """The relation that a word for kin means: ``spouse parent child sibling`` or ``other``."""
    return _RELATION_OF.get(plain(word).lower(), "other")


def read_relative(relative: Relative) -> Kin:
    """Read one declared relative."""
    return Kin(relation_of(relative.relation), read_name(relative.name), read_phones(relative.phones).full)


def read_relatives(text: str) -> tuple[Relative, ...]:
    """Relatives in free text, apart by ``;``, such as ``老婆:李梅 138…; 儿子陈晨``."""
    return tuple(relative for part in _APART.split(text[:LENGTH]) if (relative := _relative(spelled(part))) is not None)


def _relative(part: str) -> Relative | None:
    if not part:
        return None
    word = _KIN_WORD.match(part)
    relation, rest = (_RELATION_OF[word[1].lower()], part[word.end() :]) if word else ("other", part)
    if not word and (after := _KIN_AFTER.search(part)) and after[1] in _RELATION_OF:
        relation, rest = _RELATION_OF[after[1]], part.replace(after[0], " ")
    numbers = [match[0].strip() for match in _NUMBER.finditer(rest)]
    head = _NUMBER.split(rest)[0]
    name = _LABEL.sub("", head.strip()).strip(" :：,，-/、(（")
    return Relative(relation, name, tuple(numbers)) if name or numbers else None
