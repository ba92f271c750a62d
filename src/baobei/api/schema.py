"""The OpenAPI document: what django-ninja knows of the routes, and the problems that any of them may answer."""

import json
from typing import Any

from ninja import NinjaAPI

_PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "result", "cites"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "result": {"type": "string"},
        "cites": {"type": "array", "items": {"type": "string"}},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "until": {"type": "string", "format": "date-time"},
        "missing": {"type": "array", "items": {"type": "string"}},
        "problems": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
_REFERENCE = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ANY = {
    401: "No live token",
    403: "Denied: not among one's tasks",
    404: "Not there, or not for the caller to see; the same bytes",
    422: "Something that was sent can't be used; fields names it",
}
_REFUSED = "Refused as things stand: protected, expired, in the wrong state; or stated before the book's last page"
_LIMIT = "The day's limit of answers"
_LIMITED = frozenset({"inquire", "register"})
_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Repeated with the same body it gives the first answer again; with another body 422.",
}


def document(api: NinjaAPI, prefix: str) -> str:
    """The OpenAPI 3.1 document of the API under a path, as JSON."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=prefix)
    schema["components"]["schemas"]["Problem"] = _PROBLEM
    for path in schema["paths"].values():
        for method, operation in path.items():
            operation["operationId"] = operation["operationId"].rpartition("_api_")[2] or operation["operationId"]
            found = dict(_ANY)
            if method == "post":
                found[409] = _REFUSED
            if operation["x-permission"]["action"] in _LIMITED:
                found[429] = _LIMIT
            for status, description in found.items():
                operation["responses"].setdefault(status, {"description": description, "content": _REFERENCE})
            if method == "post":
                operation["parameters"].append(_KEY)
    return json.dumps(schema, ensure_ascii=False, indent=1)
