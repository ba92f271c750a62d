"""What can't be used is said field by field in plain words, and nothing is done (422)."""

import pytest

from baobei.api.tests.conftest import CHEN
from baobei.registrations.models import Registration

DEEP = "[" * 100_000 + "]" * 100_000
TOO_LARGE_A_NUMBER = '{"amount": ' + "9" * 10_000 + "}"


def fields(answer) -> list[str]:
    return [field["field"] for field in answer.json()["fields"]]


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "[]", '"chen"', "12", b"\xff\xfe", '{"customer": "\\ud800"}', DEEP, TOO_LARGE_A_NUMBER],
    ids=["empty", "broken", "null", "list", "text", "number", "no UTF-8", "half a character", "deep", "large number"],
)
def test_a_body_that_is_no_object(company, body: str | bytes) -> None:
    answer = company("wang").post("/inquiries", body)
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (422, "refused", [])
    assert fields(answer) == ["body"] or body == '{"customer": "\\ud800"}'


def test_another_content_type(company) -> None:
    answer = company("wang").post("/inquiries", "a=b", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, fields(answer)) == (422, ["body"])


def test_a_body_that_is_too_large(company) -> None:
    answer = company("wang").post("/inquiries", {"customer": {"name": "陈" * 1_000_000}})
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, ["customer"]),
        ({"customer": "chen"}, ["customer"]),
        ({"customer": CHEN, "knd": "x"}, ["knd"]),
        ({"customer": {**CHEN, "age": 3}}, ["customer.age"]),
        ({"customer": {**CHEN, "relatives": "李梅"}}, ["customer.relatives"]),
        ({"customer": {**CHEN, "relatives": [{"relation": "spouse", "sex": "f"}]}}, ["customer.relatives[0].sex"]),
        ({"customer": {**CHEN, "form": []}}, ["customer.form"]),
        ({"customer": {**CHEN, "form": {"colour": "red"}}}, ["customer.form.colour"]),
        ({"customer": {**CHEN, "x": 1}, "y": 2}, ["customer.x", "y"]),
    ],
    ids=str,
)
def test_a_wrong_shape_names_every_place(company, body: dict, named: list[str]) -> None:
    answer = company("wang").post("/registrations", body)
    assert answer.status_code == 422
    assert sorted(fields(answer)) == named
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("customer", "missing"),
    [
        ({**CHEN, "name": ""}, ["name"]),
        ({**CHEN, "name": "\u3000"}, ["name"]),
        ({**CHEN, "name": "陈" * 10_000}, ["name"]),
        ({**CHEN, "name": "陈\x00建国"}, ["name"]),
        ({**CHEN, "name": 5}, ["name"]),
        ({**CHEN, "phones": ["1380000abcd"]}, ["phones"]),
        ({**CHEN, "phones": {"a": 1}}, ["phones"]),
        ({**CHEN, "address": "\x07"}, ["address"]),
        ({**CHEN, "form": {"expected_amount": 1.5}}, ["expected_amount"]),
        ({**CHEN, "form": {"expected_signing": "2023-02-30"}}, ["expected_signing"]),
        ({}, ["name", "phones", "address"]),
    ],
    ids=str,
)
def test_a_bad_form_field_is_incomplete(company, customer: dict, missing: list[str]) -> None:
    answer = company("wang").post("/registrations", {"customer": customer})
    assert (answer.status_code, answer.json()["result"], answer.json()["missing"]) == (422, "incomplete", missing)
    assert fields(answer) == missing
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "amount", [1200.5, 1e3, -1, 0, "", None, "12,0", "1.005", "NaN", True, [], {}, 10**15], ids=str
)
def test_an_amount_that_is_none(company, amount: object) -> None:
    wang = company("wang")
    answer = wang.post(f"/registrations/{wang.register()}/deposits", {"amount": amount})
    assert (answer.status_code, answer.json()["result"], fields(answer)) == (422, "refused", ["amount"])
    assert answer.json()["cites"] == []


@pytest.mark.parametrize("amount", [1200, "1200", "1200.50", " 1200 "], ids=str)
def test_an_amount(company, amount: object) -> None:
    wang = company("wang")
    assert wang.post(f"/registrations/{wang.register()}/deposits", {"amount": amount}).status_code == 200


@pytest.mark.parametrize(
    ("verb", "body", "named"),
    [
        ("follow-ups", {}, "feedback"),
        ("follow-ups", {"feedback": " "}, "feedback"),
        ("follow-ups", {"feedback": "x" * 4001}, "feedback"),
        ("follow-ups", {"feedback": "\x00"}, "feedback"),
        ("follow-ups", {"expected_signing": "soon"}, "expected_signing"),
        ("follow-ups", {"expected_amount": 1.5}, "expected_amount"),
        ("signing", {"amount": 1}, "commission"),
        ("signing", {"amount": 1, "commission": 1, "first": "yes"}, "first"),
    ],
    ids=str,
)
def test_a_bad_value_is_named(company, verb: str, body: dict, named: str) -> None:
    wang = company("wang")
    answer = wang.post(f"/registrations/{wang.register()}/{verb}", body)
    assert (answer.status_code, answer.json()["result"], fields(answer)) == (422, "refused", [named])


@pytest.mark.parametrize("kind", ["holiday", "", None, 3, ["walk_in"], {}], ids=str)
def test_an_unknown_kind(company, kind: object) -> None:
    answer = company("wang").post("/registrations", {"customer": CHEN, "kind": kind})
    assert (answer.status_code, fields(answer)) == (422, ["kind"])


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/registrations?limit=0", "limit"),
        ("/registrations?limit=501", "limit"),
        ("/registrations?limit=ten", "limit"),
        ("/registrations?after=x", "after"),
        ("/registrations?after=0001-01-01T00:00:00%2B14:00~01890000-0000-7000-8000-000000000000", "after"),
        ("/registrations?status=lost", "status"),
        ("/registrations?scope=world", "scope"),
        ("/registrations?q=%00", "q"),
        ("/registrations?q=12", "q"),
        ("/commissions?limit=501", "limit"),
        ("/commissions?after=x", "after"),
        ("/policy?on=soon", "on"),
        ("/policy?on=2023-02-30", "on"),
    ],
)
def test_a_bad_parameter_is_named(company, path: str, named: str) -> None:
    answer = company("wang").get(path)
    assert (answer.status_code, fields(answer)) == (422, [named])


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30])
def test_a_bad_page_number(company, after: str) -> None:
    answer = company("gao").get(f"/books/east/pages?after={after}")
    assert (answer.status_code, fields(answer)) == (422, ["after"])


def test_the_language_is_the_readers(company) -> None:
    wang = company("wang")
    said = {
        language: wang.post("/inquiries", "", Accept_Language=language).json() for language in ("zh-CN", "en", "zh-TW")
    }
    assert said["en"]["detail"] == "This is missing."
    assert len({answer["detail"] for answer in said.values()}) == 3
    assert wang.post("/inquiries", "").json() == said["zh-CN"]
