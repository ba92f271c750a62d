"""Whole books: rows as files hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.batch import Fault, Row, read_rows

HEADER = "id,name,phones,address,relatives\n"
BOOK = [
    "R1,陈建国,13800001234,重庆市渝北区龙湖源著3栋2单元18-1,老婆:李梅 13911112222\n",
    "R2,李梅,13911112222,重庆市渝北区龙湖源著3栋2单元18-1,\n",
    "R3,王芳,13722223333,重庆市渝北区龙湖源著5栋1单元2-2,\n",
]


def rows(lines, encoding="utf-8"):
    return list(read_rows(line.encode(encoding) for line in (HEADER, *lines)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_any_usual_encoding(encoding):
    data = (HEADER + "".join(BOOK)).encode(encoding).splitlines(keepends=True)
    read = list(read_rows(data))
    assert [row.id for row in read] == ["R1", "R2", "R3"]
    assert read[0].customer.name == "陈建国"
    assert read[0].customer.relatives[0].phones == ("13911112222",)


def test_lines_of_mixed_encodings():
    read = list(read_rows([HEADER.encode(), BOOK[0].encode("gb18030"), BOOK[1].encode()]))
    assert [row.customer.name for row in read] == ["陈建国", "李梅"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("x\n", "Row has 1 columns, the header 5"),
        ("a,b,c,d,e,f\n", "Row has 6 columns, the header 5"),
        (",陈,1,渝,\n", "Row has no id"),
        ('X,"陈,1,渝,\n', "A quote is never closed"),
        ("X," + "长" * 150_000 + ",1,渝,\n", "Row has more than 100000 characters"),
    ],
)
def test_a_bad_row_is_told_by_line_and_the_rest_is_read(bad, says):
    read = rows([BOOK[0], bad, *BOOK[1:]])
    assert [row.id for row in read if isinstance(row, Row)] == ["R1", "R2", "R3"]
    assert [(fault.line, str(fault.text)) for fault in read if isinstance(fault, Fault)] == [(3, says)]


def test_bytes_of_no_encoding_are_told():
    read = list(read_rows([HEADER.encode(), b"\xff\xff,a,b,c,d\n", BOOK[0].encode()]))
    assert [(fault.line, str(fault.text)) for fault in read[:1]] == [(2, "Line is neither UTF-8 nor GB18030")]
    assert read[1].id == "R1"


def test_a_field_over_two_lines():
    assert rows(['R1,"陈\n', '建国",1,渝,\n'])[0].customer.name == "陈\n建国"


def test_a_header_that_lacks_columns():
    assert [str(fault.text) for fault in read_rows([b"id,name\n", b"1,x\n"])] == [
        "The header lacks phones, address, relatives"
    ]


@given(st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=60))
def test_any_garbage_is_read_or_told(lines):
    for row in read_rows([HEADER.encode(), *lines]):
        assert isinstance(row, Row | Fault)
