"""Every verb of a story: what an event with it may and must carry, and whether it is built.

A field's type is one of: ``customer`` (a name or a customer in place), ``registration`` ``case`` ``of`` ``ref``
(names that a
story gives), ``person``, ``people``, ``value`` (the services judge it), ``word:a|b`` and ``map``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CUSTOMER_KEYS = frozenset({"name", "phones", "address", "relatives", "form"})
RELATIVE_KEYS = frozenset({"relation", "name", "phones"})
ROLES = frozenset(
    {"salesperson", "manager", "registrar", "finance", "leader", "gm", "group_leader", "supervisor", "clerk"}
)
SIGNALS = frozenset({"both_helped"})
AREA_KINDS = frozenset({"public", "personal", "gm"})
OFFENCES = (
    "false_registration", "collusion", "browsing", "tampering", "sabotage", "leak", "leak_for_reward", "poaching",
)  # fmt: skip


@dataclass(frozen=True)
class Verb:
    """What an event takes: its fields with their types, those it can't do without, and whether the verb is built."""

    takes: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    built: bool = False
    creates: bool = False


def _verb(takes: str = "", *, needs: str = "", built: bool = False, creates: bool = False) -> Verb:
    pairs = [one.partition(":") for one in takes.split()]
    return Verb({name: kind or "value" for name, _, kind in pairs}, frozenset(needs.split()), built, creates)


VERBS: Mapping[str, Verb] = {
    "inquire": _verb("customer:customer", needs="customer", built=True),
    "register": _verb("customer:customer kind contest case_ref:ref", needs="customer", built=True, creates=True),
    "review": _verb("registration:registration decision", built=True),
    "countersign": _verb("registration:registration decision"),
    "follow_up": _verb(
        "registration:registration expected_amount expected_unit_price expected_signing feedback", built=True
    ),
    "deposit": _verb("registration:registration amount", built=True),
    "refund": _verb("registration:registration"),
    "customer_choice": _verb("registration:registration chosen:person evidence"),
    "sign": _verb("registration:registration amount commission first", built=True),
    "cancel": _verb("registration:registration reason"),
    "amend": _verb(
        "registration:registration phones address relatives:relatives kind form reason case_ref:ref", creates=True
    ),
    "claim": _verb("customer:customer", needs="customer"),
    "look": _verb("registration:registration reason", built=True),
    "settle": _verb("case:case shares:map signed_by:people statement"),
    "file_copy": _verb("case:case"),
    "rule": _verb("case:case signals:map holder:person reason"),
    "argue": _verb("registrations:registrations customer_left customer_lost", creates=True),
    "assist": _verb("registration:registration helper:person"),
    "agree_split": _verb("registration:registration shares:map signed_by:people"),
    "offence": _verb("employee:person offence:offence households", needs="offence", creates=True),
    "appeal": _verb("of:of reason"),
    "decide_appeal": _verb("of:of outcome reason"),
    "pay": _verb("employee:person month wage"),
    "transfer": _verb("from:person to:person"),
    "release": _verb("registration:registration"),
    "inspect": _verb("area items:map employee:map", creates=True),
    "project_apply": _verb("name owner region expected_amount expected_signing", creates=True),
    "project_confirm": _verb("site products contacts competitors"),
    "project_decide": _verb("decision reason"),
    "project_sign": _verb("amount"),
    "tick": _verb(built=True),
}
EVENT_KEYS = ("at", "by", "do", "ref")
