"""Readings put together field by field, for tests of what comes after reading."""

from datetime import date

from hypothesis import strategies as st

from baobei.matching.estates import estate_tails, split_brand
from baobei.matching.home import Home
from baobei.matching.names import read_name
from baobei.matching.phones import read_phones
from baobei.matching.pinyin import blurred
from baobei.matching.reading import Reading
from baobei.matching.relatives import Relative, read_relative
from baobei.policy import load
from baobei.registrations.rules.form import vocabulary

VOCABULARY = vocabulary(load("zhaodu").on(date(2023, 2, 1)))
UNIT = ("", "3", "2", "18", "1")


def home(estate="龙湖源著", unit=UNIT, *more, district="渝北", city="重庆", complete=None):
    units = (unit, *more) if unit else ()
    if complete is None:
        complete = bool(unit and unit[4] and (unit[1] or unit[2]))
    brand, rest = split_brand(estate)
    sound, core = blurred(estate), blurred(rest)
    return Home(city, district, "", estate, brand, sound, core, estate_tails(estate), units, complete)


def reading(name="陈建国", phones=(), at=None, relatives=()):
    numbers = read_phones([phones] if isinstance(phones, str) else list(phones))
    kin = tuple(read_relative(Relative(*relative)) for relative in relatives)
    return Reading(read_name(name), numbers.full, numbers.masks, at or Home(), kin)


NAMES = st.sampled_from(["陈建国", "陈健国", "陈国", "Chen Jianguo", "陈先生", "李梅", "李梅、陈建国", "王芳", ""])
PHONES = st.lists(
    st.sampled_from(["13800001234", "138****1234", "13899991234", "13911112222", "139****2222", "02367891234"]),
    max_size=2,
)
PARTS = st.tuples(
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "2", "3"]),
    st.sampled_from(["", "2", "3"]),
    st.sampled_from(["", "18"]),
    st.sampled_from(["", "1", "2"]),
)
HOMES = st.builds(
    lambda estate, units, place: (
        home(estate, *(units or [None]), city=place[0], district=place[1]) if estate else Home()
    ),
    st.sampled_from(["龙湖源著", "源著", "源筑", "天字源著", "保利香雪", ""]),
    st.lists(PARTS, max_size=3),
    st.sampled_from([("重庆", "渝北"), ("重庆", "江北"), ("重庆", ""), ("", "")]),
)
RELATIVES = st.lists(
    st.tuples(
        st.sampled_from(["老婆", "父亲", "弟弟"]),
        st.sampled_from(["李梅", "陈建国", ""]),
        st.lists(st.sampled_from(["13800001234", "13911112222"]), max_size=1),
    ),
    max_size=2,
)
READINGS = st.builds(reading, NAMES, PHONES, HOMES, RELATIVES)
PLACES = st.sampled_from(
    [{}, {blurred("龙湖源著"): frozenset({"重庆/渝北"})}, {"yuanzhu": frozenset({"重庆/渝北", "重庆/江北"})}]
)
