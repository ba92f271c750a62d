"""Forms that are not submitted yet; what was typed survives a refusal and a closed page (CR-3.1)."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from baobei import usecase
from baobei.people.rules import Actor
from baobei.registrations.models import Draft
from baobei.store import rows
from baobei.store.rows import new_id
from baobei.usecase import Clock


def save_draft(*, by: Actor, at: Clock, form: Mapping[str, Any], draft: UUID | None = None) -> UUID:
    """Keeps the form as typed under the id that its page gave it; another's draft is not touched, a new one is made."""
    values = {"form": json.dumps(form, ensure_ascii=False), "saved_at": usecase.moment(at).at}
    if draft and Draft.objects.filter(id=draft, owner_id=by.id).update(**values):
        return draft
    key = draft or new_id()
    if not rows.insert(Draft, [{"id": key, "owner_id": by.id, **values}], unless_there=True):
        return save_draft(by=by, at=at, form=form)
    return key


def discard_draft(*, by: Actor, draft: UUID) -> bool:
    """Throws the person's own draft away; says whether there was one."""
    return bool(Draft.objects.filter(id=draft, owner_id=by.id).delete()[0])
