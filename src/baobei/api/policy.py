"""The policy as the API tells it: every clause beside its numbers (CR-8)."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from ninja import Field, Router, Schema

from baobei import usecase
from baobei.people.api import needs
from baobei.people.request import Request
from baobei.policy.show import show
from baobei.telling import in_language

router = Router(tags=["policy"])


class Parameter(Schema):
    name: str
    value: Any
    since: date | None = Field(None, alias="from")
    clauses: list[str]


class WholePolicy(Schema):
    policy: str
    version: str
    clauses: dict[str, str]
    parameters: list[Parameter]


class Clause(Schema):
    id: str
    title: str
    text: str
    parameters: list[Parameter]


@router.get("/policy", response=WholePolicy, by_alias=True)
@needs("policy.read")
def policy(request: Request, on: date | None = None) -> dict[str, Any]:
    """Every clause and every parameter with its values; with ``on``, those in force on that day."""
    return show(usecase.policy(), on, language="en" if get_language() == "en" else "zh")


@router.get("/policy/clauses/{clause}", response=Clause, by_alias=True)
@needs("policy.read")
def clause(request: Request, clause: str) -> dict[str, Any]:
    """One clause with the parameters that belong to it."""
    found = usecase.policy().clauses.get(clause)
    if found is None:
        raise Http404
    return {
        "id": found.id,
        "title": in_language(found.title),
        "text": in_language(found.text),
        "parameters": [one for one in usecase.policy().parameters() if clause in one["clauses"]],
    }
