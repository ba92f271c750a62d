"""The company's own policy: the pack stored with it, or else the one that the environment names.

Every query of an employee also reads the company's revision, so that a policy promulgated or replaced by another
process
is in force from the next request on, without a query of its own.
"""

import json
from collections.abc import Mapping
from typing import Any

from baobei import environment, usecase
from baobei.people.models import Company
from baobei.policy import Policy, load
from baobei.store.rows import new_id

_followed: str | None = None


def follow(revision: str | None) -> None:
    """Installs the policy anew where the company's revision is another than the one followed."""
    global _followed
    if (revision or "") != _followed and _followed is not None:
        install()


def install() -> Policy:
    """Installs the company's policy in this process. Raises PolicyFaults where the pack can't be read."""
    global _followed
    company = Company.objects.filter(id=1).first()
    env = environment.current()
    stored = company.policy if company and not env.policy_named else ""
    policy = load(json.loads(stored) if stored else env.policy)
    if company and company.calendar:
        policy = policy.with_calendar(**json.loads(company.calendar))
    usecase.install(policy)
    _followed = company.revision if company else ""
    return policy


def set_up(name: str, *, policy: Mapping[str, Any] | None = None, calendar: Mapping[str, Any] | None = None) -> None:
    """Stores the company with its policy (None: the one the environment names) and its own rest and working days."""
    Company.objects.update_or_create(
        id=1,
        defaults={
            "name": name,
            "policy": json.dumps(policy, ensure_ascii=False) if policy else "",
            "calendar": json.dumps(calendar, ensure_ascii=False) if calendar else "",
            "revision": str(new_id()),
        },
    )
