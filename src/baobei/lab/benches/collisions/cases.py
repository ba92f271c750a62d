"""Whom is asked about: customers of a register written otherwise, their families, and strangers who look like them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from baobei.lab.benches.collisions import writing
from baobei.lab.benches.collisions.book import IMMEDIATE, Entry, Kin, entry
from baobei.lab.benches.collisions.town import Estate, Person, Town, Unit

Case = Callable[[Town, Entry], Entry | None]
"""Makes a row from one of the register; None where that one does not lend itself to the case."""


def _written_otherwise(town: Town, other: Entry) -> Entry | None:
    return entry(town, other.who, plain=False)


def _new_number(town: Town, other: Entry) -> Entry | None:
    return entry(town, other.who, plain=False, numbers=[town.phone()]) if other.home and other.named else None


def _moved(town: Town, other: Entry) -> Entry | None:
    return entry(town, other.who, plain=False, home=town.home()) if other.numbers else None


def _masked_at_home(town: Town, other: Entry) -> Entry | None:
    return _masked(town, other, whole=True) if other.home else None


def _masked_without_unit(town: Town, other: Entry) -> Entry | None:
    return _masked(town, other, whole=False)


def _masked(town: Town, other: Entry, *, whole: bool) -> Entry | None:
    number = other.who.phones[0]
    if not (other.named and number in other.numbers):
        return None
    text = writing.masked(town.random, number)
    return entry(town, other.who, plain=False, numbers=(), masks=[number], phones=text, whole=whole)


def _name_by_sound(town: Town, other: Entry) -> Entry | None:
    if other.who.code or not other.numbers:
        return None
    name = writing.by_sound(town.random, other.who)
    return entry(town, other.who, plain=False, name=name, named=name == other.who.name, whole=False)


def _title_and_number(town: Town, other: Entry) -> Entry | None:
    if other.who.code or not other.numbers:
        return None
    name = writing.title(town.random, other.who)
    return entry(town, other.who, plain=False, name=name, named=False, home=town.home())


def _title_at_home(town: Town, other: Entry) -> Entry | None:
    if other.who.code or not other.home:
        return None
    name = writing.title(town.random, other.who)
    return entry(town, other.who, plain=False, name=name, named=False, numbers=[town.phone()])


def _two_in_one_field(town: Town, other: Entry) -> Entry | None:
    spouse = _kin(town, other.who, "spouse") if other.numbers else None
    if spouse is None:
        return None
    name = town.random.choice(("{}/{}", "{}、{}", "{} {}", "{}和{}", "{}（{}）", "{}&{}", "{}，{}")).format(
        other.who.name, spouse.name
    )
    numbers = [other.who.phones[0], spouse.phones[0]]
    return entry(town, other.who, plain=False, name=name, numbers=numbers, spouse=spouse)


def _lives_with(town: Town, other: Entry) -> Entry | None:
    return entry(town, town.person(other.home), plain=False) if other.home else None


def _relative_declares(town: Town, other: Entry) -> Entry | None:
    if not other.numbers or other.who.code:
        return None
    relation = town.random.choice(IMMEDIATE)
    relative = _kin(town, other.who, relation) or town.relative(other.who, relation, town.home())
    back = next(inverse for inverse, who in relative.kin if who is other.who)
    phone = next(number for number in other.who.phones if number in other.numbers)
    return entry(town, relative, plain=False, home=town.home(), kin=[Kin(back, other.who, phone)])


def _declared_relative(town: Town, other: Entry) -> Entry | None:
    declared = [kin for kin in other.kin if kin.phone and kin.relation in IMMEDIATE]
    return entry(town, declared[0].who, plain=False, home=town.home()) if declared else None


def _stranger(town: Town, other: Entry) -> Entry | None:
    return entry(town, town.person(town.home()), plain=False)


def _near_number(town: Town, other: Entry) -> Entry | None:
    number = _near(town, other.who.phones[0])
    return entry(town, town.person(town.home()), plain=False, numbers=[number]) if number else None


def _near(town: Town, number: str) -> str:
    """A free number that differs in a digit, or in the order of two."""
    at = town.random.randrange(3, len(number) - 1)
    if town.random.random() < 0.5:
        near = number[:at] + str((int(number[at]) + town.random.randrange(1, 10)) % 10) + number[at + 1 :]
    else:
        near = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return near if town.claim_phone(near) else ""


def _namesake(town: Town, other: Entry) -> Entry | None:
    return _named_like(town, other, town.home())


def _namesake_on_the_estate(town: Town, other: Entry) -> Entry | None:
    return _named_like(town, other, town.home(town.estate(other.home))) if other.home else None


def _named_like(town: Town, other: Entry, home: Unit) -> Entry | None:
    if other.who.code:
        return None
    like = town.person(home, sex=other.who.sex)
    like.surname, like.given = other.who.surname, other.who.given
    return entry(town, like, plain=False)


def _title_on_the_estate(town: Town, other: Entry) -> Entry | None:
    if other.who.code or not other.home:
        return None
    like = town.person(town.home(town.estate(other.home)), sex=other.who.sex, surname=other.who.surname)
    return entry(town, like, plain=False, name=writing.title(town.random, like), named=False)


def _elsewhere(change: Callable[[Town, Unit], Unit | None]) -> Case:
    """A home that is easily taken for the other, of a namesake or somebody else."""

    def case(town: Town, other: Entry) -> Entry | None:
        home = change(town, other.home) if other.home else None
        if home is None or not town.claim(home):
            return None
        if town.random.random() < 0.5 and not other.who.code:
            return _named_like(town, other, home)
        return entry(town, town.person(home), plain=False)

    return case


def _swapped(town: Town, home: Unit) -> Unit | None:
    if not home.entrance or home.building == home.entrance:
        return None
    return home._replace(building=home.entrance, entrance=home.building)


def _turned(town: Town, home: Unit) -> Unit | None:
    return home._replace(floor=home.room, room=home.floor) if home.floor != home.room else None


def _next_door(town: Town, home: Unit) -> Unit | None:
    step = town.random.choice((-1, 1))
    field = town.random.choice([name for name in ("room", "floor", "building", "entrance") if getattr(home, name)])
    return home._replace(**{field: getattr(home, field) + step})


def _next_phase(town: Town, home: Unit) -> Unit | None:
    return home._replace(phase=home.phase + town.random.choice((-1, 1))) if home.phase else None


def _like_named(town: Town, home: Unit) -> Unit | None:
    here = town.estate(home)
    return _moved_to(town, home, lambda e: e.core[:2] == here.core[:2] and e.core != here.core)


def _of_the_same_name(town: Town, home: Unit) -> Unit | None:
    here = town.estate(home)
    return _moved_to(town, home, lambda e: e.name == here.name and e is not here)


def _moved_to(town: Town, home: Unit, fits: Callable[[Estate], bool]) -> Unit | None:
    there = [estate for estate in town.estates if fits(estate)]
    return home._replace(estate=town.random.choice(there).number) if there else None


def _relative_of_both(town: Town, other: Entry) -> Entry | None:
    shared = [kin for kin in other.kin if kin.phone]
    if not shared:
        return None
    return entry(town, town.person(town.home()), plain=False, kin=[replace(shared[0], relation="child")])


def _not_immediate(town: Town, other: Entry) -> Entry | None:
    if not other.numbers or other.who.code:
        return None
    phone = next(number for number in other.who.phones if number in other.numbers)
    kin = Kin(town.random.choice(("sibling", "other")), other.who, phone)
    return entry(town, town.person(town.home()), plain=False, kin=[kin])


def _relative_s_namesake(town: Town, other: Entry) -> Entry | None:
    if other.who.code:
        return None
    asked = town.person(town.home(), sex="f" if other.who.sex == "m" else "m")
    spouse = town.relative(asked, "spouse")
    spouse.surname, spouse.given = other.who.surname, other.who.given
    return entry(town, asked, plain=False, kin=[Kin("spouse", spouse)])


def _mask_of_another(town: Town, other: Entry) -> Entry | None:
    number = other.who.phones[0]
    like = f"{number[:3]}{town.random.randrange(10**4):04d}{number[7:]}"
    if not town.claim_phone(like):
        return None
    one = town.person(town.home())
    one.phones[0] = like
    return entry(town, one, plain=False, numbers=(), masks=[like], phones=writing.masked(town.random, like))


def _other_company(town: Town, other: Entry) -> Entry | None:
    return entry(town, town.company(like=other.who), plain=False) if other.who.code else None


def _kin(town: Town, of: Person, relation: str) -> Person | None:
    return next((who for how, who in of.kin if how == relation), None)


CASES: Mapping[str, tuple[int, Case]] = {
    "written otherwise": (14, _written_otherwise),
    "new number": (8, _new_number),
    "moved": (6, _moved),
    "masked, at home": (4, _masked_at_home),
    "masked, no unit": (3, _masked_without_unit),
    "name by sound": (3, _name_by_sound),
    "title and number": (2, _title_and_number),
    "title, at home": (2, _title_at_home),
    "two in one field": (2, _two_in_one_field),
    "lives with them": (4, _lives_with),
    "relative declares them": (5, _relative_declares),
    "relative they declare": (5, _declared_relative),
}
"""Those who collide, by name, each with its share."""

NEGATIVE: Mapping[str, tuple[int, Case]] = {
    "stranger": (6, _stranger),
    "near number": (3, _near_number),
    "namesake": (3, _namesake),
    "namesake, same estate": (4, _namesake_on_the_estate),
    "title, same estate": (3, _title_on_the_estate),
    "building and entrance swapped": (3, _elsewhere(_swapped)),
    "floor and room swapped": (3, _elsewhere(_turned)),
    "next door": (4, _elsewhere(_next_door)),
    "next phase": (3, _elsewhere(_next_phase)),
    "like-named estate": (2, _elsewhere(_like_named)),
    "estate of that name elsewhere": (2, _elsewhere(_of_the_same_name)),
    "relative of both": (2, _relative_of_both),
    "not immediate": (2, _not_immediate),
    "relative's namesake": (2, _relative_s_namesake),
    "mask fits another": (2, _mask_of_another),
    "other company": (1, _other_company),
}
"""Those who only look as if they did, by name, each with its share."""
