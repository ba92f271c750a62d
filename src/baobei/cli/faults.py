"""What a command says when it can't do what it was asked, and with which exit code it ends."""

import errno
import sys
from collections.abc import Sequence

from baobei.environment import EnvironmentFault
from baobei.language import tell
from baobei.words import Text, say

DONE, CHECK_FAILED, WRONG_INPUT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130


_REASONS = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("this user has no right to it"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is no folder"),
    errno.ENOSPC: say("the disk is full"),
    errno.EROFS: say("the disk is read-only"),
}


class WrongInput(Exception):
    """What the user gave can't be used; its text is one line that names it and the mend, in the reader's language."""


class CheckFailed(Exception):
    """What was to be checked does not hold; its text, if any, has a line a finding."""


def lines(fault: BaseException) -> Sequence[str] | None:
    """What to say of a fault that is not ours, a line each; None for one that is.

    Modules that only some commands load are not imported for it: a fault of theirs can't come without them.
    """
    if isinstance(fault, WrongInput | EnvironmentFault):
        return [tell(fault.args[0])]
    if found := getattr(fault, "faults", None):
        return [tell(one) for one in found]
    if (usecase := sys.modules.get("baobei.usecase")) and isinstance(fault, usecase.ClockBehind):
        return [
            tell(say("This instant lies before the last page of a book ({last}). Give a later one.", last=str(fault)))
        ]
    if "django.db" in sys.modules:
        from baobei.store import faults

        if text := faults.plain(fault):
            return [tell(text)]
    if isinstance(fault, OSError) and fault.filename:
        return [tell(say("{file}: {why}.", file=fault.filename, why=reason(fault)))]
    return None


def reason(fault: OSError) -> Text | str:
    """Why the system refuses a file, in words where it is one of the usual reasons."""
    return _REASONS.get(fault.errno or 0, fault.strerror or type(fault).__name__)


def reference(fault: BaseException) -> str:
    """Where a fault of ours came from, for a report: its kind, file and line, and nothing of what was worked on."""
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    module = last.filename.rpartition("/src/")[2].rpartition("/site-packages/")[2]
    return f"{type(fault).__name__} in {module}:{last.lineno}"
