"""Serving: one server a SQLite file, a clean end, and none left behind by a kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

BAOBEI = str(Path(sys.executable).with_name("baobei"))


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def server(another_store: str, free_port: int, tmp_path: Path):
    """A server of an installation that was just set up, which the test may end."""
    environ = os.environ | {"BAOBEI_DATA": str(tmp_path), "BAOBEI_DATABASE_URL": another_store}
    made = [BAOBEI, "init", "--company", "朝渡", "--user", "zhang", "--password-stdin"]
    subprocess.run(made, env=environ, input="correct horse\n", text=True, check=True, stdout=subprocess.DEVNULL)
    command = [BAOBEI, "serve", "--port", str(free_port)]
    running = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert wait(lambda: answers(free_port)), running.communicate(timeout=5)
    yield running
    running.kill()
    running.communicate()


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def wait(condition, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_told_to_end_it_ends(server, free_port) -> None:
    server.send_signal(signal.SIGTERM)
    out, err = server.communicate(timeout=15)
    assert server.returncode == 0
    assert out == f"Baobei is served at http://127.0.0.1:{free_port} (Ctrl-C ends it).\n" and err == ""
    assert not answers(free_port)


def test_killed_it_leaves_nobody_on_the_port(server, free_port) -> None:
    server.kill()
    server.wait()
    assert wait(lambda: not answers(free_port), seconds=5)


def test_a_port_in_use(served, free_port) -> None:
    port = served.url.rpartition(":")[2]
    said = served.run("serve", "--port", port)
    assert said.returncode == 2
    assert said.stderr == f"Port {port} is in use. Serve on another with `--port`.\n"


def test_a_host_that_is_not_ours(served, free_port) -> None:
    said = served.run("serve", "--port", str(free_port), "--host", "203.0.113.7")
    assert said.returncode == 2 and "--host" in said.stderr


def test_a_second_server_on_one_file_is_refused_and_commands_may_write(served, free_port) -> None:
    if served.environ["BAOBEI_DATABASE_URL"].startswith("sqlite:"):
        said = served.run("serve", "--port", str(free_port))
        assert said.returncode == 2 and "Another `baobei serve`" in said.stderr
    assert served.run("token", next(iter(served.people))).returncode == 0


def test_a_policy_that_can_not_be_read_stops_the_start(served, free_port, tmp_path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text("extends: zhaodu\nset: [{name: protection.walk_in.dais, value: 10}]\n")
    environ = served.environ | {"BAOBEI_POLICY": str(pack), "BAOBEI_DATABASE_URL": f"sqlite:///{tmp_path}/db"}
    command = [BAOBEI, "serve", "--port", str(free_port)]
    said = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
    assert said.returncode == 2 and said.stderr.startswith(f"{pack}:2: ")


def test_while_it_serves_a_demo_company_can_be_replaced(served) -> None:
    """The server's open connections see the new one at once."""
    person = next(iter(served.people.values()))
    again = served.run("demo", "--people", "12", "--registrations", "3", "--json")
    assert again.returncode == 0, again.stderr
    assert person["token"] not in again.stdout
    assert answers(int(served.url.rpartition(":")[2]))
