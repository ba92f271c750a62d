"""A company with somebody of every kind, and clients that call the API as they."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from baobei import environment
from baobei.lab.setting import set_up
from baobei.lab.story import read_story
from baobei.people import company as companies
from baobei.people import queries, tokens
from baobei.usecase import MachineClock

COMPANY = """
people:
  - {id: wang, name: 王芳, role: salesperson, department: east}
  - {id: li, name: 李强, role: salesperson, department: west}
  - {id: zhou, name: 周敏, role: salesperson, department: north}
  - {id: sun, name: 孙立, role: manager, department: east}
  - {id: he, name: 何静, roles: [registrar, clerk]}
  - {id: cai, name: 蔡敏, role: finance}
  - {id: gao, name: 高远, role: gm}
  - {id: dong, name: 董洁, role: supervisor}
events: []
"""
CHEN = {"name": "陈建国", "phones": ["138 0000 1234"], "address": "重庆市渝北区龙湖源著3栋2单元18-1"}


@dataclass(frozen=True)
class Caller:
    """Somebody with a token."""

    token: str
    client: Client

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        sent = body if isinstance(body, str | bytes) else json.dumps({} if body is None else body)
        content_type = headers.pop("content_type", "application/json")
        return self.client.post(f"/api/v1{path}", sent, content_type=content_type, headers=self._headers(headers))

    def register(self, customer: Mapping[str, Any] = CHEN, **headers: str) -> str:
        """Registers the customer and gives the registration's id."""
        answer = self.post("/registrations", {"customer": customer}, **headers)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["id"]

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.token}", **given}


def callers() -> Callable[[str], Caller]:
    """Lays the company; gives who calls as whom."""
    return lambda username: Caller(issue(username), Client(raise_request_exception=False))


def issue(username: str, **given: Any) -> str:
    actor = queries.actor(username)
    assert actor is not None
    return tokens.issue(actor, **{"at": MachineClock().now(), "days": None, **given})


def lay(folder: Any, *, demo: bool = True) -> None:
    path = folder / "company.yaml"
    path.write_text(COMPANY)
    set_up(read_story(str(path)))
    companies.install()
    environment.use(demo=demo)


@pytest.fixture
def company(db: None, tmp_path: Any) -> Any:
    """The company in the store of the test, as a demo installation, which takes ``Baobei-Now``."""
    before = environment.current()
    lay(tmp_path)
    yield callers()
    environment.use(demo=before.demo)
