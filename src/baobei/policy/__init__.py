"""The policy as data: clauses, dated values, periods as clocks. Nothing here knows a framework or a store.

A pack is read once (``load``); a decision takes the values of its own day (``policy.on(day)``, CR-8).
"""

from baobei.policy.decision import Decision
from baobei.policy.places import PolicyFaults
from baobei.policy.policy import Clause, InForce, Parameter, Policy, Value
from baobei.policy.reader import load, packs
from baobei.policy.show import check, show

__all__ = [
    "Clause",
    "Decision",
    "InForce",
    "Parameter",
    "Policy",
    "PolicyFaults",
    "Value",
    "check",
    "load",
    "packs",
    "show",
]
