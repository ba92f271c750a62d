"""The store under test, chosen before any setting is read: ``pytest --store=sqlite|postgres|both``.

``--whole`` is for the run that counts: it fails unless everything ran, the store and the browser among it.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from baobei.store import cluster, databases

STORES = ("sqlite", "postgres")
TOUCHES_THE_STORE = {"db", "committed", "another_store", "served"}
FLUSHES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}

_started = contextlib.ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("baobei")
    group.addoption(
        "--store", choices=(*STORES, "both"), default="sqlite", help="the store under test; default: sqlite"
    )
    group.addoption("--whole", action="store_true", help="fail unless all ran, on the store and in a browser too")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    for name in [name for name in os.environ if name.startswith("BAOBEI_") and not name.startswith("BAOBEI_TEST_")]:
        del os.environ[name]
    early_config.add_cleanup(_started.close)
    folder = Path(_started.enter_context(tempfile.TemporaryDirectory(prefix="baobei-test-")))
    os.environ["BAOBEI_DATA"] = str(folder)
    os.environ["BAOBEI_DATABASE_URL"] = _database_url(early_config.known_args_namespace.store, folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "baobei.settings"
    return (yield)


def _database_url(store: str, folder: Path) -> str:
    if store != "postgres":
        return databases.sqlite(folder)
    try:
        server = os.environ.get("BAOBEI_TEST_DATABASE_URL") or _started.enter_context(cluster.running())
    except cluster.NoServer as fault:
        raise pytest.UsageError(str(fault)) from None
    return databases.postgresql(server)


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Settings hold for a process, so that both stores are two runs."""
    if config.option.store != "both":
        return None
    again = [sys.executable, "-m", "pytest", *map(str, config.invocation_params.args)]
    return max([subprocess.run([*again, f"--store={store}"]).returncode for store in STORES])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if names & FLUSHES or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(f"{item.nodeid}: append-only tables can't be flushed; use the fixture `committed`.")
        if marker and "committed" in names:
            raise pytest.UsageError(f"{item.nodeid}: `committed` goes without the mark django_db.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.option.whole and not session.exitstatus and _missing(session):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    session = terminalreporter._session
    terminalreporter.write_line(f"store: {config.option.store}")
    for line in _missing(session) if config.option.whole else ():
        terminalreporter.write_line(f"not the whole: {line}", red=True)


def _missing(session: pytest.Session) -> list[str]:
    """What keeps this run from being the whole one, a line each."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    counted = {name: len(reporter.stats.get(name, ())) for name in ("skipped", "xfailed", "xpassed", "deselected")}
    touched = [item for item in session.items if TOUCHES_THE_STORE & set(getattr(item, "fixturenames", ()))]
    browsed = [item for item in session.items if item.get_closest_marker("browser")]
    return [
        *(f"{count} {name}" for name, count in counted.items() if count),
        *(["no test touched the store"] if not touched else []),
        *(["no test drove a browser"] if not browsed else []),
    ]
