"""A company to measure: its store, its people, and its server."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from baobei import usecase
from baobei.lab.setting import settle
from baobei.lab.story import Person
from baobei.people import company as companies
from baobei.people import queries as people
from baobei.people import tokens
from baobei.people.rules import Actor
from baobei.store import template
from baobei.usecase import COMPANY_TIME

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=COMPANY_TIME)
UNLIMITED = {"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 1_000_000}]}
DEPARTMENTS = 8
PASSWORD = "a password of nobody"


def company(url: str, *, sellers: int, departments: int = DEPARTMENTS) -> list[Actor]:
    """Makes the store at ``url`` with a company whose people may ask without limit; returns those who sell."""
    template.create(url)
    cast = [
        Person(f"seller{i}", f"销售{i}", ("salesperson",), f"department{i % departments}", None) for i in range(sellers)
    ]
    settle(cast, password=lambda user: PASSWORD)
    companies.set_up("bench", policy=UNLIMITED)
    companies.install()
    assert usecase.policy().on(BEGINNING.date())["inquiry.per_day"] > 1000
    return [actor for person in cast if (actor := people.actor(person.id))]


@contextmanager
def serving(url: str, by: Actor) -> Iterator[tuple[str, str]]:
    """``baobei serve`` with one worker on the store, while the block runs: its address, and a token."""
    token = tokens.issue(by, at=usecase.MachineClock().now(), days=1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="baobei-bench-") as folder:
        environ = os.environ | {"BAOBEI_DATABASE_URL": url, "BAOBEI_DATA": folder, "BAOBEI_DEMO": ""}
        environ.pop("BAOBEI_URL", None)
        command = [str(Path(sys.executable).with_name("baobei")), "serve", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(f"127.0.0.1:{port}", server)
            yield f"127.0.0.1:{port}", token
        finally:
            server.terminate()
            server.wait(20)


def call(client: HTTPConnection, token: str, method: str, path: str, body: str | None = None) -> int:
    """One call over a kept connection; returns its status, which must not be a fault of the server."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    client.request(method, path, body.encode() if body else None, headers)
    answer = client.getresponse()
    answer.read()
    assert answer.status < 500, f"{method} {path}: {answer.status}"
    return answer.status


def _wait(server: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            client = HTTPConnection(server, timeout=5)
            client.request("GET", "/readyz")
            if client.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
