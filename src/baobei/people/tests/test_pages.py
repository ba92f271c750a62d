"""The pages about people: found, added, reset, and refused in words."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from baobei.people.queries import actor
from baobei.people.rules import Actor
from baobei.people.tests.conftest import PASSWORD

NEW = {"name": "新人", "username": "new", "roles": "clerk", "employed_from": "2026-03-02"}


@pytest.fixture
def as_(hire: Callable[..., Actor]) -> Callable[..., Client]:
    def client(role: str, username: str = "me") -> Client:
        hire(username, role)
        signed_in = Client(raise_request_exception=False, headers={"Accept-Language": "zh-CN"})
        signed_in.post("/sign-in", {"username": username, "password": PASSWORD})
        return signed_in

    return client


def names(page) -> list[str]:
    return [row["subject"].username for row in page.context["people"]]


def test_people_are_found_by_name_department_and_role(as_: Callable[..., Client], hire: Callable[..., Actor]) -> None:
    client = as_("registrar")
    hire("li", "salesperson", department="东部")
    hire("wang", "manager", department="东部")
    hire("zhou", "salesperson", department="西部")
    assert names(client.get("/people?q=LI")) == ["li"]
    assert names(client.get("/people?department=东部")) == ["li", "wang"]
    assert names(client.get("/people?role=salesperson&department=西部")) == ["zhou"]
    assert "没有找到人" in client.get("/people?q=nobody").content.decode()


def test_leavers_come_last_and_are_told_apart(as_: Callable[..., Client], hire: Callable[..., Actor]) -> None:
    client = as_("registrar", "zhang")
    hire("a", "clerk", employed_until=date(2020, 1, 1))
    page = client.get("/people")
    assert names(page) == ["zhang", "a"] and "已离职" in page.content.decode()


@pytest.mark.parametrize("role", ["salesperson", "manager", "finance", "leader", "group_leader", "supervisor", "clerk"])
def test_others_see_no_page_about_people(as_: Callable[..., Client], role: str) -> None:
    client = as_(role)
    for path in ("/people", "/people/me", "/add-person", "/people/me/reset", "/people/me/leave"):
        assert client.get(path).status_code == 403
    assert client.post("/add-person", NEW).status_code == 403
    assert actor("new") is None


def test_the_temporary_password_is_shown_once_and_signs_in(as_: Callable[..., Client]) -> None:
    answer = as_("registrar").post("/add-person", {**NEW, "employed_from": "2020-01-01"})
    password = answer.context["password"]
    assert password in answer.content.decode()
    client = Client()
    assert client.post("/sign-in", {"username": "new", "password": password})["Location"] == "/"
    assert client.get("/")["Location"] == "/password"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 101), ("name", "x" * 10_000), ("name", "a\x07b"), ("name", "\x00"),
        ("username", ""), ("username", "a b"), ("username", "a/b"), ("username", "x" * 65), ("username", "me"),
        ("roles", ""), ("roles", "king"), ("roles", "gm"),
        ("department", "office"), ("department", "x" * 61), ("department", "\x1b"),
        ("employed_from", ""), ("employed_from", "2026-02-30"), ("employed_from", "tomorrow"),
        ("employed_until", "2026-03-02"), ("employed_until", "0000-00-00"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused_at_its_field(as_: Callable[..., Client], field: str, value: str) -> None:
    answer = as_("registrar").post("/add-person", {**NEW, field: value})
    form = answer.context["form"]
    wrong = "username" if (field, value) == ("department", "office") else field
    assert answer.status_code == 422 and list(form.errors) == [wrong]
    assert actor("new") is None


def test_a_registrar_is_not_offered_what_only_the_general_manager_may(
    as_: Callable[..., Client], hire: Callable[..., Actor]
) -> None:
    client = as_("registrar")
    hire("cai", "finance")
    page = client.get("/people/cai").content.decode()
    assert "/people/cai/reset" not in page and "/people/cai/leave" not in page
    assert client.post("/people/cai/reset").status_code == 403
    assert client.post("/people/cai/leave", {"until": "2026-04-01"}).status_code == 403
    assert [role for role, _ in client.get("/add-person").context["form"].fields["roles"].choices] == [
        "salesperson", "manager", "leader", "group_leader", "supervisor", "clerk"
    ]  # fmt: skip


def test_a_role_is_given_and_ended(as_: Callable[..., Client], hire: Callable[..., Actor]) -> None:
    client = as_("gm")
    hire("li", "salesperson")
    given = client.post("/people/li/roles", {"role": "manager", "since": "2026-03-02"})
    assert given["Location"] == "/people/li?said=granted"
    page = client.get(given["Location"])
    assert "角色已经给了" in page.content.decode()
    grant = next(grant for grant, _ in page.context["grants"] if grant.role == "manager")
    address = f"/people/li/roles/{grant.id}/end"
    assert "部门经理" in client.get(address).content.decode()
    assert client.post(address, {"until": "2026-03-02"})["Location"] == "/people/li?said=revoked"
    assert actor("li").roles(date(2026, 3, 3)) == {"salesperson"}
    assert client.post(address, {"until": "2026-03-02"}).status_code == 422


def test_another_persons_role_is_not_ended_through_this_one(
    as_: Callable[..., Client], hire: Callable[..., Actor]
) -> None:
    from baobei.people.queries import grants

    client = as_("registrar")
    cai = hire("cai", "finance")
    hire("li", "salesperson")
    assert client.post(f"/people/li/roles/{grants(cai.id)[0].id}/end", {"until": "2026-03-02"}).status_code == 404


def test_the_end_of_an_employment_is_confirmed_first(as_: Callable[..., Client], hire: Callable[..., Actor]) -> None:
    client = as_("gm")
    hire("li", "salesperson")
    assert "确认" in client.get("/people/li/leave").content.decode()
    assert actor("li").employed_until is None
    assert client.post("/people/li/leave", {"until": "2026-04-01"}).status_code == 302
    assert actor("li").employed_until == date(2026, 4, 1)


@pytest.mark.parametrize("path", ["/people/%00", "/people/nobody", "/people/nobody/reset", "/people/%F0%9F%98%80"])
def test_nobody_of_that_name(as_: Callable[..., Client], path: str) -> None:
    assert as_("gm").get(path).status_code == 404
