"""Keys find whatever compares, and lock whatever could collide."""

from hypothesis import given, settings

from baobei.matching import compare, keys
from baobei.matching.pinyin import blurred
from baobei.matching.tests.readings import PLACES, READINGS, VOCABULARY, home, reading


@settings(max_examples=1000)
@given(READINGS, READINGS, PLACES)
def test_what_matches_is_found_and_locked(one, other, places):
    if compare(one, other, VOCABULARY, places=places) is None:
        return
    mine, theirs = keys(one, places=places), keys(other, places=places)
    assert set(mine.look) & set(theirs.stored)
    assert set(theirs.look) & set(mine.stored)
    assert set(mine.lock) & set(theirs.lock)


@given(READINGS, PLACES)
def test_claims_are_locked_and_locks_sorted(one, places):
    found = keys(one, places=places)
    assert set(found.strong) <= set(found.lock)
    assert list(found.lock) == sorted(set(found.lock))
    assert all(":" in key for key in (*found.strong, *found.stored, *found.look, *found.lock))


@given(READINGS, READINGS, PLACES)
def test_one_claim_means_a_match(one, other, places):
    # Who claims second knows the first one's place: the register keeps it with the first.
    home = one.home
    known = {**places, home.sound: places.get(home.sound, frozenset()) | {place for place in [home.place] if place}}
    if set(keys(one, places=places).strong) & set(keys(other, places=known).strong):
        assert compare(one, other, VOCABULARY, places=known) is not None


def test_a_claim_is_one_for_both_spellings():
    with_district, without = (keys(reading(at=home(district=district))) for district in ("渝北", ""))
    assert set(with_district.strong) & set(without.strong)


def test_estates_of_one_name_in_two_districts_share_no_claim():
    places = {blurred("龙湖源著"): frozenset({"重庆/渝北", "重庆/南岸"})}
    north, south = (keys(reading(at=home(district=district)), places=places) for district in ("渝北", "南岸"))
    assert not set(north.strong) & set(south.strong)


def test_a_generic_ending_misheard_leads_to_the_same_home():
    one, other = reading("陈建国", "", home("丽水花园")), reading("李梅", "", home("丽水花苑"))
    assert set(keys(one).look) & set(keys(other).stored)
    assert compare(one, other, VOCABULARY).level == "doubtful"
