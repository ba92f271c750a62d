"""The OpenAPI document is whole, and the reference page is the one it makes."""

import json

from django.test import Client

from baobei.api.reference import PAGE, page


def document() -> dict:
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def test_the_reference_is_fresh() -> None:
    assert page(document()) == PAGE.read_text(), "run `python -m baobei.api.reference`"


def test_the_document_is_whole() -> None:
    told = document()
    assert told["openapi"].startswith("3.1")
    named = set(json.dumps(told).split('"#/components/schemas/')[1:])
    assert {name.split('"')[0] for name in named} <= set(told["components"]["schemas"])
    operations = [operation for path in told["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["security"] == [{"Token": []}] for operation in operations)
    assert all(operation["description"] for operation in operations)
    assert all("Schema" not in name for name in told["components"]["schemas"])


def test_the_calls_of_the_contract_are_there() -> None:
    assert {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, found in document()["paths"].items()
        for method in found
    } == {
        ("POST", "/inquiries"),
        ("POST", "/registrations"),
        ("GET", "/registrations"),
        ("GET", "/registrations/{registration}"),
        ("POST", "/registrations/{registration}/follow-ups"),
        ("POST", "/registrations/{registration}/review"),
        ("POST", "/registrations/{registration}/deposits"),
        ("POST", "/registrations/{registration}/signing"),
        ("POST", "/registrations/{registration}/estates"),
        ("GET", "/communities"),
        ("POST", "/communities"),
        ("GET", "/communities/{entry}"),
        ("POST", "/communities/{entry}/change"),
        ("POST", "/communities/{entry}/withdrawal"),
        ("GET", "/collisions"),
        ("POST", "/collisions/{collision}/judgement"),
        ("GET", "/commissions"),
        ("GET", "/books"),
        ("GET", "/books/{department}/pages"),
        ("GET", "/me"),
        ("GET", "/policy"),
        ("GET", "/policy/clauses/{clause}"),
    }
