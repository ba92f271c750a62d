"""Fixtures for the tests of every room: clean stores, a served installation, a browser."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import hypothesis
import pytest

from baobei import environment
from baobei.store import databases

# Examples are drawn anew on every run of a developer's, and are the same on every run of the gate's.
hypothesis.settings.register_profile("baobei", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("baobei")

COMMAND = str(Path(sys.executable).with_name("baobei"))

QUIET_CHROMIUM = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


@pytest.fixture(scope="session", autouse=True)
def assembled() -> None:
    """The compiled texts and static files, built where they are not yet."""
    from baobei.web import assembling

    assembling.assemble()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """The store of the run, from the template; tests marked django_db leave nothing in it."""
    with django_db_blocker.unblock(), _empty_store(environment.current().database_url):
        yield


@pytest.fixture
def another_store(django_db_setup) -> Iterator[str]:
    """The URL of an empty store of the kind under test, for what runs in other processes."""
    with _empty_store() as url:
        yield url


@pytest.fixture
def committed(another_store: str, django_db_blocker) -> Iterator[str]:
    """An empty store of the test's own under Django, where commits stay: for threads, races and real transactions."""
    from django.db import connections

    from baobei.store import connect

    before = environment.current().database_url

    def turn_to(url: str) -> None:
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = connections.configure_settings({"default": connect.database(url)})["default"]
        environment.use(database_url=url)

    with django_db_blocker.unblock():
        turn_to(another_store)
        yield another_store
        turn_to(before)


@contextmanager
def _empty_store(url: str | None = None) -> Iterator[str]:
    from baobei.store import template

    url = url or databases.beside(environment.current().database_url)
    template.create(url)
    yield url
    template.drop(url)


@dataclass(frozen=True)
class Installation:
    """A running server: its address, who may sign in (by user: password, token, roles, …) and its settings."""

    url: str
    people: dict[str, dict]
    environ: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A ``baobei`` command on the same installation."""
        return subprocess.run([COMMAND, *arguments], env=self.environ, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def serve(django_db_setup) -> Iterator[Callable[..., Installation]]:
    """Makes a demo company on a store of its own and serves it: ``serve("--story", path)``; ends with the module."""
    with ExitStack() as running:
        yield lambda *demo: running.enter_context(_served(running.enter_context(_empty_store()), *demo))


@pytest.fixture(scope="module")
def served(serve: Callable[..., Installation]) -> Installation:
    """A small demo company, served to all tests of a module."""
    return serve("--people", "12", "--registrations", "20")


@contextmanager
def _served(database_url: str, *demo: str) -> Iterator[Installation]:
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="baobei-served-") as folder:
        installation = Installation(
            url=f"http://127.0.0.1:{port}",
            people={},
            environ=os.environ
            | {
                "BAOBEI_DATA": folder,
                "BAOBEI_DATABASE_URL": database_url,
                "BAOBEI_DEMO": "1",
                "BAOBEI_URL": f"http://127.0.0.1:{port}",
            },
        )
        made = installation.run("demo", *demo, "--json")
        if made.returncode:
            pytest.fail(f"baobei demo ended with {made.returncode}: {made.stderr}")
        installation.people.update({person["user"]: person for person in json.loads(made.stdout)["people"]})
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            server = subprocess.Popen(
                [COMMAND, "serve", "--port", str(port)],
                env=installation.environ,
                stdout=out,
                stderr=out,
            )
        try:
            _wait_until_ready(installation.url, server, log)
            yield installation
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_until_ready(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        try:
            with urlopen(f"{url}/readyz", timeout=5):
                return
        except (URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"baobei serve does not answer: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """Debian's Chromium, driven by Playwright. Without it the tests fail: they are never skipped."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if not program:
        pytest.fail("Chromium is not installed: `apt-get install chromium fonts-noto-cjk`.")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET_CHROMIUM))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium) -> Iterator:
    """A page as on a narrow phone in Chinese; an error of its scripts fails the test."""
    errors: list[str] = []
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="session")
def violations() -> Callable[..., list[str]]:
    """What axe finds against the accessibility of a page: ``assert not violations(page)``."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def found(page) -> list[str]:
        return [
            f"{violation['id']}: {violation['help']} ({node['html'][:200]})"
            for violation in axe.run(page).response["violations"]
            for node in violation["nodes"]
        ]

    return found
