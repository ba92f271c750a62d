"""The registration form: faults field by field, drafts, and what follows (CR-3.1, CR-4.1)."""

from typing import Any
from uuid import uuid4

import pytest

from baobei.registrations.queries import lists, work
from baobei.registrations.tests.conftest import CHEN, clock

TYPED = {"name": "陈建国", "phones": "138 0000 1234、023-67891234", "address": CHEN["address"], "need": "中央空调"}


def submit(client: Any, **fields: Any) -> Any:
    return client.post("/registrations/new", {**TYPED, **fields}, follow=True)


def test_a_full_form_protects_until_the_eighth_day(browse: Any, cast: Any) -> None:
    client = browse("li")
    answer = submit(client)
    text = answer.content.decode()
    assert "Registered" in text and "10 Mar 00:00" in text and "CR-4.1" in text and "CR-3.1" in text
    [seen] = lists.registrations(cast.li, clock().now()).items
    assert seen.customer["phones"] == ["138 0000 1234", "023-67891234"]
    assert seen.customer["form"] == {"need": "中央空调"}


def test_a_free_answer_fills_the_form_in(browse: Any) -> None:
    client = browse("li")
    client.post("/", {"paste": "陈建国 13800001234，渝北区云栈山居3栋2单元18-1"})
    text = client.get("/registrations/new?answer=1").content.decode()
    assert (
        'value="陈建国"' in text and 'value="13800001234"' in text and "渝北区云栈山居3栋2单元18-1</textarea>" in text
    )
    assert "60%" in text and "tomorrow 10:00" in text


def test_faults_are_said_field_by_field_and_the_draft_is_kept(browse: Any, cast: Any) -> None:
    client = browse("li")
    text = submit(client, phones="136 0000 577", address="松岭花园6栋", expected_amount="lots").content.decode()
    assert "3 things are missing or not right; the draft is kept" in text
    for field in ("phones", "address", "expected_amount"):
        assert f'<a href="#{field}">' in text
    assert 'value="136 0000 577"' in text and 'value="lots"' in text
    [draft] = work.drafts(cast.li)
    assert draft.form["customer"]["phones"] == ["136 0000 577"]
    assert not lists.registrations(cast.li, clock().now()).items


def test_a_draft_survives_a_closed_page_and_goes_when_it_is_registered(browse: Any, cast: Any) -> None:
    draft = str(uuid4())
    browse("li").post("/registrations/new/reading", {**TYPED, "address": "", "draft": draft})
    home = browse("li").get("/").content.decode()
    assert "A draft that lacks" in home and f"/registrations/new?draft={draft}" in home
    client = browse("li")
    assert 'value="陈建国"' in client.get(f"/registrations/new?draft={draft}").content.decode()
    submit(client, draft=draft)
    assert not work.drafts(cast.li)


def test_a_draft_is_nobody_elses(browse: Any, cast: Any) -> None:
    draft = str(uuid4())
    browse("li").post("/registrations/new", {**TYPED, "draft": draft, "do": "keep"})
    other = browse("zhou")
    assert "陈建国" not in other.get(f"/registrations/new?draft={draft}").content.decode()
    assert other.post(f"/drafts/{draft}/discard").status_code == 404
    other.post("/registrations/new", {"name": "别人", "draft": draft, "do": "keep"})
    assert work.drafts(cast.li)[0].form["customer"]["name"] == "陈建国"
    browse("li").post(f"/drafts/{draft}/discard")
    assert not work.drafts(cast.li)


def test_a_protected_customer_comes_back_with_the_draft_and_can_be_contested(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.wang)
    client = browse("li")
    text = submit(client).content.decode()
    assert "Under protection" in text and "It was not registered" in text and "CR-5.2" in text
    [draft] = work.drafts(cast.li)
    form = client.get(f"/registrations/new?draft={draft.id}&contest").content.decode()
    assert 'name="contest"' in form
    text = submit(client, draft=str(draft.id), contest="同名，住另一个小区").content.decode()
    assert "Waits for the registrar's review" in text and "CR-5.2" in text
    assert "wang" not in text and not work.drafts(cast.li)


def test_ones_own_can_not_be_renewed(browse: Any, cast: Any, hold: Any) -> None:
    hold(cast.li)
    text = submit(browse("li")).content.decode()
    assert "This customer is already yours" in text and "CR-4.1" in text


def test_a_lapsed_customer_is_registered_again(browse: Any, cast: Any, hold: Any) -> None:
    registration = hold(cast.li)
    client = browse("li", "2026-03-12T10:00+08:00")
    assert f"/registrations/new?again={registration}" in client.get(f"/registrations/{registration}").content.decode()
    assert 'value="陈建国"' in client.get(f"/registrations/new?again={registration}").content.decode()
    assert "20 Mar 00:00" in submit(client).content.decode()
    assert browse("zhou").get(f"/registrations/new?again={registration}").status_code == 404


def test_a_newcomer_to_a_followed_customer_reads_that_the_customer_chooses(browse: Any, cast: Any, hold: Any) -> None:
    registration = hold(cast.wang)
    browse("wang", "2026-03-08T10:00+08:00").post(f"/registrations/{registration}/follow-ups", {"feedback": "再想想"})
    text = submit(browse("li", "2026-03-11T10:00+08:00")).content.decode()
    assert "The customer chooses" in text and "19 Mar 00:00" in text and "27 Mar 00:00" in text and "CR-4.3" in text
    for hint in ("wang", cast.wang.name, "east"):
        assert hint not in text
    assert "/deposit" not in text and "/signing" not in text


def test_one_more_relative_keeps_what_was_typed(browse: Any) -> None:
    typed = {"relation": ["spouse"], "relative_name": ["李梅"], "relative_phones": ["13800001235"], "do": "relative"}
    text = submit(browse("li"), **typed).content.decode()
    assert text.count('name="relation"') == 2 and 'value="李梅"' in text and 'value="13800001235"' in text


def test_a_left_field_reads_back_and_shows_how_complete_the_form_is(browse: Any) -> None:
    client = browse("li")
    text = client.post("/registrations/new/reading", {"name": "陈建国", "phones": "1380000123"}).content.decode()
    assert "20%" in text and "has 10 digits" in text and "<html" not in text
    assert "The address is missing" not in text
    assert "65%" in client.post("/registrations/new/reading", TYPED).content.decode()


def test_amounts_may_have_commas(browse: Any, cast: Any) -> None:
    submit(browse("li"), expected_amount="46,000.50")
    assert lists.registrations(cast.li, clock().now()).items[0].customer["form"]["expected_amount"] == "46000.50"


@pytest.mark.parametrize("nasty", ["x" * 10_000, "陈\x00建国", "a\x07b", "\ufffd", "　", "<i>x</i>"])
@pytest.mark.parametrize("field", ["name", "phones", "address", "need", "expected_amount", "expected_signing", "kind"])
def test_whatever_is_typed_is_answered_plainly(browse: Any, field: str, nasty: str) -> None:
    client = browse("li")
    answer = submit(client, **{field: nasty})
    assert answer.status_code == 200
    assert "<i>x</i>" not in answer.content.decode()
    assert client.post("/registrations/new/reading", {**TYPED, field: nasty}).status_code == 200
    assert client.get("/").status_code == 200


def test_a_bad_kind_or_an_endless_reason_is_refused_and_the_draft_kept(browse: Any, cast: Any) -> None:
    for wrong in ({"kind": "friend"}, {"contest": "x" * 5000}):
        text = submit(browse("li"), **wrong).content.decode()
        assert "Not done" in text and "It was not registered" in text
    assert len(work.drafts(cast.li)) == 2 and not lists.registrations(cast.li, clock().now()).items


def test_a_blank_form_says_what_lacks_and_leaves_no_draft(browse: Any, cast: Any) -> None:
    text = browse("li").post("/registrations/new", {"name": " "}, follow=True).content.decode()
    assert "3 things are missing or not right" in text
    assert not work.drafts(cast.li)
