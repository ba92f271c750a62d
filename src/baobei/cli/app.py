"""The commands put together, and the one place where a fault becomes a line and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from baobei.cli import (
    audit,
    backup,
    bench,
    communities,
    company,
    demo,
    faults,
    matching,
    people,
    policy,
    registrations,
    rekey,
    replay,
    serve,
    weights,
)
from baobei.language import tell
from baobei.words import say

app = typer.Typer(
    name="baobei",
    help="Customer registration, protection and commission, decided by a written policy.",
    epilog="Example: baobei init && baobei serve",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (company, demo, serve, people, registrations, replay, matching, rekey, backup):
    app.add_typer(module.commands)
app.add_typer(policy.commands, name="policy")
app.add_typer(weights.commands, name="weights")
app.add_typer(bench.commands, name="bench")
app.add_typer(audit.commands, name="audit")
app.add_typer(communities.commands, name="communities")

_debug = False


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"baobei {version('baobei')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    debug: Annotated[bool, typer.Option("--debug", help="Print the whole trace of a fault of ours.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    global _debug
    _debug = debug


def run(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns 0 done, 1 a check failed or a book is broken, 2 the input was wrong, 70 a fault of ours, 130 interrupted.
    """
    try:
        return int(app(list(arguments), prog_name="baobei", standalone_mode=False) or faults.DONE)
    except TyperException as fault:
        context = getattr(fault, "ctx", None)
        command = context.command_path if context else "baobei"
        return _tell(
            [tell(say("{fault} See `{command} --help`.", fault=fault.format_message(), command=command))],
            faults.WRONG_INPUT,
        )
    except KeyboardInterrupt:
        return faults.INTERRUPTED
    except typer.Abort:
        # A question was left without an answer: by Ctrl-C on a terminal, or since nobody sits at one.
        if sys.stdin.isatty():
            return faults.INTERRUPTED
        return _tell(
            [tell(say("Nobody answered a question. Give the answer as an option; `--help` names them."))],
            faults.WRONG_INPUT,
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return faults.DONE
    except faults.CheckFailed as failed:
        return _tell(str(failed).splitlines(), faults.CHECK_FAILED)
    except Exception as fault:
        return _fault(fault)


def main() -> Any:
    """The command ``baobei``."""
    sys.exit(run(sys.argv[1:]))


def _fault(fault: Exception) -> int:
    if (lines := faults.lines(fault)) is not None:
        return _tell(lines, faults.WRONG_INPUT)
    if _debug:
        import traceback

        traceback.print_exc()
    return _tell(
        [
            tell(
                say(
                    "This is a fault of ours: {where}. `baobei --debug …` prints the whole trace.",
                    where=faults.reference(fault),
                )
            )
        ],
        faults.OUR_FAULT,
    )


def _tell(lines: Sequence[str], code: int) -> int:
    for line in lines:
        typer.echo(line, err=True)
    return code
