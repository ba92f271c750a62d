"""The made-up books of ``bench match``: the truth is right, a seed makes them again, answers are scored rightly."""

from dataclasses import replace
from io import StringIO
from random import Random

import pytest
from rich.console import Console

from baobei.lab.benches.collisions import run, systems
from baobei.lab.benches.collisions.batch import Batch, ratios
from baobei.lab.benches.collisions.book import UNDECIDED, Entry, Kin, Truth, entry, truth, write
from baobei.lab.benches.collisions.books import books
from baobei.lab.benches.collisions.cases import CASES, NEGATIVE
from baobei.lab.benches.collisions.cleaned import cleaned
from baobei.lab.benches.collisions.report import tables
from baobei.lab.benches.collisions.scoring import accuracy, best
from baobei.lab.benches.collisions.town import Person, Town

TOWN = Town(Random(1), 1000)
HOME, ELSEWHERE = TOWN.home(TOWN.estates[0]), TOWN.home(TOWN.estates[1])
NEXT_DOOR = TOWN.home(TOWN.estates[0])
HE = Person("陈", "建国", "m", HOME, ["13800001111"])
SHE = Person("李", "梅", "f", HOME, ["13900002222"])
NAMESAKE = Person("陈", "建国", "m", NEXT_DOOR, ["13700003333"])


def row(who: Person, **given) -> Entry:
    return entry(TOWN, who, plain=True, **given)


@pytest.mark.parametrize(
    ("asked", "other", "how"),
    [
        (row(HE), row(HE, home=ELSEWHERE), "same_customer"),
        (row(HE, numbers=["13600004444"]), row(HE), "same_customer"),
        (row(HE, numbers=(), masks=HE.phones, phones="138****1111", whole=False), row(HE), "same_customer"),
        (row(HE, numbers=["13600004444"], name="陈总", named=False), row(HE), "same_unit"),
        (row(HE, numbers=["13600004444"], whole=False), row(HE), UNDECIDED),
        (row(SHE), row(HE), "same_unit"),
        (row(SHE, home=ELSEWHERE), row(HE, kin=[Kin("spouse", SHE, SHE.phones[0])]), "relative"),
        (row(SHE, home=ELSEWHERE, kin=[Kin("spouse", HE, HE.phones[0])]), row(HE), "relative"),
        (row(SHE, home=ELSEWHERE, kin=[Kin("sibling", HE, HE.phones[0])]), row(HE), ""),
        (row(SHE, home=ELSEWHERE, kin=[Kin("spouse", HE)]), row(HE), ""),
        (row(SHE, kin=[Kin("spouse", HE)]), row(HE), "relative"),
        (row(SHE, home=NEXT_DOOR, kin=[Kin("spouse", NAMESAKE)]), row(HE), ""),
        (row(SHE, home=NEXT_DOOR, kin=[Kin("spouse", NAMESAKE)]), row(HE, whole=False), UNDECIDED),
        (row(SHE, numbers=HE.phones, home=ELSEWHERE), row(HE), "same_customer"),
        (row(NAMESAKE), row(HE), ""),
        (row(NAMESAKE), row(HE, whole=False), UNDECIDED),
        (row(NAMESAKE, home=ELSEWHERE), row(HE), ""),
    ],
)
def test_the_truth_about_two_rows(asked: Entry, other: Entry, how: str) -> None:
    assert truth(asked, other) == truth(other, asked) == how
    about = Truth([replace(other, id="R")]).about(asked)
    assert about == ({"R": how} if how else {})


def test_a_seed_makes_the_same_bytes_and_another_seed_others(tmp_path) -> None:
    written = []
    for number, seed in enumerate((7, 7, 8)):
        made = books(seed, register=300, queries=100)
        write(tmp_path / f"{number}.csv", [*made.register, *made.queries])
        written.append((tmp_path / f"{number}.csv").read_bytes() + repr((made.truth, made.cases)).encode())
    assert written[0] == written[1] != written[2]


def test_those_who_collide_do_and_the_others_do_not() -> None:
    made = books(5, register=3000, queries=1500)
    assert set(made.cases.values()) == set(CASES) | set(NEGATIVE)
    for query, case in made.cases.items():
        hows = set(made.truth[query].values())
        if case in CASES:
            assert hows, (query, case)
    strangers = [made.truth[query] for query, case in made.cases.items() if case in ("stranger", "near number")]
    assert not any(strangers)


def test_what_the_others_get_is_clean() -> None:
    made = books(7, register=800, queries=300)
    rows = [(one, cleaned(*one.cells)) for one in (*made.register, *made.queries) if not one.who.code]
    assert all(set(columns.phones) == one.numbers for one, columns in rows)
    homes = [
        (one.home[1:], (columns.phase, columns.building, columns.entrance, columns.floor, columns.room))
        for one, columns in rows
        if one.home and not columns.building.isalpha()
    ]
    right = sum(tuple(str(part or "") for part in home) == columns for home, columns in homes)
    assert right > 0.99 * len(homes)


TRUTH = {
    "a": {"1": "same_customer", "2": "relative"},
    "b": {"3": UNDECIDED},
    "c": {},
    "d": {"4": "same_unit"},
    "e": {},
}
AS = dict.fromkeys("ab", "moved") | {"c": "stranger", "d": "moved", "e": "stranger"}


def test_an_answer_is_scored() -> None:
    found = {("a", "1"), ("b", "3"), ("c", "1"), ("d", "9")}
    scored = accuracy(found, TRUTH, AS)
    pairs, queries = scored.pairs, scored.queries
    assert (pairs.right, pairs.wrong, pairs.missed) == (1, 2, 2)
    assert pairs.precision == pairs.recall == pairs.f1 == pytest.approx(1 / 3)
    assert (queries.right, queries.wrong, queries.missed) == (2, 1, 0)
    assert queries.f1 == pytest.approx(0.8)
    assert scored.missed == {"moved": 0.5} and scored.false_alarms == {"stranger": 0.5}


def test_a_score_gets_the_threshold_that_suits_it_best() -> None:
    scores = {("a", "1"): 0.9, ("b", "3"): 0.8, ("a", "2"): 0.7, ("c", "1"): 0.7, ("d", "4"): 0.6, ("e", "1"): 0.1}
    assert best(scores, TRUTH) == set(scores) - {("e", "1")}
    assert best({("c", "1"): 0.5}, TRUTH) == set()


def test_ratios_of_whole_books() -> None:
    ours = Batch("baobei match", 2.0, 3.0, {}, 100, 90, 10, 1.0)
    theirs = Batch("Splink", 8.0, 9.0, {"cleaning": 3.0, "training": 4.0, "predicting": 1.0}, 25, 120, 9, 0.9)
    assert ratios([ours, theirs]) == {"whole": 4.0, "cleaned": 2.5}


def test_figures_as_tables() -> None:
    out = StringIO()
    results = run.run(200, 60, 1, {"baobei": systems.same_phone, "other": systems.same_phone})
    for table in tables(results):
        Console(file=out, width=120).print(table)
    assert all(title in out.getvalue() for title in ("Accuracy", "Time", "Missed", "False alarms", "stranger"))
