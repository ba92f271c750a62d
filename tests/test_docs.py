"""The documents say what is there: links, commands, clauses, settings, targets and examples."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

from baobei import environment
from baobei.cli.app import app
from baobei.policy import load
from baobei.policy.vocabulary import KNOWN, known

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BIN = Path(sys.executable).parent
LARGEST_PICTURE = 150_000

CLAUSE = re.compile(r"\b(?:CR|OH|PR|XR)-\d+(?:\.\d+)*(?![\w-]|\.\d)")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```(\w*)\n(.*?)```|`([^`\n]+)`", re.S)
FAMILIES = "|".join(sorted({name.split(".")[0] for name in KNOWN}))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(document: Path) -> Iterator[str]:
    """Each line of code in a document, and each piece of code within a sentence."""
    for _, block, inline in CODE.findall(document.read_text()):
        yield from (block.replace("\\\n", " ").splitlines() if block else [inline])


def blocks(document: Path, language: str) -> list[str]:
    return [block for kind, block, _ in CODE.findall(document.read_text()) if kind == language]


@pytest.fixture(params=DOCUMENTS, ids=named)
def document(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text()):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = unquote(target).partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        if anchor:
            assert anchor in anchors(there), target


def anchors(document: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", document.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_commands_are_there_with_their_options(document: Path) -> None:
    for line in code(document):
        if line.startswith("Usage:"):
            continue
        for said in re.findall(r"(?:^|(?<=[\s(]))(?:\.venv/bin/)?baobei ((?:[a-z-][^\s|;)]*\s?)[^|;#)]*)", line):
            words = said.split()
            command = typer.main.get_command(app)
            while words and hasattr(command, "commands"):
                word = words.pop(0)
                if word.startswith("-"):
                    break
                assert word in command.commands, line
                command = command.commands[word]
            taken = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            given = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}
            assert given <= taken, line


def test_make_has_the_targets(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for line in code(document):
        for said in re.findall(r"(?:^|(?<=\s)|(?<=&& ))make ((?:[a-z]+ ?)+)", line):
            assert set(said.split()) <= targets, line


def test_settings_are_settings(document: Path) -> None:
    said = set(re.findall(r"BAOBEI_[A-Z_]*[A-Z]", document.read_text())) - {"BAOBEI_TEST"}
    assert said <= {*environment.VARIABLES, "BAOBEI_TEST_DATABASE_URL"}


def test_parameters_are_parameters(document: Path) -> None:
    for line in code(document):
        for name in re.findall(rf"(?<![\w./-])(?:{FAMILIES})\.[\w.]+(?![\w(*])", line):
            if not re.search(r"\.(yaml|py|html|md)$|^policy\.", name) and "walkin.day" not in name:
                assert known(name.rstrip(".")), name


@pytest.mark.parametrize(
    "document",
    [path for path in DOCUMENTS if path.parent.name == "decisions" or path.stem in ("architecture", "glossary")],
    ids=named,
)
def test_names_in_the_text_are_names_of_the_source(document: Path) -> None:
    source = "\n".join(path.read_text() for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py"))
    for _, _, inline in CODE.findall(document.read_text()):
        for name in re.findall(r"(?<![\w/])(?:[a-z]+_\w+|[A-Z][a-z]+[A-Z]\w+)(?![\w/])", inline):
            assert re.search(rf"\b{name}\b", source), inline


def test_tests_that_are_named_are_there(document: Path) -> None:
    for name, target in re.findall(r"\[`(test_\w+)`\]\(([^)]+)\)", document.read_text()):
        assert f"def {name}(" in (document.parent / target).read_text(), name


def test_every_setting_is_in_the_installers_handbook() -> None:
    handbook = (ROOT / "docs/handbook/installer.md").read_text()
    assert set(re.findall(r"^\| `(BAOBEI_\w+)` \|", handbook, re.M)) == set(environment.VARIABLES)


def test_every_clause_that_is_cited_is_in_the_pack() -> None:
    clauses = set(load("zhaodu").clauses)
    groups = {clause.rpartition(".")[0] for clause in clauses}
    sources = [
        path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", ".html") and "tests" not in path.parts
    ]
    cited: dict[str, str] = {}
    for path in [*sources, *DOCUMENTS, *(ROOT / "stories").rglob("*.yaml")]:
        cited |= dict.fromkeys(CLAUSE.findall(path.read_text()), named(path))
    assert len(cited) > 20
    assert not {clause: where for clause, where in cited.items() if clause not in clauses | groups}


def test_pictures_are_small_and_shown() -> None:
    shown = {(path.parent / target).resolve() for path in DOCUMENTS for target in LINK.findall(path.read_text())}
    for picture in (ROOT / "docs/pictures").iterdir():
        assert picture.stat().st_size < LARGEST_PICTURE, picture
        assert picture.resolve() in shown, picture


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text()
    for path in (ROOT / "docs/decisions").glob("0*.md"):
        number, title = re.match(r"# (\d{4}) · (.+)", path.read_text()).groups()  # type: ignore[union-attr]
        assert path.name.startswith(number) and title
        assert f"[{number}]({path.name})" in listed


def test_the_policy_recipe_works(tmp_path: Path) -> None:
    recipe = ROOT / "docs/howto/write-a-policy.md"
    small, story, head, clauses = blocks(recipe, "yaml")
    (tmp_path / "ours.yaml").write_text(small)
    (tmp_path / "story.yaml").write_text(story)
    (tmp_path / "pack/clauses").mkdir(parents=True)
    (tmp_path / "pack/pack.yaml").write_text(head)
    (tmp_path / "pack/clauses/CR.yaml").write_text(clauses)
    assert "展会" in load(tmp_path / "pack").on(date(2026, 5, 1)).kinds
    assert baobei(tmp_path, "policy", "check", "ours.yaml").returncode == 0
    assert baobei(tmp_path, "replay", "story.yaml").returncode == 0
    both = baobei(tmp_path, "replay", "story.yaml", "--policy", "zhaodu", "--policy", "./ours.yaml").stdout
    said = recipe.read_text()
    for line in re.findall(r"^event \d+: (?:valid_until|result) .*$", both, re.M):
        assert line in said
    (tmp_path / "ours.yaml").write_text(small.replace("walk_in.days", "walkin.day"))
    assert baobei(tmp_path, "policy", "check", "ours.yaml").stderr.strip() in said


def test_the_tour_of_the_api_works(tmp_path: Path) -> None:
    tour = "\n".join(blocks(ROOT / "docs/handbook/programmer.md", "sh")).replace("8123", _free_port())
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BAOBEI_")} | {"PATH": path}
    done = subprocess.run(
        ["bash", "-c", tour], env=environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{") and line.endswith("}")]
    answers = [one["status"] if "type" in one else one["result"] for one in told if "result" in one]
    asked = ["free", "registered", "protected", 409, "registered"]
    looked = ["shown", 404, 422, "shown_logged"]
    assert answers == [*asked, *looked, "logged", "extended", "signed", "free"]


def baobei(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "baobei", *words], cwd=folder, capture_output=True, text=True, timeout=60)


def _free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])
