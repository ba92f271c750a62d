"""Signing in, passwords and people in a real browser: on a narrow phone, by keyboard, without scripts."""

import pytest

pytestmark = pytest.mark.browser


def who(served, role: str) -> tuple[str, str]:
    person = next(person for person in served.people.values() if role in person["roles"])
    return person["user"], person["password"]


def sign_in(page, url: str, username: str, password: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()


def fits(page) -> bool:
    """Whether the page needs no scrolling sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "role", ["salesperson", "manager", "registrar", "finance", "gm", "leader", "group_leader", "supervisor", "clerk"]
)
def test_every_role_has_a_home_and_reaches_all_it_shows(served, page, violations, role: str) -> None:
    sign_in(page, served.url, *who(served, role))
    assert page.url == f"{served.url}/"
    addresses = page.eval_on_selector_all(".rail a", "links => links.map(link => link.href)")
    assert len(addresses) > 1
    for address in dict.fromkeys(addresses):
        assert page.goto(address).status == 200
        assert fits(page), address
        assert not violations(page), address


def test_sign_in_by_keyboard(served, page) -> None:
    username, password = who(served, "clerk")
    page.goto(f"{served.url}/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/")


def test_without_scripts(served, chromium) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, served.url, *who(served, "gm"))
    page.goto(f"{served.url}/account")
    assert not page.get_by_role("button", name="换明暗").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Account").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.url.endswith("/sign-in")
    context.close()


def test_wrong_password_puts_the_focus_on_what_is_wrong(served, page, violations) -> None:
    sign_in(page, served.url, who(served, "clerk")[0], "wrong")
    assert page.evaluate("document.activeElement.id") == "errors"
    assert page.get_by_role("alert").inner_text().startswith("用户名或密码不对，没有登录")
    assert fits(page) and not violations(page)


def test_from_reset_to_an_own_password(served, page, violations) -> None:
    clerk, _ = who(served, "clerk")
    sign_in(page, served.url, *who(served, "registrar"))
    page.goto(f"{served.url}/people")
    page.get_by_role("link", name=served.people[clerk]["name"], exact=True).click()
    page.get_by_role("link", name="给临时密码").click()
    assert fits(page) and not violations(page)
    page.get_by_role("button", name="临时密码").click()
    temporary = page.locator("dd b.mono").inner_text()
    page.goto(f"{served.url}/account")
    page.get_by_role("button", name="退出登录").click()
    sign_in(page, served.url, clerk, temporary)
    assert page.url.endswith("/password")
    assert fits(page) and not violations(page)
    page.get_by_label("新密码").fill("three calm words")
    page.get_by_label("再输一次").fill("three calm words")
    page.get_by_role("button", name="换好，进入报备").click()
    page.wait_for_url(f"{served.url}/")
    served.people[clerk]["password"] = "three calm words"


def test_adding_a_person_with_a_mistake_first(served, page, violations) -> None:
    sign_in(page, served.url, *who(served, "gm"))
    page.goto(f"{served.url}/add-person")
    page.get_by_label("姓名").fill("向晚")
    page.get_by_label("用户名").fill("xiangwan")
    page.get_by_role("button", name="添加").click()
    assert page.get_by_role("alert").is_visible()
    assert fits(page) and not violations(page)
    page.get_by_label("销售").check()
    page.get_by_role("button", name="添加").click()
    assert "向晚已经添加" in page.get_by_role("status").inner_text()
    assert fits(page) and not violations(page)


def test_the_theme_is_kept(served, page) -> None:
    sign_in(page, served.url, *who(served, "gm"))
    page.goto(f"{served.url}/account")
    page.locator("main").get_by_role("button", name="换明暗").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(f"{served.url}/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_clause_opens_with_its_words(served, page, violations) -> None:
    sign_in(page, served.url, *who(served, "clerk"))
    assert page.goto(f"{served.url}/people").status == 403
    page.get_by_text("CR-2", exact=True).click()
    assert page.get_by_role("link", name="看这一条").is_visible()
    assert not violations(page)
    page.get_by_role("link", name="看这一条").click()
    page.wait_for_url(f"{served.url}/policy/CR-2")
