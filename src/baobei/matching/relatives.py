"""Relatives as declared: words for kin, names and phones, in fields or in free text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from baobei.matching.digits import spelled, without_numbering
from baobei.matching.kinship import OWNER, TITLES_TOO, WORD, relation_of
from baobei.matching.names import Name, read_name
from baobei.matching.phones import read_phones, without_asides
from baobei.matching.surnames import COMPOUND, SINGLE
from baobei.matching.titles import looks_like_name

LENGTH = 4000
FEW = 50
"""Relatives that are read; nobody declares more."""
_SEVERAL = re.compile(r"[;\n]+")
_CUT = re.compile(r"[,、/|]+|[()\[\]【】]|(?<!\d)-+|-+(?!\d)")
_KIN = re.compile(rf"^[ :]*{OWNER}({WORD})(?:的?(?:姓名|名字|名叫|叫做?|是|为|系))?[ :]*")
_NEXT = re.compile(rf"(?<=[\d*])[ ]*(?={OWNER}(?:{WORD}))|(?<=[\w*]) +(?={OWNER}(?:{WORD})(?:[ :]|[^\W\d]|$))")
_GLUED = re.compile(rf"(?<=[一-鿿]{{2}})(?={OWNER}(?:{WORD})[^\W\d]{{2}})")
_IS = re.compile(rf"[是系为]{OWNER}({WORD})$")
_NUMBER = re.compile(r"[+(]{0,2}\d[\d\s*xX\-.()_●•]{5,40}[\d*]")
_COUNTRY = re.compile(r"\((?:\+|00)?86\)[ .-]*")
_LABEL = re.compile(
    "(?:手机号?码?|联系电话|电话号?码?|联系方式|身份证号?码?|微信号?|tel|phone|mobile|姓名|名字)[.: ]*", re.I
)
_TOLD_OF = re.compile("(?<=[一-鿿]{2})(?:在|已|现|也是?|正|负责|做主|上班).*$")
_AROUND = " :,-/、(（."
_SHORTEST_NAME = 2


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


def read_relative(relative: Relative) -> Kin:
    """Read one declared relative."""
    return Kin(relation_of(relative.relation), read_name(relative.name), read_phones(relative.phones).full)


def read_relatives(text: str) -> tuple[Relative, ...]:
    """Relatives in free text, however it is cut, such as ``老婆:李梅 138…; 儿子陈晨``, ``李梅(妻)138…``."""
    text = _COUNTRY.sub(" +86", without_asides(spelled(text[:LENGTH].replace("\n", ";"))))
    text = without_numbering(text)
    found = [relative for part in _SEVERAL.split(text) for relative in _relatives(part)]
    told = [one for one in found if one.name or one.phones][:FEW]
    return tuple(replace(one, relation=relation_of(one.relation)) for one in told)


def _relatives(part: str) -> Iterator[Relative]:
    """The relatives of a part: a piece without a word for kin tells more of the one before.

    Of several names after one word (爸妈：陈大海、王芳) all are such kin; where the word came after the first name
    (李梅(老婆)、陈晨(儿子)) the next one waits for its own.
    """
    waiting: Relative | None = None
    word_first = True
    for piece in _pieces(part):
        one = _read(piece)
        if waiting is None:
            waiting = one
        elif not one.relation and not (one.name and (looks_like_name(one.name) or not one.phones)):
            waiting = replace(waiting, phones=waiting.phones + one.phones)
        elif one.relation and not waiting.relation and not (one.name and waiting.name):
            word_first = not waiting.name
            waiting = Relative(one.relation, waiting.name or one.name, waiting.phones + one.phones)
        elif not one.relation and not waiting.name:
            waiting = replace(waiting, name=one.name, phones=waiting.phones + one.phones)
        else:
            yield waiting
            waiting = one if one.relation or not word_first else replace(one, relation=waiting.relation)
    if waiting is not None:
        yield waiting


def _pieces(part: str) -> Iterator[str]:
    for cut in _CUT.split(part):
        for piece in _NEXT.split(cut.strip()):
            first = _KIN.match(piece)
            ends = [
                place.start()
                for place in _GLUED.finditer(piece)
                if first and place.start() - first.end() >= _SHORTEST_NAME and not _a_title(piece[place.start() :])
            ]
            for start, end in zip([0, *ends], [*ends, len(piece)], strict=True):
                if whole := piece[start:end].strip():
                    yield whole


def _a_title(text: str) -> bool:
    return text.startswith(tuple(TITLES_TOO))


def _read(piece: str) -> Relative:
    word = _KIN.match(piece)
    rest = piece[word.end() :] if word else piece
    if word and len(word[1]) == 1 and word[1].isalpha() and not _begins_name(piece, word):
        word, rest = None, piece
    relation = word[1] if word else ""
    if not word and (said := _IS.search(piece)):
        relation, rest = said[1], piece[: said.start()].removeprefix("与").removeprefix("和")
    numbers = tuple(match[0].strip() for match in _NUMBER.finditer(rest))
    name = _TOLD_OF.sub("", _LABEL.sub(" ", _NUMBER.sub(" ", rest)).strip(_AROUND))
    return Relative(relation, name.strip(_AROUND) if any(map(str.isalpha, name)) else "", numbers)


def _begins_name(piece: str, word: re.Match[str]) -> bool:
    """Whether a single character is a word for kin: something else, or a surname, comes after it."""
    rest = piece[word.end() :]
    apart = piece[word.end(1) : word.end()] != ""
    return apart or not rest or not rest[0].isalpha() or rest[0] in SINGLE or rest[:2] in COMPOUND or rest.isascii()
