"""Benches end well on a small book, and say what is wrong with how they were called."""

import pytest


def test_who_finds_the_collisions(baobei) -> None:
    done = baobei("bench", "match", "--register", "400", "--queries", "150", "--json")
    assert done.code == 0, done.err
    ours, *others = done.json()["systems"]
    assert ours["name"] == "baobei" and ours["accuracy"]["pairs"]["f1"] > 0.95
    assert {other["name"] for other in others} == {"phone equality", "rapidfuzz", "pg_trgm", "Splink"}
    assert all(0 < other["accuracy"]["pairs"]["f1"] < ours["accuracy"]["pairs"]["f1"] for other in others)
    assert all(one["single_ms"]["p50"] > 0 for one in (ours, *others))


def test_the_figures_as_tables(baobei) -> None:
    done = baobei("bench", "match", "--register", "200", "--queries", "40")
    assert done.code == 0
    assert all(title in done.out for title in ("Accuracy", "Time", "Missed", "False alarms"))


@pytest.mark.parametrize("options", [("--register", "5"), ("--queries", "none"), ("--seed", "x"), ("--rounds", "1")])
def test_options_that_can_not_be_are_wrong_input(baobei, options) -> None:
    assert baobei("bench", "match", *options).code == 2


def test_without_the_extra_it_says_what_to_install(baobei, monkeypatch) -> None:
    monkeypatch.setattr("baobei.cli.bench.find_spec", lambda name: None)
    done = baobei("bench", "match")
    assert done.code == 2 and "baobei[bench]" in done.err


def test_a_whole_book_beside_splink(baobei) -> None:
    done = baobei("bench", "batch", "--register", "400", "--queries", "100", "--json")
    assert done.code == 0, done.err
    ours, theirs = done.json()["systems"]
    assert ours["f1"] > 0.95 > theirs["f1"] > 0.3
    assert ours["rows_s"] > 0 and ours["peak_mib"] > 20
    assert set(theirs["steps"]) == {"cleaning", "training", "predicting"}
    assert done.json()["ratios"]["whole"] >= 1


@pytest.mark.parametrize("options", [("--register", "5"), ("--engine", "abacus"), ("--queries", "0")])
def test_a_whole_book_with_options_that_can_not_be(baobei, options) -> None:
    assert baobei("bench", "batch", *options).code == 2
