"""The table of communities and re-keying on the command line."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from django.db import connection

from baobei.registrations.models import Collision, CustomerData

ADD = ("communities", "add", "--as", "he", "--kind", "alias", "--name", "云上人家", "--estate", "云栈山居")


def check(baobei: Any, who: str, address: str, phone: str = "13911112222") -> str:
    told = baobei("check", "--as", who, "--name", "李梅", "--phone", phone, "--address", address, "--json")
    result: str = told.json()["result"]
    return result


def test_an_entry_is_added_and_listed(baobei: Any, company: Any) -> None:
    assert baobei(*ADD, "--district", "渝北区").code == 0
    told = baobei("communities", "list", "--json").json()["entries"]
    assert [(one["name"], one["estate"], one["city"], one["district"]) for one in told] == [
        ("云上人家", "云栈山居", "重庆", "渝北")
    ]
    assert "云上人家 = 云栈山居" in baobei("communities", "list").out


@pytest.mark.parametrize(
    "more", [("--name", "云" * 80), ("--estate", "云上人家"), ("--district", "月亮区"), ("--as", "wang")]
)
def test_what_can_t_be_added_ends_with_2(baobei: Any, company: Any, more: tuple[str, str]) -> None:
    ran = baobei(*ADD, *more)
    assert ran.code == 2 and len(ran.err.splitlines()) == 1
    assert baobei("communities", "list", "--json").json() == {"entries": []}


def test_a_file_is_read_line_by_line_and_a_second_time_changes_nothing(
    baobei: Any, company: Any, tmp_path: Any
) -> None:
    file = tmp_path / "communities.csv"
    file.write_text(
        "kind,name,estate\nalias,云上人家,云栈山居\nprefix,山,\nphase,云栈北苑,云栈山居二期\n", encoding="utf-8-sig"
    )
    ran = baobei("communities", "import", file, "--as", "he", "--json")
    assert ran.code == 2 and f"{file}:3: name:" in ran.err
    assert ran.json()["added"] == 2 and [fault["line"] for fault in ran.json()["faults"]] == [3]
    file.write_text("kind,name,estate\nalias,云上人家,云栈山居\n")
    again = baobei("communities", "import", file, "--as", "he", "--json")
    assert (again.code, again.json()["added"]) == (0, 0)


@pytest.mark.parametrize("text", ["name,estate\n云上人家,云栈山居\n", "kind,name,colour\n", "", "\xff\xfe"])
def test_a_file_of_another_kind(baobei: Any, company: Any, tmp_path: Any, text: str) -> None:
    file = tmp_path / "communities.csv"
    file.write_bytes(text.encode("latin-1", errors="replace"))
    assert baobei("communities", "import", file, "--as", "he").code == 2


def test_rekey_tells_what_it_did_and_a_second_time_does_nothing(baobei: Any, company: Any) -> None:
    assert check(baobei, "li", "重庆市渝北区云上人家3栋2单元18-1") == "free"
    assert baobei(*ADD).code == 0
    assert baobei("rekey", "--json").json() == {"done": 1, "changed": 0, "colliding": 0}
    ran = baobei("rekey")
    assert ran.code == 0 and ran.out.splitlines()[0].startswith("0 ") and not ran.err
    assert not Collision.objects.exists()


def test_a_whole_book_is_matched_by_the_table_too(baobei: Any, company: Any, tmp_path: Any) -> None:
    assert baobei(*ADD).code == 0
    table, book, out = (tmp_path / name for name in ("communities.csv", "book.csv", "out.csv"))
    assert baobei("communities", "export", "--out", table).code == 0
    with table.open("a") as more:
        more.write("alias,云栈山居,云上人家,,,\n")
    book.write_text(
        "id,name,phones,address,relatives\n"
        "1,陈建国,13800001234,重庆市渝北区云栈山居3栋2单元18-1,\n2,李梅,13911112222,重庆市渝北区云上人家3栋2单元18-1,\n"
    )
    plain = baobei("match", "--register", book, "--within", "--out", out)
    assert plain.code == 0 and len(out.read_text().splitlines()) == 1
    told = baobei("match", "--register", book, "--within", "--out", out, "--communities", table)
    assert told.code == 0 and f"{table}:3: estate:" in told.err
    assert out.read_text().splitlines()[1].startswith("2,1,same_unit,")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_killed_it_goes_on_where_it_was(baobei: Any, company: Any, committed: str, by: signal.Signals) -> None:
    for number in range(30):
        assert check(baobei, "wang", f"重庆市渝北区枫桥名居{number + 1}栋1单元3-3", f"1370000{number:04}") == "free"
    from baobei.registrations.models import Hold

    Hold.objects.update(stamp="older:older")
    connection.close()
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW], env={**os.environ, "BAOBEI_DATABASE_URL": committed}, stderr=subprocess.PIPE
    )
    stamped = Hold.objects.exclude(stamp="older:older")
    deadline = time.monotonic() + 60
    while not stamped.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(by)
    running.communicate(timeout=60)
    done = stamped.count()
    assert 0 < done < 30 and CustomerData.objects.count() == 0
    assert baobei("rekey", "--json").json()["done"] == 30 - done


SLOW = """
import sys, time
from importlib import import_module
from baobei.cli import start
start.django()
module = import_module("baobei.registrations.services.rekey")
module.SEEN_AT_ONCE = 1
see = module._see
module._see = lambda *given: (see(*given), time.sleep(0.2))
from baobei.cli.app import run
sys.exit(run(["rekey"]))
"""
