"""A PostgreSQL server for one run of tests or a bench: a temporary cluster, reached through a socket in its folder."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

PLACES = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"))

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# A test's database needs to survive nothing; a bench measures what a customer's would cost.
FLEETING = {"fsync": "off", "full_page_writes": "off"}


class NoServer(Exception):
    """PostgreSQL can't be started; the text says how to mend it."""


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """A server while the block runs; gives the URL of its maintenance database. Raises NoServer.

    A ``durable`` one waits for the disk at each commit, as in production.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="baobei-postgresql-"))
    cluster = folder / "cluster"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    settings = SETTINGS if durable else SETTINGS | FLEETING
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    try:
        _run(
            programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        _run(programs / "pg_ctl", "-D", cluster, "-l", folder / "log", "-w", "-o", f"{options} -k {folder}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = [initdb.parent for place in PLACES for initdb in place.glob("**/bin/initdb")]
    if not found:
        raise NoServer("PostgreSQL is not installed: `apt-get install postgresql`, or set BAOBEI_TEST_DATABASE_URL.")
    return max(found, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()])


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_postgres, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/"
    )
    if done.returncode:
        raise NoServer(f"PostgreSQL does not start: {done.stderr.strip()}")
