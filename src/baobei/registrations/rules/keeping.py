"""A customer as rows keep them: what was written, and what was read in it."""

import json
from collections.abc import Mapping
from typing import Any

from baobei.matching import Customer, Reading, Relative


def compact(value: Any) -> str:
    """Plain data as short JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def columns(customer: Customer) -> dict[str, str]:
    """What was written, column by column; lists as JSON text."""
    kin = [{"relation": one.relation, "name": one.name, "phones": list(one.phones)} for one in customer.relatives]
    return {
        "name": customer.name,
        "phones": compact(list(customer.phones)),
        "address": customer.address,
        "relatives": compact(kin),
    }


def customer(columns: Mapping[str, str]) -> Customer:
    """The customer again, from what ``columns`` gave."""
    kin = json.loads(columns["relatives"])
    return Customer(
        name=columns["name"],
        phones=tuple(json.loads(columns["phones"])),
        address=columns["address"],
        relatives=tuple(Relative(one["relation"], one["name"], tuple(one["phones"])) for one in kin),
    )


def read_again(text: str) -> Reading:
    """A reading from the JSON text that is kept of it."""
    return Reading.from_json(json.loads(text))
