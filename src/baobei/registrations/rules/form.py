"""Is the form filled in carefully: required fields, what is malformed, how complete (CR-3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from baobei import matching
from baobei.matching import NO_COMMUNITIES, Communities, Customer, Reading, Relative, Vocabulary
from baobei.policy import InForce
from baobei.registrations.rules.values import (
    ADDRESS_LENGTH,
    NAME_LENGTH,
    BadValue,
    blank,
    read_day,
    read_line,
    read_money,
    read_number,
    read_text,
)
from baobei.words import Text, say

MOST_PHONES, MOST_RELATIVES = 10, 20
POINTS = 20


@dataclass(frozen=True)
class Form:
    """A form as given and as read.

    ``missing`` names what is absent or malformed, in the form's order; ``problems`` says why; ``malformed`` are
    those that
    were given but can't be read. ``completeness`` is 0 to 100.
    """

    customer: Customer
    answers: Mapping[str, Any]
    reading: Reading
    missing: tuple[str, ...]
    problems: Mapping[str, Text]
    malformed: frozenset[str]
    completeness: int = 0

    @property
    def masked_only(self) -> bool:
        return bool(self.reading.masks) and not self.reading.phones


@dataclass
class _Faults:
    missing: dict[str, Text] = field(default_factory=dict)
    malformed: set[str] = field(default_factory=set)

    def bad(self, name: str, text: Text) -> None:
        self.missing.setdefault(name, text)
        self.malformed.add(name)


def vocabulary(p: InForce, communities: Communities = NO_COMMUNITIES) -> Vocabulary:
    """The policy's words and thresholds for matching on that day, with the company's own table of communities."""
    return Vocabulary(
        weights=p["match.weights"],
        single_buildings=tuple(p["address.single_buildings"]),
        site_words=tuple(p["address.site_words"]),
        immediate_relatives=tuple(p["collision.immediate_relatives"]),
        relative_scope=p["collision.relative_scope"],
        review_threshold=float(p["match.review_threshold"]),
        communities=communities,
    )


def read_form(p: InForce, given: Mapping[str, Any]) -> Form:
    """Reads the contract's customer: name, phones, address, relatives, form (CR-3.1)."""
    faults = _Faults()
    name = _line(faults, "name", given.get("name"), NAME_LENGTH, say("The customer's name is missing."))
    phones = _phones(faults, given.get("phones"))
    address = _line(faults, "address", given.get("address"), ADDRESS_LENGTH, say("The address is missing."))
    relatives = _relatives(faults, given.get("relatives"))
    customer = Customer(name=name, phones=phones, address=address, relatives=relatives)
    reading = matching.read(customer, vocabulary(p))
    for field_name, text in reading.problems.items():
        if field_name in faults.missing:
            continue
        if field_name == "address":
            faults.missing["address"] = text
        else:
            faults.bad(field_name, text)
    answers, fields = _answers(faults, p, given.get("form"))
    order = ["name", "phones", "address", *fields, "relatives"]
    missing = tuple(sorted(faults.missing, key=lambda name: order.index(name) if name in order else len(order)))
    return Form(
        customer=customer,
        answers=answers,
        reading=reading,
        missing=missing,
        problems=faults.missing,
        malformed=frozenset(faults.malformed),
        completeness=completeness(reading, faults.missing, filled=len(answers), asked=len(fields)),
    )


def completeness(reading: Reading, faults: Mapping[str, Text], *, filled: int, asked: int) -> int:
    """0 to 100: the points of name, phone and address, and 40 for the share of the other fields filled in (CR-3.1)."""
    return sum(points(reading, faults).values()) + (40 * filled // asked if asked else 40)


def points(reading: Reading, faults: Mapping[str, Text]) -> Mapping[str, int]:
    """20 each for name, phone and address; 10 for a title, a mask, an address without unit (CR-3.1)."""
    return {
        "name": 0 if "name" in faults else POINTS // 2 if reading.name.titled else POINTS,
        "phones": 0 if "phones" in faults else POINTS if reading.phones else POINTS // 2,
        "address": 0 if "address" in faults else POINTS if reading.address.complete else POINTS // 2,
    }


def askable(form: Form) -> bool:
    """Whether the customer can be asked about: by a full phone, a unit, or a masked phone with a name; nothing
    malformed."""
    if form.malformed & {"name", "phones", "address"}:
        return False
    return bool(form.reading.phones or form.reading.address.complete or (form.masked_only and form.customer.name))


def _line(faults: _Faults, name: str, value: Any, longest: int, absent: Text) -> str:
    if blank(value):
        faults.missing[name] = absent
        return ""
    try:
        return read_line(name, value, longest=longest)
    except BadValue as fault:
        faults.bad(name, fault.text)
        return ""


def _phones(faults: _Faults, value: Any) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    if blank(given) or (isinstance(given, list | tuple) and all(blank(phone) for phone in given)):
        faults.missing["phones"] = say("A phone number is missing.")
        return ()
    if not isinstance(given, list | tuple):
        faults.bad("phones", say("Phones are a list of texts."))
        return ()
    if len(given) > MOST_PHONES:
        faults.bad("phones", say("At most {most} phone numbers fit.", most=MOST_PHONES))
        return ()
    try:
        return tuple(read_line("phones", phone, longest=NAME_LENGTH) for phone in given if not blank(phone))
    except BadValue as fault:
        faults.bad("phones", fault.text)
        return ()


def _relatives(faults: _Faults, value: Any) -> tuple[Relative, ...]:
    if blank(value) or value == []:
        return ()
    try:
        if not isinstance(value, list | tuple) or len(value) > MOST_RELATIVES:
            raise BadValue("relatives", say("Relatives are a list of at most {most}.", most=MOST_RELATIVES))
        return tuple(_relative(one) for one in value)
    except BadValue as fault:
        faults.bad("relatives", fault.text)
        return ()


def _relative(one: Any) -> Relative:
    if not isinstance(one, Mapping):
        raise BadValue("relatives", say("A relative has a relation, a name and phones."))
    phones = one.get("phones") or []
    phones = [phones] if isinstance(phones, str) else phones
    if not isinstance(phones, list | tuple) or len(phones) > MOST_PHONES:
        raise BadValue("relatives", say("Phones are a list of texts."))
    texts = {
        key: "" if blank(one.get(key)) else read_line("relatives", one.get(key), longest=NAME_LENGTH)
        for key in ("relation", "name")
    }
    numbers = tuple(read_line("relatives", phone, longest=NAME_LENGTH) for phone in phones if not blank(phone))
    return Relative(relation=texts["relation"], name=texts["name"], phones=numbers)


def _answers(faults: _Faults, p: InForce, value: Any) -> tuple[dict[str, Any], list[str]]:
    given = value if isinstance(value, Mapping) else {}
    answers: dict[str, Any] = {}
    fields = [one for one in p["form.fields"] if one["name"] not in ("name", "phones", "address")]
    for one in fields:
        name, answer = one["name"], given.get(one["name"])
        if blank(answer):
            if one.get("required"):
                faults.missing[name] = say("This is required.")
            continue
        try:
            answers[name] = _answer(name, one.get("type", "text"), answer)
        except BadValue as fault:
            faults.bad(name, fault.text)
    return answers, [one["name"] for one in fields]


def _answer(name: str, kind: str, value: Any) -> str:
    if kind == "money":
        return str(read_money(name, value))
    if kind == "date":
        return read_day(name, value).isoformat()
    if kind == "number":
        return read_number(name, value)
    return read_text(name, str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value)
