"""Every page fits a phone and a desktop, in both themes, and axe finds nothing against it."""

from typing import Any

import pytest

from .phone import Phone

pytestmark = pytest.mark.browser

ROUND = {
    "salesperson": ("/", "/customers", "/customers?status=expired", "/registrations/new", "/policy", "/policy/CR-7.0"),
    "manager": ("/", "/registrations", "/book", "/policy?part=OH"),
    "registrar": (
        "/",
        "/registrations",
        "/reviews",
        "/communities",
        "/registrations?status=valid",
        "/book",
        "/book/office",
        "/book-heads",
        "/people",
    ),
    "finance": ("/", "/registrations"),
    "gm": ("/", "/book?check", "/policy?on=2024-01-01"),
}


@pytest.mark.parametrize("role", ROUND)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_pages_of_a_role(chromium: Any, served: Any, violations: Any, role: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", color_scheme=scheme)
    phone = Phone(context.new_page(), served.url, violations)
    phone.sign_in(next(person for person in served.people.values() if role in person["roles"]))
    for path in ROUND[role]:
        answer = phone.page.goto(served.url + path)
        assert answer.status == 200, path
        phone.is_in_order()
    context.close()


def test_one_registration_and_one_page_of_the_book(page: Any, served: Any, violations: Any) -> None:
    phone = Phone(page, served.url, violations)
    phone.sign_in(next(person for person in served.people.values() if "registrar" in person["roles"]))
    page.goto(f"{served.url}/registrations?status=valid")
    phone.press(page.locator("#found a.go").first)
    phone.is_in_order()
    phone.type("用您自己的话写", "签收前核对地址")
    phone.press(page.locator(".dock .primary"))
    page.get_by_text("报备人").first.wait_for()
    phone.is_in_order()
    page.goto(f"{served.url}/book")
    phone.press(page.locator("tbody a").first)
    phone.is_in_order()
