"""What two readings have in common and where they contradict each other; no judgement yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from baobei.matching.communities import NO_COMMUNITIES, Communities
from baobei.matching.home import Home, compatible, same_estate, same_place, same_unit
from baobei.matching.names import EXACT, SAME, Name, resemblance
from baobei.matching.phones import compared_digits, mask_key
from baobei.matching.reading import Reading
from baobei.matching.relatives import Kin

NOWHERE: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found between two readings.

    ``phone`` an equal full phone, ``common`` whether it has too many holders to decide, ``code`` an equal credit
    code, ``mask`` the mask and number that agree in ``digits`` digits, ``name`` as ``resemblance`` says,
    ``name_common`` whether many bear it, ``estate`` ``place`` ``unit`` as ``home`` says (place and unit only within
    one estate), ``kin`` the declared relative that the other side is and ``kin_by`` how: ``phone`` or ``name``;
    ``kin_common`` whether that phone is too common; ``declared_by_asked`` which side declares them;
    ``two_companies`` of different names.
    """

    phone: str = ""
    common: bool = False
    code: str = ""
    mask: tuple[str, str] | None = None
    digits: int = 0
    name: str = ""
    name_common: bool = False
    estate: str = ""
    place: str = ""
    unit: str = ""
    kin: Kin | None = None
    kin_by: str = ""
    kin_common: bool = False
    declared_by_asked: bool = True
    two_companies: bool = False


def find(
    asked: Reading,
    other: Reading,
    immediate: Collection[str],
    places: Mapping[str, frozenset[str]] = NOWHERE,
    common: Collection[str] = (),
    communities: Communities = NO_COMMUNITIES,
    common_names: Collection[str] = (),
) -> Evidence:
    """Everything that speaks for or against one customer or household; of several equal phones one not ``common``.

    ``common_names`` are the sounds of names that so many bear that two of one estate often share one.
    """
    estate, mine, theirs = _estate(asked.home, other.home, communities)
    place = ""
    if estate:
        known = (place for home in (asked.home, other.home) for place in _known(home, communities, places))
        place = same_place(asked.home, other.home, known)
    if not place:
        estate = ""
    name = resemblance(asked.name, other.name)
    mask, digits = _mask(asked, other)
    unit = same_unit(mine, theirs) if estate else ""
    enough = SAME if unit == "equal" else EXACT if estate else frozenset()
    kin, kin_by, kin_common, declared_by_asked = _kin(asked, other, immediate, enough, common, common_names)
    phone = _telling(asked.phones, other.phones, common)
    return Evidence(
        phone=phone,
        common=phone in common,
        code=asked.name.code if asked.name.code == other.name.code else "",
        mask=mask,
        digits=digits,
        name=name,
        name_common=_of_many(asked.name, other.name, common_names),
        estate=estate,
        place=place,
        unit=unit,
        kin=kin,
        kin_by=kin_by,
        kin_common=kin_common,
        declared_by_asked=declared_by_asked,
        two_companies=asked.name.company and other.name.company and name == "different",
    )


def _estate(asked: Home, other: Home, communities: Communities) -> tuple[str, Home, Home]:
    """How two estates' names agree under any of the names that the company's table gives them, and those names."""
    if not communities:
        return same_estate(asked, other), asked, other
    best = "", asked, other
    for mine in communities.called(asked):
        for theirs in communities.called(other):
            agreement = same_estate(mine, theirs) if compatible(mine, theirs) else ""
            if agreement == "equal":
                return agreement, mine, theirs
            if agreement and not best[0]:
                best = agreement, mine, theirs
    return best


def _known(home: Home, communities: Communities, places: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Where a home's estate is known to lie; of one whose name the table moves only where this home lies."""
    if home.place and communities.has(home.estate):
        return frozenset((home.place,))
    return communities.known(home, places)


def _of_many(one: Name, other: Name, common_names: Collection[str]) -> bool:
    """Whether the two share no sound of a name but such as many bear."""
    if not common_names:
        return False
    sounds = {way for person in one.persons for way in person.sounds}
    shared = [way for person in other.persons for way in person.sounds if way in sounds]
    return bool(shared) and all(way in common_names for way in shared)


def _telling(phones: Iterable[str], others: Collection[str], common: Collection[str]) -> str:
    """A phone of both, one that tells something before one that is too common, or nothing."""
    shared = [phone for phone in phones if phone in others]
    return min(shared, key=lambda phone: phone in common, default="")


def _mask(asked: Reading, other: Reading) -> tuple[tuple[str, str] | None, int]:
    """The agreeing mask that shows most; two full phones are never compared through their mask."""
    if not asked.masks and not other.masks:
        return None, 0
    pairs = [(mine, theirs) for mine in asked.masks for theirs in (*other.phones, *other.masks)]
    pairs += [(mine, theirs) for mine in asked.phones for theirs in other.masks]
    best: tuple[tuple[str, str] | None, int] = None, 0
    for mine, theirs in pairs:
        if len(mine) == len(theirs) and mask_key(mine) and mask_key(theirs):
            digits = compared_digits(mine, theirs)
            if digits > best[1]:
                best = (mine, theirs), digits
    return best


def _kin(
    asked: Reading,
    other: Reading,
    immediate: Collection[str],
    enough: Collection[str],
    common: Collection[str],
    common_names: Collection[str],
) -> tuple[Kin | None, str, bool, bool]:
    """The declared relative that the other side is, how it shows, and whether by a phone that is too common.

    It shows by phone, else by a name that resembles theirs ``enough``. Outside one unit the name counts only where no
    phones contradict it and not so many bear it.
    """
    if not asked.relatives and not other.relatives:
        return None, "", False, True
    sides = ((asked, other, True), (other, asked, False))
    by_phone = [
        (kin, "phone", phone in common, by_asked)
        for declarer, declared, by_asked in sides
        for kin in declarer.relatives
        if kin.relation in immediate and (phone := _telling(kin.phones, declared.phones, common))
    ]
    if by_phone:
        return min(by_phone, key=lambda found: found[2])
    if enough:
        for declarer, declared, by_asked in sides:
            for kin in declarer.relatives:
                if kin.relation in immediate and resemblance(kin.name, declared.name) in enough:
                    many = _of_many(kin.name, declared.name, common_names)
                    if enough is not SAME and (many or _other_phone(kin, declared)):
                        continue
                    return kin, "name", False, by_asked
    return None, "", False, True


def _other_phone(kin: Kin, declared: Reading) -> bool:
    """Whether the relative's phones are others than what the declared side shows of its own."""
    shown = (*declared.phones, *declared.masks)
    return bool(kin.phones and shown) and not any(
        compared_digits(mask, phone) for mask in shown for phone in kin.phones
    )
