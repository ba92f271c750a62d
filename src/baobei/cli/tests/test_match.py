"""Whole books and lists of addresses on the command line."""

import csv

import pytest

HEADER = "id,name,phones,address,relatives\n"
BOOK = """1,陈建国,13800001234;13900002222,重庆市渝北区云溪苑3栋2单元18-1,老婆:李梅 13700001111
2,周伟,139 0000 2345,重庆市渝中区锦澜府5栋1单元12-3,
3,cut off
4,陈建国,13800001234,,
"""
QUERIES = """a,陳建國,+86-13800001234,渝北区云溪苑三幢二单元1801室,
b,吴敏,13600009999,,
"""


@pytest.fixture
def book(tmp_path):
    file = tmp_path / "book.csv"
    file.write_text(HEADER + BOOK)
    return file


def rows(file) -> list[dict[str, str]]:
    with open(file, encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_queries_against_a_book(baobei, book, tmp_path, encoding) -> None:
    queries, out = tmp_path / "queries.csv", tmp_path / "out.csv"
    queries.write_text(HEADER + QUERIES, encoding=encoding)
    done = baobei("match", "--register", book, "--queries", queries, "--out", out)
    assert done.code == 0 and done.out == ""
    found = rows(out)
    assert {(row["query_id"], row["register_id"], row["kind"]) for row in found} == {
        ("a", "1", "same_customer"),
        ("a", "4", "same_customer"),
    }
    assert all(0 <= float(row["score"]) <= 1 for row in found) and "reasons" not in found[0]


def test_a_row_that_can_not_be_read_is_named_and_skipped(baobei, book, tmp_path) -> None:
    done = baobei("match", "--register", book, "--within", "--out", tmp_path / "out.csv", "--explain")
    assert done.code == 0
    assert done.err.startswith(f"{book}:4: ") and done.err.count("\n") == 1
    (pair,) = rows(tmp_path / "out.csv")
    assert (pair["query_id"], pair["register_id"]) == ("4", "1") and "13800001234" in pair["reasons"]


def test_a_book_without_the_columns_is_wrong_input_and_leaves_no_file(baobei, tmp_path) -> None:
    book, out = tmp_path / "book.csv", tmp_path / "out.csv"
    book.write_text("number,who\n1,2\n")
    done = baobei("match", "--register", book, "--within", "--out", out)
    assert done.code == 2 and f"{book}:1: " in done.err
    assert not out.exists() and len(list(tmp_path.iterdir())) == 1


def test_what_to_match_must_be_said_once(baobei, book, tmp_path) -> None:
    out = tmp_path / "out.csv"
    assert baobei("match", "--register", book, "--out", out).code == 2
    assert baobei("match", "--register", book, "--queries", book, "--within", "--out", out).code == 2
    assert baobei("match", "--register", tmp_path / "none.csv", "--within", "--out", out).code == 2


def test_addresses(baobei, tmp_path) -> None:
    source, out = tmp_path / "addresses.txt", tmp_path / "out.csv"
    source.write_text("重庆市渝北区云溪苑3栋2单元18-1\n\n")
    assert baobei("address", "--in", source, "--out", out).code == 0
    first, second = rows(out)
    place, unit = "line province city district community", "phase building entrance floor room"
    assert list(first) == f"{place} {unit} complete readings".split()
    assert (first["line"], first["district"], first["building"], first["entrance"]) == ("1", "渝北区", "3", "2")
    assert first["readings"].split("|")[0].count("/") == 4
    assert second == {name: "2" if name == "line" else "" for name in first} | {"complete": second["complete"]}


def test_a_book_of_nothing_but_its_header_collides_with_nobody(baobei, book, tmp_path) -> None:
    empty, out = tmp_path / "empty.csv", tmp_path / "out.csv"
    empty.write_text(HEADER)
    for register, queries in ((empty, book), (book, empty), (empty, empty)):
        assert baobei("match", "--register", register, "--queries", queries, "--out", out).code == 0
        assert out.read_text() == "query_id,register_id,kind,score\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "1: The file is empty"),
        ((HEADER + BOOK).encode("utf-16"), "1: The file is in UTF-16"),
        ((HEADER + "1\n2\n").encode(), "2: Row has 1 columns, the header 5"),
    ],
)
def test_a_file_of_no_rows_is_wrong_input(baobei, book, tmp_path, content, says) -> None:
    wrong, out = tmp_path / "wrong.csv", tmp_path / "out.csv"
    wrong.write_bytes(content)
    done = baobei("match", "--register", book, "--queries", wrong, "--out", out)
    assert done.code == 2 and f"{wrong}:{says}" in done.err
    assert sorted(tmp_path.iterdir()) == sorted([wrong, book])


def test_garbage_is_told_by_line_and_the_rest_is_matched(baobei, tmp_path) -> None:
    book, out = tmp_path / "book.csv", tmp_path / "out.csv"
    good = "{},陈建国,13800001234,,\n"
    lines = [
        good.format("一").encode("gb18030"),
        b"\xff\xfe\x81\n",
        ('2,"' + "长" * 3_000_000 + '",,,\n').encode(),
        good.format("二").encode(),
        b'3,"never closed,,,\n',
        b"4,nul\0,,,\n",
        good.format("一").encode(),
        b",no id,,,\n",
        b"5,too,few\n",
        "6,\u202e😀𠀀,📞,🏠,💍\n".encode(),
        good.format("三").encode()[:-1],
    ]
    book.write_bytes(HEADER.encode() + b"".join(lines))
    done = baobei("match", "--register", book, "--within", "--out", out)
    assert done.code == 0
    assert [int(line.removeprefix(f"{book}:").partition(":")[0]) for line in done.err.splitlines()] == [
        3,
        4,
        6,
        7,
        8,
        9,
        10,
    ]
    assert {(row["query_id"], row["register_id"]) for row in rows(out)} == {("二", "一"), ("三", "一"), ("三", "二")}


def test_where_nothing_can_be_written_or_the_input_would_be_lost(baobei, book, tmp_path) -> None:
    before = book.read_bytes()
    for out in (book, tmp_path, tmp_path / "none" / "out.csv", book / "out.csv"):
        done = baobei("match", "--register", book, "--within", "--out", out)
        assert done.code == 2 and str(out) in done.err and done.err.count("\n") == 1
    assert book.read_bytes() == before and list(tmp_path.iterdir()) == [book]
