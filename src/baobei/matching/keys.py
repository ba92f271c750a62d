"""Under which keys a customer is claimed, stored, looked up and locked (CR-7.0).

``phone:`` an own full phone · ``code:`` a company's credit code · ``seen:`` its first three and last four digits, as
a mask would show them · ``mask:`` the same of a mask · ``kin:`` a relative's phone · ``unit:`` a full housing unit ·
``home:`` end of the estate's name and room whatever the building · ``name:`` own name and estate · ``kin-name:`` a
relative's name and estate. Estates and names go by sound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from baobei.matching.home import Home
from baobei.matching.phones import mask_key
from baobei.matching.reading import Reading

NOWHERE: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one customer.

    ``strong`` may have one live claim each: full phones and the full unit. ``stored``: under these the customer is
    found. ``look``: under these others that could match it are stored. ``lock``: sorted; two customers that could
    match share one.
    """

    strong: tuple[str, ...]
    stored: tuple[str, ...]
    look: tuple[str, ...]
    lock: tuple[str, ...]


def keys(reading: Reading, *, places: Mapping[str, frozenset[str]] = NOWHERE) -> Keys:
    """The keys of a reading.

    ``places``: estate (``reading.home.sound``) → districts (``home.place``) in which gazetteer or register know it.
    """
    phones = [f"phone:{phone}" for phone in reading.phones]
    codes = [f"code:{reading.name.code}"] if reading.name.code else []
    strong = [*phones, *codes]
    strong += _unit_keys(reading.home, places.get(reading.home.sound, frozenset()))
    seen = [key for phone in reading.phones if (key := mask_key(phone))]
    masked = [key for mask in reading.masks if (key := mask_key(mask))]
    kin = [phone for relative in reading.relatives for phone in relative.phones]
    rooms = [
        f"home:{tail}|{unit[3]}|{unit[4]}" for tail in reading.home.tails for unit in reading.home.units if unit[4]
    ]
    names = list(_at_home(reading.home, (way for person in reading.name.persons for way in person.sounds)))
    kin_names = list(
        _at_home(
            reading.home, (way for kin in reading.relatives for person in kin.name.persons for way in person.sounds)
        )
    )
    stored = [*phones, *codes, *rooms]
    stored += [f"seen:{key}" for key in seen] + [f"mask:{key}" for key in masked] + [f"kin:{phone}" for phone in kin]
    stored += [f"name:{key}" for key in names] + [f"kin-name:{key}" for key in kin_names]
    look = [*phones, *codes, *rooms]
    look += [f"mask:{key}" for key in (*seen, *masked)] + [f"seen:{key}" for key in masked]
    look += [f"kin:{phone}" for phone in reading.phones] + [f"phone:{phone}" for phone in kin]
    look += [f"name:{key}" for key in (*names, *kin_names)] + [f"kin-name:{key}" for key in names]
    lock = [*strong, *rooms]
    lock += [f"mask:{key}" for key in (*seen, *masked)] + [f"phone:{phone}" for phone in kin]
    lock += [f"name:{key}" for key in (*names, *kin_names)]
    return Keys(_once(strong), _once(stored), _once(look), tuple(sorted(set(lock))))


def _unit_keys(home: Home, known: frozenset[str]) -> Iterator[str]:
    """A unit's claims: under its district and, while no second district has such an estate, without one.

    Thus who writes the district and who leaves it out meet in one claim.
    """
    if not home.complete or not home.estate or not home.units:
        return
    unit = "-".join(home.units[0])
    districts = known | {home.place} if home.place else known
    if home.place:
        yield f"unit:{home.place}|{home.estate}|{unit}"
    if len(districts) <= 1:
        yield f"unit:|{home.estate}|{unit}"


def _at_home(home: Home, sounds: Iterator[str]) -> Iterator[str]:
    return (f"{way}|{tail}" for way in sounds for tail in home.tails)


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
