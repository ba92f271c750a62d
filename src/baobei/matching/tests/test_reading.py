"""From what people wrote to whether they collide, the whole way."""

from time import process_time

import pytest

from baobei.matching import Customer, Relative, compare, keys, paste, read, read_relatives
from baobei.matching.tests.readings import VOCABULARY

ADDRESS = "重庆市渝北区龙湖源著3栋2单元18-1"


def customer(name="陈建国", phones="13800001234", address=ADDRESS, *relatives):
    return read(Customer(name, (phones,), address, relatives), VOCABULARY)


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "重庆渝北区龙湖源著3幢2单元1801",
        "渝北区龙湖源著3号楼2单元18楼1号",
        "渝北龙湖源著3-2-18-1",
        "龙湖源著3-2-1801",
        "渝北区新南路88号龙湖源著三栋二单元18-1",
        "重慶市渝北區龍湖源著３棟２單元１８－１",
        "两江新区龙湖·源著小区3栋2单元1801室（新房）",
        "渝北区源著3栋2单元18-1",
    ],
)
def test_one_home_in_any_spelling_is_certain_and_one_claim(address):
    one, other = customer(), customer("李梅", "13911112222", address)
    match = compare(one, other, VOCABULARY)
    assert (match.level, match.kind) == ("certain", "same_unit")
    assert set(keys(one).look) & set(keys(other).stored)


@pytest.mark.parametrize(
    "address",
    [
        "重庆市渝北区龙湖源著3栋2单元18-2",
        "重庆市渝北区龙湖源著3栋1单元18-1",
        "重庆市渝北区龙湖源著2栋3单元18-1",
        "重庆市渝北区龙湖花千树3栋2单元18-1",
        "重庆市南岸区龙湖源著3栋2单元18-1",
        "成都市双流区龙湖源著3栋2单元18-1",
    ],
)
def test_another_home_is_nothing(address):
    assert compare(customer(), customer("李梅", "13911112222", address), VOCABULARY) is None


def test_a_claim_is_one_with_and_without_district():
    with_district, without = keys(customer()), keys(customer(address="龙湖源著3栋2单元18-1"))
    assert {key for key in with_district.strong if key.startswith("unit:")} & set(without.strong)


def test_husband_and_wife_who_declare_each_other():
    husband = customer("陈建国", "13800001234", "渝北区金科天籁城1栋1-1", Relative("妻子", "李梅", ("139 1111 2222",)))
    wife = customer("李梅", "13911112222", ADDRESS, Relative("丈夫", "陈建国", ("13800001234",)))
    match = compare(husband, wife, VOCABULARY)
    assert (match.level, match.kind, match.by_phone) == ("certain", "relative", False)
    assert set(keys(husband).lock) & set(keys(wife).lock)


@pytest.mark.parametrize(
    ("field", "written", "says"),
    [
        ("name", "", "Name is missing"),
        ("name", "\u3000", "Name is missing"),
        ("name", "12345", "Name has no letters"),
        ("name", "陈\x07建国", "Name has control characters"),
        ("name", "陈" * 101, "Name has 101 characters, at most 100 are possible"),
        ("phones", "1380000123", "Phone “1380000123” has 10 digits, should be 11"),
        ("phones", "1" * 10_000, "Phone field has 10000 characters, at most 300 are possible"),
        ("address", " ", "Address is missing"),
        ("address", "渝北区龙湖源著", "Address needs a building and room, a street number or a named site"),
        ("address", "渝北区龙湖源著3栋", "Address needs a building and room, a street number or a named site"),
        ("address", "渝" * 301, "Address has 301 characters, at most 300 are possible"),
    ],
)
def test_what_is_wrong_with_a_field(field, written, says):
    reading = customer(**{field: written})
    assert reading.missing == (field,)
    assert str(reading.problems[field]) == says


def test_what_is_missing_comes_in_the_order_of_the_form():
    assert read(Customer(), VOCABULARY).missing == ("name", "phones", "address")


def test_a_named_site_and_a_street_number_are_detailed():
    assert not customer(address="渝北区新南路88号").missing
    assert not customer(address="渝北区红星机床厂").missing


def test_a_masked_phone_and_a_title_count_as_given():
    assert not customer("陈先生", "138****1234").missing


@pytest.mark.parametrize("text", ["(", "+", "1-", "重", "O", "138 ", "a1", "栋", "王芳 ", "，"])
def test_a_field_of_garbage_is_read_at_once(text):
    garbage = (text * 10_000)[:10_000]

    def seconds() -> float:
        started = process_time()
        read(Customer(garbage, (garbage,), garbage, read_relatives(garbage)), VOCABULARY)
        paste(garbage)
        return process_time() - started

    # The best of three: a busy machine makes any one slow.
    assert min(seconds() for _ in range(3)) < 0.5
