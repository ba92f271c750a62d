"""One customer: follow up, deposit, sign, and who may look (CR-3.3, CR-4.2, CR-6.2, CR-7.2)."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from baobei.registrations import services
from baobei.registrations.tests.conftest import clock


def test_the_holder_sees_time_left_and_customer(browse: Any, cast: Any, hold: Any) -> None:
    registration = hold(cast.wang)
    text = browse("wang").get(f"/registrations/{registration}").content.decode()
    assert "<b>7</b> d <b>14</b> h left" in text and "10 Mar 00:00" in text and "138 0000 1234" in text
    assert "A deposit before then lengthens it to" in text and "1 Jun 00:00" in text


def test_not_ones_own_and_not_there_are_the_same_bytes(browse: Any, cast: Any, hold: Any) -> None:
    registration, client = hold(cast.wang), browse("li")
    for path in ("", "/deposit", "/signing"):
        theirs = client.get(f"/registrations/{registration}{path}")
        unknown = client.get(f"/registrations/{uuid4()}{path}")
        assert (theirs.status_code, theirs.content) == (404, unknown.content)
    theirs = client.post(f"/registrations/{registration}/follow-ups", {"feedback": "?"})
    assert (theirs.status_code, theirs.content) == (404, unknown.content)


@pytest.mark.parametrize(
    ("who", "asked"), [("sun", True), ("he", True), ("gao", True), ("tian", False), ("cai", False)]
)
def test_the_entitled_are_asked_why(browse: Any, cast: Any, hold: Any, who: str, asked: bool) -> None:
    answer = browse(who).get(f"/registrations/{hold(cast.wang)}")
    assert answer.status_code == (200 if asked else 404)
    assert "陈建国" not in answer.content.decode()


def test_a_look_needs_a_reason_and_the_holder_reads_it(browse: Any, cast: Any, hold: Any) -> None:
    registration, client = hold(cast.wang), browse("he")
    where = f"/registrations/{registration}"
    assert client.post(where, {"more": "  "}).status_code == 422
    text = client.post(where, {"reason": "For the files", "more": "before the audit"}, follow=True).content.decode()
    assert "陈建国" in text and "This look is kept" in text
    for path in ("/deposit", "/signing", "/follow-ups"):
        assert path not in text
    own = unescape(browse("wang").get(where).content.decode())
    assert f"{cast.he.name} looked" in own and "For the files before the audit" in own


def test_a_look_is_open_for_a_while_only(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("he")
    client.post(where, {"more": "address"})
    assert "陈建国" in client.get(where).content.decode()
    later = client.get(where, headers={"Baobei-Now": "2026-03-02T10:45+08:00"}).content.decode()
    assert "陈建国" not in later and "Say why first" in later


def test_denied_looks_are_told_to_the_registrar(browse: Any, cast: Any, hold: Any) -> None:
    registration, client = hold(cast.wang), browse("li")
    for _ in range(3):
        client.get(f"/registrations/{registration}")
    text = unescape(browse("he").get("/").content.decode())
    assert "Looks that were denied" in text and cast.li.name in text


def test_a_follow_up_is_written_down(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    given = {"feedback": "约周六上门", "expected_amount": "46,000", "expected_signing": "2026-03-20"}
    answer = client.post(f"{where}/follow-ups", given, follow=True)
    assert answer.redirect_chain[0][0] == f"{where}?logged#timeline"
    text = answer.content.decode()
    assert "约周六上门" in text and "46,000.00" in text and "20 Mar" in text and "CR-7.2" in text


def test_a_follow_up_by_htmx_gives_the_part_of_the_page(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    text = client.post(f"{where}/follow-ups", {"feedback": "约上门"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text and 'id="timeline"' in text and "约上门" in text and "Written down" in text


def test_an_empty_follow_up_says_what_it_needs(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    text = client.post(f"{where}/follow-ups", {"feedback": " "}).content.decode()
    assert "A follow-up needs at least one of" in text
    text = client.post(f"{where}/follow-ups", {"feedback": "x", "expected_signing": "soon"}).content.decode()
    assert "A day is written like" in text and ">x</textarea>" in text


def test_a_deposit_says_what_follows_before_it_is_taken(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    confirm = client.get(f"{where}/deposit", {"amount": "2,000"}).content.decode()
    assert "<b>2,000.00 yuan</b>" in confirm and "10 Mar 00:00" in confirm and "1 Jun 00:00" in confirm
    assert "90 days from" in confirm and "CR-4.2" in confirm
    done = client.post(f"{where}/deposit", {"amount": "2000.00"}, follow=True).content.decode()
    assert "1 Jun 00:00" in done and "Deposit of 2,000.00 yuan" in done


@pytest.mark.parametrize("amount", ["", "0", "-5", "much", "1.005", "1e3", "9" * 20])
def test_an_amount_that_is_none_is_said_at_the_field(browse: Any, cast: Any, hold: Any, amount: str) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    text = client.get(f"{where}/deposit", {"amount": amount}).content.decode()
    if amount == "1e3":
        assert "1,000.00" in text or 'class="error"' in text
    else:
        assert 'class="error"' in text and "Confirm the deposit" not in text
    assert client.post(f"{where}/deposit", {"amount": "much"}).status_code == 422


def test_finance_takes_a_deposit_once_it_may_look(browse: Any, cast: Any, hold: Any) -> None:
    registration = hold(cast.wang)
    where, client = f"/registrations/{registration}", browse("cai")
    assert client.get(f"{where}/deposit").status_code == 404
    services.deposit(by=cast.wang, at=clock(), registration=registration, amount="100")
    text = client.post(where, {"more": "reckoning"}, follow=True).content.decode()
    assert f"{where}/deposit" in text and f"{where}/signing" not in text
    assert "Deposit of 300.00 yuan" in client.post(f"{where}/deposit", {"amount": "200"}, follow=True).content.decode()


def test_signing_says_what_follows_before_it_binds(browse: Any, cast: Any, hold: Any) -> None:
    where, client = f"/registrations/{hold(cast.wang)}", browse("wang")
    client.post(f"{where}/follow-ups", {"feedback": "好"})
    confirm = client.get(f"{where}/signing", {"amount": "46000", "commission": "2300"}).content.decode()
    assert "<b>46,000.00 yuan</b>" in confirm and "<b>2,300.00 yuan</b>" in confirm
    assert "1 follow-up." in confirm and "For 90 days" in confirm and "CR-3.3" in confirm
    done = client.post(f"{where}/signing", {"amount": "46000.00", "commission": "2300.00"}, follow=True)
    assert "Signed for <b>46,000.00</b> yuan" in done.content.decode()
    assert "2,300.00" in client.get("/").content.decode()


def test_a_lapsed_customer_can_not_be_signed(browse: Any, cast: Any, hold: Any) -> None:
    where, late = f"/registrations/{hold(cast.wang)}", browse("wang", "2026-03-10T00:00+08:00")
    page = late.get(where).content.decode()
    assert "Run out" in page and "/signing" not in page and "/deposit" not in page
    refused = late.post(f"{where}/signing", {"amount": "1", "commission": "1"})
    assert refused.status_code == 409 and "CR-3.2" in refused.content.decode()
    assert "Nothing was changed." in refused.content.decode()
