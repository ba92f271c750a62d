"""Companies as customers: codes and the variations of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching import compare
from baobei.matching.companies import credit_code
from baobei.matching.names import read_name, resemblance
from baobei.matching.tests.readings import VOCABULARY, home, reading

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
HEADS = st.text(ALPHABET, min_size=9, max_size=9).map(lambda tail: "91500000" + tail)


def with_check_digit(head: str) -> str:
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(head))
    return head + ALPHABET[-total % 31]


@given(HEADS)
def test_a_code_is_read_from_the_name_field(head):
    code = with_check_digit(head)
    name = read_name(f"重庆龙腾装饰有限公司 {code.lower()}")
    assert (name.code, name.text, name.company) == (code, "龙腾装饰", True)


@given(HEADS)
def test_a_wrong_check_digit_makes_no_code(head):
    code = with_check_digit(head)
    wrong = code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31]
    assert credit_code(wrong) == ""


@pytest.mark.parametrize(
    "written",
    [
        "重庆龙腾装饰有限公司",
        "重庆市龙腾装饰有限责任公司",
        "龙腾装饰（重庆）有限公司",
        "重慶龍騰裝飾股份有限公司",
        "龙腾装饰集团有限公司成都分公司",
        "重庆龙腾装饰有限公司 联系人：王芳",
        "重庆龙腾装饰有限公司 王芳",
        "重庆市渝北区龙腾装饰有限公司",
        "渝北区龙腾装饰公司",
        "龙腾装饰(重庆市)有限公司",
        "龙腾装饰有限公司 统一社会信用代码",
    ],
)
def test_usual_variations_of_a_name_are_one(written):
    assert resemblance(read_name(written), read_name("龙腾装饰公司")) == "equal"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("渝龙腾装饰有限公司", "龙腾装饰有限公司", "dropped"),
        ("龙腾装饰", "龙腾装饰工程有限公司", "dropped"),
        ("龙腾装饰有限公司", "龙腾科技有限公司", "different"),
        ("重庆建筑有限公司", "中国建筑有限公司", "different"),
        ("重庆第一中学", "成都第一中学", "different"),
        ("渝北区老灶火锅店", "老灶火锅店", "equal"),
        ("Blue Hill Co., Ltd.", "BLUE HILL LIMITED", "equal"),
        ("王强", "个体户王强", "equal"),
    ],
)
def test_other_variations(one, other, how):
    assert resemblance(read_name(one), read_name(other)) == how


@given(HEADS)
def test_letters_for_digits_in_a_code(head):
    code = with_check_digit(head)
    assert credit_code(code.replace("0", "O").replace("1", "I")) == code


def test_the_contact_is_a_person_of_the_field():
    assert resemblance(read_name("重庆龙腾装饰有限公司（联系人王芳）"), read_name("王芳")) == "equal"


def test_one_office_under_two_names_stays_a_doubt():
    one, other = reading("龙腾装饰有限公司", "", home()), reading("重庆金石设计有限公司", "", home())
    assert compare(one, other, VOCABULARY).level == "doubtful"
    assert compare(one, reading("王芳", "", home()), VOCABULARY).level == "certain"


def test_an_equal_code_is_certain_an_equal_company_name_alone_nothing():
    code = with_check_digit("91500000MA5U1234X")
    assert compare(reading(f"龙腾装饰有限公司 {code}"), reading(f"腾龙公司 {code}"), VOCABULARY).level == "certain"
    assert compare(reading("龙腾装饰有限公司"), reading("重庆龙腾装饰公司"), VOCABULARY) is None
