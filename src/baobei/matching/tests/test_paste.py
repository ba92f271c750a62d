"""A pasted message read into its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching import Parts, paste

ADDRESS = "渝北区龙湖源著3栋2单元18-1"


@pytest.mark.parametrize(
    "message",
    [
        f"陈建国 13800001234 {ADDRESS}",
        f"陈建国，13800001234，{ADDRESS}",
        f"13800001234陈建国 {ADDRESS}",
        f"{ADDRESS} 陈建国 13800001234",
        f"姓名：陈建国，电话：13800001234，地址：{ADDRESS}",
        f"姓名: 陈建国\n手机: 13800001234\n地址: {ADDRESS}",
        f"客户姓名：陈建国\n联系电话：13800001234\n小区：{ADDRESS}",
        f"报备\n陈建国\n{ADDRESS}\n13800001234",
    ],
)
def test_name_phone_and_address_in_any_order(message):
    parts = paste(message)
    assert (parts.name, parts.phones, parts.address) == ("陈建国", ("13800001234",), ADDRESS)


def test_two_phones_and_a_mask():
    assert paste("王芳 138 0000 1234/139****5678").phones == ("138 0000 1234", "139****5678")


@pytest.mark.parametrize(
    ("message", "name"), [("欧阳建国 13800001234", "欧阳建国"), ("陈先生13800001234", "陈先生"), ("13800001234", "")]
)
def test_names(message, name):
    assert paste(message).name == name


@given(st.text(max_size=300))
def test_nothing_breaks_it(text):
    paste(text)


@pytest.mark.parametrize(
    "text",
    [
        "【客户】陈建国【电话】13800001234【地址】渝北区云栈山居3栋2单元18-1",
        "1、陈建国 2、13800001234 3、渝北区云栈山居3栋2单元18-1",
        "收货人: 陈建国\n手机号码: 13800001234\n所在地区: 渝北区\n详细地址: 云栈山居3栋2单元18-1",
        "客户：陈建国；手机：13800001234；小区：渝北区云栈山居；房号：3栋2单元18-1",
        "陈建国 13800001234 家住渝北区云栈山居3栋2单元18-1",
        "一三八零零零零一二三四 陈建国 渝北区云栈山居3栋2单元18-1",
    ],
)
def test_more_ways_to_write_the_same(text):
    assert paste(text) == Parts("陈建国", ("13800001234",), "渝北区云栈山居3栋2单元18-1")


def test_a_company_is_the_customer():
    assert paste("蓝山装饰有限公司 13800001234 星光大道1号星光大厦10-3").name == "蓝山装饰有限公司"
