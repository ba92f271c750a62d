"""A made-up company as a story: people of every role, and some weeks of their work up to now."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from baobei.lab import words_for_demo as words
from baobei.lab.story import Event, Person, Story
from baobei.policy import Policy
from baobei.usecase import COMPANY_TIME

OFFICES = ("gm", "registrar", "finance", "leader", "supervisor", "clerk")
_FIELD = ("manager", "salesperson", "salesperson", "group_leader")
_LARGEST_DEPARTMENT = 6
_WEEKS = 7


def story(policy: Policy, source: str, *, seed: int, people: int, registrations: int, now: datetime) -> Story:
    """The company that a seed makes: so many people and registrations, its last events just before ``now``.

    The same seed makes the same company at any time; its days lie as far before ``now``.
    """
    random = Random(seed)
    staff = tuple(_staff(random, people))
    return Story(
        path="",
        policy=policy,
        policy_source=source,
        people=staff,
        regions=words.REGIONS,
        calendar={},
        events=tuple(_life(random, staff, registrations, now)),
    )


def _staff(random: Random, count: int) -> Iterator[Person]:
    roles = _roles(count)
    names = _names(random, count)
    departments = max(1, min(len(words.DEPARTMENTS), max(2, (count - len(OFFICES)) // _LARGEST_DEPARTMENT)))
    for number, ((name, user), held) in enumerate(zip(names, roles, strict=True)):
        sells = not set(held) <= set(OFFICES)
        yield Person(
            id=user,
            name=name,
            roles=held,
            department=words.DEPARTMENTS[number % departments] if sells else None,
            region=words.REGIONS[number % len(words.REGIONS)] if "group_leader" in held else None,
        )


def _roles(count: int) -> list[tuple[str, ...]]:
    """Everybody's roles: a small company's people have several, a large one's offices are held once."""
    every = (*_FIELD[:2], *OFFICES, _FIELD[3])
    if count <= len(every):
        return [every[number::count] for number in range(count)]
    field = count - len(OFFICES)
    departments = max(2, field // _LARGEST_DEPARTMENT)
    managers, leaders = min(departments, field - 2), 1
    sellers = field - managers - leaders
    return [
        *[("manager",)] * managers,
        *[("salesperson",)] * sellers,
        *[("group_leader",)] * leaders,
        *((office,) for office in OFFICES),
    ]


def _names(random: Random, count: int) -> list[tuple[str, str]]:
    pairs = [(s + g, words.SURNAMES[s] + words.GIVEN[g]) for s in words.SURNAMES for g in words.GIVEN]
    drawn: dict[str, str] = {}
    while len(drawn) < count:
        name, user = random.choice(pairs)
        drawn[user if user not in drawn else f"{user}{len(drawn)}"] = name
    return [(name, user) for user, name in drawn.items()]


def _life(random: Random, staff: tuple[Person, ...], registrations: int, now: datetime) -> list[Event]:
    events = [
        event
        for number in range(registrations)
        for event in _customer_life(random, staff, f"r{number + 1}", now, age=_WEEKS * 7 * (number + 1) / registrations)
    ]
    events += _today(random, staff, now)
    return sorted((event for event in events if event.at < now), key=lambda event: event.at)


def _customer_life(
    random: Random, staff: tuple[Person, ...], ref: str, now: datetime, *, age: float
) -> Iterator[Event]:
    """What happened to one customer since they were registered ``age`` days ago."""
    sellers = [person for person in staff if {"salesperson", "manager", "group_leader"} & set(person.roles)]
    holder = random.choice(sellers)
    colleague = random.choice([person for person in sellers if person is not holder] or sellers)
    finance = next(person for person in staff if "finance" in person.roles)
    overseer = next(person for person in staff if "registrar" in person.roles)
    customer = _customer(random)
    registered = _at(random, now, age)
    yield Event(registered, holder.id, "register", ref, {"customer": customer, "kind": "walk_in"})
    for days in sorted(random.sample(range(1, 20), random.randrange(4))):
        yield Event(
            _at(random, now, age - days), holder.id, "follow_up", None, {"registration": ref, **_contact(random, now)}
        )
    fate = random.random()
    if fate < 0.3:
        paid = {"registration": ref, "amount": str(random.randrange(1, 11) * 5000)}
        yield Event(
            _at(random, now, age - random.randrange(1, 6)), random.choice((holder, finance)).id, "deposit", None, paid
        )
    if fate < 0.15:
        price = random.randrange(60, 240) * 10_000
        deal = {"registration": ref, "amount": str(price), "commission": f"{price * 0.015:.2f}"}
        yield Event(_at(random, now, age - random.randrange(7, 20)), holder.id, "sign", None, deal)
    elif fate > 0.9:
        yield Event(_at(random, now, age - 1), colleague.id, "inquire", None, {"customer": customer})
    elif fate > 0.8:
        again = {"customer": customer, "kind": "walk_in"}
        yield Event(_at(random, now, age - random.randrange(8, 13)), colleague.id, "register", f"{ref}-again", again)
    elif fate > 0.74:
        reason = random.choice(words.REASONS)
        yield Event(_at(random, now, age - 2), overseer.id, "look", None, {"registration": ref, "reason": reason})
    elif fate > 0.7:
        masked = {**customer, "phones": [customer["phones"][0][:3] + "****" + customer["phones"][0][7:]], "address": ""}
        masked["address"] = customer["address"].rsplit("栋", 1)[0] + "栋"
        yield Event(_at(random, now, age - 1), colleague.id, "register", f"{ref}-doubt", {"customer": masked})


def _today(random: Random, staff: tuple[Person, ...], now: datetime) -> Iterator[Event]:
    """What happened within the last two hours: new customers asked for, so that holds run."""
    sellers = [person for person in staff if "salesperson" in person.roles]
    for number, person in enumerate(sellers[:3]):
        asked = now - timedelta(minutes=110 - 30 * number)
        yield Event(asked.replace(second=0, microsecond=0), person.id, "inquire", None, {"customer": _customer(random)})


def _at(random: Random, now: datetime, age: float) -> datetime:
    """An instant in office hours, about ``age`` days before now; of today only what has passed counts."""
    day = (now - timedelta(days=age)).astimezone(COMPANY_TIME).date()
    office_hours = time(random.randrange(9, 18), random.randrange(60))
    return datetime.combine(day, office_hours, COMPANY_TIME)


def _customer(random: Random) -> dict[str, Any]:
    name = random.choice([*words.SURNAMES]) + random.choice([*words.GIVEN])
    phone = f"1{random.choice('35789')}{random.randrange(10)}{random.randrange(10**8):08d}"
    community = random.choice(words.FIRST) + random.choice(words.SECOND)
    unit = f"{random.randrange(1, 19)}栋{random.randrange(1, 4)}单元{random.randrange(1, 33)}-{random.randrange(1, 7)}"
    address = f"重庆市{random.choice(words.DISTRICTS)}{community}{unit}"
    return {"name": name, "phones": [phone], "address": address, "form": _form(random)}


def _form(random: Random) -> Mapping[str, Any]:
    price = random.randrange(60, 240) * 10_000
    filled = {
        "source": random.choice(words.SOURCES),
        "need": random.choice(words.NEEDS),
        "area": f"{random.randrange(60, 180)}㎡",
        "budget": f"{price // 10_000}万",
        "expected_amount": str(price),
    }
    return {name: value for name, value in filled.items() if random.random() < 0.7}


def _contact(random: Random, now: datetime) -> Mapping[str, Any]:
    contact: dict[str, Any] = {"feedback": random.choice(words.FEEDBACK)}
    if random.random() < 0.5:
        contact["expected_amount"] = str(random.randrange(60, 240) * 10_000)
    if random.random() < 0.3:
        contact["expected_signing"] = (
            (now + timedelta(days=random.randrange(3, 40))).astimezone(COMPANY_TIME).date().isoformat()
        )
    return contact
