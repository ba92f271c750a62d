"""Key claims: at most one live holder of a strong key, by a row under a unique constraint (one winner)."""

from baobei import matching
from baobei.people.rules import Actor
from baobei.registrations.models import KeyClaim
from baobei.registrations.rules.asking import Asked
from baobei.store import driver, rows
from baobei.usecase import Moment

_RELEASE = """UPDATE registrations_keyclaim SET released_at = %s
WHERE scope = %s AND key IN ({keys}) AND released_at IS NULL AND holder_id NOT IN ({holders})"""


def claim(by: Actor, now: Moment, asked: Asked, *, scope: str = "") -> bool:
    """Claims the strong keys that are free for the holder; claims of those who keep the customer from nobody, lapsed
    or under a review that does not bind the holder, are released on the way.

    Returns whether the holder has them all afterwards.
    """
    keys = matching.keys(asked.form.reading, places=asked.places).strong
    if not keys:
        return True
    live = {one.entry.holder for one in (*asked.blocking(), *asked.doubtful())} | {by.id}
    values = rows.prepared(KeyClaim, {"released_at": now.at, "scope": scope})
    values += keys
    values += [rows.prepared(KeyClaim, {"holder_id": holder})[0] for holder in sorted(live)]
    sql = _RELEASE.format(keys=", ".join(["%s"] * len(keys)), holders=", ".join(["%s"] * len(live)))
    wanted = [
        {"id": rows.new_id(), "scope": scope, "key": key, "holder_id": by.id, "released_at": None} for key in keys
    ]
    with driver.together():
        driver.execute(sql, values)
        claimed = driver.execute(*rows.insertion(KeyClaim, wanted, "ON CONFLICT DO NOTHING"))
    if claimed.rowcount == len(keys):
        return True
    return KeyClaim.objects.filter(scope=scope, key__in=keys, holder_id=by.id, released_at=None).count() == len(keys)
