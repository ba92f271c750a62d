"""The table of communities as pages, and the click that a review adds to it (CR-7.0)."""

from collections.abc import Callable
from importlib import import_module
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest import MonkeyPatch

from baobei.registrations import services
from baobei.registrations.models import CommunityEntry, CustomerData
from baobei.registrations.tests.conftest import CHEN, clock
from baobei.registrations.tests.test_communities import ALIAS, LAST, LATER, add, ask, customer
from baobei.registrations.tests.test_review import DECIDED, MASKED, submit

ELSEWHERE = {**MASKED, "address": "重庆市渝北区云上人家3栋2单元18-1"}


@pytest.fixture
def waiting(cast: SimpleNamespace, hold: Callable[..., Any]) -> Any:
    """A review of a customer whose estate is written otherwise."""
    hold(cast.wang)
    return submit(cast.li, ELSEWHERE)


def test_added_changed_and_withdrawn_with_its_history(browse: Callable[..., Client]) -> None:
    browser = browse("he", LATER)
    assert "The table is empty" in browser.get("/communities").content.decode()
    added = browser.post("/communities/new", ALIAS)
    path = added["Location"].partition("?")[0]
    assert "It counts from now on" in browser.get(added["Location"]).content.decode()
    listed = browser.get("/communities").content.decode()
    assert path in listed and "云上人家" in listed and "云栈山居" in listed
    assert browser.post(path, {**ALIAS, "district": "渝北区"})["Location"] == f"{path}?done=changed"
    assert "no longer be looked for as one" in browser.get(f"{path}/withdraw").content.decode()
    assert browser.post(f"{path}/withdraw")["Location"] == f"{path}?done=withdrawn"
    page = browser.get(path).content.decode()
    assert page.index("Withdrawn") < page.index("Changed") < page.index("Added")
    assert "重庆 渝北" in page and "/book/office/" in page and "he&#x27;s name" in page
    assert path not in browser.get("/communities").content.decode()
    assert path in browser.get("/communities?withdrawn=1").content.decode()


def test_found_by_name_and_kind_page_by_page(browse: Callable[..., Client], cast: SimpleNamespace) -> None:
    for season, plant in product("春夏秋冬", "桃李杏梅兰竹菊松柏桂枫荷棠"):
        add(cast.he, name=f"云上{season}{plant}苑", estate="云栈山居")
    add(cast.he, kind="prefix", name="山海")
    browser = browse("gao", LATER)
    first = browser.get("/communities?q=云上").content.decode()
    assert first.count('<th scope="row">') == 50 and "Older ones" in first and "山海" not in first
    after = first.partition("after=")[2].partition('"')[0]
    assert browser.get(f"/communities?q=云上&after={after}").content.decode().count('<th scope="row">') == 2
    assert browser.get("/communities?kind=prefix").content.decode().count('<th scope="row">') == 1
    for odd in ("?kind=x", "?q=%25", "?after=x", "?q=没有这样的"):
        assert "Nothing found" in browser.get(f"/communities{odd}").content.decode() or odd == "?after=x"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"estate": "云上人家"}, "estate"),
        ({"district": "月亮区"}, "district"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    browse: Callable[..., Client], given: dict[str, str], field: str
) -> None:
    answer = browse("he").post("/communities/new", {**ALIAS, **given})
    page = answer.content.decode()
    assert answer.status_code == 422 and f'id="id_{field}-error"' in page
    assert all(
        f'value="{typed}"' in page for name, typed in {**ALIAS, **given}.items() if name in ("name", "estate") and typed
    )
    assert not CommunityEntry.objects.exists()


def test_a_doubt_is_confirmed_by_a_box(browse: Callable[..., Client], cast: SimpleNamespace, hold: Any) -> None:
    hold(cast.wang)
    hold(cast.zhou, customer("云上人家", place="重庆市江北区", phone="13800005678"))
    browser = browse("he", LATER)
    doubted = browser.post("/communities/new", ALIAS)
    assert doubted.status_code == 422 and 'name="sure"' in doubted.content.decode()
    assert browser.post("/communities/new", {**ALIAS, "sure": "on"}).status_code == 302


@pytest.mark.parametrize("who", ["wang", "sun", "cai", "dong"])
def test_only_registrar_and_general_manager_come_in(
    browse: Callable[..., Client], cast: SimpleNamespace, who: str
) -> None:
    entry = add(cast.he).answer["id"]
    browser = browse(who)
    for path in ("/communities", "/communities/new", f"/communities/{entry}", f"/communities/{entry}/withdraw"):
        assert browser.get(path).status_code == 403
    assert browser.post("/communities/new", {**ALIAS, "name": "云下人家"}).status_code == 403
    assert CommunityEntry.objects.count() == 1 and "/communities" not in browser.get("/").content.decode()


def test_an_entry_that_is_not_there(browse: Callable[..., Client]) -> None:
    missing = "/communities/0190a1b2-0000-7000-8000-000000000000"
    browser = browse("he")
    assert {browser.get(path).status_code for path in (missing, f"{missing}/withdraw")} == {404}
    assert browser.post(f"{missing}/withdraw").status_code == 404


def test_one_click_remembers_what_a_review_shows(
    browse: Callable[..., Client], cast: SimpleNamespace, waiting: Any
) -> None:
    browser = browse("he", DECIDED)
    page = browser.get(f"/reviews/{waiting}").content.decode()
    assert "Is it one estate?" in page and "云上人家" in page
    other = page.partition('name="other" value="')[2].partition('"')[0]
    done = browser.post(f"/reviews/{waiting}/estates", {"other": other})
    assert done["Location"] == f"/reviews/{waiting}?done=added"
    page = browser.get(done["Location"]).content.decode()
    assert "Remembered: one estate from now on" in page and "Is it one estate?" not in page
    assert "one estate by the company" in page
    entry = CommunityEntry.objects.get()
    assert (entry.name, entry.estate, entry.city, entry.district) == ("云上人家", "云栈山居", "重庆", "渝北")
    assert entry.origin == waiting
    assert "a review" in browser.get(f"/communities/{entry.id}").content.decode()
    again = browser.post(f"/reviews/{waiting}/estates", {"other": other})
    assert again["Location"].endswith("done=refused")


def test_said_to_be_the_same_it_is_offered_afterwards(
    browse: Callable[..., Client], cast: SimpleNamespace, waiting: Any
) -> None:
    browser = browse("he", DECIDED)
    judged = browser.post(f"/reviews/{waiting}", {"decision": "same"})
    assert judged["Location"] == f"/reviews?done=protected&estates={waiting}"
    page = browser.get(judged["Location"]).content.decode()
    assert "Is it one estate?" in page and "云上人家" in page
    for holder in (cast.wang, cast.li):
        assert holder.name not in page and str(holder.id) not in page
    other = page.partition('name="other" value="')[2].partition('"')[0]
    done = browser.post(f"/reviews/{waiting}/estates", {"other": other})
    assert done["Location"] == "/reviews?done=added"
    neighbour = {**CHEN, "name": "李梅", "phones": ["13911112222"], "address": ELSEWHERE["address"]}
    assert ask(cast.zhou, neighbour, "2026-03-06T10:00+08:00") == "protected"


def test_said_to_be_another_nothing_is_offered(browse: Callable[..., Client], waiting: Any) -> None:
    judged = browse("he", DECIDED).post(f"/reviews/{waiting}", {"decision": "different"})
    assert judged["Location"] == "/reviews?done=registered"


def test_estates_of_what_has_nothing_in_common_are_not_offered(
    browse: Callable[..., Client], cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    other_home = submit(cast.li, {**MASKED, "address": "重庆市渝北区枫桥名居8栋1单元2-2"})
    assert "Is it one estate?" not in browse("he", DECIDED).get(f"/reviews/{other_home}").content.decode()


def test_only_a_side_of_the_review_is_remembered(
    browse: Callable[..., Client], cast: Any, hold: Any, waiting: Any
) -> None:
    stranger = hold(cast.zhou, customer("枫桥名居", phone="13800005678"), LAST)
    browser = browse("he", DECIDED)
    for other in (str(stranger), "x", ""):
        assert browser.post(f"/reviews/{waiting}/estates", {"other": other}).status_code == 404
    assert browse("li", DECIDED).post(f"/reviews/{waiting}/estates", {}).status_code == 403
    assert not CommunityEntry.objects.exists()


def test_ones_own_matter_is_not_remembered(cast: SimpleNamespace, hire: Callable[..., Any]) -> None:
    both = hire("both", "salesperson", "registrar", department="east")
    mine = services.register(by=both, at=clock(), customer=CHEN).answer["registration"]
    theirs = submit(cast.li, ELSEWHERE)
    denied = services.remember_estates(by=both, at=clock(DECIDED), registration=theirs, other=mine)
    assert (denied.result, denied.cites) == ("denied", ("CR-2",))


def test_one_click_reads_anew_and_leads_to_what_collides(
    browse: Callable[..., Client], cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    hold(cast.li, customer("云上人家"))
    browser = browse("he", LATER)
    added = browser.post("/communities/new", ALIAS)["Location"]
    for path in (added, "/communities", "/"):
        assert "2 customers were read by other rules" in browser.get(path).content.decode()
    assert browser.post("/rekey")["Location"] == "/reviews"
    assert "Found to collide later" in browser.get("/reviews").content.decode()
    assert "Read them anew now" not in browser.get("/").content.decode()
    assert browse("li", LATER).post("/rekey").status_code == 403 and browser.get("/rekey").status_code == 405


def test_so_many_fit_in_a_request(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    for number in range(3):
        hold(cast.wang, customer("枫桥名居", f"{number + 1}栋1单元3-3", phone=f"1370000111{number}"))
    CustomerData.objects.update(stamp="older:older")
    batch = import_module("baobei.registrations.services.rekey")
    with MonkeyPatch.context() as patch:
        patch.setattr(batch, "SEEN_AT_ONCE", 1)
        assert services.rekey(at=clock(LATER), most=2).done == 2
    assert services.rekey(at=clock(LATER)).done == 1
