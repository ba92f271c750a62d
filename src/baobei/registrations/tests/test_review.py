"""The registrar judges a pair once: registered or protected, one page, claims as they should be (CR-5.2)."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei.book import rebuild, verify
from baobei.book.models import Page
from baobei.people.rules import Actor
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.models import DecidedPair, KeyClaim, Registration
from baobei.registrations.tests.conftest import CHEN, MORNING, clock

SUBMITTED, DECIDED, LATER = "2026-03-03T10:00+08:00", "2026-03-05T16:00+08:00", "2026-03-06T10:00+08:00"
MASKED: Mapping[str, Any] = {"name": "陈建国", "phones": ["138****1234"], "address": "重庆市南岸区南坪西路55号"}
SON: Mapping[str, Any] = {"name": "陈小明", "phones": ["13800001234"], "address": "重庆市南岸区南坪西路57号"}
DOUBTS = (
    MASKED,
    {"name": "李四", "phones": ["13612345678"], "address": "重庆市渝北区云栈山居3栋18-1"},
    {
        "name": "李四",
        "phones": ["13612345678"],
        "address": "重庆市渝北区云栈山居8栋1单元2-2",
        "relatives": [{"relation": "配偶", "name": "陈建国", "phones": []}],
    },
)


def submit(by: Actor, customer: Mapping[str, Any], **more: Any) -> Any:
    decision = services.register(by=by, at=clock(SUBMITTED), customer=customer, **more)
    assert decision.result == "needs_review"
    return decision.answer["registration"]


def judge(by: Actor, registration: Any, decision: Any, now: str = DECIDED) -> Decision:
    return services.review(by=by, at=clock(now), registration=registration, decision=decision)


def claimed(by: Actor) -> set[str]:
    return set(KeyClaim.objects.filter(holder=by.id, released_at=None).values_list("key", flat=True))


def test_a_different_customer_counts_from_the_decision_and_keeps_its_place_in_time(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    waiting = submit(cast.li, MASKED)
    submitted = Registration.objects.get(id=waiting).registered_at
    assert judge(cast.he, waiting, "different").cites == ("CR-3.1", "CR-4.1", "CR-5.2")
    row = Registration.objects.get(id=waiting)
    assert (row.status, row.registered_at, row.counts_from) == ("valid", submitted, clock(DECIDED).now())
    assert row.valid_until == row.concerns_until == clock("2026-03-13T00:00+08:00").now()


def test_one_page_is_written_in_the_departments_book_and_tells_the_tables_whole(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    first, second = submit(cast.li, MASKED), submit(cast.zhou, DOUBTS[1])
    judge(cast.he, first, "different")
    judge(cast.he, second, "same")
    pages = Page.objects.filter(action="review").values_list("book", "actor")
    assert sorted(pages) == [("north", "he"), ("west", "he")]
    assert DecidedPair.objects.count() == 4
    assert not verify.faults("west") and not rebuild.differences()
    assert not any(pair.one in page.decision for pair in DecidedPair.objects.all() for page in Page.objects.all())


def test_a_contested_phone_may_have_two_holders_once_it_was_judged(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    judge(cast.he, submit(cast.li, SON, contest="儿子另买一套"), "different")
    assert "phone:13800001234" in claimed(cast.wang) - claimed(cast.li)
    third = services.inquire(by=cast.zhou, at=clock(LATER), customer=SON)
    assert third.result == "protected"


def test_claims_of_one_who_lost_are_free_for_the_next(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    more = {**MASKED, "phones": ["138****1234", "13612345678"]}
    judge(cast.he, submit(cast.li, more), "same")
    other = {"name": "郑洁", "phones": ["13612345678"], "address": "重庆市江北区枫桥名居2栋1单元6-3"}
    assert services.register(by=cast.zhou, at=clock(LATER), customer=other).result == "registered"
    assert "phone:13612345678" in claimed(cast.zhou)


def test_a_customer_whom_another_certainly_has_by_now_is_protected_whatever_was_judged(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    waiting = submit(cast.li, {**MASKED, "phones": ["138****1234", "13612345678"]})
    other = {"name": "郑洁", "phones": ["13612345678"], "address": "重庆市江北区枫桥名居2栋1单元6-3"}
    hold(cast.wang, other, "2026-03-04T10:00+08:00")
    decision = judge(cast.he, waiting, "different")
    assert (decision.result, decision.answer) == ("protected", {"until": clock("2026-03-12T00:00+08:00").now()})


@pytest.mark.parametrize("by", ["wang", "li"])
def test_nobody_judges_in_their_own_matter(
    cast: SimpleNamespace, hire: Callable[..., Actor], hold: Callable[..., Any], by: str
) -> None:
    both = hire("both", "salesperson", "registrar", department="east")
    holders = {"wang": (both, cast.li), "li": (cast.wang, both)}[by]
    hold(holders[0])
    waiting = submit(holders[1], MASKED)
    denied = judge(both, waiting, "same")
    assert (denied.result, denied.cites) == ("denied", ("CR-2",))
    assert Registration.objects.get(id=waiting).status == "awaiting_review"


@pytest.mark.parametrize("by", ["li", "tian", "cai", "gao"])
def test_only_the_registrar_judges(cast: SimpleNamespace, hold: Callable[..., Any], by: str) -> None:
    hold(cast.wang)
    denied = judge(getattr(cast, by), submit(cast.li, MASKED), "different")
    assert (denied.result, denied.cites) == ("denied", ("CR-3.1",))


@pytest.mark.parametrize("word", [None, "", "SAME", "maybe", 1, True, ["same"], {"same": 1}])
def test_another_word_is_no_decision(cast: SimpleNamespace, hold: Callable[..., Any], word: Any) -> None:
    hold(cast.wang)
    refused = judge(cast.he, submit(cast.li, MASKED), word)
    assert (refused.result, refused.cites, list(refused.answer["fields"])) == ("refused", (), ["decision"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    doubt=st.sampled_from(DOUBTS),
    word=st.sampled_from(["same", "different"]),
    asker=st.sampled_from(["li", "zhou"]),
    turned=st.booleans(),
    spelt=st.sampled_from(["", " ", "-"]),
)
def test_a_pair_that_was_judged_is_never_asked_about_again(
    cast: SimpleNamespace, doubt: Mapping[str, Any], word: str, asker: str, turned: bool, spelt: str
) -> None:
    """Whoever asks, whichever side came first, however it is spelt, also after all has lapsed."""
    with transaction.atomic():
        _asked_again(cast, doubt, word, asker, turned, spelt)
        transaction.set_rollback(True)


def _asked_again(
    cast: SimpleNamespace, doubt: Mapping[str, Any], word: str, asker: str, turned: bool, spelt: str
) -> None:
    first, second = (doubt, CHEN) if turned else (CHEN, doubt)
    services.register(by=cast.wang, at=clock(MORNING), customer=first)
    judge(cast.he, submit(cast.li, second), word)
    new = "2026-04-10T10:00+08:00"
    assert services.register(by=cast.wang, at=clock(new), customer=first).result == "registered"
    again = {**second, "phones": [spelt.join((phone[:3], phone[3:7], phone[7:])) for phone in second["phones"]]}
    by = getattr(cast, asker)
    heard = services.inquire(by=by, at=clock(new), customer=again)
    kept = services.register(by=by, at=clock(new), customer=again, contest="不是同一位")
    assert (heard.result, kept.result) == {"same": ("protected",) * 2, "different": ("free", "registered")}[word]
