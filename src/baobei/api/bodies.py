"""Reading what a client sent; faults of shape are said field by field (422), values are for the services to judge."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError
from ninja.parser import Parser

from baobei.api import problems
from baobei.words import Text, say

_OUT_OF_RANGE = say("This number is out of range.")
_SAID: Mapping[str, Text] = {
    "extra_forbidden": say("This is not a field of this call."),
    "missing": say("This is missing."),
    "list_type": say("This must be a list."),
    "dict_type": say("This must be an object."),
    "model_type": say("This must be an object."),
    "model_attributes_type": say("This must be an object."),
    "int_parsing": say("This must be a whole number."),
    "int_parsing_size": _OUT_OF_RANGE,
    "greater_than_equal": _OUT_OF_RANGE,
    "less_than_equal": _OUT_OF_RANGE,
    "uuid_parsing": say("This is no cursor of this list."),
    "date_from_datetime_parsing": say("A day is written like 2026-11-24."),
    "date_parsing": say("A day is written like 2026-11-24."),
}
_UNUSABLE = say("This can't be used.")


class BadBody(Exception):
    """A body that is no JSON; its text says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


class StrictParser(Parser):
    """JSON as it is, and nothing that only looks like it."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type not in ("", "application/json"):
            raise BadBody(say("Send JSON, with the header Content-Type: application/json."))
        try:
            text = request.body.decode()
            data = json.loads(text)
            if "\\u" in text:
                json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise BadBody(say("The body is no JSON.")) from None
        return data


def unreadable(fault: BaseException) -> HttpResponse:
    """The answer to a body that could not be parsed."""
    text = fault.__cause__.text if isinstance(fault.__cause__, BadBody) else _UNUSABLE
    return problems.unusable({"body": text})


def misshapen(fault: ValidationError) -> HttpResponse:
    """The answer to a body or parameters of the wrong shape, naming every field."""
    fields: dict[str, Text | str] = {}
    for error in fault.errors:
        fields.setdefault(_place(error["loc"]), _SAID.get(error["type"], _UNUSABLE))
    return problems.unusable(fields)


def _place(loc: tuple[str | int, ...]) -> str:
    """``body.asked.customer.relatives.0.name`` as ``customer.relatives[0].name``; parameters by their name."""
    inside = loc[2:] if loc[0] == "body" else loc[1:]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in inside)
    return place.removeprefix(".") or "body"
