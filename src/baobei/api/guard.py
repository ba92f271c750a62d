"""What stands between a route and the service behind it: the permission, the key of a repeated call, the answer."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

from baobei.api import answers, problems
from baobei.api.idempotency import once
from baobei.people.request import Request
from baobei.people.rules import PERMISSIONS, permitted
from baobei.policy import Decision
from baobei.words import say

View = Callable[..., Any]


def guarded(view: View) -> View:
    """The route with its permission asked first. Raises ImproperlyConfigured for one that states none."""
    action: str = getattr(view, "permission", "")
    if action not in PERMISSIONS:
        raise ImproperlyConfigured(f"Routes without a permission: {view.__module__}.{view.__name__}")

    @wraps(view)
    def run(request: Request, **given: Any) -> HttpResponse:
        if odd := _unreadable(request.GET.items()):
            return problems.unusable({odd: say("This has characters that can't be read.")})
        if denial := permitted(request.actor, action, request.day):
            return answers.of(request, action, denial, given.get("registration"))

        def answer() -> HttpResponse:
            told = view(request, **given)
            if isinstance(told, Decision):
                return answers.of(request, action, told, given.get("registration"))
            return problems.written(200, told)

        return once(request, answer) if request.method == "POST" else answer()

    return run


def _unreadable(given: Iterable[tuple[str, Any]]) -> str | None:
    """The first parameter of the address with a control character in it."""
    return next((name for name, value in given if not str(value).isprintable()), None)
