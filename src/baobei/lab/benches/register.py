"""A large register of made-up customers, written straight into the tables."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from baobei import matching, usecase
from baobei.people.rules import Actor
from baobei.registrations.models import CustomerData, KnownPlace, Registration, RegistrationKey
from baobei.registrations.rules import protecting
from baobei.registrations.rules.form import read_form, vocabulary
from baobei.store import rows

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭郎"
GIVEN = "安邦昌达恩丰谷浩吉嘉景靖康澜黎茂宁沛启睿思泰廷维文熙贤彦毅逸咏宇元远韵泽哲知致"
DISTRICTS = ("渝北区", "江北区", "南岸区", "渝中区", "沙坪坝区", "九龙坡区", "巴南区", "北碚区")
ESTATE_HEADS = (
    "云栈 青禾 松岭 江雨 南湾 晴川 竹溪 石桥 枫林 银杏 桂苑 梅坡 柳岸 荷塘 星河 望山 听泉 揽月 凌霄 沧浪".split()
)
ESTATE_TAILS = "山居 花园 雅苑 新城 半岛 公馆 家园 名邸 华庭 里".split()
_CHUNK = 1000

Customer = Mapping[str, Any]


def customer(number: int, random_: random.Random) -> Customer:
    """One made-up customer; equal numbers and generators make equal ones."""
    name = random_.choice(SURNAMES) + "".join(random_.choices(GIVEN, k=2))
    estate = random_.choice(ESTATE_HEADS) + random_.choice(ESTATE_TAILS)
    unit = f"{random_.randint(1, 40)}栋{random_.randint(1, 4)}单元{random_.randint(1, 33)}-{random_.randint(1, 8)}"
    phone = f"1{random_.choice('3578')}{number * 7919 % 10**9:09d}"
    return {"name": name, "phones": [phone], "address": f"重庆市{random_.choice(DISTRICTS)}{estate}{unit}"}


def customers(count: int, seed: int) -> Iterator[Customer]:
    """Made-up customers, the same for the same seed."""
    random_ = random.Random(seed)
    return (customer(number, random_) for number in range(count))


def fill(
    by: Actor, at: datetime, count: int, *, seed: int, progress: Callable[[int], None] = lambda done: None
) -> None:
    """Writes ``count`` live registrations of one holder without pages, then refreshes the planner's statistics."""
    p = usecase.in_force(at.date())
    batch: list[tuple[UUID, Customer]] = []
    for number, one in enumerate(customers(count, seed), 1):
        batch.append((rows.new_id(), one))
        if len(batch) == _CHUNK or number == count:
            _write(p, by, at, batch)
            progress(number)
            batch = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(p: Any, by: Actor, at: datetime, batch: list[tuple[UUID, Customer]]) -> None:
    registrations, data, keys, places = [], [], [], {}
    protected = protecting.begin(usecase.policy(), "registered", "walk_in", at)
    protected |= {"concerns_until": at + timedelta(days=30), "valid_until": at + timedelta(days=30)}
    stamp = matching.stamp(vocabulary(p))
    for key, one in batch:
        form = read_form(p, one)
        registrations.append(
            {
                "id": key,
                "holder_id": by.id,
                "department_id": by.department_id,
                "kind": "walk_in",
                "registered_at": at,
                "completeness": form.completeness,
                "scope": "",
                "between": "[]",
                "resembles": "[]",
                "contest": "",
                **protected,
            }
        )
        text = json.dumps(form.reading.to_json(), ensure_ascii=False, separators=(",", ":"))
        blank = {"phones": json.dumps(one["phones"]), "relatives": "[]", "form": "{}"}
        data.append(
            {
                "registration_id": key,
                "name": one["name"],
                "address": one["address"],
                **blank,
                "reading": text,
                "stamp": stamp,
            }
        )
        keys += [{"registration_id": key, "key": found} for found in matching.keys(form.reading).stored]
        home = form.reading.home
        places[(home.sound, home.place)] = {"estate": home.sound, "district": home.place}
    with transaction.atomic():
        for model, values in ((Registration, registrations), (CustomerData, data), (RegistrationKey, keys)):
            for start in range(0, len(values), 200):
                rows.insert(model, values[start : start + 200])
        rows.insert(KnownPlace, list(places.values()), unless_there=True)
