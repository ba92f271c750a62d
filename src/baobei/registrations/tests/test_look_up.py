"""Under a key that very many share, the look-up sees the oldest, the same ones each time and on either store."""

from typing import Any
from uuid import UUID

from baobei import matching, usecase
from baobei.matching import Customer
from baobei.matching.tests.readings import VOCABULARY
from baobei.registrations.queries import candidates, facts
from baobei.registrations.tests.conftest import clock

SEEN = 51


def test_of_too_many_under_one_key_the_oldest_are_seen(cast: Any, hold: Any) -> None:
    neighbours = [
        {"name": "陈建国", "phones": [f"1380000{n:04}"], "address": f"重庆市渝北区云栈山居{n}栋2单元18-1"}
        for n in range(1, SEEN + 4)
    ]
    held = [UUID(str(hold(cast.wang, neighbour))) for neighbour in reversed(neighbours)]
    asked = matching.read(Customer("陈建国", ("13900001111",), "重庆市渝北区云栈山居"), VOCABULARY)
    now = usecase.moment(clock())
    sql, values = facts.question(usecase.in_force(now.day), cast.li.id, now, asked)
    rows = candidates.look_up(sql, values).rows
    assert [row.entry().id for row in rows] == sorted(held)[:SEEN]
