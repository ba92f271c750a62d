"""The pages of registrations: check, form, lists, one customer, deals."""

from baobei.registrations.pages.check import check, parts
from baobei.registrations.pages.collisions import collision
from baobei.registrations.pages.communities import add_community, communities, community, rekey, withdraw_community
from baobei.registrations.pages.deals import deposit, sign
from baobei.registrations.pages.form import discard, reading, register
from baobei.registrations.pages.mine import customers, registrations
from baobei.registrations.pages.one import follow_up, registration
from baobei.registrations.pages.reviews import remember_estates, review, reviews

__all__ = [
    "add_community",
    "check",
    "collision",
    "communities",
    "community",
    "customers",
    "deposit",
    "discard",
    "follow_up",
    "parts",
    "reading",
    "register",
    "registration",
    "registrations",
    "rekey",
    "remember_estates",
    "review",
    "reviews",
    "sign",
    "withdraw_community",
]
