"""Whether the server runs, and whether it can work: without sign-in, so the reason stands in the log only."""

import logging

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from baobei import usecase
from baobei.api import problems
from baobei.environment import EnvironmentFault
from baobei.store import faults, template
from baobei.words import Text, say

_log = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return problems.written(200, {"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """The store is reachable, its schema that of the program, and the policy loaded; else 503."""
    try:
        if not template.is_current():
            return _not_yet(say("The database is not that of this program."), "run `baobei init`")
        usecase.policy()
    except (DatabaseError, InterfaceError) as fault:
        return _not_yet(say("The database does not answer."), faults.plain(fault) or fault)
    except EnvironmentFault as fault:
        return _not_yet(say("The database is not that of this program."), fault)
    except AssertionError as fault:
        return _not_yet(say("The policy is not loaded."), fault)
    return problems.written(200, {"status": "ready"})


def _not_yet(what: Text, why: object) -> HttpResponse:
    _log.warning("not ready: %s (%s)", what, why)
    response = problems.problem(503, what)
    response["Retry-After"] = "5"
    return response
