"""Making the installation ready for a command: settings, database, policy."""

import os


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
        raise EnvironmentFault("The database is not set up, or was made by an older baobei. Run `baobei init`.")
    company.install()
