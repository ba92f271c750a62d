"""Key claims: at most one live holder of a strong key, by a row under a unique constraint (one winner)."""

from dataclasses import dataclass
from typing import Any

from baobei import matching
from baobei.people.rules import Actor
from baobei.registrations.models import KeyClaim
from baobei.registrations.rules.asking import Asked
from baobei.store import driver, rows
from baobei.usecase import Moment

_RELEASE = """UPDATE registrations_keyclaim SET released_at = %s
WHERE scope = %s AND key IN ({keys}) AND released_at IS NULL AND holder_id NOT IN ({holders})"""


@dataclass(frozen=True)
class Stake:
    """Claims that were sent; how many were free is known once their statement is through."""

    by: Actor
    asked: Asked
    keys: tuple[str, ...]
    scope: str
    sent: Any

    def settle(self, now: Moment) -> bool:
        """Whether the holder has all keys.

        Where one was taken, claims of those who keep the customer from nobody, lapsed or under a review that does not
        bind the holder, are released, and the keys claimed again.
        """
        if self.sent is None or self.sent.rowcount == len(self.keys):
            return True
        _release(self, now)
        _send(self.by, self.keys, self.scope)
        mine = KeyClaim.objects.filter(scope=self.scope, key__in=self.keys, holder_id=self.by.id, released_at=None)
        return mine.count() == len(self.keys)


def claim(by: Actor, asked: Asked, *, scope: str = "") -> Stake:
    """Claims the strong keys that are free for the holder."""
    keys = matching.keys(asked.form.reading, places=asked.places).strong
    return Stake(by, asked, keys, scope, _send(by, keys, scope) if keys else None)


def _send(by: Actor, keys: tuple[str, ...], scope: str) -> Any:
    wanted = [
        {"id": rows.new_id(), "scope": scope, "key": key, "holder_id": by.id, "released_at": None} for key in keys
    ]
    return driver.execute(*rows.insertion(KeyClaim, wanted, "ON CONFLICT DO NOTHING"))


def _release(stake: Stake, now: Moment) -> None:
    asked = stake.asked
    live = {one.entry.holder for one in (*asked.blocking(), *asked.doubtful())} | {stake.by.id}
    values = rows.prepared(KeyClaim, {"released_at": now.at, "scope": stake.scope})
    values += stake.keys
    values += [rows.prepared(KeyClaim, {"holder_id": holder})[0] for holder in sorted(live)]
    marks = {"keys": ", ".join(["%s"] * len(stake.keys)), "holders": ", ".join(["%s"] * len(live))}
    driver.execute(_RELEASE.format(**marks), values)
