"""Names and phones as lists show them to those who may look but have not said why (CR-6.2)."""

import re

_SHOWN_BEFORE, _SHOWN_AFTER = 3, 4
_DIGIT = re.compile(r"\d")


def masked_name(name: str) -> str:
    """A name with all but its first character hidden."""
    name = name.strip()
    return name[:1] + "*" * max(len(name) - 1, 0)


def masked_phone(phone: str) -> str:
    """A phone as written but for its middle digits: the first three and the last four remain, of a short one two."""
    places = [match.start() for match in _DIGIT.finditer(phone)]
    if len(places) > _SHOWN_BEFORE + _SHOWN_AFTER:
        hidden = set(places[_SHOWN_BEFORE:-_SHOWN_AFTER])
    else:
        hidden = set(places[:-2])
    return "".join("*" if place in hidden else char for place, char in enumerate(phone))
