"""Calls of the contract whose verb is not built: they answer as a story does, refused, and change nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from ninja import Router

from baobei.people.api import needs
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.words import say

CALLS: Mapping[str, str] = {
    "/claims": "claim",
    "/transfers": "transfer",
    "/registrations/{key}/refund": "refund",
    "/registrations/{key}/cancellation": "cancel",
    "/registrations/{key}/amendments": "amend",
    "/registrations/{key}/release": "release",
    "/registrations/{key}/countersignature": "countersign",
    "/registrations/{key}/customer-choice": "customer_choice",
    "/registrations/{key}/assists": "assist",
    "/registrations/{key}/split": "agree_split",
    "/cases/{key}/settlement": "settle",
    "/cases/{key}/copies": "file_copy",
    "/cases/{key}/ruling": "rule",
    "/quarrels": "argue",
    "/offences": "offence",
    "/appeals": "appeal",
    "/appeals/{key}/decision": "decide_appeal",
    "/proposals/{key}/decision": "offence",
    "/payroll": "pay",
    "/inspections": "inspect",
    "/projects": "project_apply",
    "/projects/{key}/confirmation": "project_confirm",
    "/projects/{key}/decision": "project_decide",
    "/projects/{key}/signing": "project_sign",
}
"""The story's verb behind each call."""

router = Router()


@needs("me")
def refuse(request: Request) -> Decision:
    """Refused before every other check."""
    return Decision("refused", reason=say("not built"))


@needs("me")
def refuse_one(request: Request, key: str) -> Decision:
    """Refused whatever it names."""
    return refuse(request)


@needs("me")
def hide(request: Request) -> Any:
    """There is no list yet."""
    raise Http404


for path in CALLS:
    if "{key}" in path:
        router.post(path, include_in_schema=False)(refuse_one)
    else:
        router.post(path, include_in_schema=False)(refuse)
        router.get(path, include_in_schema=False)(hide)
