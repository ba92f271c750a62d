"""A unit reads back from any notation that people use, and two units never read alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.address import AddressReading, Unit, read_address
from baobei.matching.vocabulary import SINGLE_BUILDINGS, SITE_WORDS

NUMERALS = "零一二三四五六七八九十"
TRADITIONAL = str.maketrans("栋单楼号层门龙层", "棟單樓號層門龍層")
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def read(text: str) -> AddressReading:
    return read_address(text, single_buildings=SINGLE_BUILDINGS, site_words=SITE_WORDS)


def chinese(number: str) -> str:
    value = int(number)
    tens, ones = divmod(value, 10)
    if value > 99:
        return "".join(NUMERALS[int(digit)] for digit in number)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (NUMERALS[ones] if ones else "")


def number(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(str)


units = st.builds(Unit, st.sampled_from(("", "1", "2")), number(1, 60), number(1, 9), number(1, 40), number(1, 12))
BUILDING = ("{b}栋", "{b}幢", "{b}号楼", "{b}座", "{b}#", "{b}#楼", "{B}栋", "{B}号楼", "第{b}栋", "{b} 栋", "{b}栋楼")
BUILDING += ("{b}号塔楼", "{b}塔-", "{b}#栋", "{b}号 楼", "{b}栋座", "No.{b}栋", "栋号{b} ")
ENTRANCE = ("{e}单元", "{E}单元", "{e}门", "{E}门", "{e}梯", "第{e}单元", "-{e}单元", " {e} 单元")
ENTRANCE += (
    "{e}号单元",
    "{e}#单元",
    "{e}单元门",
    "{e}门洞",
    "{e}号梯",
    "{e}楼道",
    "{e}U ",
    " 单元{e} ",
    " U{e} ",
    " Unit {e}, ",
)
ROOM = (
    *(
        "{f}-{r}",
        "{f}-{rr}",
        "{f}{rr}",
        "{f}{rr}室",
        "{f}{rr}号",
        "{f}{rr}房",
        "{f}{rr}号房",
        "{f}楼{r}号",
        "{f}层{rr}室",
    ),
    *("{f}F{r}号", "{F}楼{R}号", "{F}层{R}室", "{f}楼{f}{rr}", "第{f}层{r}号", "{f} - {r}", "{f}楼-{r}", "{f}—{r}"),
    *("-{f}{rr}", "，{f}-{r}室", "{f}-{r}#", "{f}楼{r}门", "{f}楼之{r}", "-{F}之{R}", "-{F}-{R}", "{f}楼{f}-{r}"),
    *(" 室号{f}{rr}", " Rm {f}{rr}", " {f}/F {r}室", "{f}{rr} Shi"),
)
WHOLE = (
    *("{b}-{e}-{f}-{r}", "{b}-{e}-{f}{rr}", "{b}/{e}/{f}{rr}", "{b}.{e}.{f}{rr}"),
    *("{b}#{e}-{f}{rr}", "{b}栋{e}-{f}-{r}", "{b}栋{e}-{f}{rr}"),
    *(
        "{b}+{e}+{f}{rr}",
        "{b}-{e}-{f}层{r}号",
        "{f}{rr}室{e}单元{b}栋",
        "{e}单元{f}{rr}，{b}栋",
        "栋{b}单元{e}室{f}{rr}",
    ),
    *("Room {f}{rr}, Unit {e}, Building {b}", "{b}dong{e}danyuan{f}{rr}shi"),
)
PHASE = ("{p}期", "{P}期", "第{P}期", "({p}期)", " {p}期 ")
NOTE = ("", "(业主)", " 已交房", "。", "，电联", "（新房）", " 120平", "，建面98㎡")
notations = st.one_of(
    st.tuples(st.sampled_from(BUILDING), st.sampled_from(ENTRANCE), st.sampled_from(ROOM)).map("".join),
    st.sampled_from(WHOLE),
)
places = st.sampled_from(
    ("", "重庆市渝北区", "渝北区", "重庆渝北", "重庆 渝北区 ", "渝北区照山路18号", "重庆市渝北区翠云街道", "两江新区")
)
styles = st.sampled_from((str, lambda text: text.translate(TRADITIONAL), lambda text: text.translate(FULL_WIDTH)))


def write(unit: Unit, notation: str, phase: str) -> str:
    phase = phase if unit.phase else ""
    fields = dict(zip("pbefr", unit, strict=True))
    chineses = {name.upper(): chinese(value or "0") for name, value in fields.items()}
    return (phase + notation).format(**fields, **chineses, rr=unit.room.zfill(2))


@given(units, notations, st.sampled_from(PHASE), places, st.sampled_from(NOTE), styles)
def test_a_unit_reads_back_from_any_notation(unit, notation, phase, place, note, style):
    reading = read(style(place + "龙溪源著" + write(unit, notation, phase) + note))
    assert reading.readings == (unit,)
    assert reading.estate == "龙溪源著"
    assert reading.complete and reading.detailed
    assert reading.unread == ""


@given(units, notations, notations)
def test_swapped_fields_are_another_unit(unit, one, other):
    phase, building, entrance, floor, room = unit
    for swapped in (
        Unit(phase, entrance, building, floor, room),
        Unit(phase, building, entrance, room, floor),
        Unit(phase, building, floor, entrance, room),
        Unit(phase, floor, entrance, building, room),
    ):
        if swapped != unit and len(swapped.room) < 3:
            first, second = (
                read("龙溪源著" + write(unit, one, "{p}期")),
                read("龙溪源著" + write(swapped, other, "{p}期")),
            )
            assert first.unit != second.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙溪源著3栋18-1", ["/3//18/1"]),
        ("龙溪源著3-1801", ["/3//18/1"]),
        ("龙溪源著3-2-1801", ["/3/2/18/1"]),
        ("龙溪源著12-1-5", ["/12/1//5", "/12//1/5"]),
        ("龙溪源著12-3", ["/12///3", "///12/3", "/12/3//"]),
        ("龙溪国际大厦12-3", ["///12/3", "/12///3"]),
        ("龙溪国际大厦1203", ["///12/3"]),
        ("龙溪公寓A座902", ["/A//9/2"]),
        ("龙溪公寓B栋9A", ["/B//9/A"]),
        ("龙溪源著A3-1801", ["/A3//18/1"]),
        ("龙溪源著5幢A座902", ["/5/A/9/2"]),
        ("龙溪源著8幢12号", ["/8///12", "/8/12//"]),
        ("龙溪山庄8号", ["/8///", "////8"]),
        ("龙溪市场2楼105号", ["///2/105"]),
        ("龙溪源著3栋附1号", ["/3///附1"]),
        ("龙溪源著3栋吊1-2", ["/3//吊1/2"]),
        ("龙溪源著3栋负2-1", ["/3//-2/1"]),
        ("龙溪源著Ⅱ期3栋1801", ["2/3//18/1"]),
        ("龙溪源著1801室3栋2单元", ["/3/2/18/1"]),
        ("龙溪源著 18-1,2单元,3栋", ["/3/2/18/1"]),
        ("龙溪源著Building 3 Unit 2 Room 1801", ["/3/2/18/1"]),
        ("龙溪源著3栋2单元1801(18楼1号)", ["/3/2/18/1"]),
        ("龙溪源著301-302室", ["////301-302"]),
        ("龙溪源著3栋", ["/3///"]),
        ("龙溪源著3栋2单元", ["/3/2//"]),
        ("龙溪源著3栋5楼", ["/3//5/"]),
        ("龙溪源著", []),
        ("江口正街12号5-2", ["///5/2", "/5///2"]),
        ("江口路88弄5号602室", ["/5//6/2"]),
        ("江口路12-3号", ["/3///"]),
        ("云浩十八梯5栋18-1", ["/5//18/1"]),
        ("龙溪公园壹号6号楼2401", ["/6//24/1"]),
        ("晨光100国际3栋18-1", ["/3//18/1"]),
        ("龙溪源著3栋18-1 13800001234", ["/3//18/1"]),
        ("龙溪源著3-1号楼1801", ["/3-1//18/1", "3/1//18/1", "/3/1/18/1"]),
        ("龙溪源著A-3栋1801", ["/A3//18/1"]),
        ("龙溪源著3幢7-8号", ["/3///7-8", "/3//7/8"]),
        ("龙溪源著3幢9-25号", ["/3/9//25", "/3//9/25"]),
        ("龙溪源著3幢A866", ["/3/A/8/66", "/3///A866"]),
        ("龙溪源著3栋21801", ["/3/2/18/1", "/3///21801"]),
        ("龙溪市场3A105", ["/3A//1/5", "////3A105"]),
        ("江口邮政信箱12-3-4", []),
        ("龙溪源著3栋18**", []),
        ("龙溪源著X栋2单元1801", []),
        ("龙溪源著3栋或5栋1801", []),
        ("照山路18号院3号楼2单元1801", ["/3/2/18/1"]),
        ("龙溪源著7-8-9-10", ["/7/8/9/10"]),
        ("龙溪源著3-4-5号", ["/3/4//5", "/3//4/5"]),
    ],
)
def test_readings_of_a_notation(text, expected):
    assert ["/".join(unit) for unit in read(text).readings] == expected


@pytest.mark.parametrize(
    ("text", "detailed", "complete"),
    [
        ("渝北区龙溪源著3栋2单元18-1", True, True),
        ("渝北区龙溪源著3栋18-1", True, True),
        ("渝北区龙溪源著2单元18-1", True, True),
        ("渝北区龙溪大厦1203", True, True),
        ("渝北区龙溪公寓12-3", True, True),
        ("渝北区照山路28号1203室", True, True),
        ("渝北区龙溪源著", False, False),
        ("渝北区龙溪源著3栋", False, False),
        ("渝北区龙溪源著1801", False, False),
        ("3栋2单元18-1", False, False),
        ("渝北区照山路28号", True, False),
        ("渝北区照山路", False, False),
        ("渝北区龙溪汽车厂", True, False),
        ("渝北区龙溪大厦", True, False),
        ("渝北区江口村12号", True, False),
        ("渝北区", False, False),
        ("", False, False),
    ],
)
def test_what_makes_an_address_detailed_and_complete(text, detailed, complete):
    reading = read(text)
    assert (reading.detailed, reading.complete) == (detailed, complete)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("龙溪源著3栋18-1陈先生家", "陈先生家"),
        ("龙溪源著3栋2单元18-1、18-2", "3栋2单元18-1、18-2"),
        ("龙溪源著3栋18-1", ""),
        ("龙溪源著3栋18-1，总价120万", "总价120万"),
        ("龙溪源著3栋1801，3号线", "3号线"),
        ("龙溪源著3栋1801室2号", "2号"),
        ("龙溪大楼13、14、15、16号", "13、14、15、16号"),
    ],
)
def test_what_could_not_be_read_is_said(text, unread):
    assert read(text).unread == unread


@given(units, notations, places)
def test_a_reading_survives_its_json(unit, notation, place):
    reading = read(place + "龙溪源著" + write(unit, notation, "{p}期"))
    assert AddressReading.from_json(reading.to_json()) == reading
