"""The registrar's queue and its two sides: why alike, never whose, and on to the next (CR-5.2)."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from baobei.book.models import Page, Trace
from baobei.registrations import services
from baobei.registrations.models import Registration
from baobei.registrations.tests.conftest import CHEN, clock
from baobei.registrations.tests.test_review import DECIDED, MASKED, SON, SUBMITTED, submit


@pytest.fixture
def waiting(cast: SimpleNamespace, hold: Callable[..., Any]) -> SimpleNamespace:
    """A doubtful one that waits longest, and a contested one after it."""
    hold(cast.wang)
    doubtful = submit(cast.li, MASKED)
    services.register(by=cast.zhou, at=clock("2026-03-04T10:00+08:00"), customer=SON, contest="儿子另买一套")
    contested = Registration.objects.get(holder=cast.zhou.id).id
    return SimpleNamespace(doubtful=doubtful, contested=contested)


def test_what_waits_longest_comes_first(browse: Callable[..., Client], waiting: SimpleNamespace) -> None:
    page = browse("he", DECIDED).get("/reviews").content.decode()
    assert 0 < page.index(str(waiting.doubtful)) < page.index(str(waiting.contested))
    assert "Said to be another: 儿子另买一套" in page
    home = browse("he", DECIDED).get("/").content.decode()
    assert str(waiting.doubtful) in home and "/reviews" in home


def test_both_sides_and_why_they_are_alike(browse: Callable[..., Client], waiting: SimpleNamespace) -> None:
    page = browse("he", DECIDED).get(f"/reviews/{waiting.doubtful}").content.decode()
    for words in (*CHEN.values(), *MASKED.values()):
        for text in words if isinstance(words, list) else [words]:
            assert re.sub(r"\s", "", text) in re.sub(r"\s|<[^>]*>", "", page)
    assert "The same name" in page and "7 digits agree" in page and "2026-03-13" in page


def test_never_whose(browse: Callable[..., Client], cast: SimpleNamespace, waiting: SimpleNamespace) -> None:
    browser = browse("he", DECIDED)
    for path in ("/reviews", f"/reviews/{waiting.doubtful}", f"/reviews/{waiting.contested}"):
        page = browser.get(path).content.decode()
        for holder in (cast.wang, cast.li, cast.zhou):
            assert holder.name not in page and str(holder.id) not in page and f">{holder.department}<" not in page


def test_a_word_leads_to_the_next_and_at_last_to_the_empty_queue(
    browse: Callable[..., Client], waiting: SimpleNamespace
) -> None:
    browser = browse("he", DECIDED)
    judged = browser.post(f"/reviews/{waiting.doubtful}", {"decision": "different"})
    assert judged["Location"] == f"/reviews/{waiting.contested}?done=registered"
    assert "Judged: registered" in browser.get(judged["Location"]).content.decode()
    judged = browser.post(f"/reviews/{waiting.contested}", {"decision": "same"})
    assert judged["Location"] == "/reviews?done=protected"
    assert "Nothing waits for your judgement." in browser.get(judged["Location"]).content.decode()


def test_no_word_or_one_too_late_changes_nothing(browse: Callable[..., Client], waiting: SimpleNamespace) -> None:
    browser = browse("he", DECIDED)
    for _ in range(2):
        assert browser.post(f"/reviews/{waiting.doubtful}", {})["Location"].endswith("?done=refused")
    browser.post(f"/reviews/{waiting.doubtful}", {"decision": "same"})
    late = browser.post(f"/reviews/{waiting.doubtful}", {"decision": "different"})
    assert late["Location"].endswith("?done=refused")
    assert Registration.objects.get(id=waiting.doubtful).status == "invalid"
    assert browser.get(f"/reviews/{waiting.doubtful}").status_code == 404


@pytest.mark.parametrize("who", ["li", "tian", "cai", "gao"])
def test_only_the_registrar_comes_in(browse: Callable[..., Client], waiting: SimpleNamespace, who: str) -> None:
    browser = browse(who, DECIDED)
    assert browser.get("/reviews").status_code == browser.get(f"/reviews/{waiting.doubtful}").status_code == 403
    assert browser.post(f"/reviews/{waiting.doubtful}", {"decision": "same"}).status_code == 403


def test_ones_own_matter_is_not_in_the_queue(
    browse: Callable[..., Client], hire: Callable[..., Any], cast: SimpleNamespace
) -> None:
    both = hire("both", "salesperson", "registrar", department="east")
    services.register(by=both, at=clock(), customer=CHEN)
    theirs = submit(cast.li, MASKED)
    browser = browse("both", DECIDED)
    assert str(theirs) not in browser.get("/reviews").content.decode()
    assert browser.get(f"/reviews/{theirs}").status_code == 404
    assert browser.post(f"/reviews/{theirs}", {"decision": "same"}).status_code == 403


def test_a_contested_hold_shows_what_was_asked(browse: Callable[..., Client], cast: SimpleNamespace) -> None:
    services.inquire(by=cast.wang, at=clock(SUBMITTED), customer=CHEN)
    theirs = submit(cast.li, SON, contest="不是同一位")
    page = browse("he", SUBMITTED).get(f"/reviews/{theirs}").content.decode()
    assert "held after an inquiry" in page and "云栈山居" in page


def test_why_is_kept_and_only_others_than_the_holder_read_it(
    browse: Callable[..., Client], cast: SimpleNamespace, waiting: SimpleNamespace
) -> None:
    registrar = browse("he", DECIDED)
    registrar.post(f"/reviews/{waiting.doubtful}", {"decision": "different", "reason": "电话核实过，是两家人"})
    page = registrar.post(f"/registrations/{waiting.doubtful}", {"reason": "核对"}, follow=True).content.decode()
    assert "Judged: not the same customer" in page and "电话核实过，是两家人" in page
    holder = browse("li", DECIDED).get(f"/registrations/{waiting.doubtful}").content.decode()
    assert "Judged: not the same customer" in holder and "电话核实过" not in holder


def test_an_explanation_that_cannot_be_shown_is_told_and_nothing_is_judged(
    browse: Callable[..., Client], waiting: SimpleNamespace
) -> None:
    answer = browse("he", DECIDED).post(f"/reviews/{waiting.doubtful}", {"decision": "same", "reason": "两\x00家"})
    assert answer.status_code == 422 and "type it anew" in answer.content.decode()
    assert Registration.objects.get(id=waiting.doubtful).status == "awaiting_review"


def test_the_page_that_the_judgement_wrote_is_told(browse: Callable[..., Client], waiting: SimpleNamespace) -> None:
    registrar = browse("he", DECIDED)
    judged = registrar.post(f"/reviews/{waiting.doubtful}", {"decision": "different"}, follow=True).content.decode()
    written = Page.objects.get(action="review")
    assert f"/book/{written.book}/{written.number}" in judged and f"Page {written.number} of the book" in judged


def test_both_holders_read_that_a_review_opened_their_customer_once(
    browse: Callable[..., Client], cast: SimpleNamespace, waiting: SimpleNamespace
) -> None:
    registrar = browse("he", DECIDED)
    for _ in range(2):
        registrar.get(f"/reviews/{waiting.doubtful}")
    looked = Trace.objects.filter(action="look", result="shown_logged", actor_id=cast.he.id)
    held = Registration.objects.get(holder=cast.wang.id).id
    assert sorted(looked.values_list("subject", flat=True)) == sorted([held, waiting.doubtful])


def test_no_list_on_the_registrars_home_tells_whose_the_reviews_are(
    browse: Callable[..., Client], cast: SimpleNamespace, waiting: SimpleNamespace
) -> None:
    page = browse("he", DECIDED).get("/").content.decode()
    assert str(waiting.doubtful) in page
    assert cast.li.name not in page and cast.zhou.name not in page
