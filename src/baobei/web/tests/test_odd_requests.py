"""No page answers odd input with a fault of ours."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern

from baobei.web import urls

ODD = ("", "\x00", "x" * 10_000, "😀", "'; DROP TABLE x; --", "\u202e", "-1", "2026-02-30", "[]", "\ud7ff", "a\x07b")
FIELDS = (
    "q", "status", "scope", "after", "limit", "on", "part", "answer", "draft", "amount", "reason", "page", "department",
    "role", "next", "name", "phones", "address", "paste", "kind", "said", "number", "feedback", "expected_signing",
)  # fmt: skip
PAGES = sorted(
    str(pattern.pattern)
    for pattern in urls.urlpatterns
    if isinstance(pattern, URLPattern) and not str(pattern.pattern).startswith(("healthz", "readyz", "metrics"))
)


PARTS = {"username": "me", "name": "office", "number": "1", "clause": "CR-4.1"}
SOME_ID = "0190e0a0-0000-7000-8000-000000000000"


def address(pattern: str) -> str:
    """The pattern with something for each of its parts."""
    return "/" + re.sub(r"<\w+:(\w+)>", lambda part: PARTS.get(part[1], SOME_ID), pattern)


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("role", ["salesperson", "registrar"])
def test_odd_values_get_an_answer(sign_in: Callable[..., Client], role: str, odd: str) -> None:
    client, given = sign_in("me", role), dict.fromkeys(FIELDS, odd)
    faults = []
    for path in map(address, PAGES):
        answers = (
            [client.get(path, given)] if path == "/sign-out" else [client.get(path, given), client.post(path, given)]
        )
        faults += [(path, answer.status_code) for answer in answers if answer.status_code >= 500]
    assert not faults
