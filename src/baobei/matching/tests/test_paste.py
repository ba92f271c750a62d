"""A pasted message read into its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching import paste

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
