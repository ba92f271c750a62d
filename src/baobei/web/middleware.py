"""What every request gets before a page sees it: an id, safe headers, its clock, and who asks."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils.translation import gettext as _

from baobei import environment
from baobei.people import queries
from baobei.people.request import Request
from baobei.people.rules import Actor
from baobei.store.rows import new_id
from baobei.usecase import COMPANY_TIME, Clock, MachineClock, StatedClock
from baobei.web import errors

Next = Callable[[Request], HttpResponse]

_CONTENT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFE = {
    "Content-Security-Policy": _CONTENT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# Beyond them periods could leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1900, 2900


class RequestIdMiddleware:
    """Names the request, so that an error page and the log can be laid side by side."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.id = str(new_id())
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        return response


class SecurityHeadersMiddleware:
    """Only our own files, nothing inline, in no frame; what a person saw is not kept by caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _SAFE.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ClockMiddleware:
    """Says what time it is for what the request does: the machine's, or the one a demo states."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        stated = request.headers.get("Baobei-Now")
        env = environment.current()
        request.clock = StatedClock(env.now) if env.now else MachineClock()
        if stated is not None:
            if not env.demo:
                return _refuse(request, _("The header Baobei-Now holds only where BAOBEI_DEMO=1."))
            try:
                request.clock = StatedClock(_instant(stated))
            except ValueError:
                return _refuse(request, _("Baobei-Now must be an instant such as 2023-02-01T10:00+08:00."))
        request.day = request.clock.now().astimezone(COMPANY_TIME).date()
        return self.get_response(request)


class SignInMiddleware:
    """Says who asks. A session ends with a reset of the password, and with the employment (CR-2)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.asker = _signed_in(request)
        if request.asker is not None:
            request.actor = request.asker
        return self.get_response(request)


def _instant(text: str) -> datetime:
    instant = environment.parse_instant(text)
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise ValueError(text)
    return instant


def _signed_in(request: Request) -> Actor | None:
    # Django's own functions that renew a session look for the user here.
    request.user = get_user(request) if request.COOKIES else AnonymousUser()
    if request.user.pk is None:
        return None
    actor = queries.actor_by_id(request.user.pk)
    return actor if actor is not None and actor.employed(request.day) else None


def _refuse(request: Request, line: str) -> HttpResponse:
    clock: Clock = MachineClock()
    request.clock, request.day = clock, clock.now().astimezone(COMPANY_TIME).date()
    return errors.page(request, 400, _("This can't be read"), [line])
