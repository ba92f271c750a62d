"""Readings and keys made anew while others work: on where it was, one winner, what collides kept for the registrar."""

import json
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from baobei import usecase
from baobei.book import rebuild, verify
from baobei.book.models import Page
from baobei.matching.home import Home
from baobei.registrations import services
from baobei.registrations.models import (
    Collision,
    CustomerData,
    Hold,
    HoldKey,
    KeyClaim,
    Registration,
    RegistrationKey,
)
from baobei.registrations.queries import facts, stale
from baobei.registrations.rules.keeping import compact
from baobei.registrations.tests.conftest import CHEN, clock
from baobei.registrations.tests.test_communities import ALIAS, LAST, LATER, add, ask, customer
from baobei.registrations.tests.test_review import DOUBTS, MASKED, judge, submit

rekeying = import_module("baobei.registrations.services.rekey")


def rekey(now: str = LAST) -> tuple[int, int, int]:
    told = services.rekey(at=clock(now))
    return told.done, told.changed, told.colliding


def age(model: Any, **values: Any) -> None:
    """Makes rows look as if an older program had made them."""
    model.objects.update(stamp="older:older", **values)


def keys_of(registration: Any) -> set[str]:
    return set(RegistrationKey.objects.filter(registration_id=registration).values_list("key", flat=True))


def claimed(by: Any) -> set[str]:
    return set(KeyClaim.objects.filter(holder=by.id, released_at=None).values_list("key", flat=True))


def misread() -> str:
    """A reading as an older program could have made it: without the home."""
    data = CustomerData.objects.first()
    name, phones, masks, _, *rest = json.loads(data.reading)
    return compact([name, phones, masks, Home().to_json(), *rest])


def test_what_is_of_today_is_left_alone(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    ask(cast.li, customer("枫桥名居"))
    assert rekey() == (0, 0, 0)


def test_readings_and_keys_of_an_older_program_are_made_anew(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    registration = hold(cast.wang)
    right, reading = keys_of(registration), CustomerData.objects.get().reading
    age(CustomerData, reading=misread())
    RegistrationKey.objects.filter(key__startswith="home:").delete()
    RegistrationKey.objects.create(registration_id=registration, key="home:nowhere|1|1|1")
    assert ask(cast.li, customer("云栈山居")) == "free"
    Hold.objects.all().delete()
    KeyClaim.objects.exclude(holder=cast.wang.id).delete()
    assert rekey() == (1, 1, 0)
    assert (keys_of(registration), CustomerData.objects.get().reading) == (right, reading)
    assert ask(cast.zhou, customer("云栈山居")) == "protected"
    assert rekey() == (0, 0, 0)
    assert not rebuild.differences()


def test_a_hold_is_read_anew_from_what_was_written(cast: SimpleNamespace) -> None:
    ask(cast.li, customer("枫桥名居"))
    reading, keys = Hold.objects.get().reading, set(HoldKey.objects.values_list("key", flat=True))
    HoldKey.objects.filter(key__startswith="home:").delete()
    age(Hold, reading=reading.replace("枫桥名居", "枫桥"))
    assert rekey() == (1, 1, 0)
    assert (Hold.objects.get().reading, set(HoldKey.objects.values_list("key", flat=True))) == (reading, keys)


def test_of_a_hold_of_which_nothing_written_is_left_the_reading_stays(cast: SimpleNamespace) -> None:
    ask(cast.li, customer("枫桥名居"))
    reading = Hold.objects.get().reading
    age(Hold, customer="")
    assert rekey() == (1, 0, 0)
    assert Hold.objects.get().reading == reading


def test_a_new_name_takes_the_claims_that_are_free(cast: SimpleNamespace, hold: Callable[..., Any]) -> None:
    hold(cast.wang)
    assert not any("云上人家" in key for key in claimed(cast.wang))
    add(cast.he)
    assert rekey() == (1, 0, 0)
    assert "unit:重庆/渝北|云上人家|-3-2-18-1" in claimed(cast.wang)


def test_what_collides_by_a_new_name_is_kept_once_and_changes_neither_side(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    first, second = hold(cast.wang), hold(cast.li, customer("云上人家"))
    third = hold(cast.zhou, customer("枫桥名居", phone="13700001111"))
    before = {cast.wang.id: claimed(cast.wang), cast.li.id: claimed(cast.li)}
    rows = list(Registration.objects.order_by("id").values())
    add(cast.he)
    assert rekey() == (3, 0, 1)
    pair = Collision.objects.get()
    assert (pair.one_id, pair.other_id, pair.decision) == (first, second, "") and third not in (first, second)
    assert list(Registration.objects.order_by("id").values()) == rows
    assert claimed(cast.li) == before[cast.li.id] and claimed(cast.wang) == before[cast.wang.id]
    page = Page.objects.get(action="rekey")
    assert (page.book, page.actor, page.cites) == ("office", "", '["CR-7.0"]')
    assert not verify.faults("office") and not rebuild.differences()
    add(cast.he, LAST, name="枫桥雅苑", estate="枫桥名居")
    assert rekey() == (3, 0, 0)


def test_what_lapsed_or_waits_for_its_own_review_collides_no_more(
    cast: SimpleNamespace, hold: Callable[..., Any]
) -> None:
    hold(cast.wang)
    submit(cast.li, DOUBTS[1])
    hold(cast.zhou, customer("云上人家"), "2026-03-03T11:00+08:00")
    age(CustomerData)
    assert rekey() == (3, 0, 0)
    add(cast.he, "2026-03-20T10:00+08:00")
    assert rekey("2026-03-20T11:00+08:00")[2] == 0


@pytest.mark.parametrize("word", ["same", "different"])
def test_a_pair_once_judged_is_known_under_its_new_reading(
    cast: SimpleNamespace, hold: Callable[..., Any], word: str
) -> None:
    """The pair stands under digests of readings that an older program made."""
    first = hold(cast.wang)
    waiting = submit(cast.li, MASKED)
    for data in CustomerData.objects.all():
        reading = json.loads(data.reading)
        reading[3][5] = "as it sounded to an older program"
        CustomerData.objects.filter(pk=data.pk).update(reading=compact(reading), stamp="older:older")
    judge(cast.he, waiting, word, LATER)
    assert rekey() == (2, 2, 0)
    assert not rebuild.differences()
    now = usecase.moment(clock(LAST))
    reading = facts.reading_of(waiting)
    assert reading is not None
    asked = facts.asked_anew(usecase.in_force(now.day), cast.li.id, now, reading)
    told_apart, same = [one.entry.id for one in asked.apart], [one.entry.id for one in asked.found if one.same]
    assert (told_apart, same) == {"same": ([], [first]), "different": ([first], [])}[word]


def test_interrupted_it_goes_on_where_it_was(
    cast: SimpleNamespace, hold: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        hold(cast.wang, customer("枫桥名居", f"{number + 1}栋1单元3-3", phone=f"1370000111{number}"))
    age(CustomerData)
    monkeypatch.setattr(rekeying, "SEEN_AT_ONCE", 2)
    told: list[int] = []

    def heard(what: str, done: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.rekey(at=clock(LAST), heard=heard)
    assert stale.due(CustomerData.objects.exclude(stamp="older:older").first().stamp) == 1
    assert rekey() == (1, 0, 0)


def test_locks_of_a_transaction_are_few(
    cast: SimpleNamespace, hold: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        hold(cast.wang, customer("枫桥名居", f"{number + 1}栋1单元3-3", phone=f"1370000111{number}"))
    age(CustomerData)
    monkeypatch.setattr(rekeying, "LOCKED_AT_ONCE", 12)
    held: list[int] = []
    begin = usecase.begin

    def begun(at: Any, **given: Any) -> Any:
        held.append(len(given["keys"]))
        return begin(at, **given)

    monkeypatch.setattr(usecase, "begin", begun)
    assert rekey() == (5, 0, 0)
    assert len(held) > 1 and max(held) <= 12


def test_a_table_that_changes_meanwhile_is_followed(
    cast: SimpleNamespace, hold: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(cast.wang)
    hold(cast.li, customer("云上人家"))
    age(CustomerData)
    monkeypatch.setattr(rekeying, "SEEN_AT_ONCE", 1)
    added: list[Any] = []

    def heard(what: str, done: int) -> None:
        if not added:
            added.append(services.add_community(by=cast.he, at=clock(LAST), entry=ALIAS))

    told = services.rekey(at=clock(LAST), heard=heard)
    assert told.colliding == 1 and rekey() == (0, 0, 0)
    assert CHEN["address"] in set(CustomerData.objects.values_list("address", flat=True))
