"""What ``baobei policy show`` and ``baobei policy check`` answer, as plain data."""

from datetime import date
from typing import Any

from baobei.policy.places import PolicyFaults
from baobei.policy.policy import Policy
from baobei.policy.reader import Given, load


def show(policy: Policy, on: date | None = None, *, language: str = "zh") -> dict[str, Any]:
    """The clauses' texts and the parameters with their values: all of them, or those of one day (CR-8).

    ``language`` is zh or en. A value that always holds has no ``from``.
    """
    told = {"policy": policy.name, "version": policy.version}
    if on:
        told["on"] = on.isoformat()
    return {
        **told,
        "clauses": {one.id: one.text[language] for one in policy.clauses.values()},
        "parameters": policy.parameters(on),
    }


def check(given: Given) -> list[str]:
    """Every fault of a pack, each ``file:line: key: what is wrong and how to mend it``; none where it can be used."""
    try:
        load(given)
    except PolicyFaults as found:
        return found.faults
    return []
