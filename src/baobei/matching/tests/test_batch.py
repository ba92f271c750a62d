"""Whole books: rows as files hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.batch import Fault, Row, read_header, read_rows, records

HEADER = "id,name,phones,address,relatives\n"
BOOK = [
    "R1,陈建国,13800001234,重庆市渝北区龙湖源著3栋2单元18-1,老婆:李梅 13911112222\n",
    "R2,李梅,13911112222,重庆市渝北区龙湖源著3栋2单元18-1,\n",
    "R3,王芳,13722223333,重庆市渝北区龙湖源著5栋1单元2-2,\n",
]


def read_lines(lines):
    header = read_header(records(lines))
    return [header] if isinstance(header, Fault) else list(read_rows(records(lines), header))


def rows(lines, encoding="utf-8"):
    return read_lines([line.encode(encoding) for line in (HEADER, *lines)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_any_usual_encoding(encoding):
    data = (HEADER + "".join(BOOK)).encode(encoding).splitlines(keepends=True)
    read = read_lines(data)
    assert [row.id for row in read] == ["R1", "R2", "R3"]
    assert read[0].customer.name == "陈建国"
    assert read[0].customer.relatives[0].phones == ("13911112222",)


def test_lines_of_mixed_encodings():
    read = read_lines([HEADER.encode(), BOOK[0].encode("gb18030"), BOOK[1].encode()])
    assert [row.customer.name for row in read] == ["陈建国", "李梅"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("x\n", "Row has 1 columns, the header 5"),
        ("a,b,c,d,e,f\n", "Row has 6 columns, the header 5"),
        (",陈,1,渝,\n", "Row has no id"),
        ('X,"陈,1,渝,\n', "A quote is never closed"),
        ("X," + "长" * 4_000_000 + ",1,渝,\n", "Row has more than 200000 bytes"),
        ('X,"' + "长" * 4_000_000 + '",1,渝,\n', "Row has more than 200000 bytes"),
        ("X,陈\0,1,渝,\n", "Row has NUL bytes"),
        ("X,陈,1,渝,\rY,李,2,渝,\n", "Row has a carriage return inside; lines must end in LF or CRLF"),
    ],
)
def test_a_bad_row_is_told_by_line_and_the_rest_is_read(bad, says):
    read = rows([BOOK[0], bad, *BOOK[1:]])
    assert [row.id for row in read if isinstance(row, Row)] == ["R1", "R2", "R3"]
    assert [(fault.line, str(fault.text)) for fault in read if isinstance(fault, Fault)] == [(3, says)]


def test_bytes_of_no_encoding_are_told():
    read = read_lines([HEADER.encode(), b"\xff\xff,a,b,c,d\n", BOOK[0].encode()])
    assert [(fault.line, str(fault.text)) for fault in read[:1]] == [(2, "Line is neither UTF-8 nor GB18030")]
    assert read[1].id == "R1"


def test_a_field_over_two_lines():
    assert rows(['R1,"陈\n', '建国",1,渝,\n'])[0].customer.name == "陈\n建国"


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ([b"id,name\n", b"1,x\n"], 1, "The header lacks phones, address, relatives"),
        ([b"\n", b"id,name,phones,name,address,relatives\n"], 2, "The header names name more than once"),
        ([], 1, "The file is empty; its first line must name id, name, phones, address, relatives"),
        ([b"\n", b"  \n"], 1, "The file is empty; its first line must name id, name, phones, address, relatives"),
        (HEADER.encode("utf-16").splitlines(keepends=True), 1, "The file is in UTF-16; save it in UTF-8"),
        (HEADER.encode("utf-16-le").splitlines(keepends=True), 1, "Row has NUL bytes"),
        (
            [HEADER.encode().replace(b"\n", b"\r") * 2],
            1,
            "Row has a carriage return inside; lines must end in LF or CRLF",
        ),
    ],
)
def test_a_file_that_is_no_such_table(lines, line, says):
    (fault,) = read_lines(lines)
    assert (fault.line, str(fault.text)) == (line, says)


def test_columns_in_any_order_among_others():
    (row,) = read_lines([b"Phones,extra, ID ,relatives,name,address\r\n", "138,x,R1,,陈,渝\r\n".encode()])
    assert (row.line, row.id, row.customer.name, row.customer.phones) == (2, "R1", "陈", ("138",))


GARBAGE = st.lists(
    st.one_of(
        st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"") + b"\n"),
        st.sampled_from([b'a,"b,c,d,e\n', b'",,,,\n', b'x"\n', b"1,2,3,4,5\n", b'"1",2,3,4,5\n', b'\xff"\n', b"\n"]),
    ),
    max_size=120,
)


@given(GARBAGE)
def test_any_garbage_is_read_or_told(lines):
    for row in read_lines([HEADER.encode(), *lines]):
        assert isinstance(row, Row | Fault)


@given(GARBAGE)
def test_records_hold_every_line_once_and_a_file_cut_before_any_has_the_same(lines):
    whole = list(records(lines))
    assert b"".join(record.raw for record in whole) == b"".join(lines)
    for at, record in enumerate(whole):
        assert list(records(lines[: record.line - 1])) == whole[:at]
        assert list(records(lines[record.line - 1 :], record.line)) == whole[at:]
