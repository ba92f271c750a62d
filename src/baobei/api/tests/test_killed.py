"""A server killed under claiming clients: nothing acknowledged is lost, nothing is done twice, the books are whole."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("baobei"))
CLIENTS, KILLS, BETWEEN_KILLS = 16, 5, 40


class Server:
    """A served installation that can be killed and started again on its port."""

    def __init__(self, folder: Path, database_url: str) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self.log = folder / "server.log"
        self.environ = os.environ | {
            "BAOBEI_DATA": str(folder),
            "BAOBEI_DATABASE_URL": database_url,
            "BAOBEI_DEMO": "1",
            "BAOBEI_URL": f"http://127.0.0.1:{self.port}",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([COMMAND, *arguments], env=self.environ, capture_output=True, text=True, timeout=60)

    def start(self) -> None:
        """Serves; tried again while what was killed still leaves the port."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                with self.log.open("ab") as out:
                    serve = [COMMAND, "serve", "--port", str(self.port), "--workers", "2"]
                    self.process = subprocess.Popen(serve, env=self.environ, stdout=out, stderr=out)
            try:
                if self.call("GET", "/readyz", {})[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"baobei serve does not answer: {self.log.read_text()[-2000:]}")

    def end(self, how: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(20)

    def call(self, method: str, path: str, headers: dict[str, str], body: object = None) -> tuple[int, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (http.client.HTTPException, ValueError) as fault:
            raise ConnectionError(fault) from None
        finally:
            connection.close()


class Claimer(threading.Thread):
    """One who registers one customer after the other, and repeats a call that was cut off under its key."""

    def __init__(self, server: Server, number: int, token: str, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.server, self.number, self.over = server, number, over
        self.token = {"Authorization": f"Bearer {token}"}
        self.acknowledged: list[str] = []
        self.wrong: list[object] = []

    def run(self) -> None:
        count = 0
        while not self.over.is_set():
            self.acknowledged += self._register(count)
            count += 1

    def _register(self, count: int) -> list[str]:
        place = self.number * 10_000 + count
        customer = {"name": "陈建国", "phones": [f"139{place:08}"], "address": f"重庆市渝北区龙湖源著小学{place}号"}
        headers = {**self.token, "Idempotency-Key": f"customer-{place}"}
        for _ in range(600):
            try:
                status, told = self.server.call("POST", "/api/v1/registrations", headers, {"customer": customer})
            except OSError:
                time.sleep(0.1)
                continue
            if status == 201:
                return [told["id"]]
            self.wrong.append((status, told))
            return []
        self.wrong.append("never answered")
        return []

    def registered(self) -> list[str]:
        found, after = [], ""
        while True:
            status, told = self.server.call("GET", f"/api/v1/registrations?limit=500{after}", self.token)
            assert status == 200
            found += [item["id"] for item in told["items"]]
            if told["next"] is None:
                return found
            after = f"&after={told['next']}"


def test_killed_under_claiming_clients(another_store: str, tmp_path: Path) -> None:
    story = tmp_path / "company.yaml"
    people = "".join(f"  - {{id: p{n}, name: 王芳, role: salesperson, department: d{n % 4}}}\n" for n in range(CLIENTS))
    story.write_text(f"people:\n{people}events: []\n")
    server = Server(tmp_path, another_store)
    made = server.run("demo", "--story", str(story), "--json")
    assert made.returncode == 0, made.stderr
    over = threading.Event()
    people_made = json.loads(made.stdout)["people"]
    claimers = [Claimer(server, n, person["token"], over) for n, person in enumerate(people_made)]
    server.start()
    try:
        for claimer in claimers:
            claimer.start()
        for kill in range(1, KILLS + 1):
            _wait_for(claimers, kill * BETWEEN_KILLS)
            server.end(signal.SIGKILL)
            server.start()
        _wait_for(claimers, (KILLS + 1) * BETWEEN_KILLS)
        over.set()
        for claimer in claimers:
            claimer.join(60)
        for claimer in claimers:
            assert not claimer.wrong
            assert sorted(claimer.registered()) == sorted(claimer.acknowledged)
            assert len(set(claimer.acknowledged)) == len(claimer.acknowledged) > 0
    finally:
        over.set()
        server.end(signal.SIGTERM)
    verified = server.run("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _wait_for(claimers: list[Claimer], acknowledged: int) -> None:
    deadline = time.monotonic() + 60
    while sum(len(claimer.acknowledged) for claimer in claimers) < acknowledged:
        assert time.monotonic() < deadline, "the clients get no answers"
        time.sleep(0.02)
