"""The API put together: its routes, who may call them, and what becomes of every exception."""

from collections.abc import Callable
from functools import cache, wraps
from importlib.metadata import version
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from baobei.api import bodies, policy, problems, unbuilt
from baobei.api.auth import Token
from baobei.api.guard import guarded
from baobei.api.schema import document
from baobei.book import api as book
from baobei.money import api as money
from baobei.people import api as people
from baobei.registrations import api as registrations
from baobei.registrations import communities_api as communities
from baobei.registrations.rules.values import BadValue
from baobei.usecase import ClockBehind
from baobei.words import say

PUBLIC = "public"

api = NinjaAPI(
    title="Baobei",
    version=version("baobei"),
    description="Registrations of customers, decided by a written policy; every answer cites its clauses.",
    auth=Token(),
    parser=bodies.StrictParser(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_decorator(guarded)
for slice_ in (registrations, communities, money, book, people, policy, unbuilt):
    api.add_router("", slice_.router)


@api.exception_handler(AuthenticationError)
def _unknown_caller(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    response = problems.problem(401, say("Send a live token, as Authorization: Bearer TOKEN."))
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problems.not_there()


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return bodies.misshapen(fault)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return bodies.unreadable(fault)


@api.exception_handler(BadValue)
def _bad_value(request: HttpRequest, fault: BadValue) -> HttpResponse:
    return problems.unusable({fault.field: fault.text})


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    return problems.problem(413, say("What was sent is larger than 1 MB. Nothing was done; send less."))


@api.exception_handler(ClockBehind)
def _clock_behind(request: HttpRequest, fault: ClockBehind) -> HttpResponse:
    return problems.problem(409, say("The stated time lies before the last page of the book. Nothing was done."))


def _in_shape(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view with its refusal of a method in the shape of all others."""

    @wraps(view)
    def shaped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        refusal = problems.problem(405, say("This takes {methods}.", methods=allowed))
        refusal["Allow"] = allowed
        return refusal

    shaped.permission = PUBLIC  # type: ignore[attr-defined]  # the operations state theirs, see guard.py
    return shaped


@cache
def document_text() -> str:
    """The OpenAPI document, made once."""
    return document(api, "api/v1/")


def openapi(request: HttpRequest) -> HttpResponse:
    """What the API takes and answers, as OpenAPI 3.1; for anybody."""
    return problems.again(200, document_text())


def _patterns() -> list[URLPattern | URLResolver]:
    found = [path("openapi.json", openapi), *api.urls[0]]
    for pattern in found:
        assert isinstance(pattern, URLPattern)
        pattern.callback = _in_shape(pattern.callback)
    return found


urls = (_patterns(), "ninja", "api")
"""To be included at ``api/v1/``."""
