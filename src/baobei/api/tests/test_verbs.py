"""The way of a customer over the API: free, registered, followed up, a deposit, signed (CR-3 to CR-5)."""

from baobei.api.tests.conftest import CHEN

DAY = "2023-02-01"
SPOUSE = {
    "name": "李梅",
    "phones": ["13911112222"],
    "address": "重庆市江北区观音桥步行街8号",
    "relatives": [{"relation": "spouse", "name": "陈建国", "phones": ["13800001234"]}],
}


def test_from_the_question_to_the_signed_deal(company) -> None:
    wang, li = company("wang"), company("li")
    asked = wang.post("/inquiries", {"customer": CHEN}, Baobei_Now=f"{DAY}T10:00")
    assert asked.status_code == 200
    assert asked.json() == {"result": "free", "cites": ["CR-5.1"], "held_until": "2023-02-02T10:00:00+08:00"}

    made = wang.post("/registrations", {"customer": CHEN, "kind": "walk_in"}, Baobei_Now=f"{DAY}T10:05+08:00")
    assert made.status_code == 201
    assert made.json()["cites"] == ["CR-3.1", "CR-4.1"]
    assert made.json()["valid_until"] == "2023-02-09T00:00:00+08:00"
    assert made.json()["id"] == made.json()["registration"]
    on = f"/registrations/{made.json()['id']}"

    other = li.post("/inquiries", {"customer": CHEN}, Baobei_Now="2023-02-03T09:00")
    assert other.status_code == 200
    assert other.json() == {"result": "protected", "cites": ["CR-5.1"], "until": "2023-02-09T00:00:00+08:00"}

    refused = li.post("/registrations", {"customer": CHEN}, Baobei_Now="2023-02-03T09:01")
    assert refused.status_code == 409
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["until"] == "2023-02-09T00:00:00+08:00"
    assert refused.json()["cites"] == ["CR-5.2"]

    logged = wang.post(f"{on}/follow-ups", {"feedback": "再看一次"}, Baobei_Now="2023-02-04T09:00")
    assert (logged.status_code, logged.json()) == (200, {"result": "logged", "cites": ["CR-7.2"]})

    extended = wang.post(f"{on}/deposits", {"amount": "20000.00"}, Baobei_Now="2023-02-05T09:00")
    assert extended.status_code == 200
    assert extended.json()["valid_until"] == "2023-05-03T00:00:00+08:00"

    signed = wang.post(f"{on}/signing", {"amount": 900000, "commission": "1000"}, Baobei_Now="2023-02-06T09:00")
    assert signed.status_code == 200
    assert signed.json() == {
        "result": "signed",
        "cites": ["CR-3.3"],
        "commissions": [{"employee": "wang", "share": "1", "amount": "1000.00"}],
    }
    again = wang.post(f"{on}/signing", {"amount": 900000, "commission": "1000"}, Baobei_Now="2023-02-06T10:00")
    assert (again.status_code, again.json()["result"], again.json()["cites"]) == (409, "refused", ["CR-3.3"])


def test_what_waits_for_a_person_is_accepted(company) -> None:
    wang, li = company("wang"), company("li")
    doubtful = {**CHEN, "phones": ["13911112222"], "name": "王小明", "address": "重庆市渝北区龙湖源著3栋18-1"}
    wang.register(Baobei_Now=f"{DAY}T10:00")
    asked = li.post("/inquiries", {"customer": doubtful}, Baobei_Now=f"{DAY}T11:00")
    assert (asked.status_code, asked.json()["result"], asked.json()["cites"]) == (
        200,
        "needs_review",
        ["CR-5.2", "CR-7.0"],
    )
    kept = li.post("/registrations", {"customer": doubtful}, Baobei_Now=f"{DAY}T11:01")
    assert (kept.status_code, kept.json()["result"]) == (202, "needs_review")
    assert kept.json()["id"]


def test_a_review_is_done_whichever_way_it_goes(company) -> None:
    wang, li, he = company("wang"), company("li"), company("he")
    wang.register(Baobei_Now=f"{DAY}T10:00")
    ways = (("same", "protected", "until", "12:00"), ("different", "registered", "valid_until", "13:00"))
    for decision, result, end, hour in ways:
        masked = {"name": "陈建国", "phones": ["138****1234"], "address": f"重庆市南岸区南坪西路{len(end)}号"}
        waiting = li.post("/registrations", {"customer": masked}, Baobei_Now=f"{DAY}T{hour}").json()["id"]
        on = f"/registrations/{waiting}/review"
        denied = li.post(on, {"decision": decision}, Baobei_Now=f"{DAY}T{hour}")
        assert denied.status_code in (403, 404)
        assert he.post(on, {"decision": "maybe"}, Baobei_Now=f"{DAY}T{hour}").status_code == 422
        judged = he.post(on, {"decision": decision}, Baobei_Now=f"{DAY}T{hour}")
        assert (judged.status_code, judged.json()["result"]) == (200, result)
        assert judged.json()[end] == "2023-02-09T00:00:00+08:00"
        assert he.post(on, {"decision": decision}, Baobei_Now=f"{DAY}T{hour}").status_code == 409


def test_the_newcomer_is_not_told_between_whom_the_customer_chooses(company) -> None:
    wang, li = company("wang"), company("li")
    registration = wang.register(Baobei_Now=f"{DAY}T10:00")
    wang.post(f"/registrations/{registration}/follow-ups", {"feedback": "还在谈"}, Baobei_Now="2023-02-08T10:00")
    waiting = li.post("/registrations", {"customer": CHEN}, Baobei_Now="2023-02-10T10:00")
    assert (waiting.status_code, waiting.json()["result"], waiting.json()["cites"]) == (
        202,
        "awaiting_choice",
        ["CR-4.3"],
    )
    assert waiting.json()["waits_until"] == "2023-02-18T00:00:00+08:00"
    assert "between" not in waiting.json()
    assert "wang" not in waiting.content.decode()


def test_a_spouse_is_protected_by_kinship(company) -> None:
    company("wang").register(Baobei_Now=f"{DAY}T10:00")
    asked = company("li").post("/inquiries", {"customer": SPOUSE}, Baobei_Now=f"{DAY}T11:00")
    assert asked.json()["result"] == "protected"
    assert asked.json()["cites"] == ["CR-5.1", "CR-7.0"]


def test_incomplete_says_what_is_missing_field_by_field(company) -> None:
    answer = company("wang").post("/registrations", {"customer": {"name": "陈建国", "phones": ["1380"]}})
    assert (answer.status_code, answer.json()["result"]) == (422, "incomplete")
    assert answer.json()["cites"] == ["CR-3.1"]
    assert answer.json()["missing"] == ["phones", "address"]
    assert [field["field"] for field in answer.json()["fields"]] == ["phones", "address"]
    assert all(field["message"] for field in answer.json()["fields"])


def test_the_days_limit_is_429(company) -> None:
    wang = company("wang")
    for number in range(30):
        customer = {"name": "陈", "phones": [f"138000012{number:02}"]}
        assert wang.post("/inquiries", {"customer": customer}, Baobei_Now=f"{DAY}T10:00").status_code == 200
    answer = wang.post("/inquiries", {"customer": CHEN}, Baobei_Now=f"{DAY}T11:00")
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (429, "refused", ["CR-5.1"])
    assert wang.post("/inquiries", {"customer": CHEN}, Baobei_Now="2023-02-02T11:00").status_code == 200


def test_expired_is_409(company) -> None:
    wang = company("wang")
    registration = wang.register(Baobei_Now=f"{DAY}T10:00")
    answer = wang.post(f"/registrations/{registration}/deposits", {"amount": 1}, Baobei_Now="2023-02-09T00:00")
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (409, "expired", ["CR-3.2"])


def test_registering_ones_own_again_is_refused(company) -> None:
    wang = company("wang")
    wang.register(Baobei_Now=f"{DAY}T10:00")
    answer = wang.post("/registrations", {"customer": CHEN}, Baobei_Now="2023-02-03T10:00")
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (409, "refused", ["CR-4.1"])
