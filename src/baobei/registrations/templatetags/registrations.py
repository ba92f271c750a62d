"""How the templates of this slice show a customer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from baobei.matching import Reading
from baobei.registrations import forms

register = template.Library()
register.filter("phones", forms.joined_phones)


@register.filter
def home(reading: Reading) -> str:
    """What was read of the address, part by part: district, estate, and the unit where there is one."""
    place = [reading.home.district, reading.home.estate]
    unit = reading.home.units[0] if reading.home.units else ()
    words = (_("phase {n}"), _("building {n}"), _("entrance {n}"), _("floor {n}"), _("room {n}"))
    return " · ".join(
        [*filter(None, place), *(word.format(n=part) for word, part in zip(words, unit, strict=False) if part)]
    )


@register.filter
def relation(word: str) -> Promise | str:
    """A declared relation as the office calls it; as it was written where it is another word."""
    return forms.RELATIONS.get(word, word)


@register.filter
def kind(name: str) -> Promise | str:
    """How a customer came, in words; a pack's own kind by its name."""
    return forms.KINDS.get(name, name)


@register.filter
def state(name: str) -> Promise | str:
    """A state, or a filter of a list, in words."""
    return forms.STATES.get(name, name)


@register.filter
def at_key(values: Mapping[str, Any], key: str) -> Any:
    """What stands under a key, or nothing."""
    return values.get(key) if values else None


@register.filter
def filled(boxes: Iterable[forms.Box]) -> list[forms.Box]:
    """The fields that have a value."""
    return [box for box in boxes if box.value]
