"""The company's own table: what an entry may say, and that it counts for what was registered long before (CR-7.0)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei.book import rebuild, verify
from baobei.book.models import Page
from baobei.people.rules import Actor
from baobei.registrations import services
from baobei.registrations.models import CommunityEntry, KeyClaim
from baobei.registrations.queries import communities
from baobei.registrations.tests.conftest import clock

LATER, LAST = "2026-03-03T10:00+08:00", "2026-03-04T10:00+08:00"
ALIAS = {"kind": "alias", "name": "云上人家", "estate": "云栈山居"}


def customer(
    estate: str, unit: str = "3栋2单元18-1", *, place: str = "重庆市渝北区", phone: str = "13911112222"
) -> Any:
    return {"name": "李梅", "phones": [phone], "address": f"{place}{estate}{unit}"}


def add(by: Actor, now: str = LATER, **entry: Any) -> Any:
    sure = entry.pop("sure", False)
    return services.add_community(by=by, at=clock(now), entry={**ALIAS, **entry}, sure=sure)


def ask(by: Actor, whom: Any, now: str = LAST) -> str:
    return services.inquire(by=by, at=clock(now), customer=whom).result


def faults(decision: Any) -> dict[str, str]:
    assert decision.result == "refused"
    return {field: str(text) for field, text in decision.answer["fields"].items()}


def test_another_name_counts_from_the_moment_it_stands(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    other = customer("云上人家")
    assert ask(cast.zhou, customer("云上人家", "9栋1单元3-3"), LATER) == "free"
    assert add(cast.he).result == "added"
    assert ask(cast.li, other) == "protected"
    assert services.register(by=cast.li, at=clock(LAST), customer=other).result == "protected"
    assert ask(cast.li, customer("云上人家", "3栋2单元18-2")) == "free"


def test_withdrawn_it_counts_no_longer(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    entry = add(cast.he).answer["id"]
    assert ask(cast.li, customer("云上人家")) == "protected"
    assert services.withdraw_community(by=cast.he, at=clock(LATER), key=entry).result == "withdrawn"
    assert ask(cast.li, customer("云上人家")) == "free"
    assert services.register(by=cast.li, at=clock(LAST), customer=customer("云上人家")).result == "registered"
    again = services.withdraw_community(by=cast.he, at=clock(LATER), key=entry)
    assert (again.result, again.cites) == ("refused", ("CR-7.0",))


def test_the_unit_is_claimed_under_every_name(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    add(cast.he)
    hold(cast.wang)
    claimed = set(KeyClaim.objects.filter(holder=cast.wang.id).values_list("key", flat=True))
    assert {f"unit:重庆/渝北|{name}|-3-2-18-1" for name in ("云栈山居", "云上人家")} <= claimed


def test_who_has_the_name_elsewhere_keeps_their_claim(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.zhou, customer("云上人家", place="重庆市江北区", phone="13800005678"))
    before = set(KeyClaim.objects.filter(holder=cast.zhou.id, released_at=None).values_list("key", flat=True))
    assert "unit:|云上人家|-3-2-18-1" in before
    add(cast.he, district="渝北区")
    hold(cast.wang)
    assert set(KeyClaim.objects.filter(holder=cast.zhou.id, released_at=None).values_list("key", flat=True)) == before
    assert ask(cast.li, customer("云上人家", place="")) == "needs_review"


def test_a_phase_a_prefix_and_two_districts(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang, customer("云栈山居二期", phone="13800001234"))
    hold(cast.zhou, customer("枫桥半山院", phone="13800005678"))
    add(cast.he, kind="phase", name="云栈·北苑", phase="2")
    add(cast.he, kind="prefix", name="山海")
    assert ask(cast.li, customer("云栈北苑")) == "protected"
    assert ask(cast.li, customer("云栈山居一期")) == "free"
    assert ask(cast.li, customer("山海枫桥半山院", phone="13922223333")) == "protected"
    assert ask(cast.sun, customer("枫桥半山院", place="", phone="13722223333")) == "protected"
    add(cast.he, kind="district", name="枫桥半山院", district="北碚区", city="重庆")
    assert ask(cast.tian, customer("枫桥半山院", place="", phone="13622223333")) == "needs_review"


def test_who_keeps_an_older_table_is_told_so_by_the_look_up(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    older = communities.reload()
    add(cast.he)
    communities._kept = older
    assert ask(cast.li, customer("云上人家")) == "protected"
    communities._kept = older
    assert services.register(by=cast.li, at=clock(LAST), customer=customer("云上人家")).result == "protected"


def test_each_change_is_a_page_of_the_office_and_makes_the_history(cast: SimpleNamespace) -> None:
    key = add(cast.he).answer["id"]
    services.change_community(by=cast.gao, at=clock(LATER), key=key, entry={**ALIAS, "district": "渝北区"})
    services.withdraw_community(by=cast.he, at=clock(LAST), key=str(key))
    assert not verify.faults("office") and not rebuild.differences()
    pages = Page.objects.filter(book="office", action__contains="community").order_by("number")
    assert [(page.actor, page.cites) for page in pages] == [(who, '["CR-7.0"]') for who in ("he", "gao", "he")]
    history = communities.history(key)
    assert [event.action for event in history] == list(reversed(communities.ACTIONS))
    assert (history[2].values["district"], history[1].values["district"]) == ("", "渝北")


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"kind": "nickname"}, "kind"),
        ({"kind": None}, "kind"),
        ({"name": " "}, "name"),
        ({"name": "云上\x07人家"}, "name"),
        ({"name": "云" * 61}, "name"),
        ({"name": "云上人家二期"}, "name"),
        ({"name": "3栋"}, "name"),
        ({"name": 5}, "name"),
        ({"name": "渝北区云上人家"}, "name"),
        ({"estate": ""}, "estate"),
        ({"estate": "云上·人家"}, "estate"),
        ({"phase": "很大"}, "phase"),
        ({"kind": "phase"}, "phase"),
        ({"district": "月亮区"}, "district"),
        ({"city": "月亮市"}, "city"),
        ({"city": "杭州市", "district": "渝北区"}, "district"),
        ({"district": "江北区"}, "city"),
        ({"district": "朝阳区"}, "city"),
        ({"kind": "district"}, "district"),
        ({"kind": "prefix", "name": "山"}, "name"),
        ({"kind": "prefix", "name": "龙湖"}, "name"),
        ({"kind": "prefix", "name": "花园"}, "name"),
        ({"kind": "prefix", "name": "山海12"}, "name"),
    ],
)
def test_what_can_t_be_an_entry_is_said_at_its_field(cast: SimpleNamespace, entry: Any, field: str) -> None:
    assert list(faults(add(cast.he, **entry))) == [field]
    assert not CommunityEntry.objects.exists()


def test_names_lead_nowhere_in_a_circle_and_stand_once(cast: SimpleNamespace) -> None:
    add(cast.he, name="甲云苑", estate="乙云苑")
    second = add(cast.he, name="乙云苑", estate="丙云苑").answer["id"]
    assert "estate" in faults(add(cast.he, name="丙云苑", estate="甲云苑"))
    assert "name" in faults(add(cast.he, name="甲云苑", estate="丁云苑"))
    assert "name" in faults(add(cast.he, name="甲云苑", estate="乙云苑"))
    assert add(cast.he, name="甲云苑", estate="丁云苑", district="渝北区").result == "added"
    circle = services.change_community(
        by=cast.he, at=clock(LATER), key=second, entry={"kind": "alias", "name": "乙云苑", "estate": "甲云苑"}
    )
    assert "estate" in faults(circle)


def test_a_name_that_the_register_knows_elsewhere_is_asked_about(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    hold(cast.zhou, customer("云上人家", place="重庆市江北区", phone="13800005678"))
    assert "江北" in faults(add(cast.he))["sure"]
    assert add(cast.he, district="渝北区").result == "added"
    assert add(cast.he, sure=True).result == "added"


@pytest.mark.parametrize("by", ["wang", "sun", "cai", "dong"])
def test_only_registrar_and_general_manager_keep_the_table(cast: SimpleNamespace, by: str) -> None:
    entry = add(cast.he).answer["id"]
    who = getattr(cast, by)
    for denied in (
        add(who, name="云下人家"),
        services.change_community(by=who, at=clock(LATER), key=entry, entry=ALIAS),
        services.withdraw_community(by=who, at=clock(LATER), key=entry),
    ):
        assert (denied.result, denied.cites) == ("denied", ("CR-7.0",))


@pytest.mark.parametrize("key", [None, "x", "0190a1b2-0000-7000-8000-000000000000", 5])
def test_an_entry_that_is_not_there(cast: SimpleNamespace, key: Any) -> None:
    assert services.withdraw_community(by=cast.he, at=clock(), key=key).unknown
    assert services.change_community(by=cast.he, at=clock(), key=key, entry=ALIAS).unknown


NAMES = ["云栈山居", "云上人家", "枫桥半山院", "山海枫桥半山院", "云栈北苑"]
ENTRIES = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {
                "kind": st.just("alias"),
                "name": st.sampled_from(NAMES),
                "estate": st.sampled_from(NAMES),
                "phase": st.sampled_from(["", "", "2"]),
                "district": st.sampled_from(["", "渝北区"]),
            }
        ),
        st.just({"kind": "prefix", "name": "山海"}),
        st.just({"kind": "district", "name": "云上人家", "city": "重庆市", "district": "江北区"}),
    ),
    min_size=1,
    max_size=4,
)
CUSTOMERS = st.builds(
    lambda estate, phase, unit, place, number: customer(estate + phase, unit, place=place, phone=f"139{number:08}"),
    st.sampled_from(NAMES),
    st.sampled_from(["", "二期"]),
    st.sampled_from(["3栋2单元18-1", "3栋18-1"]),
    st.sampled_from(["重庆市渝北区", "重庆市江北区", ""]),
    st.integers(0, 10**8 - 1),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registered=CUSTOMERS, asked=CUSTOMERS, entries=ENTRIES)
def test_entries_before_or_after_the_registration_give_one_answer(
    cast: SimpleNamespace, registered: Any, asked: Any, entries: list[Any]
) -> None:
    """What stands under keys made before the entries is found as what was registered after them."""
    answers = []
    for entries_first in (True, False):
        with transaction.atomic():
            steps = [
                lambda: [services.add_community(by=cast.he, at=clock(), entry=one, sure=True) for one in entries],
                lambda: services.register(by=cast.wang, at=clock(), customer=registered),
            ]
            for step in steps if entries_first else reversed(steps):
                step()
            heard = services.inquire(by=cast.li, at=clock(LATER), customer=asked)
            kept = services.register(by=cast.zhou, at=clock(LAST), customer={**asked, "phones": ["13612345678"]})
            answers.append((heard.result, kept.result))
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
