"""One shape for all bad news: ``application/problem+json`` (RFC 9457) with result, cites and, for input, fields."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from baobei.telling import told
from baobei.words import Text, say

PROBLEM, JSON = "application/problem+json", "application/json"

_TITLES: Mapping[int, Text] = {
    401: say("Sign in first"),
    403: say("Not yours to do"),
    404: say("Not there"),
    405: say("Not done this way"),
    409: say("This can't be done now"),
    413: say("Too much at once"),
    422: say("Something of what was sent can't be used"),
    429: say("Enough for today"),
    503: say("The system can't be reached just now"),
}


def problem(
    status: int,
    detail: Text | str = "",
    *,
    title: Text | str = "",
    result: str = "refused",
    cites: Sequence[str] = (),
    fields: Mapping[str, Text | str] | None = None,
    **members: Any,
) -> HttpResponse:
    """An answer that says what is wrong; ``fields`` has a sentence for each field or header that can't be used."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": told(title or _TITLES[status]),
        "status": status,
        "detail": told(detail),
        "result": result,
        "cites": list(cites),
    }
    if fields:
        body["fields"] = [{"field": name, "message": told(text)} for name, text in fields.items()]
    return written(status, {**body, **members})


def unusable(fields: Mapping[str, Text | str]) -> HttpResponse:
    """What can't be read or used, field by field (422)."""
    return problem(422, next(iter(fields.values())), fields=fields)


def not_there() -> HttpResponse:
    """The same bytes for what is not there and for what one may not see (CR-6.2)."""
    return problem(404, say("There is no such thing, or it is not yours to see."))


def written(status: int, body: Any) -> HttpResponse:
    """The JSON of an answer."""
    return again(status, json.dumps(body, ensure_ascii=False))


def again(status: int, text: str) -> HttpResponse:
    """An answer whose JSON is there already."""
    return HttpResponse(text, status=status, content_type=PROBLEM if status >= 400 else JSON)
