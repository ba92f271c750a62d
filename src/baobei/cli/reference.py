"""The reference of the commands, written by the program into ``docs/reference/commands.md``."""

from collections.abc import Iterator
from typing import Any

import typer.main
from typer.core import TyperGroup

from baobei.cli.app import app

_WIDTH = 100
_HEADING = """# Commands

Written by `python -m baobei.cli.reference > docs/reference/commands.md`. Every command ends with 0 when it is done, 1
when a check failed or a book is broken, 2 when the input was wrong, 70 for a fault of ours, 130 when interrupted.
`--json` answers as JSON.
"""


def text() -> str:
    """The reference as Markdown: for each command what ``--help`` says."""
    return "\n".join([_HEADING, *(f"## `{name}`\n\n```\n{said}\n```\n" for name, said in helps())])


def helps() -> Iterator[tuple[str, str]]:
    """Name and help of each command, groups before what is in them."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in root.commands.items():
        yield from _helps(f"baobei {name}", command)


def _helps(name: str, command: Any) -> Iterator[tuple[str, str]]:
    with command.make_context(
        name, [], resilient_parsing=True, max_content_width=_WIDTH, terminal_width=_WIDTH
    ) as context:
        yield name, command.get_help(context)
    if isinstance(command, TyperGroup):
        for inner, one in command.commands.items():
            if not one.hidden:
                yield from _helps(f"{name} {inner}", one)


if __name__ == "__main__":
    print(text(), end="")
