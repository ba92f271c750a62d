"""The run that counts fails where something did not run."""

import subprocess
import sys
from pathlib import Path

WHOLE = """
import pytest

@pytest.fixture
def committed(): ...

def test_store(committed): ...

@pytest.mark.browser
def test_page(): ...
"""

PARTIAL = """
import pytest

@pytest.mark.skip
def test_skipped(): ...

@pytest.mark.xfail(strict=False)
def test_expected_to_fail(): assert False
"""

FLUSHING = """
import pytest

@pytest.mark.django_db(transaction=True)
def test_flushes(): ...
"""


def run(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    (folder / "test_it.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-p", "baobei.store.tests.plugin", "-p", "no:cacheprovider", "--whole"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_a_whole_run_passes(tmp_path: Path) -> None:
    done = run(tmp_path, WHOLE)
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout.splitlines()[-1]


def test_a_partial_run_fails_and_says_what_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, PARTIAL)
    assert done.returncode == 1
    said = {line.removeprefix("not the whole: ") for line in done.stdout.splitlines() if line.startswith("not the")}
    assert said == {"1 skipped", "1 xfailed", "no test touched the store", "no test drove a browser"}


def test_a_test_that_would_flush_append_only_tables_stops_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, FLUSHING)
    assert done.returncode == 4
    assert "use the fixture `committed`" in done.stderr + done.stdout
