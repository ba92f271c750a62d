"""Commands run in the process of the test, on a store of its own."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from baobei import environment
from baobei.cli.app import run

STORY = """
policy: zhaodu
people:
  - {id: wang, name: 王芳, role: salesperson, department: east}
  - {id: li, name: 李强, role: salesperson, department: west}
  - {id: he, name: 何静, roles: [registrar, clerk]}
  - {id: zhu, name: 朱涛, role: gm, region: south}
regions: [south]
events: []
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def baobei(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command: ``baobei("token", "wang")``."""

    def command(*arguments: str | Path, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture
def company(committed: str, baobei: Callable[..., Ran], tmp_path: Path) -> dict[str, dict[str, Any]]:
    """A company of 王芳 and 李强, who sell, 何静, the registrar, and 朱涛, the general manager; by user."""
    story = tmp_path / "story.yaml"
    story.write_text(STORY)
    made = baobei("demo", "--story", story, "--json")
    assert made.code == 0, made.err
    return {person["user"]: person for person in made.json()["people"]}


@pytest.fixture
def demo_installation(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether this is a demo installation, for the time of the test."""

    def say(demo: bool) -> None:
        monkeypatch.setattr(environment, "_current", replace(environment.current(), demo=demo))

    return say
