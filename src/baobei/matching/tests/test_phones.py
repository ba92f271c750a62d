"""What people type into a phone field, and what is read in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.phones import compared_digits, mask_key, read_phones

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WAYS = (
    "86{0}-{1}-{2}",
    "{0}{1}{2}",
    "{0} {1} {2}",
    "{0}-{1}-{2}",
    "+86 {0} {1} {2}",
    "+86{0}{1}{2}",
    "0086{0}{1}{2}",
    "86-{0}{1}{2}",
    "(+86){0}{1}{2}",
    "电话:{0}{1}{2}",
    "Tel: {0} {1} {2}",
    "手机 {0}{1}{2}（本人）",
    "{0}{1}{2}(微信同号)",
    "{0}{1}{2} 微信",
    "{0}.{1}.{2}",
    "{0}·{1}·{2}",
    "+86.{0}·{1}·{2}",
    "17951 {0}_{1}_{2}",
    "(86){0}{1}{2}",
    "86-{0}-{1}-{2}",
    "0{0}{1}{2}",
    "17951{0}{1}{2}",
    "12593-{0} {1} {2}",
    "1、{0}{1}{2}",
    "①{0}{1}{2}",
    "手机①:{0} {1} {2}",
    "{0}{1}{2} QQ 23456789",
    "微信 lan_hai88 手机{0}{1}{2}",
    "{0} {1} {2} 9:00-18:00",
    "{0}{1}{2}.0",
    "身份证500101199001011234，{0}{1}{2}",
)


@pytest.mark.parametrize("way", WAYS)
@given(number=MOBILES)
def test_a_mobile_is_read_in_any_grouping(way, number):
    written = way.format(number[:3], number[3:7], number[7:])
    assert read_phones([written]).full == (number,)
    assert read_phones([written]).problem is None


@given(number=MOBILES)
def test_full_width_and_chinese_digits(number):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    spoken = number.translate(str.maketrans("0123456789", "零一二三四五六七八九"))
    formal = number.translate(str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"))
    mixed = number[:3] + spoken[3:7] + number[7:]
    grouped = f"{spoken[:3]} {spoken[3:7]} {spoken[7:]}"
    for written in (wide, spoken, formal, mixed, grouped, spoken.replace("一", "幺")):
        assert read_phones([written]).full == (number,)


@given(number=MOBILES, like=st.sampled_from(["0O", "0o", "1l", "1I", "5S", "8B"]))
def test_letters_that_look_like_digits(number, like):
    written = number.replace(*like)
    enough = sum(map(str.isdigit, written)) >= 6
    assert not enough or read_phones([written]).full == (number,)


@given(
    numbers=st.lists(MOBILES, min_size=1, max_size=4, unique=True),
    apart=st.sampled_from([";", "/", ",", "、", " ", "；", "\n", "", "+", "|", "(本人)", " 李梅"]),
)
def test_several_in_one_field(numbers, apart):
    assert read_phones([apart.join(numbers)]).full == tuple(numbers)


@pytest.mark.parametrize(
    "written",
    [
        "138****1234",
        "138xxxx1234",
        "138＊＊＊＊1234",
        "138----1234",
        "138 **** 1234",
        "138-****-1234",
        "138***1234",
        "138••••1234",
        "138…1234",
        "138□□□□1234",
        "138@@@@1234",
        "138 1234",
        "138-1234",
        "138尾号1234",
        "138开头，尾号1234",
        "138（中间四位保密）1234",
        "+86 138****1234",
    ],
)
def test_masks_in_any_style(written):
    numbers = read_phones([written])
    assert numbers.masks == ("138****1234",)
    assert numbers.full == ()
    assert numbers.problem is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("023-67891234", "02367891234"),
        ("(0571) 8765 4321", "057187654321"),
        ("010-62345678-12", "01062345678-12"),
        ("023 67891234 转 801", "02367891234-801"),
        ("+86 23 6789 1234", "02367891234"),
        ("0755-2345678", "07552345678"),
        ("400-800-1234", "4008001234"),
        ("8008201234", "8008201234"),
        ("+852 9123 4567", "+85291234567"),
        ("+1 (650) 253-0000", "+16502530000"),
        ("00852 91234567", "+85291234567"),
        ("138OOOOl234", "13800001234"),
        ("86-23-67891234", "02367891234"),
        ("座机023-67891234", "02367891234"),
        ("023-67891234*801", "02367891234-801"),
        ("852-91234567", "+85291234567"),
        ("1.3800001234E+10", "13800001234"),
    ],
)
def test_land_lines_services_foreign_and_look_alikes(written, read):
    assert read_phones([written]).full == (read,)
    assert read_phones([written]).problem is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("1380000123", "Phone “1380000123” has 10 digits, should be 11"),
        ("138000012345", "Phone “138000012345” has 12 digits, should be 11"),
        ("67891234", "Land line “67891234” needs its area code"),
        ("138abcd1234", "Phone “138abcd1234” has letters"),
        ("23800001234", "Phone “23800001234” is neither a mobile nor a land line with area code"),
        ("1.38E+10", "Phone “138” has 3 digits, should be 11"),
        ("尾号1234", "Phone “1234” has 4 digits, should be 11"),
        ("2" * 300, "Phone “2222222222222222222222222222222222222222…” has 300 digits, should be 11"),
        ("没有", "There is no phone number in “没有”"),
        ("", "Phone is missing"),
        ("\u3000", "Phone is missing"),
        ("138\x0000001234", "Phone has control characters"),
        ("+99 12345", "Phone “+9912345” is no number of that country"),
    ],
)
def test_a_bad_number_is_named(written, says):
    assert str(read_phones([written]).problem) == says


def test_two_masks_side_by_side_are_two():
    assert read_phones(["138****1234 139****2222"]).masks == ("138****1234", "139****2222")
    assert read_phones(["138****1234139****2222"]).masks == ("138****1234", "139****2222")


def test_one_bad_number_spoils_the_field_and_the_good_one_is_kept():
    numbers = read_phones(["13800001234 / 1390000"])
    assert numbers.full == ("13800001234",)
    assert str(numbers.problem) == "Land line “1390000” needs its area code"


@given(number=MOBILES, other=MOBILES)
def test_a_mask_agrees_only_where_every_shown_digit_does(number, other):
    mask = number[:3] + "****" + number[7:]
    assert compared_digits(mask, number) == 7
    assert (compared_digits(mask, other) == 7) == (mask_key(number) == mask_key(other))
    assert (compared_digits(mask, other) == 0) == (mask_key(number) != mask_key(other))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    numbers = read_phones([text])
    assert numbers.full or numbers.masks or numbers.problem


@given(st.from_regex(r"([+]86[ -]?)?1[3-9][0-9]([0-9]{8}|-[0-9]{4}-[0-9]{4}| [0-9]{4} [0-9]{4})", fullmatch=True))
def test_the_usual_ways_are_read_as_among_others(written):
    assert read_phones([written]) == read_phones([f"{written},"])
