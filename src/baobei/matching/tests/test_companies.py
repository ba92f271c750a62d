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
    ],
)
def test_usual_variations_of_a_name_are_one(written):
    assert resemblance(read_name(written), read_name("龙腾装饰公司")) == "equal"


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
