"""Who may look into a registration, and that it leaves a trace (CR-6.2)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from baobei.people.rules import Actor
from baobei.policy import Decision, InForce
from baobei.policy.days import within
from baobei.registrations.rules.facts import Entry
from baobei.words import say


def entitled(actor: Actor, entry: Entry, roles: Collection[str]) -> bool:
    """Whether the roles let one look: the department's manager, registrar and general manager, finance where money
    is."""
    if "registrar" in roles or "gm" in roles:
        return True
    if "manager" in roles and entry.department is not None and entry.department == actor.department_id:
        return True
    return "finance" in roles and (entry.deposit_at is not None or entry.signed_at is not None)


def look(actor: Actor, entry: Entry, roles: Collection[str], reason: str) -> Decision:
    """One's own is shown; another's to the entitled with a reason, which the holder reads; else denied (CR-6.2)."""
    if entry.holder == actor.id:
        return Decision("shown", ("CR-6.2",))
    if not entitled(actor, entry, roles):
        return Decision("denied", ("CR-6.2",), reason=say("Nobody looks into another's registration privately."))
    if not reason:
        text = say("Say why you look; the holder will read it.")
        return Decision("refused", answer={"fields": {"reason": text}}, reason=text)
    return Decision("shown_logged", ("CR-6.2",))


def too_many_denials(p: InForce, denials: Sequence[datetime], at: datetime) -> bool:
    """Whether the denied looks since the last notice, this one among them, call for a notice (look.denials,
    look.denial_days)."""
    recent = [denied for denied in denials if within(denied, p["look.denial_days"], at)]
    return len(recent) >= int(p["look.denials"])
