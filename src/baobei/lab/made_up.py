"""A made-up company as a story: people of every role, and some weeks of their work up to now."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from baobei.lab import words_for_demo as words
from baobei.lab.story import Event, Person, Story
from baobei.people.rules import SELLERS
from baobei.policy import Policy
from baobei.usecase import COMPANY_TIME

OFFICES = ("gm", "registrar", "finance", "leader", "supervisor", "clerk")
_FIELD = ("manager", "salesperson", "salesperson", "group_leader")
_LARGEST_DEPARTMENT = 6
_DAYS = 49


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
    events = list(_today(random, staff, now))
    for number in range(registrations):
        age = _DAYS * (registrations - number) / registrations
        life = _Life(random, staff, f"r{number + 1}", now, age)
        events += [*life.beginning(), *_fate(random, age)(life)]
    return sorted((event for event in events if event.at < now), key=lambda event: event.at)


class _Life:
    """One customer and those round them, since they were registered ``age`` days ago."""

    def __init__(self, random: Random, staff: tuple[Person, ...], ref: str, now: datetime, age: float) -> None:
        sellers = [person for person in staff if SELLERS & set(person.roles)]
        self.random, self.ref, self.now, self.age = random, ref, now, age
        self.holder = random.choice(sellers)
        self.colleague = random.choice([person for person in sellers if person is not self.holder] or sellers)
        self.finance = next(person for person in staff if "finance" in person.roles)
        self.registrar = next(person for person in staff if "registrar" in person.roles)
        self.customer = _customer(random)

    def event(self, days: float, by: Person, do: str, *, ref: str | None = None, **given: Any) -> Event:
        """What somebody did so many days after the registration."""
        return Event(_at(self.random, self.now, self.age - days), by.id, do, ref, given)

    def beginning(self) -> Iterator[Event]:
        yield self.event(0, self.holder, "register", ref=self.ref, customer=self.customer, kind="walk_in")
        for days in sorted(self.random.sample(range(1, 20), self.random.randrange(4))):
            yield self.event(
                days,
                self.holder,
                "follow_up",
                registration=self.ref,
                **_contact(self.random, self.now, self.age - days),
            )

    def is_let_go(self) -> Iterator[Event]:
        yield from ()

    def pays_a_deposit(self) -> Iterator[Event]:
        amount = str(self.random.randrange(1, 11) * 5000)
        by = self.random.choice((self.holder, self.finance))
        yield self.event(self.random.randrange(1, 6), by, "deposit", registration=self.ref, amount=amount)

    def buys(self) -> Iterator[Event]:
        yield from self.pays_a_deposit()
        price = self.random.randrange(60, 240) * 10_000
        deal = {"amount": str(price), "commission": f"{price * 0.015:.2f}"}
        yield self.event(self.random.randrange(7, 20), self.holder, "sign", registration=self.ref, **deal)

    def is_asked_for_by_a_colleague(self) -> Iterator[Event]:
        yield self.event(1, self.colleague, "inquire", customer=self.customer)

    def is_registered_again(self) -> Iterator[Event]:
        """By a colleague, after the holder followed up for the last time: the customer has the choice."""
        yield self.event(6, self.holder, "follow_up", registration=self.ref, feedback=words.FEEDBACK[0])
        yield self.event(9, self.colleague, "register", ref=f"{self.ref}-again", customer=self.customer)

    def is_in_doubt(self) -> Iterator[Event]:
        """A colleague knows them under another address, with a phone of which some digits are hidden."""
        other, phone = _customer(self.random), self.customer["phones"][0]
        known = {**other, "name": self.customer["name"], "phones": [f"{phone[:3]}****{phone[7:]}"]}
        yield self.event(1, self.colleague, "register", ref=f"{self.ref}-doubt", customer=known)

    def is_looked_into(self) -> Iterator[Event]:
        reason = self.random.choice(words.REASONS)
        yield self.event(2, self.registrar, "look", registration=self.ref, reason=reason)


_FATES = {
    _Life.is_let_go: 30,
    _Life.pays_a_deposit: 18,
    _Life.buys: 15,
    _Life.is_asked_for_by_a_colleague: 12,
    _Life.is_registered_again: 12,
    _Life.is_looked_into: 9,
    _Life.is_in_doubt: 4,
}


def _fate(random: Random, age: float) -> Callable[[_Life], Iterator[Event]]:
    """What becomes of a customer; of the latest, somebody has something to do about each today."""
    if 9.5 < age <= 11:
        return _Life.is_registered_again
    if 2 < age <= 3:
        return _Life.is_in_doubt
    return random.choices([*_FATES], [*_FATES.values()])[0]


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


def _contact(random: Random, now: datetime, age: float) -> Mapping[str, Any]:
    contact: dict[str, Any] = {"feedback": random.choice(words.FEEDBACK)}
    if random.random() < 0.5:
        contact["expected_amount"] = str(random.randrange(60, 240) * 10_000)
    if random.random() < 0.3:
        signing = now - timedelta(days=age - random.randrange(3, 40))
        contact["expected_signing"] = signing.astimezone(COMPANY_TIME).date().isoformat()
    return contact
