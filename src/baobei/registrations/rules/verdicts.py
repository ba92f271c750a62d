"""What two sides of a review have in common, line by line, in words: same, alike, differ, or nothing to compare."""

from collections.abc import Mapping
from typing import NamedTuple

from baobei.matching import Match, Reading
from baobei.words import Text, say


class Verdict(NamedTuple):
    """How one line of the two sides compares."""

    tone: str
    text: Text


_NAMES: Mapping[str, Verdict] = {
    "equal": Verdict("same", say("The same name")),
    "sound": Verdict("alike", say("They sound alike")),
    "latin": Verdict("alike", say("One name in two scripts")),
    "dropped": Verdict("alike", say("One leaves out a part of it")),
    "different": Verdict("differ", say("Different names")),
}
_UNITS: Mapping[str, Verdict] = {
    "equal": Verdict("same", say("The same housing unit")),
    "partial": Verdict("alike", say("One leaves out building, entrance or phase")),
    "ambiguous": Verdict("alike", say("They agree in some ways to read them")),
    "different": Verdict("differ", say("Another unit of the same estate")),
}
_UNREAD = Verdict("none", say("Nothing to compare"))


def verdicts(match: Match) -> Mapping[str, Verdict]:
    """A verdict for ``name``, ``phones``, ``address`` and ``relatives`` (CR-7.0)."""
    return {
        "name": _NAMES.get(match.evidence.name, _UNREAD),
        "phones": _phones(match),
        "address": _address(match),
        "relatives": _relatives(match),
    }


def reasons(match: Match) -> list[tuple[Text, bool]]:
    """Why the two were taken for one, in words, and whether each speaks for it."""
    told = zip(match.findings, match.steps, strict=False)
    return [(step.text, step.weight > 0) for (finding, _), step in told if not finding.startswith("prior")]


def _phones(match: Match) -> Verdict:
    if match.evidence.common:
        return Verdict("alike", say("The same phone, which so many customers have that it decides nothing"))
    if match.evidence.phone:
        return Verdict("same", say("The same phone"))
    if match.evidence.mask:
        return Verdict("alike", say("{digits} digits agree, the others are hidden", digits=match.evidence.digits))
    return Verdict("differ", say("No phone agrees"))


def _address(match: Match) -> Verdict:
    if match.evidence.estate:
        return _UNITS.get(match.evidence.unit, Verdict("alike", say("The same estate; a unit is missing on one side")))
    read = _estate(match.asked) and _estate(match.other)
    return Verdict("differ", say("Another place")) if read else _UNREAD


def _relatives(match: Match) -> Verdict:
    if match.evidence.kin_common:
        return Verdict("alike", say("The relative's phone belongs to so many customers that it decides nothing"))
    if match.evidence.kin_by == "phone":
        return Verdict("same", say("One is declared as the other's relative, with the phone"))
    if match.evidence.kin_by == "name":
        return Verdict("alike", say("One is declared as the other's relative, by name"))
    return _UNREAD


def _estate(reading: Reading) -> str:
    return reading.home.estate
