"""Making the installation ready for a command: settings, database, policy."""

import os
from typing import TYPE_CHECKING

from baobei.words import say

if TYPE_CHECKING:
    from baobei.policy import Policy
    from baobei.usecase import Clock


def django() -> None:
    """Sets Django up on what the environment says. Raises EnvironmentFault where that can't be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baobei.settings")
    import django

    django.setup()


def store() -> None:
    """Makes the database ready: new, or brought up to date. Raises EnvironmentFault where it can't be."""
    django()
    from baobei.store import template

    template.lay()


def installation() -> None:
    """Opens a database that is set up and installs the company's policy.

    Raises EnvironmentFault where there is none, or one of an older program.
    """
    django()
    from baobei.environment import EnvironmentFault
    from baobei.people import company
    from baobei.store import template

    if not template.is_current():
        raise EnvironmentFault(say("The database is not set up, or was made by an older baobei. Run `baobei init`."))
    company.install()


def clock() -> "Clock":
    """The machine's clock, or the fixed instant of ``BAOBEI_NOW``."""
    from baobei import environment
    from baobei.usecase import MachineClock, StatedClock

    now = environment.current().now
    return StatedClock(now) if now else MachineClock()


def policy(named: str | None = None) -> "Policy":
    """The policy that was named, or else the company's, or where there is none yet the one of the environment.

    Raises PolicyFaults where it can't be read.
    """
    from baobei import environment
    from baobei.policy import load

    env = environment.current()
    if named is not None or env.policy_named:
        return load(named or env.policy)
    django()
    from baobei.people import company
    from baobei.store import template

    return company.install() if template.is_current() else load(env.policy)
