"""Names: of persons in any script and order, with titles and notes, two in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Any
from unicodedata import combining, normalize

from baobei.matching.companies import (
    CODE_LENGTH,
    REGION_IN_BRACKETS,
    company_core,
    credit_code,
    leaves_out,
    without_code,
)
from baobei.matching.normalise import plain
from baobei.matching.pinyin import sound, syllable
from baobei.matching.surnames import COMMON, COMPOUND, GIVEN, READINGS, SINGLE
from baobei.matching.titles import TITLES, is_surname, looks_like_name, starts_with_surname, untitled

_LATIN_TITLES = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|boss|manager|xiansheng|n[vu]shi|xiaojie|taitai|laoshi|zong|jingli|laoban)\b\.?",
    re.I,
)
_NOTE = re.compile(r"\(([^()]*)\)|\[([^\]]*)\]|【([^】]*)】|《[^》]*》|<[^>]*>")
_BRACKETS = re.compile(r"[()\[\]【】《》<>]")
_LABEL = re.compile(
    r"^(?:客户(?:姓名|名称)?|姓名|名字|业主(?:姓名)?|户主|房主|产权人|购房人|委托人|代(?:办人?)?|甲方|联系人|称呼|name)"
    r"[ :]+",
    re.I,
)
_CONTACT = re.compile(r"[ (,;]*(?:联系人|经办人|法人代表|法定代表人|法人|负责人)[ :]*")
_LAST_FIRST = re.compile(r"^ *([A-Za-z]+) *, *([A-Za-z][A-Za-z' -]*)$")
_APART = re.compile(
    r"[、/;,&+|\\]|(?<=[一-鿿]{2})(?:以及|[和与及跟兼])(?=[一-鿿]{2})|(?<=[一-鿿]{2})[代转](?=[一-鿿]{2,3}$)(?<=[一-鿿]{3})"
)
_COUPLE = re.compile("^(.{4,6})(?:夫妇|夫妻|两口子|伉俪|二人|两人)$")
_TWO_NAMES = 6
_BETWEEN = re.compile(r"[\s—–~-]+")
_USUAL = re.compile("[一-鿿]{2,3}")
"""What most fields hold, one name or title; it is read without a look at anything rarer."""
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𨯟〇]")
_NOT_NAME = re.compile(r"[\d_.:·•・‧*#!?\"“”‘’~^=…。]")
_APOSTROPHES = re.compile("['’`´]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LYU = re.compile("(?<![a-z])([ln])yu(?![a-z]{4})")
_VOWEL = re.compile("[aeiouü]")
NAME_LENGTH = 100
_VARIANTS = 4
_GIVEN = 2


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
    if _USUAL.fullmatch(text):
        person = _han(text)
        return Name((person,) if person else ())
    code = ""
    if len(text) >= CODE_LENGTH:
        code, text = credit_code(text), without_code(text)
    text = REGION_IN_BRACKETS.sub("", _CONTACT.sub("、", text))
    outside = _LABEL.sub("", _NOTE.sub(" ", text).strip() or _BRACKETS.sub(" ", text).strip())
    whole = outside.isascii() and company_core(outside)
    persons = [_company(whole)] if whole else _persons(_LAST_FIRST.sub(r"\1 \2", outside))
    if len(persons) == 1 and (persons[0].titled or persons[0].text.isascii()):
        persons = [_in_full(persons[0], _NOTE.findall(text))]
    known = [person for person in persons if person.text]
    return Name(tuple(dict.fromkeys(known or persons)), code)


def _persons(text: str) -> list[Person]:
    return [person for part in _parts(text) if (person := _person(part)) is not None]


def _in_full(person: Person, notes: list[tuple[str, ...]]) -> Person:
    """The same person where a note in brackets says in full and in characters who a title or letters stand for."""
    for content in (content for note in notes for content in note if content):
        for other in _persons(content):
            if other.titled or other.text.isascii() or not starts_with_surname(other.text):
                continue
            if other.surname == person.surname or any(way in other.sounds for way in person.sounds):
                return other
    return person


def resemblance(left: Name, right: Name) -> str:
    """How two names resemble each other at best.

    Returns ``equal``, ``sound`` (other characters of the same sound), ``latin`` (one in letters), ``dropped`` (one
    lacks a character, or a company's last words), ``title`` (nothing but a surname to compare), ``different`` or
    ``""`` where one is empty.
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
    return "dropped" if _dropped(one, other) else "different"


def _dropped(one: Person, other: Person) -> bool:
    """Whether one lacks a character of the given name, the surname, or what comes after the dot of a long name."""
    short, long = sorted((one, other), key=lambda person: len(person.text))
    if short.company or long.company:
        return leaves_out(short.text, long.text)
    if one.text.isascii() != other.text.isascii():
        han, latin = (other, one) if one.text.isascii() else (one, other)
        return len(han.given) == _GIVEN and any(han.surname + given in latin.sounds for given in han.given)
    if one.surname == other.surname and one.surname and len(long.given) <= _GIVEN:
        if len(short.given) != 1 or len(long.given) != _GIVEN:
            return False
        return short.given[0] in long.given if short.text.isascii() else short.text[-1] in long.text[-_GIVEN:]
    if not short.surname and len(short.given) == _GIVEN and short.given == long.given:
        return True
    enough = len(short.text) > _GIVEN and len(long.text) > 2 * _GIVEN and not short.text.isascii()
    return enough and long.text.startswith(short.text)


def _parts(text: str) -> Iterator[str]:
    for part in _APART.split(text):
        words = [word for word in _BETWEEN.split(part) if word]
        if len(words) > 1 and all(_HAN.search(word) for word in words):
            yield from _persons_apart(words)
        elif part.strip():
            yield from _glued(part.strip())


def _persons_apart(words: list[str]) -> Iterator[str]:
    """``陈 建国`` is one person, ``王芳 李强`` are two, ``陈建国 已交定金`` is one with a note."""
    first, *rest = words
    if rest and is_surname(first) and looks_like_name(first + rest[0]):
        first += rest.pop(0)
        while rest and len(first + rest[0]) <= (4 if first[:2] in COMPOUND else 3):
            first += rest.pop(0)
        words = [first, *rest]
    if len(words) > 1 and starts_with_surname(first) and words[1] in TITLES:
        words = [first + words[1], *words[2:]]
    yield from [word for word in words if looks_like_name(word) or company_core(word)] or ["".join(words)]


def _glued(part: str) -> Iterator[str]:
    """Two names with nothing between them, where only one place for the border makes two usual names."""
    couple = _COUPLE.match(part)
    both = couple[1] if couple else part if len(part) > _GIVEN * 2 else ""
    cuts = [cut for cut in (2, 3) if _usual(both[:cut]) and _usual(both[cut:])] if len(both) <= _TWO_NAMES else []
    if len(cuts) == 1:
        yield from (both[: cuts[0]], both[cuts[0] :])
    else:
        yield part


def _usual(name: str) -> bool:
    return len(name) in (2, 3) and name[0] in COMMON and looks_like_name(name) and not untitled(name)[1]


def _person(part: str) -> Person | None:
    core = company_core(part)
    if core:
        return _company(core)
    bare = _NOT_NAME.sub(" ", part)
    if _HAN.search(bare):
        return _han("".join(ch for ch in bare if ch.isalnum()))
    return _latin(_APOSTROPHES.sub("", bare))


def _company(core: str) -> Person:
    return Person(core, "", (), (sound(core),), company=True)


def _han(text: str) -> Person | None:
    han = "".join(ch for ch in text if _HAN.match(ch))
    name, titled = untitled(han)
    if not name:
        return Person("", "", (), (), True) if han else None
    if titled or is_surname(name):
        return Person(name, _surname_sounds(name)[0], (), (), True)
    surname = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    if len(name) == _GIVEN and surname not in SINGLE:
        surname = ""
    given = name[len(surname) :]
    ways = [*([_surname_sounds(surname)] if surname else []), *(GIVEN.get(ch) or (syllable(ch),) for ch in given)]
    sounds = tuple(dict.fromkeys("".join(way) for way in islice(product(*ways), _VARIANTS)))
    syllables = tuple(way[0] for way in ways)
    return Person(name, syllables[0] if surname else "", syllables[1:] if surname else syllables, sounds)


def _surname_sounds(surname: str) -> tuple[str, ...]:
    return READINGS.get(surname) or ("".join(map(syllable, surname)),)


@cache
def _sounds_of_surnames() -> frozenset[str]:
    return frozenset(way for surname in (*SINGLE, *COMPOUND) for way in _surname_sounds(surname))


def _latin(text: str) -> Person | None:
    bare = _LATIN_TITLES.sub(" ", text)
    words = [_as_pinyin(word) for word in _LETTERS.findall(_without_marks(bare.lower()))]
    if not words:
        return Person("", "", (), (), True) if bare != text else None
    whole = "".join(words)
    if not whole.isascii():
        return Person(whole, words[0], tuple(words[1:]), (whole,))
    if (surname := _surname_alone(words, bare != text)) is not None:
        return Person(surname or whole, surname, (), (), True)
    ways = dict.fromkeys((whole, "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])))
    return Person(whole, words[0], tuple(words[1:]), tuple(ways))


def _surname_alone(words: list[str], titled: bool) -> str | None:
    """The surname (or nothing) where letters say no more: ``Chen``, ``Mr Smith``, ``J. Chen``, ``chenjg``."""
    if len(words) == 1:
        (word,) = words
        if titled or word in _sounds_of_surnames():
            return word
        start = next((word[:end] for end in range(len(word) - 1, 1, -1) if word[:end] in _sounds_of_surnames()), "")
        rest = word[len(start) :]
        return start if not _VOWEL.search(rest) and rest not in ("n", "ng") else None
    if len(words) == _GIVEN and min(map(len, words)) == 1:
        longest = max(words, key=len)
        return longest if longest in _sounds_of_surnames() else ""
    return None


def _without_marks(text: str) -> str:
    """``é`` as ``e``, ``ü`` as ``u``."""
    return text if text.isascii() else "".join(ch for ch in normalize("NFD", text) if not combining(ch))


def _as_pinyin(word: str) -> str:
    """``lv`` and ``lyu`` as ``lu``, for ü is written in each of these ways."""
    word = _LYU.sub(r"\1u", word)
    return word.replace("v", "u") if "lv" in word or "nv" in word else word
