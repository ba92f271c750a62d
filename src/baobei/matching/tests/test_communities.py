"""The company's own table: other names, phases, prefixes and districts count at once, whatever is stored."""

import subprocess
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from baobei.matching import Alias, Communities, compare, keys
from baobei.matching.pinyin import blurred
from baobei.matching.tests.readings import HOMES, NAMES, PHONES, PLACES, RELATIVES, VOCABULARY, home, reading

NAMED = ["龙湖源著", "源著", "保利香雪", "香雪", "云上苑", "云上苑北区", "海棠花园", "花园"]
ALIASES = st.builds(
    Alias,
    st.sampled_from(NAMED),
    st.sampled_from(NAMED),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "重庆"]),
    st.sampled_from(["", "渝北", "江北"]),
).filter(lambda alias: alias.name != alias.estate)
TABLES = st.builds(
    Communities,
    st.lists(ALIASES, max_size=4).map(tuple),
    st.sampled_from([(), ("海棠",), ("云上", "天字")]),
    st.sampled_from([{}, {"源著": frozenset({"重庆/渝北", "重庆/江北"})}, {"香雪": frozenset({"重庆/江北"})}]),
)
MORE_HOMES = st.builds(
    lambda at, estate: replace(home(estate, city=at.city, district=at.district), units=at.units, complete=at.complete),
    HOMES.filter(lambda at: at.estate),
    st.sampled_from(NAMED),
)
READINGS = st.builds(reading, NAMES, PHONES, HOMES | MORE_HOMES, RELATIVES)
SAME_UNIT = Communities((Alias("云上苑", "保利香雪"),))


def words(communities):
    return replace(VOCABULARY, communities=communities)


def level(one, other, communities, **more):
    matches = [compare(a, b, words(communities), **more) for a, b in ((one, other), (other, one))]
    levels = [match.level if match else "" for match in matches]
    assert levels[0] == levels[1]
    return levels[0]


def at(estate, *unit, **more):
    return reading("李梅" if more.pop("other", False) else "陈建国", "", home(estate, *unit, **more))


@settings(max_examples=1000)
@given(READINGS, READINGS, TABLES, PLACES)
def test_what_matches_is_found_and_locked(one, other, communities, places):
    if compare(one, other, words(communities), places=places) is None:
        return
    mine, theirs = (keys(side, communities, places=places) for side in (one, other))
    assert set(mine.look) & set(theirs.stored)
    assert set(theirs.look) & set(mine.stored)
    assert set(mine.lock) & set(theirs.lock)


@given(READINGS, TABLES)
def test_what_is_stored_knows_nothing_of_the_table(one, communities):
    assert keys(one, communities).stored == keys(one).stored
    assert set(keys(one, communities).look) >= set(keys(one).look)


@given(READINGS, TABLES, PLACES)
def test_claims_are_locked(one, communities, places):
    found = keys(one, communities, places=places)
    assert set(found.strong) <= set(found.lock)
    assert list(found.lock) == sorted(set(found.lock))


@settings(max_examples=1000)
@given(READINGS, READINGS, TABLES, PLACES)
def test_one_claim_means_a_match(one, other, communities, places):
    # Who claims second knows the first one's place: the register keeps it with the first.
    at = one.home
    known = {**places, at.sound: places.get(at.sound, frozenset()) | {place for place in [at.place] if place}}
    first, second = keys(one, communities, places=places), keys(other, communities, places=known)
    if set(first.strong) & set(second.strong):
        assert compare(one, other, words(communities), places=known) is not None


@given(READINGS, READINGS)
def test_an_empty_table_changes_nothing(one, other):
    empty = Communities()
    assert compare(one, other, words(empty)) == compare(one, other, VOCABULARY)
    assert keys(one, empty) == keys(one)


def test_another_name_is_the_same_home():
    one, other = at("云上苑", other=True), at("保利香雪")
    assert level(one, other, Communities()) == ""
    assert level(one, other, SAME_UNIT) == "certain"
    assert set(keys(one, SAME_UNIT).strong) & set(keys(other, SAME_UNIT).strong)
    assert level(at("云上苑", ("", "4", "2", "18", "1")), other, SAME_UNIT) == ""


def test_it_is_said_to_be_by_the_table_and_not_shown_to_strangers():
    match = compare(at("云上苑"), at("保利香雪"), words(SAME_UNIT))
    assert match is not None
    told = [(str(step.text), step.public) for step in match.steps if "table" in str(step.text)]
    assert told == [("云上苑 and 保利香雪: one estate by the company's own table", False)]


def test_names_lead_on_to_names():
    chain = Communities((Alias("甲苑", "乙苑"), Alias("乙苑", "丙苑", "2"), Alias("丁苑", "丙苑")))
    second = ("2", "3", "2", "18", "1")
    assert level(at("甲苑"), at("丙苑", second), chain) == "certain"
    assert level(at("甲苑"), at("丁苑", second), chain) == "certain"
    assert level(at("甲苑"), at("丁苑", ("1", *second[1:])), chain) == ""
    assert set(keys(at("丁苑", second), chain).strong) & set(keys(at("甲苑")).strong)


def test_a_circle_ends():
    circle = Communities((Alias("甲苑", "乙苑"), Alias("乙苑", "甲苑")))
    assert level(at("甲苑"), at("乙苑"), circle) == "certain"


def test_a_phase_of_its_own_name():
    phases = Communities((Alias("云上苑北区", "云上苑", "2"), Alias("云上苑南区", "云上苑", "1")))
    north, south = at("云上苑北区"), at("云上苑南区")
    assert level(north, at("云上苑", ("2", "3", "2", "18", "1")), phases) == "certain"
    assert level(north, at("云上苑", ("1", "3", "2", "18", "1")), phases) == ""
    assert level(north, at("云上苑"), phases) == "doubtful"
    assert level(north, south, phases) == ""
    assert level(north, at("云上苑北区", ("2", "3", "2", "18", "1")), phases) == "certain"


def test_an_alias_of_one_district():
    here = Communities((Alias("云上苑", "保利香雪", "", "重庆", "渝北"),))
    estate = at("保利香雪")
    assert level(at("云上苑"), estate, here) == "certain"
    assert level(at("云上苑", district="江北"), estate, here) == ""
    assert level(at("云上苑", district=""), estate, here) == "certain"
    elsewhere = {blurred("云上苑"): frozenset({"重庆/江北"})}
    assert level(at("云上苑", district=""), estate, here, places=elsewhere) == "doubtful"
    assert level(at("云上苑", district=""), at("云上苑", district="江北"), here, places=elsewhere) == "doubtful"


def test_the_nearer_alias_counts():
    table = Communities((Alias("云上苑", "甲苑"), Alias("云上苑", "乙苑", "", "重庆", "渝北")))
    assert level(at("云上苑"), at("乙苑"), table) == "certain"
    assert level(at("云上苑"), at("甲苑"), table) == ""
    assert level(at("云上苑", district="江北"), at("甲苑", district="江北"), table) == "certain"


def test_a_developer_of_the_company_s_own():
    own = Communities(prefixes=("海棠",))
    assert level(at("海棠云上苑"), at("云上苑"), Communities()) == "doubtful"
    assert level(at("海棠云上苑"), at("云上苑"), own) == "certain"
    assert level(at("海棠云上苑"), at("龙湖云上苑"), own) == ""
    assert level(at("海棠花园"), at("花园"), own) == "doubtful"


def test_another_name_written_with_its_developer():
    assert level(at("龙湖云上苑"), at("香雪苑"), Communities((Alias("云上苑", "香雪苑"),))) == "certain"
    assert level(at("龙湖云上苑"), at("龙湖香雪苑"), Communities((Alias("云上苑", "香雪苑"),))) == "certain"
    assert level(at("龙湖云上苑"), at("万科香雪苑"), Communities((Alias("云上苑", "香雪苑"),))) == ""
    assert level(at("龙湖云上苑"), at("保利香雪"), SAME_UNIT) == ""


def test_an_estate_in_two_districts_leaves_doubt():
    two = Communities(districts={"云上苑": frozenset({"重庆/渝北", "重庆/江北"})})
    assert level(at("云上苑", district=""), at("云上苑"), Communities()) == "certain"
    assert level(at("云上苑", district=""), at("云上苑"), two) == "doubtful"
    with_district, without = (keys(at("云上苑", district=district), two) for district in ("渝北", ""))
    assert not set(with_district.strong) & set(without.strong)


def test_what_sounds_like_a_name_in_the_table_is_as_doubtful_as_before():
    assert level(at("云尚苑"), at("云上苑"), Communities()) == "doubtful"
    assert level(at("云尚苑"), at("云上苑"), SAME_UNIT) == "doubtful"


def test_the_stamp_is_the_same_in_every_process():
    code = (
        "from baobei.matching import Alias, Communities;"
        "print(Communities((Alias('甲苑', '乙苑'),), ('海棠',), {'甲苑': frozenset('abcdefgh')}).digest)"
    )
    stamps = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        )
        stamps.add(done.stdout)
    assert len(stamps) == 1 and len(stamps.pop().strip()) == 16


def test_names_that_hold_in_two_districts_lead_nowhere_together():
    table = Communities((Alias("龙湖源著", "源著", district="江北"), Alias("源著", "保利香雪", district="渝北")))
    assert level(at("龙湖源著", None, district=""), at("保利香雪", None, district="江北"), table) == ""


def test_a_name_that_holds_elsewhere_shares_no_claim():
    table = Communities((Alias("龙湖源著", "保利香雪", district="江北"),))
    one, other = at("龙湖源著"), at("保利香雪", district="")
    known = {one.home.sound: frozenset({"重庆/渝北"})}
    assert not set(keys(one, table).strong) & set(keys(other, table, places=known).strong)
