"""Who calls: the bearer of a live token."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from baobei.people import queries
from baobei.people.rules import Actor
from baobei.usecase import MachineClock


class Token(HttpBearer):
    """``Authorization: Bearer TOKEN``; tokens end by the machine's clock, whatever instant a demo states."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = queries.actor_by_token(token, MachineClock().now())
        request.actor = actor  # type: ignore[attr-defined]
        return actor
