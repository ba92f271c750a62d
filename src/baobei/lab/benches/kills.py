"""The server is killed under registering clients: what it acknowledged must be there, and nothing twice."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import uuid4

from baobei import usecase
from baobei.book import rebuild, verify
from baobei.lab.benches.company import company
from baobei.lab.benches.register import Customer, customers
from baobei.people import tokens
from baobei.registrations.models import CustomerData, Registration

CLIENTS, SECONDS_BETWEEN, SEED = 16, 1.5, 20261124


@dataclass
class Damage:
    """What the kills did: answers acknowledged, and each that was lost, done twice, or broke a book."""

    kills: int = 0
    acknowledged: int = 0
    repeated: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        return not self.faults and self.acknowledged > 0


@dataclass
class _Told:
    """What a client heard: the id of each registration by its customer's phone."""

    ids: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    faults: list[str] = field(default_factory=list)


def run(url: str, *, times: int) -> Damage:
    """Kills the server so often while clients register, each call repeated under its key until it is answered."""
    sellers = company(url, sellers=CLIENTS)
    keys = [tokens.issue(seller, at=usecase.MachineClock().now(), days=1) for seller in sellers]
    port = _free_port()
    ended = threading.Event()
    told = [_Told() for _ in sellers]
    work = list(customers(200_000, SEED))
    clients = [
        threading.Thread(target=_client, args=(port, keys[place], work[place::CLIENTS], told[place], ended))
        for place in range(CLIENTS)
    ]
    with tempfile.TemporaryDirectory(prefix="baobei-kills-") as folder:
        server = _serve(url, folder, port)
        for client in clients:
            client.start()
        for _ in range(times):
            time.sleep(SECONDS_BETWEEN)
            _kill(server)
            server = _serve(url, folder, port)
        time.sleep(SECONDS_BETWEEN)
        ended.set()
        for client in clients:
            client.join(60)
        _end(server)
    return _count(times, told)


def _client(port: int, token: str, work: Sequence[Customer], told: _Told, ended: threading.Event) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for customer in work:
        if ended.is_set():
            return
        body, key, tries = json.dumps({"customer": customer}).encode(), str(uuid4()), 0
        while True:
            tries += 1
            try:
                client = HTTPConnection("127.0.0.1", port, timeout=20)
                client.request("POST", "/api/v1/registrations", body, headers | {"Idempotency-Key": key})
                answer = client.getresponse()
                content = json.loads(answer.read())
            except (OSError, HTTPException, ValueError):
                if ended.is_set() and tries > 200:
                    return
                time.sleep(0.05)
                continue
            told.repeated += tries > 1
            if answer.status == 201:
                told.ids[customer["phones"][0]] = content["id"]
            else:
                told.faults.append(f"{answer.status}: {content}")
            break


def _count(times: int, told: Sequence[_Told]) -> Damage:
    damage = Damage(kills=times)
    there = {str(key) for key in Registration.objects.values_list("id", flat=True)}
    phones = [json.loads(text)[0] for text in CustomerData.objects.values_list("phones", flat=True)]
    for one in told:
        damage.acknowledged += len(one.ids)
        damage.repeated += one.repeated
        damage.faults += one.faults[:5]
        damage.faults += [f"lost: {phone}" for phone, key in one.ids.items() if key not in there]
    twice = len(phones) - len(set(phones))
    damage.faults += [f"{twice} customers are registered twice"] if twice else []
    damage.faults += [fault for faults in verify.verify().values() for fault in faults]
    damage.faults += rebuild.differences()
    return damage


def _serve(url: str, folder: str, port: int) -> subprocess.Popen[bytes]:
    environ = os.environ | {"BAOBEI_DATABASE_URL": url, "BAOBEI_DATA": folder, "BAOBEI_DEMO": ""}
    environ.pop("BAOBEI_URL", None)
    command = [str(Path(sys.executable).with_name("baobei")), "serve", "--port", str(port), "--workers", "2"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=environ, stdout=quiet, stderr=quiet, start_new_session=True)
    for _ in range(400):
        try:
            client = HTTPConnection("127.0.0.1", port, timeout=5)
            client.request("GET", "/readyz")
            if client.getresponse().status == 200:
                return server
        except (OSError, HTTPException):
            assert server.poll() is None, "the server does not start again"
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def _kill(server: subprocess.Popen[bytes]) -> None:
    """Kills every process of the server at once, as a power cut would."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        _kill(server)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def lines(damage: Damage) -> Iterator[str]:
    """The damage for a reader."""
    yield (
        f"{damage.kills} kills under {CLIENTS} clients: {damage.acknowledged} registrations acknowledged, "
        f"{damage.repeated} of them after repeating the call; {len(damage.faults)} faults"
    )
    yield from damage.faults[:20]
