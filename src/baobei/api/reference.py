"""``docs/reference/api.md``, written from the OpenAPI document: ``python -m baobei.api.reference``."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from baobei.people.rules import EVERYBODY

Document = Mapping[str, Any]

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "api.md"
_HEAD = """# The API

Written from the program by `python -m baobei.api.reference`; as OpenAPI 3.1 the same stands at `/api/v1/openapi.json`.

- Every call carries `Authorization: Bearer TOKEN`; `baobei token USER` makes one. Bodies are JSON.
- Every answer to a verb has `result` and `cites`, the clauses that decided it. Instants are ISO 8601 in company time,
  sums are decimal strings in yuan with two places.
- What can't be done is `application/problem+json` (RFC 9457) with `result`, `cites` and, for input, `fields`. What one
  may not see answers 404, with the bytes of what is not there.
- A POST may carry `Idempotency-Key`: repeated with the same body it does nothing twice and gives the first answer
  again; with another body 422.
- `Accept-Language` chooses the language of sentences: `zh-Hans` (default), `zh-Hant` or `en`.
- Lists are `{"items": […], "next": cursor or null}`; the next page is asked for with `after=` that cursor.
- In a demo (`BAOBEI_DEMO=1`) the header `Baobei-Now: 2023-02-01T10:00+08:00` says when the call happens; before the
  last page of a book it would write in it answers 409.
- A verb of the policy that is not built yet answers 409 with `result: refused` and changes nothing.
- At the root, without a token: `GET /healthz` (the process answers), `GET /readyz` (store, schema and policy are ready,
  else 503), `GET /metrics` (Prometheus; on the machine itself, or with the token of a general manager).
"""


def page(document: Document) -> str:
    """The reference as Markdown."""
    lines = [_HEAD]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            lines += _operation(document, f"{method.upper()} {path}", operation)
    schemas = document["components"]["schemas"]
    inside = json.dumps(schemas)
    lines.append("# Shapes\n")
    for name, schema in sorted(schemas.items()):
        if f'schemas/{name}"' in inside or name == "Problem":
            lines += _shape(name, schema)
    return "\n".join(lines)


def _shape(name: str, schema: Document) -> Iterator[str]:
    yield f"## {name}\n"
    yield "| field | type | |\n|---|---|---|"
    for field, its in schema["properties"].items():
        yield f"| `{field}` | {_type(its)} | {its.get('description', '')} |"
    yield ""


def _operation(document: Document, heading: str, operation: Document) -> Iterator[str]:
    permission = operation["x-permission"]
    roles = "everybody" if set(permission["roles"]) == EVERYBODY else ", ".join(permission["roles"])
    yield f"## `{heading}`\n"
    yield f"{operation['description'].replace('``', '`')}\n"
    yield f"Who may: {roles} ({permission['clause']}).\n"
    if given := list(_given(document, operation)):
        yield "| given | in | type | |\n|---|---|---|---|"
        yield from (f"| `{name}` | {where} | {_type(its)} | {text} |" for name, where, its, text in given)
        yield ""
    yield "| status | answer |\n|---|---|"
    for status, answer in sorted(operation["responses"].items()):
        [content] = answer["content"].values()
        told = _answer(document, content["schema"]) if status < "400" else answer["description"]
        yield f"| {status} | {told} |"
    yield ""


def _given(document: Document, operation: Document) -> Iterator[tuple[str, str, Document, str]]:
    for one in operation["parameters"]:
        yield one["name"], one["in"], one["schema"], one.get("description", "")
    if body := operation.get("requestBody"):
        schema = _resolved(document, body["content"]["application/json"]["schema"])
        for name, its in schema["properties"].items():
            yield name, "body", its, its.get("description", "")


def _answer(document: Document, schema: Document) -> str:
    return ", ".join(f"`{name}`" for name in _resolved(document, schema)["properties"])


def _resolved(document: Document, schema: Document) -> Document:
    name = schema["$ref"].rpartition("/")[2]
    found: Document = document["components"]["schemas"][name]
    return found


def _type(schema: Document) -> str:
    if name := schema.get("$ref"):
        return str(name.rpartition("/")[2])
    if choices := schema.get("anyOf"):
        return " or ".join(_type(one) for one in choices if one.get("type") != "null")
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    return schema.get("format") or (" or ".join(kind) if isinstance(kind, list) else str(kind))


def _write() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baobei.settings")
    django.setup()
    from baobei.api.root import document_text

    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(json.loads(document_text())))


if __name__ == "__main__":
    _write()
