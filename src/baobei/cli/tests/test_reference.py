"""Every command says what it does, with an example; the written reference is what the program says."""

from pathlib import Path

import pytest

from baobei.cli import reference

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "commands.md"
HELPS = dict(reference.helps())


@pytest.mark.parametrize("name", HELPS)
def test_help_has_a_sentence_and_an_example(name: str) -> None:
    said = HELPS[name].splitlines()
    assert said[2].strip()[0].isupper()
    (example,) = [line.strip() for line in said if line.strip().startswith("Example: ")]
    assert name in example


def test_the_commands_of_this_version() -> None:
    top = {name.split()[1] for name in HELPS}
    named = (
        "init demo serve token check match address replay policy audit backup restore bench weights communities rekey"
    )
    assert top == set(named.split())


def test_the_reference_is_fresh() -> None:
    assert REFERENCE.read_text() == reference.text(), (
        "write it anew: python -m baobei.cli.reference > docs/reference/commands.md"
    )
