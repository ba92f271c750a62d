"""A creating call that is repeated under the same ``Idempotency-Key`` does nothing twice and hears the same again.

The key's row is inserted first, in the transaction of what the call does, and carries the answer when that commits:
neither is there without the other, and a second call under the key waits for the first.
"""

from collections.abc import Callable
from hashlib import sha256

from django.db import transaction
from django.http import HttpResponse

from baobei.api import problems
from baobei.api.models import KeptAnswer
from baobei.people.request import Request
from baobei.store import rows
from baobei.usecase import MachineClock
from baobei.words import say

HEADER = "Idempotency-Key"
_LONGEST = 200


def once(request: Request, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Does it and keeps the answer, or gives the kept answer again; without a key it is just done."""
    key = request.headers.get(HEADER)
    if key is None:
        return do()
    if not (0 < len(key) <= _LONGEST and key.isascii() and key.isprintable()):
        return problems.unusable({HEADER: say("A key has 1 to {most} printable ASCII characters.", most=_LONGEST)})
    mine = {"employee_id": request.actor.id, "key": key}
    asked = _digest(request)
    with transaction.atomic():
        row = {**mine, "request": asked, "status": 0, "answer": "", "at": MachineClock().now()}
        if rows.insert(KeptAnswer, [row], unless_there=True):
            response = do()
            KeptAnswer.objects.filter(**mine).update(status=response.status_code, answer=response.content.decode())
            return response
    kept = KeptAnswer.objects.get(**mine)
    if kept.request != asked:
        return problems.unusable({HEADER: say("This key was used for another call; take a new one.")})
    return problems.again(kept.status, kept.answer)


def _digest(request: Request) -> str:
    return sha256(b"\0".join((request.method.encode(), request.path.encode(), request.body))).hexdigest()  # type: ignore[union-attr]
