"""Names: of persons in any script and order, with titles and notes, two in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any
from unicodedata import combining, normalize

from baobei.matching.companies import CODE_LENGTH, REGION_IN_BRACKETS, company_core, credit_code, without_code
from baobei.matching.normalise import plain
from baobei.matching.pinyin import sound, syllable
from baobei.matching.surnames import COMPOUND, GIVEN, READINGS, SINGLE

TITLES = (
    "先生 女士 小姐 太太 夫人 老师 老板 老总 经理 总经理 董事长 主任 医生 大夫 教授 律师 工程师 师傅 阿姨 "
    "叔叔 大哥 大姐 大叔 大爷 大妈 伯伯 书记 局长 处长 科长 院长 校长 厂长 店长 队长 会计 同志 美女 帅哥 业主 "
    "客户 房东 本人 两口子 夫妇 一家 家 总 董 姐 哥 嫂 姨 叔 爷 婶 工 妹 弟 婆 爸 妈"
).split()
_KIN_OF = frozenset("太太 夫人 妈 爸".split())
_ONLY_AFTER_SURNAME = frozenset("董 工 家 爷 妹 弟 婆 叔 姨 婶 嫂".split())
_LATIN_TITLES = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam)\b\.?", re.I)
_NOTE = re.compile(r"\([^()]*\)|\[[^\]]*\]|【[^】]*】|《[^》]*》|<[^>]*>")
_BRACKETS = re.compile(r"[()\[\]【】《》<>]")
_LABEL = re.compile(r"^(?:客户姓名|客户名称|客户|姓名|名字|业主|联系人|称呼|name)[ :]+", re.I)
_CONTACT = re.compile(r"[ (,;]*(?:联系人|经办人|法人代表|法定代表人|法人|负责人)[ :]*")
_APART = re.compile(r"[、/;,&+|\\]|(?<=[一-鿿]{2})[和与及跟](?=[一-鿿]{2})")
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𯨟〇]")
_NOT_NAME = re.compile(r"[\d_.:·•・‧*#!?\"“”‘’~^=…。]")
_LETTERS = re.compile(r"[^\W\d_]+")
NAME_LENGTH = 100
_VARIANTS = 4
_FULL = 4


@dataclass(frozen=True, slots=True)
class Person:
    """One person's name, or a company's without region and legal form.

    ``text`` in simplified characters or lower-case letters without spaces; ``surname`` and ``given`` by sound, a
    syllable each; ``sounds`` all ways to say the whole; ``titled`` when only a surname with a title is there
    (陈先生).
    """

    text: str
    surname: str
    given: tuple[str, ...]
    sounds: tuple[str, ...]
    titled: bool = False
    company: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The persons in a name field, the first first, and a company's unified social credit code."""

    persons: tuple[Person, ...] = ()
    code: str = ""

    @property
    def titled(self) -> bool:
        """Whether nobody's name can be read in full: a title stands for it."""
        return all(person.titled for person in self.persons)

    @property
    def company(self) -> bool:
        """Whether the first is a company."""
        return bool(self.persons) and self.persons[0].company

    @property
    def text(self) -> str:
        """The first person's name in simplified characters."""
        return self.persons[0].text if self.persons else ""

    def to_json(self) -> list[Any]:
        """The name as compact plain data."""
        persons = [[p.text, p.surname, list(p.given), list(p.sounds), p.titled, p.company] for p in self.persons]
        return [self.code, *persons]

    @classmethod
    def from_json(cls, data: list[Any]) -> Name:
        """The name again, from what ``to_json`` wrote."""
        code, *persons = data
        return cls(tuple(Person(t, s, tuple(g), tuple(a), x, c) for t, s, g, a, x, c in persons), code)


def read_name(written: str) -> Name:
    """Read a name field; a title alone makes a person that is ``titled``, words without letters none."""
    text = plain(written[:NAME_LENGTH])
    code = ""
    if len(text) >= CODE_LENGTH:
        code, text = credit_code(text), without_code(text)
    text = _CONTACT.sub("、", text)
    text = REGION_IN_BRACKETS.sub("", text)
    text = _LABEL.sub("", _NOTE.sub(" ", text).strip() or _BRACKETS.sub(" ", text).strip())
    persons = [person for part in _parts(text) if (person := _person(part)) is not None]
    known = [person for person in persons if person.text]
    return Name(tuple(dict.fromkeys(known or persons)), code)


def resemblance(left: Name, right: Name) -> str:
    """How two names resemble each other at best.

    Returns ``equal``, ``sound`` (other characters of the same sound), ``latin`` (one in letters), ``dropped`` (one
    lacks a character), ``title`` (nothing but a surname to compare), ``different`` or ``""`` where one is empty.
    """
    best = ""
    for one in left.persons:
        for other in right.persons:
            found = _resembles(one, other)
            if found == "equal":
                return found
            if not best or _RANK[found] < _RANK[best]:
                best = found
    return best


_RANK = {"equal": 0, "sound": 1, "latin": 2, "dropped": 3, "title": 4, "different": 5}
SAME = frozenset(("equal", "sound", "latin", "dropped"))
ALIKE = frozenset(("equal", "sound", "latin"))
EXACT = frozenset(("equal", "latin"))


def _resembles(one: Person, other: Person) -> str:
    if one.titled or other.titled:
        return "title" if not one.surname or not other.surname or one.surname == other.surname else "different"
    if one.text == other.text:
        return "equal"
    if any(way in other.sounds for way in one.sounds):
        return "latin" if one.text.isascii() != other.text.isascii() else "sound"
    if one.surname == other.surname and one.surname:
        short, long = sorted((one.given, other.given), key=len)
        if len(short) == 1 and len(long) == 2 and short[0] in long:
            return "dropped"
    return "different"


def _parts(text: str) -> Iterator[str]:
    for part in _APART.split(text):
        words = part.split()
        if len(words) > 1 and all(_HAN.search(word) for word in words):
            yield from _persons_apart(words)
        elif part.strip():
            yield part.strip()


def _persons_apart(words: list[str]) -> Iterator[str]:
    """``陈 建国`` is one person, ``王芳 李强`` are two, ``陈建国 已交定金`` is one with a note."""
    named = [word for word in words if _starts_like_name(word)]
    if len(words[0]) == 1 or words[0] in COMPOUND or (len(named) < len(words) and sum(map(len, words)) <= _FULL):
        yield "".join(words)
    else:
        yield from named or ["".join(words)]


def _starts_like_name(word: str) -> bool:
    return len(word) >= 2 and (word[0] in SINGLE or word[:2] in COMPOUND) and word not in TITLES


def _person(part: str) -> Person | None:
    core = company_core(part)
    if core:
        return Person(core, "", (), (sound(core),), company=True)
    bare = _NOT_NAME.sub(" ", part)
    if _HAN.search(bare):
        return _han("".join(ch for ch in bare if ch.isalnum()))
    return _latin(bare)


def _han(text: str) -> Person | None:
    han = "".join(ch for ch in text if _HAN.match(ch))
    name, titled = _untitled(han)
    if not name:
        return Person("", "", (), (), True) if han else None
    if titled or len(name) == 1 or name in COMPOUND:
        return Person(name, _surname_sounds(name)[0], (), (), True)
    surname = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    given = name[len(surname) :]
    ways = [_surname_sounds(surname), *(GIVEN.get(ch) or (syllable(ch),) for ch in given)]
    sounds = tuple(dict.fromkeys("".join(way) for way in islice(product(*ways), _VARIANTS)))
    return Person(name, ways[0][0], tuple(way[0] for way in ways[1:]), sounds)


def _surname_sounds(surname: str) -> tuple[str, ...]:
    return READINGS.get(surname) or ("".join(map(syllable, surname)),)


def _untitled(text: str) -> tuple[str, bool]:
    """The name without title, and whether only a surname is left of it."""
    if (
        len(text) in (2, 3)
        and text[0] in "小老阿大"
        and (text[1:] in COMPOUND or (len(text) == 2 and text[1] in SINGLE))
    ):
        return text[1:], True
    for title in TITLES:
        if text.endswith(title):
            rest = text[: -len(title)]
            if not rest:
                return "", True
            if len(rest) == 1 or rest in COMPOUND:
                return rest, True
            if title in _KIN_OF:
                return "", True
            if title not in _ONLY_AFTER_SURNAME:
                return rest, False
    return text, False


def _latin(text: str) -> Person | None:
    bare = _LATIN_TITLES.sub(" ", text)
    words = _LETTERS.findall(_without_marks(bare.lower()))
    if not words:
        return Person("", "", (), (), True) if bare != text else None
    words = [word.replace("v", "u") if _like_pinyin(word) else word for word in words]
    whole = "".join(words)
    if bare != text and len(words) == 1:
        return Person(whole, whole, (), (), True)
    ways = dict.fromkeys((whole, "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])))
    return Person(whole, words[0], tuple(words[1:]), tuple(ways))


def _without_marks(text: str) -> str:
    """``é`` as ``e``, ``ü`` as ``u``."""
    return text if text.isascii() else "".join(ch for ch in normalize("NFD", text) if not combining(ch))


def _like_pinyin(word: str) -> bool:
    return "lv" in word or "nv" in word
