"""What is typed about people, checked field by field."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baobei.people.rules import ROLES, Actor, may_grant
from baobei.telling import told

SHORTEST_PASSWORD = 10


def printable(text: str) -> None:
    """Refuses characters that a page can't show."""
    if not text.isprintable():
        raise forms.ValidationError(_("This has characters that can't be shown; type it anew."))


class Day(forms.DateField):
    """A civil day, as a browser's own field for days reads and writes it."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SignIn(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def refuse(self, locked_until: datetime | None) -> None:
        """The same words whether the name or the password was wrong."""
        if locked_until is None:
            self.add_error(None, _("User name or password is not right, you are not signed in"))


class NewPassword(forms.Form):
    new1 = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "minlength": SHORTEST_PASSWORD}),
    )
    new2 = forms.CharField(
        label=gettext_lazy("Once more"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "minlength": SHORTEST_PASSWORD}),
    )

    def __init__(self, actor: Actor, *args: Any) -> None:
        super().__init__(*args)
        self.actor = actor

    def clean_new1(self) -> str:
        password: str = self.cleaned_data["new1"]
        if len(password) < SHORTEST_PASSWORD:
            given = _("Too short: at least %(least)d characters, now %(have)d")
            raise forms.ValidationError(given % {"least": SHORTEST_PASSWORD, "have": len(password)})
        if len(set(password)) < 4 or self.actor.username.lower() in password.lower():
            raise forms.ValidationError(
                _("Too easy to guess: don't repeat one character, and leave your user name out")
            )
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "new1" in given and "new2" in given and given["new1"] != given["new2"]:
            self.add_error("new2", _("The two don't agree: type the same password twice"))
        return given


class AddPerson(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, validators=[printable])
    username = forms.RegexField(
        r"^[\w.@-]+$",
        label=gettext_lazy("User name"),
        max_length=64,
        help_text=gettext_lazy("Letters, digits, dots and hyphens; it can't be changed later."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Use letters, digits, dots and hyphens only")},
    )
    roles = forms.MultipleChoiceField(label=gettext_lazy("Roles"), widget=forms.CheckboxSelectMultiple)
    department = forms.CharField(
        label=gettext_lazy("Department"),
        max_length=60,
        validators=[printable],
        required=False,
        help_text=gettext_lazy("An existing one or a new one; each department has its own book."),
        widget=forms.TextInput({"list": "departments"}),
    )
    region = forms.CharField(
        label=gettext_lazy("Region"),
        max_length=60,
        required=False,
        validators=[printable],
        widget=forms.TextInput({"list": "regions"}),
    )
    employed_from = Day(label=gettext_lazy("Employed from"))
    employed_until = Day(
        label=gettext_lazy("Employed until"),
        required=False,
        help_text=gettext_lazy("The first day on which they no longer work here."),
    )

    def __init__(self, actor: Actor, day: date, *args: Any) -> None:
        super().__init__(*args)
        self.fields["roles"].choices = grantable(actor, None, day)  # type: ignore[attr-defined]
        self.fields["employed_from"].initial = day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("employed_from"), given.get("employed_until")
        if first and last and last <= first:
            self.add_error("employed_until", _("The employment would end before it begins"))
        return given


class GrantRole(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    since = Day(label=gettext_lazy("From"))
    until = Day(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("A deputy's end: the first day on which they no longer hold it."),
    )

    def __init__(self, actor: Actor, subject: Actor, day: date, *args: Any) -> None:
        super().__init__(*args)
        self.fields["role"].choices = grantable(actor, subject, day)  # type: ignore[attr-defined]
        self.fields["since"].initial = day


class LastDay(forms.Form):
    until = Day(label=gettext_lazy("First day on which they no longer work here"))

    def __init__(self, day: date, *args: Any) -> None:
        super().__init__(*args)
        self.fields["until"].initial = day


def grantable(actor: Actor, subject: Actor | None, day: date) -> list[tuple[str, str]]:
    """The roles that the actor may give, with what the office calls them."""
    return [(role, told(name)) for role, name in ROLES.items() if may_grant(actor, subject, role, day)]
