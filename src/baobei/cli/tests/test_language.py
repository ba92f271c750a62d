"""Commands speak the language of the terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baobei.language import of_terminal, tell
from baobei.words import say


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh-Hans"),
    ],
)
def test_the_terminal_names_its_language(environ: dict[str, str], language: str) -> None:
    assert of_terminal(environ) == language


def test_values_are_told_in_the_same_language() -> None:
    text = say("{file}: {why}.", file="书.csv", why=say("the disk is full"))
    assert tell(text, "en") == "书.csv: the disk is full."
    assert tell(text, "zh-Hans") == "书.csv：磁盘满了。"
    assert tell(text, "zh-Hant") == "书.csv：磁碟滿了。"


@pytest.mark.parametrize(("language", "said"), [("zh_CN.UTF-8", "没有这个文件"), ("C", "there is no such file")])
def test_a_fault_is_told_in_it(
    baobei: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, said: str
) -> None:
    monkeypatch.setenv("LANG", language)
    ran = baobei("address", "--in", str(tmp_path / "nothing.txt"), "--out", str(tmp_path / "out.csv"))
    assert ran.code == 2 and said in ran.err


REGISTER = "id,name,phones,address,relatives\n1,陈建国,13800001234,重庆市渝北区云栈山居3栋2单元18-1,\n"
QUERIES = "id,name,phones,address,relatives\n9,陈建国,13800001234,,\n"


@pytest.mark.parametrize(("option", "said"), [((), "电话相同"), (("--language", "en"), "The same phone")])
def test_the_reasons_of_a_match_are_told_in_it_or_in_the_one_asked_for(
    baobei: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, option: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "register.csv").write_text(REGISTER)
    (tmp_path / "queries.csv").write_text(QUERIES)
    files = [f"--{name}={tmp_path / name}.csv" for name in ("register", "queries", "out")]
    assert baobei("match", *files, "--explain", *option).code == 0
    assert said in (tmp_path / "out.csv").read_text()
