"""Benches end well on a small book, and say what is wrong with how they were called."""

import pytest

from baobei.store import databases


def test_who_finds_the_collisions(baobei) -> None:
    done = baobei("bench", "match", "--register", "300", "--queries", "100", "--json")
    assert done.code == 0, done.err
    ours, *others = done.json()["systems"]
    assert ours["name"] == "baobei" and ours["accuracy"]["pairs"]["f1"] > 0.95
    assert {other["name"] for other in others} == {"phone equality", "rapidfuzz", "pg_trgm", "Splink"}
    assert all(0 < other["accuracy"]["pairs"]["f1"] < ours["accuracy"]["pairs"]["f1"] for other in others)
    assert all(one["single_ms"]["p50"] > 0 for one in (ours, *others))


@pytest.mark.parametrize("options", [("--register", "5"), ("--queries", "none"), ("--seed", "x"), ("--rounds", "1")])
def test_options_that_can_not_be_are_wrong_input(baobei, options) -> None:
    assert baobei("bench", "match", *options).code == 2


def test_without_the_extra_it_says_what_to_install(baobei, monkeypatch) -> None:
    monkeypatch.setattr("baobei.cli.bench.find_spec", lambda name: None)
    done = baobei("bench", "match")
    assert done.code == 2 and "baobei[bench]" in done.err


def test_a_whole_book_beside_splink(baobei) -> None:
    done = baobei("bench", "batch", "--register", "300", "--queries", "60")
    assert done.code == 0, done.err
    assert all(part in done.out for part in ("baobei match", "Splink", "rows/s", "training", "times as long"))


@pytest.mark.parametrize("options", [("--register", "5"), ("--engine", "abacus"), ("--queries", "0")])
def test_a_whole_book_with_options_that_can_not_be(baobei, options) -> None:
    assert baobei("bench", "batch", *options).code == 2


def test_the_pages_of_a_served_company(baobei, tmp_path) -> None:
    store = databases.sqlite(tmp_path)
    done = baobei("bench", "pages", "--register", "50", "--rounds", "10", "--store", store, "--json")
    assert done.code == 0, done.err
    figures = done.json()["sqlite"]["figures"]
    assert len(figures) == 5
    assert all(0 < one["product_ms"]["p50"] <= one["product_ms"]["p99"] for one in figures)


def test_pages_of_nothing_are_wrong_input(baobei) -> None:
    assert baobei("bench", "pages", "--register", "0").code == 2
