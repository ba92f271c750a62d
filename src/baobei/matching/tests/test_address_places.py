"""Province to estate: full, short, repeated, former and missing names."""

import pytest

from baobei.matching.address import AddressReading, read_address
from baobei.matching.address.gazetteer import ZONES
from baobei.matching.vocabulary import SINGLE_BUILDINGS, SITE_WORDS


def read(text: str) -> AddressReading:
    return read_address(text, single_buildings=SINGLE_BUILDINGS, site_words=SITE_WORDS)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("重庆市渝北区龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("重庆渝北区龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("重庆渝北龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("渝北区龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("渝北龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("渝北，龙溪源著，3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("重庆市重庆市渝北区龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("重慶市渝北區龍溪源著3棟18-1", ("重庆市", "重庆市", "渝北区")),
        ("重庆市两江新区龙溪源著3栋18-1", ("重庆市", "重庆市", "两江新区")),
        ("两江新区龙溪源著3栋18-1", ("重庆市", "重庆市", "两江新区")),
        ("重庆市渝北区两江新区龙溪源著3栋18-1", ("重庆市", "重庆市", "渝北区")),
        ("高新区龙溪源著3栋18-1", ("", "", "高新区")),
        ("四川省成都市高新技术产业开发区龙溪源著3栋18-1", ("四川省", "成都市", "高新区")),
        ("浙江杭州余杭龙溪源著3栋18-1", ("浙江省", "杭州市", "余杭区")),
        ("浙江省杭州市下城区龙溪源著3栋18-1", ("浙江省", "杭州市", "下城区")),
        ("江北区龙溪源著3栋18-1", ("", "", "江北区")),
        ("宁波江北区龙溪源著3栋18-1", ("浙江省", "宁波市", "江北区")),
        ("吉安吉州区龙溪源著3栋18-1", ("江西省", "吉安市", "吉州区")),
        ("石柱县龙溪源著3栋18-1", ("重庆市", "重庆市", "石柱土家族自治县")),
        ("仙桃市龙溪源著3栋18-1", ("湖北省", "仙桃市", "")),
        ("龙溪源著3栋18-1", ("", "", "")),
    ],
)
def test_place(text, place):
    reading = read(text)
    assert (reading.province, reading.city, reading.district) == place
    assert reading.estate == "龙溪源著"


def test_what_was_not_written_is_inferred():
    assert read("渝北区龙溪源著3栋18-1").inferred == ("province", "city")
    assert read("重庆市渝北区龙溪源著3栋18-1").inferred == ()


@pytest.mark.parametrize(
    ("text", "community"),
    [
        ("重庆上海湖小区3栋18-1", "上海湖小区"),
        ("渝中区重庆天地清景3栋18-1", "重庆天地清景"),
        ("江北嘴商务城3号楼2201", "江北嘴商务城"),
        ("南岸区长江大桥村3栋18-1", "长江大桥村"),
        ("西城水街3栋18-1", "西城水街"),
        ("渝北区建新路小区3栋18-1", "建新路小区"),
        ("渝北区金溪阳光小镇3栋18-1", "金溪阳光小镇"),
        ("渝北区龙溪·源著3栋18-1", "龙溪源著"),
        ("渝北区龙溪源著二期3栋18-1", "龙溪源著"),
        ("渝北区照山路18号龙溪U城3栋18-1", "龙溪U城"),
        ("渝北区龙溪1号3栋18-1", "龙溪1号"),
        ("渝北区龙溪1号3-2-1801", "龙溪1号"),
        ("渝北区龙溪湖美镇3栋18-1", "龙溪湖美镇"),
        ("江山壹号二期3栋18-1", "江山壹号"),
        ("九龙仓时代上城3栋18-1", "九龙仓时代上城"),
        ("南湖社区二期3栋18-1", "南湖社区"),
        ("渝北区阳光100 3栋18-1", "阳光100"),
        ("公园1872 3-2-1801", "公园1872"),
        ("渝北区照山路12号十八级梯坎3栋18-1", "十八级梯坎"),
        ("渝北区照山路12号新十八梯3栋18-1", "新十八梯"),
        ("渝北区照山路12号八号公馆3栋18-1", "八号公馆"),
        ("滨江壹号院3栋18-1", "滨江壹号院"),
        ("御乡居3栋18-1", "御乡居"),
        ("兴隆镇花园3栋18-1", "兴隆镇花园"),
        ("上海公馆3栋18-1", "上海公馆"),
        ("渝北区 铁路三村3栋18-1", "铁路三村"),
        ("渝北E时代3栋18-1", "E时代"),
        ("铁山坪小镇3栋18-1", "铁山坪小镇"),
        ("海伦坡小区3栋18-1", "海伦坡小区"),
        ("上海城市花园3栋18-1", "上海城市花园"),
        ("昆山八村3栋18-1", "昆山八村"),
        ("重庆渝北壹号院3栋18-1", "壹号院"),
        ("杭州滨江壹号院3栋18-1", "滨江壹号院"),
        ("渝北区江口正街18-2102", "江口正街"),
        ("朝阳溪老街3栋18-1", "朝阳溪老街"),
        ("吉安岸名城3栋18-1", "吉安岸名城"),
        ("渝北区东湖乡广场3栋18-1", "东湖乡广场"),
        ("渝北区金水乡3-2-1801", "金水乡"),
        ("渝北区大学路上城3栋18-1", "大学路上城"),
        ("渝北区照山路18号海棠新街1-2102", "海棠新街"),
    ],
)
def test_a_name_that_begins_like_a_place_or_holds_a_road_stays_whole(text, community):
    assert read(text).community == community


@pytest.mark.parametrize(
    ("text", "street", "road", "number"),
    [
        ("渝北区翠云街道照山路18号龙溪源著3栋18-1", "翠云街道", "照山路", "18"),
        ("渝北区照山路18号附2号", "", "照山路", "18附2"),
        ("渝北区双溪镇人民路8-3号", "双溪镇", "人民路", "8-3"),
        ("渝北区照山大道100号", "", "照山大道", "100"),
        ("渝北区学府路龙溪花园3栋18-1", "", "学府路", ""),
        ("渝北区龙溪源著(照山路18号)3栋18-1", "", "", ""),
    ],
)
def test_streets_and_their_numbers(text, street, road, number):
    reading = read(text)
    assert (reading.street, reading.road, reading.road_number) == (street, road, number)


@pytest.mark.parametrize("name", ["龙溪一号", "龙溪壹号", "龙溪1号", "龙溪1号小区", "龙溪·壹号"])
def test_an_estate_is_known_again_in_another_spelling(name):
    assert read(f"渝北区{name}3栋18-1").estate == "龙溪1号"


def test_an_estate_may_stand_before_its_road_and_a_district_behind_the_unit():
    reading = read("龙溪源著 照山路18号 3栋18-1，渝北区")
    assert (reading.estate, reading.road, reading.district) == ("龙溪源著", "照山路", "渝北区")


@pytest.mark.parametrize(
    "text",
    [
        "3栋2单元18-1，龙溪源著，渝北区，重庆市",
        "Room 1801, Unit 2, Building 3, 龙溪源著, 渝北区, 重庆",
        "重庆市/渝北区/龙溪源著/3栋/2单元/1801",
        "重庆市|渝北区|龙溪源著|3栋|2单元|1801",
        "重庆市 市辖区 渝北区 龙溪源著3栋2单元1801",
        "重庆市渝北区《龙溪源著》3-2-1801",
        "401120 重庆市渝北区龙溪源著3栋2单元1801",
        "家庭住址：重庆市渝北区龙溪源著3栋2单元1801",
        "重庆市渝北区照山路18号（龙溪源著）3栋2单元1801",
        "重庆市渝北区照山路与龙山路交叉口龙溪源著3栋2单元1801",
        "重庆市渝北区翠云街道照山社区龙溪源著3栋2单元1801",
        "重庆市渝北区龙溪源著北门3栋2单元1801",
        "重庆市渝北区龙溪源著 楼栋：3 单元：2 房号：1801",
    ],
)
def test_one_home_in_any_order_and_with_any_labels(text):
    reading = read(text)
    assert (reading.city, reading.district, reading.estate) == ("重庆市", "渝北区", "龙溪源著")
    assert ["/".join(unit) for unit in reading.readings] == ["/3/2/18/1"]
    assert reading.complete and reading.unread == ""


def test_a_former_district_contradicts_none_that_it_has_gone_over_into():
    assert ZONES["下城区"] == {"拱墅区"}
    assert read("杭州市下城区龙溪源著3栋18-1").district == "下城区"


def test_where_no_estate_is_named_the_street_number_is_the_estate():
    assert read("渝北区照山路18号3栋18-1").estate == "照山路18"
