"""Whether the server runs, and whether it can work: for whoever keeps it running; without sign-in, without detail."""

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from baobei import usecase
from baobei.api import problems
from baobei.environment import EnvironmentFault
from baobei.store import faults, template
from baobei.words import say


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return problems.written(200, {"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """The store is reachable, its schema that of the program, and the policy loaded; else 503."""
    try:
        if not template.is_current():
            return _not_yet(say("The database is not that of this program. Run `baobei init`."))
        usecase.policy()
    except (DatabaseError, InterfaceError) as fault:
        return _not_yet(faults.plain(fault) or say("The database does not answer."))
    except EnvironmentFault as fault:
        return _not_yet(str(fault))
    except AssertionError:
        return _not_yet(say("The policy is not loaded."))
    return problems.written(200, {"status": "ready"})


def _not_yet(why: object) -> HttpResponse:
    response = problems.problem(503, why)  # type: ignore[arg-type]
    response["Retry-After"] = "5"
    return response
