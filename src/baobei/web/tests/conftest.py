"""People who sign in to the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from baobei.people.rules import Actor
from baobei.people.tests.conftest import PASSWORD, at, hire, quick_passwords

__all__ = ["at", "hire", "quick_passwords"]


@pytest.fixture
def sign_in(hire: Callable[..., Actor]) -> Callable[..., Client]:
    """Hires somebody and signs them in: ``sign_in("li", "salesperson")``; in Chinese, errors as a user meets them."""

    def signed_in(username: str, *roles: str, **columns: object) -> Client:
        hire(username, *roles, **columns)
        client = Client(raise_request_exception=False, headers={"Accept-Language": "zh-CN"})
        client.post("/sign-in", {"username": username, "password": PASSWORD})
        return client

    return signed_in
