"""What is found to collide later waits for the registrar, changes neither side, and is asked about once (CR-7.0)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from baobei.book import rebuild, verify
from baobei.book.models import Page, Trace
from baobei.registrations import services
from baobei.registrations.models import Collision, Registration
from baobei.registrations.tests.conftest import CHEN, clock
from baobei.registrations.tests.test_communities import LATER, add, ask, customer
from baobei.registrations.tests.test_review import DECIDED

JUDGED = "2026-03-06T10:00+08:00"


@pytest.fixture
def collision(cast: SimpleNamespace, hold: Callable[..., Any]) -> Collision:
    """Two registrations that a new name of an estate makes one home."""
    hold(cast.wang)
    hold(cast.li, customer("云上人家"))
    add(cast.he)
    assert services.rekey(at=clock(LATER)).colliding == 1
    return Collision.objects.get()


def judge(by: Any, key: Any, decision: Any, now: str = DECIDED, **more: Any) -> Any:
    return services.judge(by=by, at=clock(now), collision=key, decision=decision, **more)


def test_both_sides_why_and_never_whose(
    browse: Callable[..., Client], cast: SimpleNamespace, collision: Collision
) -> None:
    browser = browse("he", DECIDED)
    for path in ("/", "/reviews"):
        assert f"/reviews/collisions/{collision.id}" in browser.get(path).content.decode()
    page = browser.get(f"/reviews/collisions/{collision.id}").content.decode()
    assert "one estate by the company" in page and "李梅" in page and CHEN["name"] in page
    for holder in (cast.wang, cast.li):
        assert holder.name not in page and str(holder.id) not in page and f">{holder.department}<" not in page
    browser.get(f"/reviews/collisions/{collision.id}")
    looked = Trace.objects.filter(action="look", result="shown_logged").values_list("subject", flat=True)
    assert sorted(looked) == sorted((collision.one_id, collision.other_id))


@pytest.mark.parametrize("word", ["same", "different"])
def test_judged_once_it_changes_neither_side_and_is_never_found_again(
    browse: Callable[..., Client], cast: SimpleNamespace, collision: Collision, word: str
) -> None:
    before = list(Registration.objects.order_by("id").values())
    browser = browse("he", DECIDED)
    judged = browser.post(f"/reviews/collisions/{collision.id}", {"decision": word, "reason": "电话核实过"})
    assert judged["Location"] == "/reviews?done=judged"
    page = browser.get(judged["Location"]).content.decode()
    assert "neither side" in page and "Found to collide later" not in page
    assert browser.get(f"/reviews/collisions/{collision.id}").status_code == 404
    assert list(Registration.objects.order_by("id").values()) == before
    add(cast.he, JUDGED, name="云上雅居", estate="云上人家")
    assert services.rekey(at=clock(JUDGED)).colliding == 0
    assert [page.book for page in Page.objects.filter(action="judge")] == ["office"]
    assert not verify.faults("office") and not rebuild.differences()
    assert judge(cast.he, collision.id, word, JUDGED).cites == ("CR-5.2", "CR-7.0")
    assert ask(cast.zhou, customer("云上人家", phone="13722223333"), JUDGED) == "protected"


def test_what_ended_meanwhile_waits_no_more(browse: Callable[..., Client], collision: Collision) -> None:
    browser = browse("he", "2026-03-20T10:00+08:00")
    assert "Found to collide later" not in browser.get("/reviews").content.decode()
    assert browser.get(f"/reviews/collisions/{collision.id}").status_code == 404


@pytest.mark.parametrize("word", [None, "", "SAME", 1, ["same"]])
def test_another_word_is_no_judgement(cast: SimpleNamespace, collision: Collision, word: Any) -> None:
    assert list(judge(cast.he, collision.id, word).answer["fields"]) == ["decision"]


@pytest.mark.parametrize("key", [None, "x", "0190a1b2-0000-7000-8000-000000000000"])
def test_a_collision_that_is_not_there(cast: SimpleNamespace, key: Any) -> None:
    assert judge(cast.he, key, "same").unknown


@pytest.mark.parametrize("by", ["li", "tian", "cai", "gao"])
def test_only_the_registrar_judges(
    browse: Callable[..., Client], cast: SimpleNamespace, collision: Collision, by: str
) -> None:
    assert judge(getattr(cast, by), collision.id, "same").result == "denied"
    assert browse(by, DECIDED).get(f"/reviews/collisions/{collision.id}").status_code == 403


def test_nobody_judges_in_their_own_matter(
    browse: Callable[..., Client], cast: SimpleNamespace, hire: Callable[..., Any], hold: Callable[..., Any]
) -> None:
    both = hire("both", "salesperson", "registrar", department="east")
    hold(both)
    hold(cast.li, customer("云上人家"))
    add(cast.he)
    services.rekey(at=clock(LATER))
    key = Collision.objects.get().id
    denied = judge(both, key, "same")
    assert (denied.result, denied.cites) == ("denied", ("CR-2",))
    assert str(key) not in browse("both", DECIDED).get("/reviews").content.decode()


def test_too_long_a_reason_stays_as_typed(browse: Callable[..., Client], collision: Collision) -> None:
    answer = browse("he", DECIDED).post(
        f"/reviews/collisions/{collision.id}", {"decision": "same", "reason": "长" * 4001}
    )
    assert answer.status_code == 422 and "长长长" in answer.content.decode()
