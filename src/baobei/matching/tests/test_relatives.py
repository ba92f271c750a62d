"""Relatives in fields and in free text."""

import pytest

from baobei.matching.kinship import relation_of
from baobei.matching.relatives import Relative, read_relative, read_relatives


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
        ("堂客", "spouse"),
        ("屋头的", "spouse"),
        ("老汉儿", "parent"),
        ("老豆", "parent"),
        ("幺儿", "child"),
        ("崽", "child"),
        ("细佬", "sibling"),
        ("他老婆", "spouse"),
        ("儿媳妇", "other"),
        ("女朋友", "other"),
        ("前妻", "other"),
        ("公公", "other"),
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
        ("妈妈电话13800001234", [Relative("parent", "", ("13800001234",))]),
        ("13800001234妈妈", [Relative("parent", "", ("13800001234",))]),
        ("李梅 老婆 13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("李梅-老婆-13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("李梅13800001234（老婆）", [Relative("spouse", "李梅", ("13800001234",))]),
        ("李梅是他老婆", [Relative("spouse", "李梅")]),
        ("他老婆叫李梅，电话13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("配偶：李梅，身份证500101199001011234", [Relative("spouse", "李梅")]),
        ("堂客李梅在银行上班13800001234", [Relative("spouse", "李梅", ("13800001234",))]),
        ("爸妈：陈大海、王芳", [Relative("parent", "陈大海"), Relative("parent", "王芳")]),
        ("李梅(老婆)(+86)138·0000·1234", [Relative("spouse", "李梅", ("+86138 0000 1234",))]),
        ("妈李梅 手机①:13800001234", [Relative("parent", "李梅", ("13800001234",))]),
        ("李梅（老婆） 电话1:13800001234微信同号", [Relative("spouse", "李梅", ("13800001234",))]),
        ("爱人 孙子洋 13800001234", [Relative("spouse", "孙子洋", ("13800001234",))]),
        ("孙子陈晨", [Relative("other", "陈晨")]),
        ("子轩", [Relative("other", "子轩")]),
        ("媳妇儿李梅", [Relative("spouse", "李梅")]),
        ("女友 李梅", [Relative("other", "李梅")]),
        (" ; ", []),
    ],
)
def test_free_text(text, relatives):
    assert list(read_relatives(text)) == relatives


@pytest.mark.parametrize(
    "way",
    [
        "老婆{0} {1}；儿子{2} {3}",
        "老婆{0}{1}，儿子{2}{3}",
        "老婆:{0} {1}/儿子:{2} {3}",
        "妻子：{0} {1} 儿子：{2} {3}",
        "爱人{0}({1})儿子{2}({3})",
        "1、老婆{0}{1} 2、儿子{2}{3}",
        "①老婆{0}{1}②儿子{2}{3}",
        "{0}(老婆){1}、{2}(儿子){3}",
        "妻子：{0}，{1}，儿子：{2}，{3}",
        "屋头的{0}{1}\n幺儿{2}{3}",
    ],
)
def test_two_relatives_however_they_are_cut(way):
    text = way.format("李梅", "13800001234", "陈晨", "139-1111-2222")
    assert read_relatives(text) == (
        Relative("spouse", "李梅", ("13800001234",)),
        Relative("child", "陈晨", ("139-1111-2222",)),
    )


def test_two_relatives_with_nothing_between():
    assert read_relatives("老婆李梅儿子陈晨") == (Relative("spouse", "李梅"), Relative("child", "陈晨"))


def test_a_relative_is_read_like_a_customer():
    kin = read_relative(Relative("太太", "李 梅", ("+86 138-0000-1234",)))
    assert (kin.relation, kin.name.text, kin.phones) == ("spouse", "李梅", ("13800001234",))
