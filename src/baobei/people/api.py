"""Who one is; and how a route of the API states who may call it (CR-2, CR-6.2: deny by default)."""

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Query, Router, Schema
from ninja.utils import contribute_operation_callback

from baobei.people.request import Request
from baobei.people.rules import PERMISSIONS

Route = TypeVar("Route", bound=Callable[..., Any])

router = Router(tags=["people"])

LARGEST_PAGE = 500
Limit: Any = Query(  # type: ignore[type-arg]
    100, ge=1, le=LARGEST_PAGE, description=f"How many entries, 1 to {LARGEST_PAGE}."
)


def needs(action: str) -> Callable[[Route], Route]:
    """States the action of the permission table that a route of the API needs. Raises KeyError where there is none."""
    clause = PERMISSIONS[action].clause

    def state(view: Route) -> Route:
        view.permission = action  # type: ignore[attr-defined]
        contribute_operation_callback(view, lambda operation: _describe(operation, action, clause))
        return view

    return state


def _describe(operation: Any, action: str, clause: str) -> None:
    roles = sorted(PERMISSIONS[action].roles)
    operation.openapi_extra = {"x-permission": {"action": action, "roles": roles, "clause": clause}}


class Me(Schema):
    user: str
    name: str
    roles: list[str]
    department: str | None = None
    region: str | None = None


@router.get("/me", response=Me)
@needs("me")
def me(request: Request) -> dict[str, Any]:
    """Whose token this is, with the roles of the day."""
    actor = request.actor
    told = {
        "user": actor.username,
        "name": actor.name,
        "roles": sorted(actor.roles(request.day)),
        "department": actor.department,
        "region": actor.region,
    }
    return {key: value for key, value in told.items() if value is not None}
