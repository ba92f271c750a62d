"""What a user reads when something can't be done: plain words, in the design, never a trace."""

import errno
import sys
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from baobei.api import problems
from baobei.policy import Decision
from baobei.store import faults
from baobei.telling import told

_DISK = (errno.ENOSPC, errno.EROFS, errno.EDQUOT)


def page(request: HttpRequest, status: int, title: str, lines: Iterable[str], **context: Any) -> HttpResponse:
    """An error page, or for a client of the API a problem (RFC 9457), with the title and one sentence a line."""
    lines = list(lines)
    if request.path.startswith("/api/"):
        return problems.problem(status, " ".join(lines), title=title)
    template = "web/down.html" if status >= 500 else "web/error.html"
    return render(request, template, {"title": title, "lines": lines, **context}, status=status)


def denied(request: HttpRequest, decision: Decision, roles: Iterable[str] = ()) -> HttpResponse:
    """The page for what one may see but not do: it names the clause and whose task it is."""
    reason = told(decision.reason) if decision.reason else _("This is not among the tasks of your roles.")
    context = {"title": _("Not yours to do"), "reason": reason, "cites": decision.cites, "roles": sorted(roles)}
    return render(request, "web/denied.html", context, status=403)


def not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    response = page(request, 405, _("This can't be done here"), [_("Go back and use the button on the page.")])
    response["Allow"] = ", ".join(allowed)
    return response


def clock_behind(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        409,
        _("That moment has passed"),
        [_("The stated time lies before the last page of the book. Nothing was done; state a later time.")],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there and not for this person to see are one page, to the byte (CR-6.2)."""
    title = _("There is no such page")
    line = _("The address may be mistyped, or the thing is gone. Registrations and customers don't get lost: go home.")
    return page(request, 404, title, [line], verdict=_("There is no such page, or it is not yours to see"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, _("Not yours to do"), [_("This is not among the tasks of your roles.")])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    lines = [_("This page was open too long or in another window. Nothing was done; reload it and do it once more.")]
    return page(request, 403, _("Please do it once more"), lines)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(
            request, 413, _("Too much at once"), [_("What was sent is larger than 1 MB. Nothing was done; send less.")]
        )
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return page(
            request, 413, _("Too much at once"), [_("More fields were sent than the form has. Nothing was done.")]
        )
    return page(
        request, 400, _("This can't be read"), [_("What was sent is not what this page takes. Nothing was done.")]
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """What stopped unexpectedly; where the store is at fault it says so, and the request may be tried again (503)."""
    error = sys.exc_info()[1]
    fault = faults.plain(error)
    if fault is None and not _is_disk(error):
        lines = [_("Something of ours went wrong. What you just did was not done; nothing else is lost.")]
        return page(request, 500, _("That did not work"), lines)
    lines = [_("What you just did was not done. Try again in a minute or two.")]
    # What names a server is for the log, not for whoever reads the page.
    if fault is not None and not fault.values:
        lines.append(told(fault))
    response = page(request, 503, _("The system can't be reached just now"), lines)
    response["Retry-After"] = "30"
    return response


def _is_disk(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in _DISK
