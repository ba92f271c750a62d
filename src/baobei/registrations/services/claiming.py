"""Key claims: at most one live holder of a strong key, by a row under a unique constraint (one winner)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baobei import matching
from baobei.matching import Reading
from baobei.registrations.models import KeyClaim
from baobei.registrations.queries import communities
from baobei.store import driver, rows
from baobei.usecase import Moment

_RELEASE = """UPDATE registrations_keyclaim SET released_at = %s
WHERE scope = %s AND key IN ({keys}) AND released_at IS NULL AND holder_id NOT IN ({holders})"""


@dataclass(frozen=True)
class Stake:
    """Claims that were sent; how many were free is known once their statement is through."""

    holder: UUID
    keys: tuple[str, ...]
    scope: str
    sent: Any

    def settle(self, now: Moment, *, keeping: set[UUID]) -> bool:
        """Whether the holder has all keys; ``keeping`` are the others whose claims stand.

        Where one was taken, claims of those who keep the customer from nobody, lapsed or under a review that does not
        bind the holder, are released, and the keys claimed again.
        """
        if self.sent is None or self.sent.rowcount == len(self.keys):
            return True
        _release(self, now, keeping)
        _send(self.holder, self.keys, self.scope)
        mine = KeyClaim.objects.filter(scope=self.scope, key__in=self.keys, holder_id=self.holder, released_at=None)
        return mine.count() == len(self.keys)


def claim(holder: UUID, reading: Reading, places: Mapping[str, frozenset[str]], *, scope: str = "") -> Stake:
    """Claims the customer's strong keys that are free for the holder; ``places`` as for ``matching.keys``."""
    keys = matching.keys(reading, communities.current(), places=places).strong
    return Stake(holder, keys, scope, _send(holder, keys, scope) if keys else None)


def _send(holder: UUID, keys: tuple[str, ...], scope: str) -> Any:
    wanted = [
        {"id": rows.new_id(), "scope": scope, "key": key, "holder_id": holder, "released_at": None} for key in keys
    ]
    return driver.execute(*rows.insertion(KeyClaim, wanted, "ON CONFLICT DO NOTHING"))


def _release(stake: Stake, now: Moment, keeping: set[UUID]) -> None:
    live = keeping | {stake.holder}
    values = rows.prepared(KeyClaim, {"released_at": now.at, "scope": stake.scope})
    values += stake.keys
    values += [rows.prepared(KeyClaim, {"holder_id": holder})[0] for holder in sorted(live)]
    marks = {"keys": ", ".join(["%s"] * len(stake.keys)), "holders": ", ".join(["%s"] * len(live))}
    driver.execute(_RELEASE.format(**marks), values)
