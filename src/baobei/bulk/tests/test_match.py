"""Whole books: the pairs that comparing everybody with everybody finds, on both engines, after an interruption too."""

import csv
import random
from itertools import count
from pathlib import Path

import pytest

from baobei import matching
from baobei.bulk import books, chunks, engines
from baobei.bulk.match import match
from baobei.matching import Customer
from baobei.matching.batch import COLUMNS, Row
from baobei.matching.relatives import read_relatives
from baobei.matching.tests.readings import VOCABULARY

SURNAMES, GIVEN = "王李陈周", "芳强建国梅"
ESTATES = ("渝北区龙湖云溪苑", "云溪苑", "江北区松岭花园", "重庆市渝中区松岭花园", "锦澜府")


Written = tuple[str, str, str, str, str]


def book(count: int, seed: int, prefix: str) -> list[Written]:
    """So few names, phones and homes that many meet."""
    random_ = random.Random(seed)
    rows = []
    for number in range(count):
        phone = f"138{random_.randint(0, 3):04}{random_.randint(0, 9):04}"
        written = random_.choice(
            [phone, f"{phone[:3]}****{phone[7:]}", f"+86 {phone[:3]}-{phone[3:7]}-{phone[7:]}", ""]
        )
        unit = random_.choice(
            [f"{random_.randint(1, 3)}栋{random_.randint(1, 2)}单元{random_.randint(1, 4)}-1", "3-1", ""]
        )
        kin = random_.choice(["", "", f"老婆:李梅 138{random_.randint(0, 3):04}{random_.randint(0, 9):04}"])
        name = random_.choice(SURNAMES) + "".join(random_.choices(GIVEN, k=random_.randint(1, 2)))
        rows.append((f'{prefix}"{number},', name, written, random_.choice(ESTATES) + unit, kin))
    return rows


REGISTER, QUERIES = book(120, 1, "R"), book(60, 2, "查")
FILES = count()


def pieces(folder: Path, rows: list[Written]) -> list[books.Piece]:
    file = folder / f"book{next(FILES)}.csv"
    with open(file, "w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([COLUMNS, *rows])
    return books.cut(file)


def found(folder: Path, queries=QUERIES, engine=None, register=REGISTER, **options) -> bytes:
    folder.mkdir(exist_ok=True)
    asked = None if queries is None else pieces(folder, queries)
    options = {"common_phone": 20, **options}
    runs = engine or engines.duckdb(folder)
    return b"".join(match(folder, pieces(folder, register), asked, VOCABULARY, runs, **options))


def row(written: Written) -> Row:
    key, name, phones, address, relatives = written
    return Row(0, key, Customer(name, (phones,), address, read_relatives(relatives)))


def everybody(queries: list[Written] | None, common_phone: int = 20) -> set[tuple[str, str, str, str]]:
    """The pairs, kinds and scores without any key."""
    register = list(map(row, REGISTER))
    readings = {one.id: matching.read(one.customer, VOCABULARY) for one in register}
    places: dict[str, frozenset[str]] = {}
    for reading in readings.values():
        if reading.home.place:
            places[reading.home.sound] = places.get(reading.home.sound, frozenset()) | {reading.home.place}
    numbers = [phone for reading in readings.values() for phone in reading.phones]
    common = {phone for phone in numbers if numbers.count(phone) > common_phone}
    pairs = set()
    for at, asked in enumerate(register if queries is None else map(row, queries)):
        one = matching.read(asked.customer, VOCABULARY)
        for other in register[:at] if queries is None else register:
            if alike := matching.compare(one, readings[other.id], VOCABULARY, places=places, common=common):
                pairs.add((asked.id, other.id, alike.kind, f"{alike.score:.4f}"))
    return pairs


def pairs(answer: bytes) -> list[tuple[str, ...]]:
    return [tuple(line) for line in csv.reader(answer.decode().splitlines())]


@pytest.mark.parametrize("queries", [QUERIES, None], ids=["queries", "within"])
@pytest.mark.parametrize("common_phone", [20, 1])
def test_the_keys_lose_no_pair_and_none_comes_twice(tmp_path, queries, common_phone) -> None:
    answer = pairs(found(tmp_path, queries, common_phone=common_phone))
    assert len(answer) > 20
    assert sorted(answer) == sorted(everybody(queries, common_phone))


def test_in_the_order_of_the_queries_best_first(tmp_path) -> None:
    answer = pairs(found(tmp_path))
    order = {key: at for at, (key, *_) in enumerate(QUERIES)}
    assert answer == sorted(answer, key=lambda pair: (order[pair[0]], -float(pair[3])))


def test_both_engines_give_the_same_bytes(tmp_path, monkeypatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr(books, "ROWS", 25)
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    monkeypatch.setattr(engines, "FEW", 100)
    told = ([], [])
    ours = found(one, explain=True, too_common=9, told=told[0].append)
    assert ours and ours == found(
        two, explain=True, too_common=9, told=told[1].append, engine=engines.spark("local[2]")
    )
    assert told[0] and list(map(str, told[0])) == list(map(str, told[1]))


def test_a_key_too_common_finds_nobody_and_is_told(tmp_path) -> None:
    told = []
    answer = found(tmp_path, too_common=9, told=told.append)
    assert len(pairs(answer)) < len(everybody(QUERIES))
    assert any("too many to tell anything" in str(text) for text in told)


def test_a_name_of_many_rows_is_no_doubt_without_a_unit(tmp_path) -> None:
    one = ("R0", "李梅", "13911112222", "渝北区龙湖云溪苑", "")
    asked = [("Q0", "李梅", "13700003333", "渝北区龙湖云溪苑3栋2单元1-1", "")]
    assert pairs(found(tmp_path, asked, register=[one]))
    namesakes = [(f"R{at}", "李梅", f"13911112{at:03}", f"渝北区松岭路{at}号", "") for at in range(1, 11)]
    assert not pairs(found(tmp_path / "many", asked, register=[one, *namesakes]))


def test_interrupted_it_goes_on(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(books, "ROWS", 25)
    monkeypatch.setattr(engines, "FEW", 100)
    whole = found(tmp_path / "whole")
    stop, read = [0], chunks.read

    def interrupted(customer, vocabulary):
        stop[0] += 1
        if stop[0] == 90:
            raise KeyboardInterrupt
        return read(customer, vocabulary)

    monkeypatch.setattr(chunks, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        found(tmp_path / "twice")
    stop[0] = 1000
    assert found(tmp_path / "twice") == whole
    assert stop[0] == 1000 + 180 - 60 - 25  # all queries and a piece of 25 rows were done


def test_processes_give_the_same_bytes(tmp_path, monkeypatch) -> None:
    alone = found(tmp_path / "alone")
    monkeypatch.setattr(books, "ROWS", 50)
    monkeypatch.setattr(engines, "FEW", 0)
    assert alone and alone == found(tmp_path / "spread")


def test_an_id_that_stands_twice_is_told_and_skipped(tmp_path) -> None:
    told = []
    first, second, *rest = REGISTER
    twice = [first, second, ("查", *second[1:]), (first[0], *second[1:]), *rest]
    answer = found(tmp_path, register=twice, queries=[*QUERIES, QUERIES[0]], told=told.append)
    ours = found(tmp_path / "once", register=[first, second, ("查", *second[1:]), *rest])
    assert answer == ours
    assert [str(text).rpartition(":")[2] for text in told] == [
        f" Id {QUERIES[0][0]} stands on line 2 already",
        f" Id {first[0]} stands on line 2 already",
    ]
