"""Serving pages, API and static files."""

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from baobei import environment
from baobei.cli import start
from baobei.cli.faults import WrongInput, reason
from baobei.language import tell
from baobei.words import say

commands = typer.Typer()

# A thread a request that waits for its turn to write; more would only wait in the database instead.
_THREADS_A_WORKER = 8
_SECONDS_TO_FINISH = 10
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@commands.command(epilog="Example: baobei serve --host 0.0.0.0 --port 8080")
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 2,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Send no reminders and notices.")] = False,
) -> None:
    """Serve pages, API and static files until told to end (Ctrl-C, SIGTERM).

    Brings an older database up to date first."""
    if not os.environ.get("BAOBEI_URL"):
        browsed = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        os.environ["BAOBEI_URL"] = f"http://{f'[{browsed}]' if ':' in browsed else browsed}:{port}"
    _see_port_free(host, port)
    _hold_place(environment.current().database_url)
    start.store()
    from django.db import connections

    from baobei.people import company
    from baobei.web import assembling

    company.install()
    assembling.assemble()
    connections.close_all()
    typer.echo(tell(say("Baobei is served at {url} (Ctrl-C ends it).", url=environment.current().url)))
    sys.stdout.flush()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_empty_counts(port))
    _run(host, port, workers)


def _empty_counts(port: int) -> Path:
    """The folder where the workers add up what /metrics tells, without what a server left that was killed."""
    counts = environment.current().data / f"metrics-{port}"
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(parents=True)
    return counts.resolve()


def _see_port_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                raise WrongInput(say("Port {port} is in use. Serve on another with `--port`.", port=port)) from None
            raise WrongInput(
                say(
                    "Can't listen on {host}, port {port}: {why}. Mend `--host` or `--port`.",
                    host=host,
                    port=port,
                    why=reason(fault),
                )
            ) from None


def _hold_place(url: str) -> int | None:
    """Holds the place of the one server of a SQLite file while the file is open. Raises WrongInput where taken."""
    if not url.startswith("sqlite:///"):
        return None
    path = Path(url.removeprefix("sqlite:///") + ".server")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise WrongInput(
            say(
                "{file} can't be written: {why}. Give this user the right to its folder.",
                file=str(path),
                why=reason(fault),
            )
        ) from None
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise WrongInput(say("Another `baobei serve` serves this database. End it first.")) from None
    return place


def _run(host: str, port: int, workers: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "baobei.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS_A_WORKER,
        blocking_threads_idle_timeout=600,
        backpressure=256,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., Any]:
    """The WSGI application, in a worker that does not outlive the server: even killed, it leaves nobody on the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    from baobei.web.wsgi import application

    return application
