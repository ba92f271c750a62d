"""Every refusal of every route has one shape (RFC 9457)."""

import pytest

from baobei.api.tests.conftest import CHEN

FAILING = [
    ("GET", "/nothing", None, 404),
    ("GET", "/registrations/x", None, 404),
    ("GET", "/policy/clauses/XX-1", None, 404),
    ("GET", "/books", None, 403),
    ("GET", "/books/north/pages", None, 403),
    ("GET", "/registrations?scope=company", None, 403),
    ("GET", "/registrations?limit=0", None, 422),
    ("GET", "/inquiries", None, 405),
    ("GET", "/payroll", None, 404),
    ("GET", "/cases", None, 404),
    ("GET", "/cases/c1", None, 404),
    ("GET", "/ledger", None, 404),
    ("GET", "/areas", None, 404),
    ("GET", "/proposals", None, 404),
    ("POST", "/me", {}, 405),
    ("POST", "/inquiries", {}, 422),
    ("POST", "/inquiries", {"customer": {}}, 422),
    ("POST", "/registrations", {"customer": CHEN, "kind": "x"}, 422),
    ("POST", "/registrations/x/deposits", {"amount": 1}, 404),
    ("POST", "/registrations/x/deposits", {"amnt": 1}, 422),
    ("POST", "/claims", {}, 409),
    ("POST", "/transfers", {}, 409),
    ("POST", "/registrations/x/refund", {}, 409),
    ("POST", "/cases/c1/settlement", {}, 409),
    ("POST", "/projects/p/signing", {}, 409),
    ("POST", "/payroll", "not even JSON", 409),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), FAILING)
def test_one_shape(company, method: str, path: str, body: object, status: int) -> None:
    wang = company("wang")
    answer = wang.get(path) if method == "GET" else wang.post(path, body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert list(told)[:6] == ["type", "title", "status", "detail", "result", "cites"]
    assert told["status"] == status
    assert all(isinstance(told[name], str) and told[name] for name in ("type", "title", "detail", "result"))
    assert isinstance(told["cites"], list)
    if status == 422:
        assert told["fields"]
        assert all(set(field) == {"field", "message"} and field["message"] for field in told["fields"])
    assert "Server" not in answer.headers
    assert answer["X-Request-Id"]


def test_not_built_is_refused_as_in_a_story(company) -> None:
    answer = company("dong").post("/claims", {"customer": CHEN}, Accept_Language="en").json()
    assert (answer["result"], answer["cites"], answer["detail"]) == ("refused", [], "not built")
