"""The pages of registrations: check, form, lists, one customer, deals."""

from baobei.registrations.pages.check import check, parts
from baobei.registrations.pages.deals import deposit, sign
from baobei.registrations.pages.form import discard, reading, register
from baobei.registrations.pages.mine import customers, registrations
from baobei.registrations.pages.one import follow_up, registration
from baobei.registrations.pages.reviews import review, reviews

__all__ = [
    "check",
    "customers",
    "deposit",
    "discard",
    "follow_up",
    "parts",
    "reading",
    "register",
    "registration",
    "registrations",
    "review",
    "reviews",
    "sign",
]
