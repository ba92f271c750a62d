"""Names behind any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.names import Name, read_name, resemblance


def alike(one: str, other: str) -> str:
    return resemblance(read_name(one), read_name(other))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("陈建国", "陈建国", "equal"),
        ("陈建国", "陳建國", "equal"),
        ("陈建国", "陈 建国", "equal"),
        ("陈建国", "陈建国先生", "equal"),
        ("陈建国", "客户：陈建国（业主）", "equal"),
        ("陈建国", "陈建国、李梅", "equal"),
        ("李梅", "陈建国 李梅", "equal"),
        ("欧阳建国", "欧阳 建国", "equal"),
        ("陈建国", "陈健国", "sound"),
        ("陈建国", "Chen Jianguo", "latin"),
        ("陈建国", "CHEN JIAN GUO", "latin"),
        ("陈建国", "chenjianguo", "latin"),
        ("陈建国", "Jianguo Chen", "latin"),
        ("陈建国", "Chen Jian-Guo", "latin"),
        ("吕芳", "Lv Fang", "latin"),
        ("吕芳", "Lü Fang", "latin"),
        ("单雄信", "Shan Xiongxin", "latin"),
        ("尉迟恭", "Yuchi Gong", "latin"),
        ("万俟卨", "Moqi Xie", "latin"),
        ("仇英", "Qiu Ying", "latin"),
        ("区小明", "Ou Xiaoming", "latin"),
        ("查良镛", "Zha Liangyong", "latin"),
        ("曾国藩", "Zeng Guofan", "latin"),
        ("解晓东", "Xie Xiaodong", "latin"),
        ("陈建国", "陈国", "dropped"),
        ("陈建国", "陈建国 已交定金", "equal"),
        ("陈建国", "王建 国", "different"),
        ("陈建国", "【陈建国】", "equal"),
        ("陈建国", "陈建国先生/女士", "equal"),
        ("张俊家", "张俊", "dropped"),
        ("李梅", "陈建国太太", "title"),
        ("李梅", "陈建国的老婆", "title"),
        ("李梅", "陈建国李梅夫妇", "equal"),
        ("李梅", "陈建国、其妻李梅", "equal"),
        ("李梅", "陈建国代李梅", "equal"),
        ("李梅", "陈建国 李梅", "equal"),
        ("陈建国", "陈总（陈建国）", "equal"),
        ("陈建国", "Chen Jian Guo (陈建国)", "equal"),
        ("陈建国", "陈建国-业主", "equal"),
        ("陈建国", "业主陈建国", "equal"),
        ("李海睿", "李-海睿", "equal"),
        ("陈建国", "陈建国 高层", "equal"),
        ("王芳", "陈建国 高层", "different"),
        ("陈建国", "Chen, Jianguo", "latin"),
        ("陈建国", "建国", "dropped"),
        ("吕芳", "LYU FANG", "latin"),
        ("陈建国", "Chen Guo", "dropped"),
        ("陈建国", "陈过", "different"),
        ("陈国", "Chen Jianguo", "different"),
        ("阿依古丽·买买提", "阿依古丽•买买提", "equal"),
        ("阿依古丽·买买提", "阿依古丽 买买提", "equal"),
        ("阿依古丽·买买提", "阿依古丽.买买提", "equal"),
        ("阿依古丽·买买提", "阿依古丽", "dropped"),
        ("约翰·史密斯", "約翰‧史密斯", "equal"),
        ("О'Брайен", "О’Брайен", "equal"),
        ("Seán O'Brien", "O’Brien Sean", "sound"),
        ("陈建国", "chenjg", "title"),
        ("陈建国", "J. Chen", "title"),
        ("陈建国", "Chen", "title"),
        ("陈建国", "陈先生", "title"),
        ("陈建国", "陈总", "title"),
        ("陈建国", "小陈", "title"),
        ("欧阳建国", "欧阳女士", "title"),
        ("陈建国", "先生", "title"),
        ("陈建国", "Mr. Chen", "title"),
        ("陈建国", "李先生", "different"),
        ("陈建国", "李建国", "different"),
        ("陈建国", "陈建军", "different"),
        ("John Smith", "Smith John", "sound"),
        ("陈建国", "", ""),
    ],
)
def test_how_two_names_resemble_each_other(one, other, how):
    assert alike(one, other) == how
    assert alike(other, one) == how


@pytest.mark.parametrize(
    "written",
    (
        "陈先生 老王 小陈总 陈生 陈太 陈老师爱人 陈某 陈某某 陈** 陈X 姓陈 陈姓客户 陈氏夫妇 高总经理 王二哥 "
        "建行陈经理 何生何太 小明妈妈 未知 无 "
        "王总，银行那个 李姐(介绍的) 张先生/太太 陈小姐（龙湖） 欧阳女士 阿强 Mr.Chen 陈Sir"
    ).split(),
)
def test_a_title_alone_is_unreadable_whatever_it_is(written):
    assert read_name(written.replace("，", " ")).titled


@pytest.mark.parametrize(
    ("written", "titled"), [("陈先生", True), ("陈建国先生", False), ("李建工", False), ("老王", True), ("李博", False)]
)
def test_a_title_alone_is_unreadable(written, titled):
    assert read_name(written).titled is titled


@pytest.mark.parametrize("written", ["", " ", "123", "……"])
def test_no_letters_no_person(written):
    assert read_name(written).persons == ()


@given(st.text(max_size=60))
def test_any_text_survives_its_own_json(text):
    name = read_name(text)
    assert Name.from_json(name.to_json()) == name
    assert resemblance(name, name) in ("equal", "title", "")


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=4)
    | st.sampled_from(["陈先生", "王总", "某某", "欧阳", "老李"])
)
def test_a_usual_name_is_read_as_among_others(written):
    assert read_name(written) == read_name(f"{written}()")
