"""Relatives in fields and in free text."""

import pytest

from baobei.matching.relatives import Relative, read_relative, read_relatives, relation_of


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("spouse", "spouse"),
        ("老婆", "spouse"),
        ("爱人", "spouse"),
        ("母親", "parent"),
        ("爸", "parent"),
        ("小儿子", "child"),
        ("女", "child"),
        ("弟弟", "sibling"),
        ("岳母", "other"),
        ("邻居", "other"),
        ("", "other"),
    ],
)
def test_words_for_kin(word, relation):
    assert relation_of(word) == relation


@pytest.mark.parametrize(
    ("text", "relatives"),
    [
        ("老婆:李梅 13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("老婆李梅 +86 138 0000 1234", [Relative("spouse", "李梅", ("+86 138 0000 1234",))]),
        ("父张强；女儿 王丫", [Relative("parent", "张强"), Relative("child", "王丫")]),
        ("李梅(配偶) 13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("儿子：陈晨 电话 139-1111-2222", [Relative("child", "陈晨", ("139-1111-2222",))]),
        ("妻子 138****1234", [Relative("spouse", "", ("138****1234",))]),
        ("太太 李梅 138–0000–1234", [Relative("spouse", "李梅", ("138-0000-1234",))]),
        ("妈:李梅 一三八零零零零一二三四", [Relative("parent", "李梅", ("13800001234",))]),
        ("李梅", [Relative("other", "李梅")]),
        (" ; ", []),
    ],
)
def test_free_text(text, relatives):
    assert list(read_relatives(text)) == relatives


def test_a_relative_is_read_like_a_customer():
    kin = read_relative(Relative("太太", "李 梅", ("+86 138-0000-1234",)))
    assert (kin.relation, kin.name.text, kin.phones) == ("spouse", "李梅", ("13800001234",))
