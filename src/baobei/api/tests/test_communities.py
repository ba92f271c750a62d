"""The table of communities over the API: added, read with its history, changed, withdrawn; and what collides by it."""

from typing import Any

import pytest

from baobei.api.tests.conftest import CHEN
from baobei.registrations import services
from baobei.registrations.tests.conftest import clock

ALIAS = {"kind": "alias", "name": "云上人家", "estate": "龙湖源著", "district": "渝北区"}
NEIGHBOUR = {"name": "李梅", "phones": ["13911112222"], "address": "重庆市渝北区云上人家3栋2单元18-1"}
MISSING = "0190a1b2-0000-7000-8000-000000000000"
AT = {"Baobei_Now": "2026-03-02T10:00+08:00"}


def test_an_entry_from_its_first_day_to_its_last(company: Any) -> None:
    he, li = company("he"), company("li")
    company("wang").register(**AT)
    added = he.post("/communities", ALIAS, **AT)
    assert (added.status_code, added.json()["result"], added.json()["cites"]) == (201, "added", ["CR-7.0"])
    key = added.json()["id"]
    assert li.post("/inquiries", {"customer": NEIGHBOUR}, **AT).json()["result"] == "protected"
    assert [one["id"] for one in he.get("/communities", **AT).json()["items"]] == [key]
    assert he.post(f"/communities/{key}/change", {**ALIAS, "district": ""}, **AT).json()["result"] == "changed"
    assert he.post(f"/communities/{key}/withdrawal", **AT).json()["result"] == "withdrawn"
    assert he.post(f"/communities/{key}/withdrawal", **AT).status_code == 409
    told = company("gao").get(f"/communities/{key}", **AT).json()
    assert [event["action"] for event in told["history"]] == ["withdraw_community", "change_community", "add_community"]
    assert told["withdrawn_at"] == "2026-03-02T10:00:00+08:00" and told["name"] == "云上人家"
    assert he.get("/communities", **AT).json() == {"items": [], "next": None}
    assert len(he.get("/communities?withdrawn=true", **AT).json()["items"]) == 1


def test_lists_go_on(company: Any) -> None:
    he = company("he")
    for name in ("云上桃苑", "云上李苑", "云上杏苑"):
        assert he.post("/communities", {**ALIAS, "name": name}, **AT).status_code == 201
    first = he.get("/communities?limit=2", **AT).json()
    rest = he.get(f"/communities?limit=2&after={first['next']}", **AT).json()
    assert [one["name"] for one in (*first["items"], *rest["items"])] == ["云上杏苑", "云上李苑", "云上桃苑"]
    assert rest["next"] is None and he.get("/communities?after=x", **AT).status_code == 422


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**ALIAS, "name": ""}, "name"),
        ({**ALIAS, "name": ["x"]}, "name"),
        ({**ALIAS, "estate": "云上人家"}, "estate"),
        ({**ALIAS, "district": "月亮区"}, "district"),
        ({**ALIAS, "kind": {}}, "kind"),
        ({**ALIAS, "colour": "red"}, "colour"),
        ({}, "kind"),
    ],
)
def test_what_is_wrong_is_said_field_by_field(company: Any, body: Any, field: str) -> None:
    answer = company("he").post("/communities", body, **AT)
    assert answer.status_code == 422 and [one["field"] for one in answer.json()["fields"]] == [field]


def test_the_same_call_again_adds_nothing(company: Any) -> None:
    he = company("he")
    answers = [he.post("/communities", ALIAS, Idempotency_Key="one", **AT).json() for _ in range(2)]
    assert answers[0] == answers[1] and len(he.get("/communities", **AT).json()["items"]) == 1


@pytest.mark.parametrize("who", ["wang", "sun", "cai", "dong"])
def test_only_registrar_and_general_manager(company: Any, who: str) -> None:
    caller = company(who)
    for answer in (
        caller.get("/communities"),
        caller.post("/communities", ALIAS),
        caller.get(f"/communities/{MISSING}"),
    ):
        assert (answer.status_code, answer.json()["cites"]) == (403, ["CR-7.0"])
    assert caller.get("/collisions").status_code == 403


@pytest.mark.parametrize("key", [MISSING, "x"])
def test_what_is_not_there(company: Any, key: str) -> None:
    he = company("he")
    assert he.get(f"/communities/{key}").status_code == 404
    assert he.post(f"/communities/{key}/withdrawal").status_code == 404
    assert he.post(f"/communities/{key}/change", ALIAS).status_code == 404
    assert he.post(f"/collisions/{key}/judgement", {"decision": "same"}).status_code == 404
    assert he.post(f"/registrations/{key}/estates", {"other": key}).status_code == 404


def test_what_collides_waits_and_is_judged(company: Any) -> None:
    he = company("he")
    pair = [company("wang").register(CHEN, **AT), company("li").register(NEIGHBOUR, **AT)]
    he.post("/communities", ALIAS, **AT)
    services.rekey(at=clock(AT["Baobei_Now"]))
    [found] = he.get("/collisions", **AT).json()["items"]
    assert found["registrations"] == pair and "wang" not in str(found) and "li" not in found
    assert he.post(f"/collisions/{found['id']}/judgement", {"decision": "so"}, **AT).status_code == 422
    judged = he.post(f"/collisions/{found['id']}/judgement", {"decision": "different", "reason": "看过合同"}, **AT)
    assert (judged.status_code, judged.json()) == (200, {"result": "judged", "cites": ["CR-5.2", "CR-7.0"]})
    assert he.get("/collisions", **AT).json()["items"] == []


def test_a_review_shows_that_estates_are_one(company: Any) -> None:
    he = company("he")
    first = company("wang").register(CHEN, **AT)
    masked = {**CHEN, "phones": ["138****1234"], "address": NEIGHBOUR["address"]}
    waiting = company("li").post("/registrations", {"customer": masked}, **AT).json()["id"]
    assert he.post(f"/registrations/{waiting}/estates", {"other": first}, **AT).status_code == 201
    assert he.post(f"/registrations/{waiting}/estates", {"other": first}, **AT).status_code == 409
    [entry] = he.get("/communities", **AT).json()["items"]
    assert (entry["name"], entry["estate"], entry["origin"]) == ("云上人家", "龙湖源著", waiting)
