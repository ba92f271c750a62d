"""One use case a module, each a function named like the story's verb; keywords only, one transaction, a Decision
back."""

from baobei.registrations.services.communities import (
    add_community,
    change_community,
    remember_estates,
    withdraw_community,
)
from baobei.registrations.services.deposit import deposit
from baobei.registrations.services.drafts import discard_draft, save_draft
from baobei.registrations.services.follow_up import follow_up
from baobei.registrations.services.inquire import inquire
from baobei.registrations.services.judge import judge
from baobei.registrations.services.look import look
from baobei.registrations.services.register import register
from baobei.registrations.services.rekey import rekey
from baobei.registrations.services.review import review
from baobei.registrations.services.sign import sign

__all__ = [
    "add_community",
    "change_community",
    "deposit",
    "discard_draft",
    "follow_up",
    "inquire",
    "judge",
    "look",
    "register",
    "rekey",
    "remember_estates",
    "review",
    "save_draft",
    "sign",
    "withdraw_community",
]
