"""The check box on the home of one who sells (CR-5.1)."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from baobei.registrations.queries import work
from baobei.registrations.tests.conftest import MORNING, clock

PASTED = "陈建国 13800001234，渝北区云栈山居3栋2单元18-1，想装中央空调"
FORM = {"name": "陈建国", "phones": "13800001234", "address": "渝北区云栈山居3栋2单元18-1", "draft": str(UUID(int=7))}


def ask(client: Any, **fields: str) -> Any:
    return client.post("/", fields, follow=True)


def asked_by(actor: Any) -> int:
    return work.asked_on(actor, clock(MORNING).now().date())


def test_a_pasted_message_is_read_and_answered_on_the_same_page(browse: Any) -> None:
    answer = ask(browse("li"), paste=PASTED)
    assert answer.redirect_chain == [("/?answer=1", 302)]
    text = answer.content.decode()
    assert "Free to register" in text and "CR-5.1" in text and "tomorrow 10:00" in text
    assert "陈建国" in text and "138 0000 1234" in text


def test_a_reload_asks_nothing(browse: Any, cast: Any) -> None:
    client = browse("li")
    ask(client, paste=PASTED)
    again = client.get("/?answer=1")
    assert "Free to register" in again.content.decode()
    assert asked_by(cast.li) == 1


def test_what_is_typed_wins_over_what_is_pasted(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    client = browse("li")
    assert "Under protection" in ask(client, paste=PASTED).content.decode()
    other = ask(client, paste=PASTED, phones="139 0000 5678", address="渝中区江雨庭7栋1503").content.decode()
    assert "Free to register" in other and "139 0000 5678" in other and "138 0000 1234" not in other


def test_protected_says_until_when_and_never_whose(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    text = ask(browse("li"), paste=PASTED).content.decode()
    assert "Under protection" in text and "10 Mar 00:00" in text and "CR-5.1" in text
    for hint in ("wang", cast.wang.name, "east"):
        assert hint not in text


def test_the_answer_is_the_same_whoever_holds(browse: Any, cast: Any, hold: Any) -> None:
    client = browse("li")

    def answered(holder: Any) -> tuple[str, int]:
        mark = transaction.savepoint()
        hold(holder)
        with CaptureQueriesContext(connection) as queries:
            pages = [ask(client, paste=PASTED), client.get("/"), client.get("/customers")]
            pages.append(client.post("/registrations/new", FORM, follow=True))
        transaction.savepoint_rollback(mark)
        text = "".join(page.content.decode() for page in pages)
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text), len(queries)

    assert answered(cast.wang) == answered(cast.zhou)


def test_ones_own_customer_is_free_and_ones_own(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    text = ask(browse("wang"), paste=PASTED).content.decode()
    assert "Already your customer" in text and "Under protection" not in text


def test_too_little_to_ask_says_what_lacks_and_keeps_what_was_typed(browse: Any, cast: Any) -> None:
    text = ask(browse("li"), name="唐晓梅", phones="136 0000 577", address="松岭花园6栋").content.decode()
    assert "Not enough to ask" in text and "CR-3.1" in text
    assert 'value="136 0000 577"' in text and 'value="松岭花园6栋"' in text
    assert 'id="phones-error"' in text and 'id="address-error"' in text and 'id="name-error"' not in text
    assert asked_by(cast.li) == 0


def test_the_days_limit_is_said_and_the_next_day_asks_afresh(browse: Any, cast: Any) -> None:
    client = browse("li")
    for number in range(30):
        ask(client, phones=f"1390000{number:04}")
    assert "0 left" in client.get("/").content.decode()
    text = ask(client, phones="13900009999").content.decode()
    assert "You have asked 30 times today" in text and "CR-5.1" in text
    next_day = client.get("/", headers={"Baobei-Now": "2026-03-03T00:00+08:00"})
    assert "30 left" in next_day.content.decode()


def test_reading_what_is_typed_asks_nothing(browse: Any, cast: Any) -> None:
    text = browse("li").post("/check/parts", {"paste": PASTED}).content.decode()
    assert "陈建国" in text and "138 0000 1234" in text and "<html" not in text
    assert asked_by(cast.li) == 0


@pytest.mark.parametrize("paste", ["", "   ", "你好", "x" * 10_000, "\x00\x07", "13800001234" * 300])
def test_a_message_that_says_nothing_is_answered_plainly(browse: Any, paste: str) -> None:
    answer = ask(browse("li"), paste=paste)
    assert answer.status_code == 200
    assert "Not enough to ask" in answer.content.decode() or "Free to register" in answer.content.decode()


def test_who_does_not_sell_can_not_ask(browse: Any) -> None:
    assert browse("cai").post("/", {"paste": PASTED}).status_code == 403
    assert "paste" not in browse("cai").get("/").content.decode()


def test_home_shows_what_the_day_asks(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    text = browse("wang", "2026-03-09T10:00+08:00").get("/").content.decode()
    assert "1 customer runs out tonight at 24:00" in text and "陈建国" in text


def test_a_manager_sees_the_departments_last_day_masked(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    text = browse("sun", "2026-03-09T10:00+08:00").get("/").content.decode()
    assert "陈**" in text and "陈建国" not in text and "138 **** 1234" in text
    assert "陈**" not in browse("tian", "2026-03-09T10:00+08:00").get("/").content.decode()


@pytest.mark.parametrize(
    ("asked", "told", "silent"),
    [
        ({"name": "陈建国", "phones": "138****1234"}, "hides some digits", "one housing unit"),
        ({"name": "李四", "phones": "13612345678", "address": "渝北区云栈山居3栋18-1"}, "one housing unit", "digits"),
    ],
)
def test_a_doubt_says_what_would_spare_the_wait(
    browse: Any, cast: Any, hold: Any, asked: dict[str, str], told: str, silent: str
) -> None:
    hold(cast.wang)
    text = ask(browse("li"), **asked).content.decode()
    assert "Needs a review" in text and "Rather not wait?" in text
    assert (told in text) != (silent in text.partition("Rather not wait?")[2].partition("</section>")[0])
