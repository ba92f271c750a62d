"""Signing in and out on the pages, one's password, and sessions."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from baobei.people import queries, services
from baobei.people.models import Employee
from baobei.people.rules import Actor
from baobei.people.signing_in import ATTEMPTS
from baobei.people.tests.conftest import PASSWORD
from baobei.usecase import MachineClock


def post(client: Client, username: str, password: str, **more: str):
    return client.post("/sign-in", {"username": username, "password": password, **more})


def test_pages_ask_to_sign_in_and_come_back(hire: Callable[..., Actor], client: Client) -> None:
    hire("li", "salesperson")
    asked = client.get("/customers?status=tonight")
    assert asked.status_code == 302 and asked["Location"] == "/sign-in?next=%2Fcustomers%3Fstatus%3Dtonight"
    back = post(client, "li", PASSWORD, next="/customers?status=tonight")
    assert back["Location"] == "/customers?status=tonight"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "\\\\evil"])
def test_signing_in_leads_nowhere_else(hire: Callable[..., Actor], client: Client, wanted: str) -> None:
    hire("li", "salesperson")
    assert post(client, "li", PASSWORD, next=wanted)["Location"] == "/"


def test_wrong_name_and_wrong_password_read_the_same(hire: Callable[..., Actor]) -> None:
    hire("li", "salesperson")
    said = []
    for username, password in (("li", "wrong"), ("no", "wrong")):
        answer = post(Client(headers={"Accept-Language": "zh-CN"}, enforce_csrf_checks=False), username, password)
        assert answer.status_code == 422
        said.append(answer.context["form"].non_field_errors())
        assert "用户名或密码不对，没有登录" in answer.content.decode()
    assert said[0] == said[1]


def test_locked_out_says_until_when_and_who_can_help(hire: Callable[..., Actor], client: Client) -> None:
    hire("li", "salesperson")
    for _ in range(ATTEMPTS):
        answer = post(client, "li", "wrong")
    page = answer.content.decode()
    assert "密码错了 5 次" in page and "以后再试" in page and "登记员" in page
    assert "用户名或密码不对" not in page


def test_temporary_password_opens_nothing_but_its_change(sign_in: Callable[..., Client]) -> None:
    client = sign_in("li", "salesperson")
    Employee.objects.filter(username="li").update(must_change_password=True)
    for path in ("/", "/customers", "/policy", "/account"):
        assert client.get(path)["Location"] == "/password"
    assert client.get("/password").status_code == 200
    changed = client.post("/password", {"new1": "three calm words", "new2": "three calm words"})
    assert changed["Location"] == "/"
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("new1", "new2", "said"),
    [
        ("short", "short", "太短：至少 10 个字，现在 5 个"),
        ("three calm words", "three calm wordz", "两次不一样"),
        ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "太好猜"),
        ("li-li-li-li-li", "li-li-li-li-li", "太好猜"),
    ],
)
def test_bad_new_passwords_are_refused(sign_in: Callable[..., Client], new1: str, new2: str, said: str) -> None:
    client = sign_in("li", "salesperson")
    answer = client.post("/password", {"new1": new1, "new2": new2})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Employee.objects.get(username="li").check_password(PASSWORD)


def test_changing_the_password_keeps_this_session_and_ends_the_others(sign_in: Callable[..., Client]) -> None:
    here = sign_in("li", "salesperson")
    elsewhere = Client(headers={"Accept-Language": "zh-CN"})
    post(elsewhere, "li", PASSWORD)
    assert elsewhere.get("/account").status_code == 200
    here.post("/password", {"new1": "three calm words", "new2": "three calm words"})
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_a_reset_ends_the_sessions(sign_in: Callable[..., Client], hire: Callable[..., Actor]) -> None:
    client, he = sign_in("li", "salesperson"), hire("he", "registrar")
    services.reset_password(by=he, at=MachineClock(), employee=queries.actor("li"))
    assert client.get("/account")["Location"].startswith("/sign-in")


def test_the_end_of_the_employment_ends_the_sessions(sign_in: Callable[..., Client]) -> None:
    client = sign_in("li", "salesperson")
    Employee.objects.filter(username="li").update(employed_until=date(2020, 1, 1))
    assert client.get("/account")["Location"].startswith("/sign-in")


def test_signing_out_is_a_post_and_ends_the_session(sign_in: Callable[..., Client]) -> None:
    client = sign_in("li", "salesperson")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/account").status_code == 302


def test_sessions_that_ran_out_are_swept_at_the_next_sign_in(hire: Callable[..., Actor], client: Client) -> None:
    hire("li", "salesperson")
    Session.objects.create(session_key="old", session_data="", expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    post(client, "li", PASSWORD)
    assert [session.session_key for session in Session.objects.all()] == [client.cookies["sessionid"].value]


def test_signing_in_makes_a_new_session(hire: Callable[..., Actor], client: Client) -> None:
    hire("li", "salesperson")
    post(client, "li", PASSWORD)
    first = client.cookies["sessionid"].value
    client.post("/sign-out")
    post(client, "li", PASSWORD)
    assert client.cookies["sessionid"].value != first
    assert client.cookies["sessionid"]["httponly"] and client.cookies["sessionid"]["samesite"] == "Lax"
