"""How commands answer: as lines for people, as JSON for programs."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer

from baobei.language import tell
from baobei.words import Text

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def answer(data: Mapping[str, Any], lines: Iterable[Text | str], *, as_json: bool) -> None:
    """Prints the data as one JSON object, or the lines in the reader's language."""
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, default=_plain))
        return
    for line in lines:
        typer.echo(tell(line))


@contextmanager
def progress(what: str, *, total: int | None = None) -> Iterator[Callable[[str, int], None]]:
    """Shows on a terminal how far long work is; gives what hears the name worked on and how many more are done."""
    if not sys.stderr.isatty():
        yield lambda name, done: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f} a second" if task.speed else "")

    left = [TextColumn("of {task.total:,},"), TimeRemainingColumn()] if total else []
    counts = [TextColumn("{task.completed:,} " + what), Rate()]
    columns = [BarColumn(), *counts, *left, TimeElapsedColumn(), TextColumn("{task.description}")]
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda name, done: shown.update(task, description=name, advance=done)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
