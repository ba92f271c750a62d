"""What a command says when it can't do what it was asked, and with which exit code it ends."""

import sys
import traceback
from collections.abc import Sequence

from baobei.environment import EnvironmentFault

DONE, CHECK_FAILED, WRONG_INPUT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130


class WrongInput(Exception):
    """What the user gave can't be used; its text is one line that names it and the mend."""


class CheckFailed(Exception):
    """What was to be checked does not hold; its text, if any, has a line a finding."""


def lines(fault: BaseException) -> Sequence[str] | None:
    """What to say of a fault that is not ours, a line each; None for one that is.

    Modules that only some commands load are not imported for it: a fault of theirs can't come without them.
    """
    if isinstance(fault, WrongInput | EnvironmentFault):
        return [str(fault)]
    if found := getattr(fault, "faults", None):
        return [str(one) for one in found]
    if (usecase := sys.modules.get("baobei.usecase")) and isinstance(fault, usecase.ClockBehind):
        return [f"This instant lies before the last page of a book ({fault}). Give a later one."]
    if "django.db" in sys.modules:
        from baobei.store import faults

        if text := faults.plain(fault):
            return [str(text)]
    if isinstance(fault, OSError) and fault.filename:
        return [f"{fault.filename}: {fault.strerror}."]
    return None


def reference(fault: BaseException) -> str:
    """Where a fault of ours came from, for a report: its kind, file and line, and nothing of what was worked on."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    module = last.filename.rpartition("/src/")[2].rpartition("/site-packages/")[2]
    return f"{type(fault).__name__} in {module}:{last.lineno}"
