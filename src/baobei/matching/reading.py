"""A customer as people wrote them, and what can be read in it (CR-7.0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from baobei.matching import phones as telephone
from baobei.matching.home import Home, home_of
from baobei.matching.names import NAME_LENGTH, Name, read_name
from baobei.matching.normalise import has_control
from baobei.matching.relatives import Kin, Relative, read_relative
from baobei.matching.vocabulary import Vocabulary
from baobei.words import Text, say

if TYPE_CHECKING:
    from baobei.matching.address import AddressReading

ADDRESS_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as people wrote them; a phone field may hold several numbers."""

    name: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    relatives: tuple[Relative, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a customer.

    ``phones`` are full numbers: mainland ones as digits (``13800001234``, ``02367891234``, ``4008001234``, an
    extension after a hyphen), others as ``+85291234567``. ``masks`` are mobiles of eleven places with ``*`` for each
    hidden digit. ``problems`` says for ``name``, ``phones`` and ``address`` why a form with it would be incomplete
    (CR-3.1).
    """

    name: Name
    phones: tuple[str, ...]
    masks: tuple[str, ...]
    home: Home
    relatives: tuple[Kin, ...]
    address_json: Any = None
    problems: Mapping[str, Text] = field(default_factory=dict)

    @property
    def address(self) -> AddressReading:
        """The address as read, with what could not be read."""
        from baobei.matching.address import AddressReading

        return AddressReading.from_json(self.address_json)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that are absent or malformed, in the form's order."""
        return tuple(name for name in ("name", "phones", "address") if name in self.problems)

    def to_json(self) -> list[Any]:
        """The reading as compact plain data, to be kept beside the customer."""
        return [
            self.name.to_json(),
            list(self.phones),
            list(self.masks),
            self.home.to_json(),
            [kin.to_json() for kin in self.relatives],
            self.address_json,
            {name: text.to_json() for name, text in self.problems.items()},
        ]

    @classmethod
    def from_json(cls, data: list[Any]) -> Reading:
        """The reading again, from what ``to_json`` wrote."""
        name, phones, masks, home, relatives, address, problems = data
        return cls(
            Name.from_json(name),
            tuple(phones),
            tuple(masks),
            Home.from_json(home),
            tuple(map(Kin.from_json, relatives)),
            address,
            {name: Text.from_json(text) for name, text in problems.items()} if problems else {},
        )


def read(customer: Customer, vocabulary: Vocabulary) -> Reading:
    """Read a customer once; what can't be read is said in ``problems``, never guessed.

    Source: CR-3.1 (what a form needs), CR-7.0 (what collides).
    """
    from baobei.matching.address import read_address

    name = read_name(customer.name)
    numbers = telephone.read_phones(customer.phones)
    address = read_address(
        customer.address, single_buildings=vocabulary.single_buildings, site_words=vocabulary.site_words
    )
    problems = {
        "name": _name_problem(customer.name, name),
        "phones": numbers.problem,
        "address": _address_problem(customer.address, address),
    }
    return Reading(
        name=name,
        phones=numbers.full,
        masks=numbers.masks,
        home=home_of(address),
        relatives=tuple(read_relative(relative) for relative in customer.relatives),
        address_json=address.to_json(),
        problems={field: text for field, text in problems.items() if text is not None},
    )


def _name_problem(written: str, name: Name) -> Text | None:
    if has_control(written[:NAME_LENGTH]):
        return say("Name has control characters")
    if not written.strip():
        return say("Name is missing")
    if len(written) > NAME_LENGTH:
        return say("Name has {have} characters, at most {most} are possible", have=len(written), most=NAME_LENGTH)
    return None if name.persons else say("Name has no letters")


def _address_problem(written: str, address: AddressReading) -> Text | None:
    if has_control(written[:ADDRESS_LENGTH]):
        return say("Address has control characters")
    if not written.strip():
        return say("Address is missing")
    if len(written) > ADDRESS_LENGTH:
        return say("Address has {have} characters, at most {most} are possible", have=len(written), most=ADDRESS_LENGTH)
    return None if address.detailed else say("Address needs a building and room, a street number or a named site")
