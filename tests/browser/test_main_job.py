"""One customer, protected: paste, ask, register, and what a colleague hears; on a phone of 360 px, in Chinese."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from .phone import Phone

pytestmark = pytest.mark.browser

PASTE = "粘贴客户信息"
LOOKS_OF_FOCUS = """(wanted) => {
  const focused = document.activeElement, around = focused.closest(".check") || focused
  const looks = [focused, around].map((one) => getComputedStyle(one))
  return focused.matches(wanted) && looks.flatMap((look) => [look.outlineStyle, look.boxShadow]).join(" ")
}"""
numbers = count(1)


@pytest.fixture
def message() -> str:
    """A customer whom nobody has."""
    number = next(numbers)
    return f"刘雨桐 1360009{number:04}，渝北区南湾里{number + 60}栋1单元9-3，想装中央空调，周末上门"


@pytest.fixture
def sellers(served: Any) -> list[dict[str, Any]]:
    return [person for person in served.people.values() if person["roles"] == ["salesperson"]]


@pytest.fixture
def phone(page: Any, served: Any, violations: Any) -> Phone:
    return Phone(page, served.url, violations)


@pytest.fixture
def another(chromium: Any, served: Any, violations: Any) -> Iterator[Callable[..., Phone]]:
    """More phones: ``another(java_script_enabled=False)``."""
    contexts = []

    def made(**options: Any) -> Phone:
        given = {"viewport": {"width": 360, "height": 740}, "locale": "zh-CN", "has_touch": True} | options
        contexts.append(chromium.new_context(**given))
        return Phone(contexts[-1].new_page(), served.url, violations)

    yield made
    for context in contexts:
        context.close()


def register(phone: Phone, message: str) -> None:
    phone.type(PASTE, message)
    phone.tap("查询")
    phone.tap("报备")
    phone.tap("提交报备")


def test_checked_within_three_taps_and_registered_within_eight(
    phone: Phone, sellers: list[dict[str, Any]], message: str
) -> None:
    phone.sign_in(sellers[0])
    phone.is_in_order()
    phone.type(PASTE, message)
    phone.tap("查询")
    assert "可以报备" in phone.text() and "为您保留" in phone.text() and "CR-5.1" in phone.text()
    assert phone.taps <= 3
    phone.is_in_order()
    phone.page.reload()
    assert "可以报备" in phone.text()
    phone.tap("报备")
    phone.is_in_order()
    phone.tap("提交报备")
    assert "已报备" in phone.text() and "保护至" in phone.text() and "CR-4.1" in phone.text()
    assert phone.taps <= 8
    phone.is_in_order()


def test_a_colleague_hears_protected_and_never_whose(
    phone: Phone, another: Callable[..., Phone], sellers: list[dict[str, Any]], message: str
) -> None:
    phone.sign_in(sellers[0])
    register(phone, message)
    other = another()
    other.sign_in(sellers[1])
    other.type(PASTE, message)
    other.tap("查询")
    assert "保护期内" in other.text() and "CR-5.1" in other.text()
    whole = other.page.content()
    assert sellers[0]["name"] not in whole and sellers[0]["user"] not in whole
    other.is_in_order()


def test_the_parts_are_read_while_one_types_and_nothing_is_asked(
    phone: Phone, sellers: list[dict[str, Any]], message: str
) -> None:
    phone.sign_in(sellers[0])
    before = phone.page.get_by_text("今天查了").inner_text()
    phone.type(PASTE, message)
    parts = phone.page.locator("#parts")
    parts.get_by_text("刘雨桐").wait_for()
    assert "136 0009" in parts.inner_text() and "南湾里" in parts.inner_text()
    phone.is_in_order()
    phone.page.reload()
    assert phone.page.get_by_text("今天查了").inner_text() == before


def test_all_of_it_without_scripts(another: Callable[..., Phone], sellers: list[dict[str, Any]], message: str) -> None:
    phone = another(java_script_enabled=False)
    phone.sign_in(sellers[0])
    phone.type("姓名", "刘雨桐")
    phone.type("电话", message.split()[1][:11])
    phone.type("地址", message.split("，")[1])
    phone.tap("查询")
    assert "可以报备" in phone.text()
    phone.tap("报备")
    phone.tap("提交报备")
    assert "已报备" in phone.text()
    phone.tap("打开这位客户", "link")
    phone.type("客户怎么说，下一步做什么", "约周六上门")
    phone.tap("记下")
    assert "约周六上门" in phone.text()


def test_all_of_it_from_the_keyboard(
    another: Callable[..., Phone], sellers: list[dict[str, Any]], message: str
) -> None:
    phone = another(viewport={"width": 1280, "height": 800}, has_touch=False)
    phone.sign_in(sellers[0])

    def go_to(element: str) -> None:
        for _ in range(60):
            phone.page.keyboard.press("Tab")
            focused = phone.page.evaluate(LOOKS_OF_FOCUS, element)
            if focused:
                assert focused != "none none none none", f"where the focus is does not show on {element}"
                return
        pytest.fail(f"{element} is not reached by the keyboard")

    go_to("textarea[name=paste]")
    phone.page.keyboard.type(message)
    go_to("form.check button")
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/?answer=1")
    go_to(".dock button.primary")
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/registrations/new?answer=1")
    go_to(".dock button.primary")
    phone.page.keyboard.press("Space")
    phone.page.wait_for_url("**/registrations/*?new")
    assert "已报备" in phone.text()
    phone.is_in_order()


def test_what_was_typed_survives_a_closed_page(
    phone: Phone, another: Callable[..., Phone], sellers: list[dict[str, Any]]
) -> None:
    phone.sign_in(sellers[2])
    phone.page.goto(f"{phone.url}/registrations/new")
    phone.type("姓名", "唐晓梅")
    phone.type("电话", "1360000577")
    with phone.page.expect_response("**/registrations/new/reading"):
        phone.type("地址", "松岭花园6栋")
    phone.page.locator("#phones-error").get_by_text("11").wait_for()
    phone.page.close()
    again = another()
    again.sign_in(sellers[2])
    again.is_in_order()
    again.press(again.page.get_by_role("link", name="草稿").first)
    assert again.page.get_by_label("姓名", exact=True).input_value() == "唐晓梅"
    again.tap("提交报备")
    assert "草稿" in again.text() and again.page.locator(".errors").get_by_role("link").count() == 2
    again.is_in_order()
    again.page.goto(again.url)
    again.tap("草稿不要了")
    assert "草稿" not in again.text()


def test_followed_up_paid_and_signed(phone: Phone, sellers: list[dict[str, Any]], message: str) -> None:
    phone.sign_in(sellers[0])
    register(phone, message)
    phone.tap("打开这位客户", "link")
    phone.is_in_order()
    phone.type("客户怎么说，下一步做什么", "约周六上门")
    phone.tap("记下", stays=True)
    phone.page.locator("#timeline").get_by_text("约周六上门").wait_for()
    phone.tap("定金", "link")
    phone.type("定金", "2,000")
    phone.is_in_order()
    phone.press(phone.page.locator(".dock .primary"))
    assert "2,000.00 元" in phone.text() and "CR-4.2" in phone.text()
    phone.is_in_order()
    phone.tap("确认收定金")
    phone.tap("签单", "link")
    phone.type("合同金额", "46,000")
    phone.type("提成", "2,300")
    phone.is_in_order()
    phone.press(phone.page.locator(".dock .primary"))
    assert "46,000.00 元" in phone.text() and "2,300.00 元" in phone.text() and "CR-3.3" in phone.text()
    phone.is_in_order()
    phone.tap("确认签单")
    assert "46,000.00" in phone.text()
    phone.is_in_order()
