"""The components of the pages, known in every template."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from baobei import usecase
from baobei.people.rules import ROLES
from baobei.telling import in_language, parameters, showing, told

register = template.Library()
register.filter("told", told)
register.filter("money", showing.money)
register.filter("phone", showing.phone)
register.filter("in_language", in_language)


@register.simple_tag
def icon(name: str, tone: str = "") -> SafeString:
    """An icon beside a word."""
    return format_html('<i class="i i-{}{}" aria-hidden="true"></i>', name, f" {tone}" if tone else "")


@register.simple_tag(takes_context=True)
def instant(context: template.Context, at: datetime) -> SafeString:
    """An instant beside the request's own, kept in one piece."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), told(showing.instant(at, _now(context))))


@register.simple_tag(takes_context=True)
def day(context: template.Context, on: date) -> SafeString:
    """A civil day beside the request's own."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), told(showing.day(on, _day(context))))


@register.simple_tag(takes_context=True)
def today(context: template.Context) -> str:
    """The request's day with its weekday."""
    return told(showing.day_of_week(_day(context)))


@register.inclusion_tag("web/parts/clause.html", takes_context=True)
def clause(context: template.Context, cited: str, day: date | None = None, end: bool = False) -> dict[str, Any]:
    """The tag of a clause: its words, and its numbers in force on the day (the request's where none is given)."""
    day = day or _day(context)
    known = usecase.policy().clauses.get(cited)
    return {
        "id": cited,
        "end": end,
        "title": in_language(known.title) if known else "",
        "text": in_language(known.text) if known else "",
        "numbers": parameters.of_clause(cited, day),
        "url": reverse("clause", args=[cited]) if known and context.get("actor") else "",
        "request": context.get("request"),
    }


@register.inclusion_tag("web/parts/clauses.html", takes_context=True)
def clauses(
    context: template.Context, cites: Iterable[str], day: date | None = None, end: bool = False
) -> dict[str, Any]:
    """The tags of all clauses that a decision cites."""
    return {
        "cites": cites,
        "day": day or _day(context),
        "end": end,
        "request": context["request"],
        "actor": context["actor"],
    }


@register.inclusion_tag("web/parts/left.html", takes_context=True)
def left(
    context: template.Context, until: datetime, period: int = 7, label: str = "", whole: bool = False
) -> dict[str, Any]:
    """The time left of a period of so many days: words, then a tick a day; ``whole`` also says hours and end."""
    now = _now(context)
    return {"left": showing.left(until, now, period), "label": label, "whole": whole, "request": context["request"]}


@register.inclusion_tag("web/parts/field.html")
def field(
    bound: BoundField, hint: str = "", read: str = "", unit: str = "", optional: bool | None = None
) -> dict[str, Any]:
    """A labelled control with its hint, its errors, and what was read of it."""
    name = bound.auto_id
    parts = [(hint or bound.help_text, f"{name}-hint"), (bound.errors, f"{name}-error"), (read, f"{name}-read")]
    attributes = {"aria-describedby": " ".join(key for part, key in parts if part)}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": bound.as_widget(attrs={key: value for key, value in attributes.items() if value}),
        "hint": hint or bound.help_text,
        "read": read,
        "unit": unit,
        "optional": not bound.field.required if optional is None else optional,
    }


@register.inclusion_tag("web/parts/errors.html")
def form_errors(form: Any, heading: str = "") -> dict[str, Any]:
    """What is to be mended in a form, each with a link to its field."""
    return {"form": form, "heading": heading}


@register.filter
def role(name: str) -> str:
    """A role as the office calls it."""
    return told(ROLES[name])


def _now(context: Mapping[str, Any] | template.Context) -> datetime:
    now: datetime = context["request"].clock.now()
    return now


def _day(context: Mapping[str, Any] | template.Context) -> date:
    day: date = context["request"].day
    return day
