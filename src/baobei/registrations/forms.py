"""What the pages post, read into the contract's mappings; what is wrong with it the rules say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baobei import matching
from baobei.policy import InForce
from baobei.registrations.rules.communities import KINDS as COMMUNITY_KINDS
from baobei.registrations.rules.form import POINTS, Form, points, read_form
from baobei.registrations.rules.values import TEXT_LENGTH
from baobei.telling import told
from baobei.words import Text

FIELDS = ("name", "phones", "address")
FOLLOW_UP = ("feedback", "expected_amount", "expected_unit_price", "expected_signing")
_BETWEEN_PHONES = re.compile(r"[、，,;；/\n]+")

LABELS: Mapping[str, Promise] = {
    "name": _("Name"),
    "phones": _("Phone"),
    "address": _("Address"),
    "relatives": _("Immediate relatives"),
    "source": _("Source"),
    "need": _("What the customer wants"),
    "area": _("Floor area"),
    "budget": _("Budget"),
    "expected_amount": _("Expected amount"),
    "expected_unit_price": _("Expected unit price"),
    "expected_signing": _("Expected signing date"),
    "amount": _("Amount"),
    "commission": _("Commission"),
    "feedback": _("Feedback"),
    "reason": _("Reason"),
}
UNITS: Mapping[str, Promise] = {
    "budget": _("yuan"),
    "expected_amount": _("yuan"),
    "expected_unit_price": _("yuan/m²"),
}
KINDS: Mapping[str, Promise] = {"walk_in": _("Walk-in")}
REASONS: Sequence[Promise] = (
    _("For the files"),
    _("Checking the address"),
    _("The customer called"),
    _("Reckoning the commission"),
)
STATES: Mapping[str, Promise] = {
    "valid": _("Protected"),
    "awaiting_choice": _("Customer chooses"),
    "awaiting_review": _("Under review"),
    "expired": _("Run out"),
    "invalid": _("Invalid"),
    "signed": _("Signed"),
    "released": _("Released"),
    "tonight": _("Tonight"),
    "deposit": _("With deposit"),
    "waiting": _("Waiting"),
}
RELATIONS: Mapping[str, Promise] = {
    "spouse": _("Spouse"),
    "parent": _("Parent"),
    "child": _("Child"),
    "sibling": _("Sibling"),
    "other": _("Other"),
}


@dataclass(frozen=True)
class Box:
    """One field of the form as the page shows it; ``kind`` is text, long, number, money or date."""

    name: str
    label: Promise | str
    value: str
    kind: str = "text"
    unit: Promise | str = ""
    error: Text | None = None


def asked_customer(post: QueryDict) -> dict[str, Any]:
    """The customer of the check box: what is typed in a field wins over what is read from the pasted message."""
    parts = matching.paste(post.get("paste", "")[:TEXT_LENGTH])
    phones = split_phones(post.get("phones", "")) or list(parts.phones)
    return {
        "name": post.get("name", "").strip() or parts.name,
        "phones": phones,
        "address": post.get("address", "").strip() or parts.address,
    }


def form_customer(p: InForce, post: QueryDict) -> dict[str, Any]:
    """The customer of the registration form."""
    kinds = {one["name"]: one["type"] for one in p["form.fields"]}
    lines = zip(post.getlist("relation"), post.getlist("relative_name"), post.getlist("relative_phones"), strict=False)
    return {
        "name": post.get("name", "").strip(),
        "phones": split_phones(post.get("phones", "")),
        "address": post.get("address", "").strip(),
        "relatives": [
            {"relation": relation, "name": name.strip(), "phones": split_phones(phones)}
            for relation, name, phones in lines
            if name.strip() or phones.strip()
        ],
        "form": {name: typed(text, kinds[name]) for name in asked_fields(p) if (text := post.get(name, "")).strip()},
    }


def follow_up(post: QueryDict) -> dict[str, str | None]:
    """The fields of a follow-up; what is blank is None."""
    kinds = {"expected_amount": "money", "expected_unit_price": "money"}
    return {name: typed(post.get(name, ""), kinds.get(name, "")) or None for name in FOLLOW_UP}


def typed(text: str, kind: str) -> str:
    """A value as typed; of an amount the commas between thousands are left out."""
    return text.replace(",", "").replace("，", "").strip() if kind == "money" else text


def split_phones(text: str) -> list[str]:
    """Several numbers in one field, apart by a comma of any kind, semicolon, slash or line break."""
    return [phone.strip() for phone in _BETWEEN_PHONES.split(text) if phone.strip()]


def joined_phones(phones: Iterable[Any]) -> str:
    """Numbers in one field again."""
    return "、".join(str(phone) for phone in phones)


def asked_fields(p: InForce) -> list[str]:
    """The names of the form's fields beyond name, phones and address, in the policy's order (CR-3.1)."""
    return [one["name"] for one in p["form.fields"] if one["name"] not in FIELDS]


def boxes(p: InForce, customer: Mapping[str, Any], problems: Mapping[str, Text]) -> list[Box]:
    """The form's fields beyond name, phones and address, filled in as typed."""
    kinds = {one["name"]: one["type"] for one in p["form.fields"]}
    answers = customer.get("form", {})
    return [
        Box(
            name=name,
            label=LABELS.get(name, name),
            value=str(answers.get(name, "")),
            kind="long" if name == "need" else kinds[name],
            unit=UNITS.get(name, "") if kinds[name] == "money" else "",
            error=problems.get(name),
        )
        for name in asked_fields(p)
    ]


def checked(p: InForce, customer: Mapping[str, Any]) -> Form:
    """The form as the rules read it."""
    return read_form(p, customer)


def problems_in_order(problems: Mapping[str, Text], names: Sequence[str]) -> list[tuple[str, Any, Text]]:
    """Faults as the summary lists them: field, label, what is wrong."""
    return [(name, LABELS.get(name, name), problems[name]) for name in names if name in problems]


def relative_lines(customer: Mapping[str, Any], least: int) -> list[Mapping[str, Any]]:
    """The relatives as typed, and empty lines up to ``least`` of them."""
    lines = list(customer.get("relatives", []))
    return lines + [{}] * (least - len(lines))


@dataclass(frozen=True)
class Meter:
    """How complete a form is and where it lacks (CR-3.1).

    ``parts`` are name, phone and address with the points had and possible, ``rest`` the points of all other fields;
    ``next`` is the first part that lacks points, and how many.
    """

    total: int
    parts: Sequence[tuple[Promise, int, int]]
    rest: int
    filled: int
    asked: int
    next: tuple[Promise, int] | None


def meter(p: InForce, form: Form) -> Meter:
    """The completeness of a form, part by part."""
    asked = len(asked_fields(p))
    had = points(form.reading, form.problems)
    parts = [(LABELS[name], had[name], POINTS) for name in FIELDS]
    return Meter(
        total=form.completeness,
        parts=parts,
        rest=form.completeness - sum(had.values()),
        filled=len(form.answers),
        asked=asked,
        next=next(((label, most - points) for label, points, most in parts if points < most), None),
    )


def typed_problems(form: Form, customer: Mapping[str, Any]) -> dict[str, Text]:
    """Faults of what was typed; a field still empty is no fault while one types."""
    given = {**customer, **customer.get("form", {})}
    return {name: text for name, text in form.problems.items() if given.get(name)}


class CommunityForm(forms.Form):
    """An entry of the table of communities; the rules judge it, and their faults are put at the fields."""

    kind = forms.ChoiceField(label=_("What it is"), required=False)
    name = forms.CharField(
        label=_("Called"), help_text=_("As people write it, or the developer's prefix, or the estate that lies there")
    )
    estate = forms.CharField(label=_("Is the estate"), help_text=_("Of a name or phase"), required=False)
    phase = forms.CharField(label=_("Phase"), help_text=_("Of a phase: 2, or A"), required=False)
    city = forms.CharField(label=_("City"), help_text=_("Only there"), required=False)
    district = forms.CharField(label=_("District"), help_text=_("Only there"), required=False)
    sure = forms.BooleanField(label=_("They are one everywhere"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = [(kind, told(text)) for kind, text in COMMUNITY_KINDS.items()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = False

    def refuse(self, faults: Mapping[str, Text]) -> None:
        """Puts what the rules found at the fields."""
        self.is_valid()
        for field, fault in faults.items():
            self.add_error(field, told(fault))

    @property
    def entry(self) -> dict[str, str]:
        """What was typed, for the service."""
        return {name: self.data.get(name, "") for name in self.fields if name != "sure"}

    @property
    def is_sure(self) -> bool:
        """Whether the doubt was seen and confirmed."""
        return bool(self.data.get("sure"))
