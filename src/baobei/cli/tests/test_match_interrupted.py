"""A long match that is stopped, however it is stopped, leaves nothing behind and goes on where it was."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEADER = "id,name,phones,address,relatives\n"
MATCH = (sys.executable, "-c", "from baobei.cli import main; main()", "match")
SAID = "云溪江海山林松竹梅兰菊荷桂枫柳杨桃李杏"
PATIENCE_SECONDS = 60


def customers(count: int, prefix: str) -> str:
    return HEADER + "".join(
        f"{prefix}{n},{SAID[n % 19]}{SAID[n % 17]}{SAID[n % 13]},138{n // 3:08},"
        f"渝北区{SAID[n % 16]}{SAID[n % 11]}苑{n % 40}栋{n % 3 + 1}单元{n % 30 + 1}-{n % 4},\n"
        for n in range(count)
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    (folder / "register.csv").write_text(customers(13_000, "R"))
    (folder / "queries.csv").write_text(customers(300, "Q"))
    done = subprocess.run(command(folder, "whole.csv"), capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def command(folder: Path, out: str) -> list[str | Path]:
    register, queries = folder / "register.csv", folder / "queries.csv"
    return [*MATCH, "--register", register, "--queries", queries, "--out", folder / out]


def until(condition) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def written(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_half_way_it_goes_on(books, stop) -> None:
    out = books / f"{stop.name}.csv"
    kept = books / f"{out.name}.unfinished"
    running = subprocess.Popen(command(books, out.name), stderr=subprocess.PIPE, text=True, start_new_session=True)
    until(lambda: list((kept / "register").glob("told/*.csv")))
    os.kill(running.pid, stop)
    _, said = running.communicate(timeout=PATIENCE_SECONDS)
    until(lambda: is_gone(running.pid))
    assert not out.exists() and kept.exists()
    if stop != signal.SIGKILL:
        assert (running.returncode, said) == (130, "Interrupted. The same command goes on from here.\n")
    read = {file: written(file) for file in kept.glob("*/told/*.csv")}
    assert read
    written_again = []
    with subprocess.Popen(command(books, out.name)) as resumed:
        while resumed.poll() is None:
            written_again += [file for file, at in read.items() if written(file) not in (None, at)]
            time.sleep(0.05)
    assert resumed.returncode == 0 and not written_again
    assert out.read_bytes() == (books / "whole.csv").read_bytes()
    assert not kept.exists()


def test_a_process_that_the_system_ends_is_told(books) -> None:
    out = books / "ended.csv"
    running = subprocess.Popen(command(books, out.name), stderr=subprocess.PIPE, text=True, start_new_session=True)
    until(lambda: list(books.glob("ended.csv.unfinished/register/told/*.csv")))
    worker = next(pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if works_for(pid, running.pid))
    os.kill(worker, signal.SIGKILL)
    _, said = running.communicate(timeout=PATIENCE_SECONDS)
    until(lambda: is_gone(running.pid))
    assert running.returncode == 70 and "goes on from here" in said and said.count("\n") == 1
    assert subprocess.run(command(books, out.name), timeout=PATIENCE_SECONDS).returncode == 0
    assert out.read_bytes() == (books / "whole.csv").read_bytes()


def works_for(pid: int, parent: int) -> bool:
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(told[1]) == parent and "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


def test_what_another_book_left_is_not_gone_on_with(books, tmp_path) -> None:
    out = tmp_path / "out.csv"
    kept = tmp_path / "out.csv.unfinished"
    kept.mkdir()
    (kept / "made-of").write_text("another book")
    for stale in ("register/told", "register/rows", "answers"):
        (kept / stale).mkdir(parents=True)
        (kept / stale / "000000.csv").write_text("")
    (kept / "paired").touch()
    assert subprocess.run(command(books, str(out)), timeout=PATIENCE_SECONDS).returncode == 0
    assert out.read_bytes() == (books / "whole.csv").read_bytes()


def test_progress_is_shown_on_a_terminal(books) -> None:
    ours, theirs = pty.openpty()
    running = subprocess.Popen(command(books, "shown.csv"), stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:
        pass  # the terminal's other end is closed
    assert running.wait(PATIENCE_SECONDS) == 0
    assert b"rows" in shown and b"a second" in shown and b"of 13,600" in shown
