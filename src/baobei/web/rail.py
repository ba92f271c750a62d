"""The navigation: only pages that exist and that the person may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from baobei.people.rules import SELLERS, Actor, may
from baobei.words import Text, say


@dataclass(frozen=True)
class Entry:
    """A way to a page; ``wide`` ones stand on the desktop's rail only, and on the phone behind *More*."""

    route: str
    label: Text
    icon: str
    action: str
    wide: bool = False


@dataclass(frozen=True)
class Link:
    url: str
    label: Text
    icon: str
    wide: bool
    here: bool


_HOME = Entry("home", say("Home"), "home", "me")
_CHECK = Entry("home", say("Inquire"), "search", "inquire")
_ENTRIES = (
    Entry("customers", say("Customers"), "people", "register"),
    Entry("register", say("Register"), "pen", "register"),
    Entry("reviews", say("Reviews"), "two", "review"),
    Entry("registrations", say("Registrations"), "inbox", "registrations.department"),
    Entry("book", say("The book"), "book", "book.read"),
    Entry("communities", say("Communities"), "flag", "communities.read", wide=True),
    Entry("people", say("People"), "person", "people.read"),
    Entry("policy", say("Policy"), "law", "policy.read", wide=True),
)
_MORE = Entry("account", say("More"), "dots", "me")
_ON_PHONE = 4


def entries(actor: Actor, day: date, path: str) -> Sequence[Link]:
    """The ways open to the actor on that day; at most five of them stand on the phone's bar, *More* the last."""
    home = _CHECK if actor.roles(day) & SELLERS else _HOME
    found = [
        (entry, url) for entry in (home, *_ENTRIES) if may(actor, entry.action, day) and (url := _url(entry.route))
    ]
    here = max((url for _, url in found if _within(path, url)), key=len, default="")
    links = [
        Link(url, entry.label, entry.icon, entry.wide or place >= _ON_PHONE, url == here)
        for place, (entry, url) in enumerate(found)
    ]
    more = _url(_MORE.route)
    return [*links, Link(more, _MORE.label, _MORE.icon, False, path == more)] if more else links


def _within(path: str, url: str) -> bool:
    return path == url if url == "/" else path == url or path.startswith(url.rstrip("/") + "/")


def _url(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
