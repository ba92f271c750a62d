"""The registrar's queue in a browser: narrow and wide, by keyboard, one after the other, never whose."""

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
  - {id: he, name: 何静, role: registrar}
events: []
"""


CHEN = {
    "name": "陈建国",
    "phones": ["13800001234"],
    "address": "重庆市渝北区云栈山居3栋2单元18-1",
    "relatives": [{"relation": "配偶", "name": "李梅", "phones": ["13900005678"]}],
}
MASKED = {"name": "陈建國", "phones": ["138****1234"], "address": "重庆市渝北区云栈山居3栋18-1"}
SON = {"name": "陈小明", "phones": ["13800001234"], "address": "重庆市南岸区南坪西路57号"}
SUBMITTED = (
    ("wang", {"customer": CHEN}, 201),
    ("li", {"customer": MASKED}, 202),
    ("li", {"customer": SON, "contest": "儿子另买了一套，写的是父亲的电话"}, 202),
)


@pytest.fixture(scope="module")
def company(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    story = tmp_path_factory.mktemp("story") / "reviews.yaml"
    Path(story).write_text(STORY)
    served = serve("--story", str(story))
    for who, body, status in SUBMITTED:
        headers = {"Authorization": f"Bearer {served.people[who]['token']}", "Content-Type": "application/json"}
        asked = Request(f"{served.url}/api/v1/registrations", json.dumps(body).encode(), headers)
        with urlopen(asked, timeout=30) as answer:
            assert answer.status == status
    return served


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (980, "light"), (1440, "dark")])
def test_queue_and_review_are_in_order(chromium: Any, company: Any, violations: Any, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, locale="zh-CN", color_scheme=scheme, has_touch=True
    )
    phone = Phone(context.new_page(), company.url, violations)
    phone.sign_in(company.people["he"])
    phone.is_in_order()
    phone.page.goto(f"{company.url}/reviews")
    phone.is_in_order()
    phone.press(phone.page.locator("main a.go").first)
    phone.is_in_order()
    assert "王芳" not in phone.text() and "李强" not in phone.text()
    context.close()


def test_judged_by_keyboard_one_after_the_other_in_place(page: Any, company: Any, violations: Any) -> None:
    phone = Phone(page, company.url, violations)
    phone.sign_in(company.people["he"])
    page.get_by_role("link", name="从第一件开始").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.evaluate("window.same = true")
    for key, done in (("不是同一客户", "registered"), ("是同一客户", "protected")):
        assert "是同一客户吗" in page.title()
        page.get_by_label("说明").fill("电话核实过")
        page.get_by_role("button", name=key, exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**done={done}")
        assert "判好了" in page.get_by_role("status").inner_text()
        assert "报备本第" in page.get_by_role("status").inner_text()
        phone.is_in_order()
    assert page.evaluate("window.same"), "the next one came in place"
    assert "没有等您判断的" in phone.text()
