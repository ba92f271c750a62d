"""Whatever stands in a field: nothing raises, nothing takes long."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.address import read_address
from baobei.matching.address.table import COLUMNS, table
from baobei.matching.vocabulary import SINGLE_BUILDINGS, SITE_WORDS

WORDS = {"single_buildings": SINGLE_BUILDINGS, "site_words": SITE_WORDS}
PIECES = st.sampled_from(
    (
        *"0123456789一二三十百零-—/·.,# ()（）AB栋幢座楼层室号弄附期路街区市镇村之吊负第东",
        "单元",
        "渝北区",
        "重庆",
        "号楼",
        "龙溪",
    )
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_no_text_raises(text):
    reading = read_address(text, **WORDS)
    assert len(reading.readings) <= 3
    assert all(any(unit) for unit in reading.readings)
    assert not reading.complete or (reading.estate and reading.unit.room)
    assert not reading.complete or reading.detailed


@pytest.mark.parametrize(
    "piece", ["1", "1-", "栋", "一", "路", "路1", "1号", "镇", "区", "3栋2单元18-1", "(", "A", " ", "重庆市", "之1"]
)
def test_long_text_is_read_fast(piece):
    text = (piece * 10_000)[:10_000]
    read_address("渝北区", **WORDS)

    def seconds() -> float:
        start = time.process_time()
        read_address(text, **WORDS)
        read_address("渝北区龙溪源著" + text[:290], **WORDS)
        return time.process_time() - start

    # The best of three: a busy machine makes any one slow.
    assert min(seconds() for _ in range(3)) < 0.1


def test_a_row_a_line():
    lines = ["重庆市渝北区龙溪源著二期3栋2单元18-1\n", "\n", "渝北区龙溪源著12-3\n"]
    rows = list(table(lines, **WORDS))
    assert all(tuple(row) == COLUMNS for row in rows)
    assert [",".join(row.values()) for row in rows] == [
        "1,重庆市,重庆市,渝北区,龙溪源著,2,3,2,18,1,true,2/3/2/18/1",
        "2,,,,,,,,,,false,",
        "3,重庆市,重庆市,渝北区,龙溪源著,,12,,,3,true,/12///3|///12/3|/12/3//",
    ]


def test_dictionaries_load_lazily():
    code = (
        "import sys; import baobei.matching.address; from baobei.matching.address.gazetteer import gazetteer; "
        "assert not gazetteer.cache_info().currsize; assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
