"""What the base templates show on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from baobei import environment
from baobei.usecase import MachineClock
from baobei.web import rail

_HTML_NAMES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation of whoever asks, the languages, and whether this is a demo; reads nothing from the store."""
    # An error page may be shown before the middleware came to say who asks, and when.
    actor, clock = getattr(request, "actor", None), getattr(request, "clock", MachineClock())
    day = getattr(request, "day", None)
    demo, language = environment.current().demo, get_language() or settings.LANGUAGE_CODE
    return {
        "actor": actor,
        "own_roles": sorted(actor.roles(day)) if actor and day else [],
        "rail": rail.entries(actor, day, request.path) if actor and day and not actor.must_change_password else [],
        "languages": settings.LANGUAGES,
        "language": language,
        "html_lang": _HTML_NAMES.get(language, language),
        "demo": demo,
        "demo_now": clock.now() if demo and clock.stated else None,
    }
