"""What the base templates show on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from baobei import environment
from baobei.web import rail

_HTML_NAMES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation of whoever asks, the languages, and whether this is a demo; reads nothing from the store."""
    actor, day = getattr(request, "actor", None), getattr(request, "day", None)
    settled = actor is not None and not actor.must_change_password
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "actor": actor,
        "own_roles": sorted(actor.roles(day)) if actor else [],
        "rail": rail.entries(actor, day, request.path) if settled else [],
        "languages": settings.LANGUAGES,
        "language": language,
        "html_lang": _HTML_NAMES.get(language, language),
        "demo": environment.current().demo,
        "demo_now": request.clock.now()
        if environment.current().demo and getattr(request.clock, "stated", False)
        else None,
    }
