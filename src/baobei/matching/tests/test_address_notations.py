"""Notations of the country, one a line of ``notations.txt``: read right, or left undecided, never guessed."""

from pathlib import Path

import pytest

from baobei.matching.address import read_address
from baobei.matching.vocabulary import SINGLE_BUILDINGS, SITE_WORDS

LINES = Path(__file__).with_name("notations.txt").read_text(encoding="utf-8").splitlines()
NOTATIONS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), NOTATIONS, ids=[text for text, _ in NOTATIONS])
def test_a_notation_of_the_country(text, expected):
    reading = read_address(text, single_buildings=SINGLE_BUILDINGS, site_words=SITE_WORDS)
    if expected == "-":
        assert not reading.complete
        return
    assert "/".join(reading.unit) == expected
    assert reading.complete == bool(reading.unit.room)


@pytest.mark.parametrize("apart", ["左侧", "旁边", "底商", "门面"])
def test_a_room_apart_from_its_building_is_no_room_of_all_buildings(apart):
    reading = read_address(f"云湖里3栋{apart}501", single_buildings=SINGLE_BUILDINGS, site_words=SITE_WORDS)
    assert (reading.community, reading.readings) == ("云湖里", ())
    assert reading.unread == f"3栋{apart}501"


def test_a_name_may_end_in_the_word_before_a_number():
    reading = read_address("书香门第3期15幢1门8-1", single_buildings=SINGLE_BUILDINGS, site_words=SITE_WORDS)
    assert reading.estate == "书香门第"
    assert "/".join(reading.unit) == "3/15/1/8/1"
