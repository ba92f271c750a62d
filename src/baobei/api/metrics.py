"""Counts and latencies for Prometheus, by route and never by person or customer.

With several workers ``PROMETHEUS_MULTIPROC_DIR`` names the folder in which they add theirs up.
"""

import os
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from baobei.api import problems
from baobei.people import queries
from baobei.people.rules import may
from baobei.usecase import MachineClock
from baobei.words import say

_registry = CollectorRegistry()
_LATENCY = Histogram(
    "baobei_request_seconds",
    "How long requests took, by method and route.",
    ["method", "route"],
    registry=_registry,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_REQUESTS = Counter(
    "baobei_requests", "Requests by method, route and status.", ["method", "route", "status"], registry=_registry
)
_DECISIONS = Counter(
    "baobei_decisions", "Decisions of the API by action and result.", ["action", "result"], registry=_registry
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


class MetricsMiddleware:
    """Counts every request under the template of its route."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in _METHODS else "other"
        route = request.resolver_match.route if request.resolver_match else "none"
        _LATENCY.labels(method, route).observe(perf_counter() - began)
        _REQUESTS.labels(method, route, response.status_code).inc()
        return response


def decided(action: str, result: str) -> None:
    """Counts a decision."""
    _DECISIONS.labels(action, result).inc()


def metrics(request: HttpRequest) -> HttpResponse:
    """All counts, to a scraper on this machine or one with the token of a person who may."""
    if not (_near(request) or _entitled(request)):
        response = problems.problem(401, say("Read the metrics on the machine itself, or with a token."))
        response["WWW-Authenticate"] = "Bearer"
        return response
    registry = _registry
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _near(request: HttpRequest) -> bool:
    """Whether it comes from this machine, and through no proxy on it."""
    return request.META.get("REMOTE_ADDR") in _LOOPBACK and not any(name in request.headers for name in _FORWARDED)


def _entitled(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    now = MachineClock()
    actor = queries.actor_by_token(token.strip(), now.now()) if scheme.lower() == "bearer" else None
    return actor is not None and may(actor, "metrics", request.day)  # type: ignore[attr-defined]
