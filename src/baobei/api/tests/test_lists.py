"""What the lists and the single ones show to whom (CR-3.3, CR-6.1, CR-6.2, CR-8)."""

from baobei.api.tests.conftest import CHEN
from baobei.book.models import Trace

NOW = {"Baobei_Now": "2023-02-01T10:00"}


def customer(number: int) -> dict:
    return {
        "name": f"客户{number}",
        "phones": [f"138000012{number:02}"],
        "address": f"重庆市渝北区龙湖源著{number + 1}栋1单元1-1",
    }


def test_ones_own_registrations_page_by_page(company) -> None:
    wang = company("wang")
    made = [wang.register(customer(number), **NOW) for number in range(5)]
    seen, after = [], ""
    for _ in range(3):
        page = wang.get(f"/registrations?limit=2{after}", **NOW).json()
        seen += page["items"]
        after = f"&after={page['next']}"
    assert page["next"] is None
    assert {item["id"] for item in seen} == set(made)
    assert len(seen) == 5
    assert seen[0]["customer"]["phones"]
    assert set(seen[0]) == {
        "id", "status", "kind", "holder", "department", "customer", "registered_at", "valid_until", "completeness",
        "contested",
    }  # fmt: skip


def test_filters(company) -> None:
    wang = company("wang")
    for number in range(3):
        wang.register(customer(number), **NOW)
    later = {"Baobei_Now": "2023-02-10T10:00"}
    assert len(wang.get("/registrations?status=valid", **NOW).json()["items"]) == 3
    assert wang.get("/registrations?status=valid", **later).json()["items"] == []
    assert len(wang.get("/registrations?status=expired", **later).json()["items"]) == 3
    assert len(wang.get("/registrations?q=客户1", **NOW).json()["items"]) == 1
    assert len(wang.get("/registrations?q=1201", **NOW).json()["items"]) == 1


def test_another_sees_nothing_and_those_in_charge_masked_ones(company) -> None:
    company("wang").register(CHEN, **NOW)
    assert company("li").get("/registrations", **NOW).json() == {"items": [], "next": None}
    for username, scope in (("sun", "department"), ("he", "company"), ("gao", "company")):
        [item] = company(username).get(f"/registrations?scope={scope}", **NOW).json()["items"]
        assert item["holder"] == "wang"
        assert item["customer"] == {"name": "陈**", "phones": ["138 **** 1234"]}


def test_ones_own_entry_needs_no_reason(company) -> None:
    wang = company("wang")
    answer = wang.get(f"/registrations/{wang.register(CHEN, **NOW)}", **NOW).json()
    assert (answer["result"], answer["cites"], answer["status"]) == ("shown", ["CR-6.2"], "valid")
    assert answer["customer"]["phones"] == CHEN["phones"]
    assert answer["registered_at"] == "2023-02-01T10:00:00+08:00"
    assert not Trace.objects.filter(action="look").exists()


def test_anothers_entry_takes_a_reason_that_is_kept(company) -> None:
    on = f"/registrations/{company('wang').register(CHEN, **NOW)}"
    he = company("he")
    silent = he.get(on, **NOW)
    assert (silent.status_code, [field["field"] for field in silent.json()["fields"]]) == (422, ["reason"])
    shown = he.get(f"{on}?reason=核对撞单", **NOW)
    assert (shown.status_code, shown.json()["result"]) == (200, "shown_logged")
    assert shown.json()["customer"]["name"] == CHEN["name"]
    assert list(Trace.objects.filter(action="look").values_list("result", "detail")) == [("shown_logged", "核对撞单")]


def test_a_denied_look_leaves_a_trace(company) -> None:
    registration = company("wang").register(CHEN, **NOW)
    assert company("li").get(f"/registrations/{registration}?reason=x", **NOW).status_code == 404
    assert Trace.objects.filter(action="look", result="denied").count() == 1


def test_commissions(company) -> None:
    wang = company("wang")
    made = []
    for number in range(3):
        registration = wang.register(customer(number), **NOW)
        wang.post(f"/registrations/{registration}/signing", {"amount": 100, "commission": "10.50"}, **NOW)
        made.append({"registration": registration, "employee": "wang", "share": "1", "amount": "10.50"})
    first = wang.get("/commissions?limit=2", **NOW).json()
    rest = wang.get(f"/commissions?limit=2&after={first['next']}", **NOW).json()
    assert first["items"] + rest["items"] == made
    assert rest["next"] is None
    assert company("li").get("/commissions", **NOW).json() == {"items": [], "next": None}
    assert company("cai").get("/commissions", **NOW).json()["items"] == made


def test_books(company) -> None:
    wang = company("wang")
    for number in range(3):
        wang.register(customer(number), **NOW)
    books = company("gao").get("/books", **NOW).json()["items"]
    assert {"book": "east", "pages": 3, "intact": True} in books
    assert {book["book"] for book in books} == {"east", "north", "office", "west"}
    assert company("sun").get("/books", **NOW).json()["items"] == [{"book": "east", "pages": 3, "intact": True}]
    page = company("sun").get("/books/east/pages?limit=2", **NOW).json()
    rest = company("sun").get(f"/books/east/pages?after={page['next']}", **NOW).json()
    pages = page["items"] + rest["items"]
    assert [one["number"] for one in pages] == [1, 2, 3]
    assert (pages[0]["actor"], pages[0]["action"], pages[0]["cites"]) == ("wang", "register", ["CR-3.1", "CR-4.1"])
    assert (pages[0]["at"], pages[0]["previous"]) == ("2023-02-01T10:00:00+08:00", "east")
    assert set(pages[0]) == {"number", "at", "actor", "action", "cites", "digest", "previous"}
    assert rest["next"] is None


def test_anothers_book_is_not_there(company) -> None:
    hidden, absent = (company("sun").get(f"/books/{book}/pages") for book in ("west", "nowhere"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_me(company) -> None:
    assert company("he").get("/me").json() == {"user": "he", "name": "何静", "roles": ["clerk", "registrar"]}


def test_the_policy_and_one_clause(company) -> None:
    wang = company("wang")
    policy = wang.get("/policy").json()
    assert policy["clauses"]["CR-4.1"]
    [days] = [one for one in policy["parameters"] if one["name"] == "protection.walk_in.days"]
    assert (days["value"], days["clauses"]) == (7, ["CR-4.1"])
    assert days in wang.get("/policy?on=2023-02-01").json()["parameters"]
    clause = wang.get("/policy/clauses/CR-4.1").json()
    assert clause["id"] == "CR-4.1"
    assert clause["text"] == policy["clauses"]["CR-4.1"]
    assert days in clause["parameters"]
    assert wang.get("/policy/clauses/CR-4.1", Accept_Language="en").json()["text"] != clause["text"]
