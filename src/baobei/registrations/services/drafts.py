"""Forms that are not submitted yet; what was typed survives a refusal and a closed page (CR-3.1)."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from baobei import usecase
from baobei.people.rules import Actor
from baobei.registrations.models import Draft
from baobei.usecase import Clock


def save_draft(*, by: Actor, at: Clock, form: Mapping[str, Any], draft: UUID | None = None) -> UUID:
    """Keeps the form as typed; another's or a vanished ``draft`` is not touched, a new one is made instead."""
    now = usecase.moment(at)
    text = json.dumps(form, ensure_ascii=False)
    if draft and Draft.objects.filter(id=draft, owner_id=by.id).update(form=text, saved_at=now.at):
        return draft
    return Draft.objects.create(owner_id=by.id, form=text, saved_at=now.at).id


def discard_draft(*, by: Actor, draft: UUID) -> bool:
    """Throws the person's own draft away; says whether there was one."""
    return bool(Draft.objects.filter(id=draft, owner_id=by.id).delete()[0])
