"""Two names of an estate become one by a click after a review: by keyboard, narrow and wide, with scripts or not."""

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from .phone import Phone

pytestmark = pytest.mark.browser

STORY = """
people:
  - {id: wang, name: 王芳, role: salesperson, department: east}
  - {id: li, name: 李强, role: salesperson, department: west}
  - {id: zhou, name: 周杰, role: salesperson, department: north}
  - {id: he, name: 何静, role: registrar}
events: []
"""
UNIT = "3栋2单元18-1"
SUBMITTED = (
    ("wang", {"name": "陈建国", "phones": ["13800001234"], "address": f"重庆市渝北区云栈山居{UNIT}"}, 201),
    ("li", {"name": "陈建国", "phones": ["138****1234"], "address": f"重庆市渝北区云上人家{UNIT}"}, 202),
)


def post(served: Any, who: str, path: str, body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {served.people[who]['token']}", "Content-Type": "application/json"}
    with urlopen(Request(f"{served.url}/api/v1/{path}", json.dumps(body).encode(), headers), timeout=30) as answer:
        return answer.status, json.load(answer)


@pytest.fixture
def company(serve: Any, tmp_path: Path) -> Any:
    story = tmp_path / "estates.yaml"
    story.write_text(STORY)
    served = serve("--story", str(story))
    for who, customer, status in SUBMITTED:
        assert post(served, who, "registrations", {"customer": customer})[0] == status
    return served


@pytest.mark.parametrize("scripts", [True, False])
def test_same_customer_same_estate_in_two_clicks(chromium: Any, company: Any, violations: Any, scripts: bool) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", java_script_enabled=scripts)
    page = context.new_page()
    phone = Phone(page, company.url, violations)
    phone.sign_in(company.people["he"])
    page.goto(f"{company.url}/reviews")
    page.locator("main a.go").first.click()
    page.get_by_role("button", name="是同一客户", exact=True).click()
    page.wait_for_url("**done=protected**")
    assert "云上人家" in page.locator("main").inner_text()
    button = page.get_by_role("button", name="是同一小区，记住")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**done=added")
    assert "记住了" in page.get_by_role("status").inner_text()
    context.close()
    neighbour = {"name": "李梅", "phones": ["13911112222"], "address": f"重庆市渝北区云上人家{UNIT}"}
    assert post(company, "zhou", "inquiries", {"customer": neighbour})[1]["result"] == "protected"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_the_pages_of_the_table_are_in_order(
    chromium: Any, company: Any, violations: Any, width: int, scheme: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", color_scheme=scheme)
    page = context.new_page()
    phone = Phone(page, company.url, violations)
    phone.sign_in(company.people["he"])
    page.goto(f"{company.url}/communities/new")
    page.get_by_label("类别").select_option(label="开发商名")
    page.get_by_label("名称").fill("山")
    phone.is_in_order()
    page.locator(".dock .primary").click()
    page.get_by_role("alert").or_(page.locator("#errors")).first.wait_for()
    phone.is_in_order()
    page.get_by_label("名称").fill("山海")
    page.locator(".dock .primary").click()
    page.wait_for_url("**done=added")
    phone.is_in_order()
    page.goto(f"{company.url}/communities")
    phone.is_in_order()
    page.locator("main table a").first.click()
    page.get_by_role("link", name="撤销").click()
    phone.is_in_order()
    for path in ("/reviews", "/"):
        page.goto(company.url + path)
        phone.is_in_order()
    page.goto(f"{company.url}/reviews")
    page.locator("main a.go").first.click()
    page.wait_for_load_state()
    assert "是同一小区" in page.locator("main").inner_text()
    phone.is_in_order()
    context.close()
