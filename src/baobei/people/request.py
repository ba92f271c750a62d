"""A request as pages get it: who asks, and what time it is for what they do."""

from datetime import date

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from baobei.people.rules import Actor
from baobei.usecase import Clock


class Request(HttpRequest):
    """What the middleware adds: ``asker`` is who is signed in, or None; behind a permission they are the ``actor``."""

    id: str
    clock: Clock
    day: date
    asker: Actor | None
    actor: Actor
    session: SessionBase
