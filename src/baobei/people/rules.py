"""Who may do what: one table that every surface asks, deny by default (CR-2, CR-6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baobei.policy import Decision
from baobei.words import Text, say

ROLES: Mapping[str, Text] = {
    "salesperson": say("salesperson"),
    "manager": say("department manager"),
    "registrar": say("registrar"),
    "finance": say("finance"),
    "leader": say("leader in charge"),
    "gm": say("general manager"),
    "group_leader": say("group leader"),
    "supervisor": say("supervisor"),
    "clerk": say("clerk"),
}
"""What the office calls each role."""
SELLERS = frozenset({"salesperson", "manager", "group_leader"})
EVERYBODY = frozenset(ROLES)


@dataclass(frozen=True)
class Permission:
    """The roles that may, and the clause that a denial cites: the first of the action's row in the contract."""

    roles: frozenset[str]
    clause: str


PERMISSIONS: Mapping[str, Permission] = {
    "inquire": Permission(SELLERS, "CR-5.1"),
    "register": Permission(SELLERS, "CR-3.1"),
    "review": Permission(frozenset({"registrar"}), "CR-3.1"),
    "communities.read": Permission(frozenset({"registrar", "gm"}), "CR-7.0"),
    "communities.manage": Permission(frozenset({"registrar", "gm"}), "CR-7.0"),
    "follow_up": Permission(SELLERS, "CR-7.2"),
    "deposit": Permission(SELLERS | {"finance"}, "CR-4.2"),
    "sign": Permission(SELLERS, "CR-3.3"),
    "look": Permission(EVERYBODY, "CR-6.2"),
    "registrations.read": Permission(EVERYBODY, "CR-6.2"),
    "registrations.department": Permission(frozenset({"manager", "registrar", "gm", "finance"}), "CR-6.2"),
    "registrations.company": Permission(frozenset({"registrar", "gm", "finance"}), "CR-6.2"),
    "book.read": Permission(frozenset({"manager", "registrar", "gm"}), "CR-6.2"),
    "book.verify": Permission(frozenset({"registrar", "gm", "finance"}), "CR-6.2"),
    "commissions.read": Permission(EVERYBODY, "CR-3.3"),
    "policy.read": Permission(EVERYBODY, "CR-2"),
    "me": Permission(EVERYBODY, "CR-2"),
    "people.read": Permission(frozenset({"registrar", "gm"}), "CR-2"),
    "people.manage": Permission(frozenset({"registrar", "gm"}), "CR-2"),
    "people.reset": Permission(frozenset({"registrar", "gm"}), "CR-2"),
    "metrics": Permission(frozenset({"gm"}), "CR-6.2"),
    "notices.read": Permission(frozenset({"registrar", "gm"}), "CR-6.2"),
}
GUARDED_ROLES = frozenset({"gm", "registrar", "finance"})


@dataclass(frozen=True)
class Grant:
    """A role from ``since`` (None: always) until before ``until`` (None: no end)."""

    role: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Actor:
    """An employee as rules and services see them."""

    id: UUID
    username: str
    name: str
    department_id: UUID | None = None
    department: str | None = None
    region: str | None = None
    grants: tuple[Grant, ...] = ()
    employed_from: date | None = None
    employed_until: date | None = None
    must_change_password: bool = False

    def employed(self, day: date) -> bool:
        """Whether they work here on that day (CR-2)."""
        return (self.employed_from is None or self.employed_from <= day) and (
            self.employed_until is None or day < self.employed_until
        )

    def roles(self, day: date) -> frozenset[str]:
        """The roles they hold on that day; none for who is not employed."""
        if not self.employed(day):
            return frozenset()
        return frozenset(grant.role for grant in self.grants if grant.holds(day))


def may(actor: Actor, action: str, day: date) -> bool:
    """Whether the actor may do the action on that day. Raises KeyError for an action that the table has not."""
    return bool(PERMISSIONS[action].roles & actor.roles(day))


def permitted(actor: Actor, action: str, day: date) -> Decision | None:
    """None where the actor may; else the denial, citing CR-2 for who is not employed and else the action's clause."""
    permission = PERMISSIONS[action]
    if not actor.employed(day):
        return Decision("denied", ("CR-2",), reason=say("You are not employed here on this day."))
    if not permission.roles & actor.roles(day):
        return Decision("denied", (permission.clause,), reason=say("This is not among the tasks of your roles."))
    return None


def may_reset(actor: Actor, subject: Actor, day: date) -> bool:
    """Whether the actor may give the subject a new password (CR-2).

    The general manager alone resets general managers, registrars and finance; the registrar too resets the others.
    """
    roles = actor.roles(day)
    if subject.id == actor.id:
        return False
    return "gm" in roles or ("registrar" in roles and not GUARDED_ROLES & {grant.role for grant in subject.grants})


def may_grant(actor: Actor, subject: Actor | None, role: str, day: date) -> bool:
    """Whether the actor may give the role to the subject or take it away (CR-2); nobody decides on their own roles.

    ``subject`` is None for a person who is being added.
    """
    roles = actor.roles(day)
    if subject is not None and subject.id == actor.id:
        return False
    return "gm" in roles or ("registrar" in roles and role not in GUARDED_ROLES)
