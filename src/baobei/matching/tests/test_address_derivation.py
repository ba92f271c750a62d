"""The gazetteer is derived from installed packages, kept where it can be, and made anew where it is old or broken."""

import json
import subprocess
import sys

import pytest

from baobei.matching.address import derivation, gazetteer
from baobei.matching.address.gazetteer import Division
from baobei.matching.address.gazetteer import gazetteer as read


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder to keep the gazetteer in, and none read so far."""
    file = tmp_path / "places.json"
    for module in (gazetteer, derivation):
        monkeypatch.setattr(module, "FILE", file)
    read.cache_clear()
    yield file
    read.cache_clear()


def test_it_is_derived_at_first_need_and_kept(elsewhere, monkeypatch):
    places = read()
    assert places.full["渝北区"] == [Division("重庆市", "重庆市", "渝北区")]
    assert places.short["渝北"] == places.full["渝北区"]
    assert "石柱县" in places.full and "三十里铺镇" in places.towns
    assert places.full["下城区"] == [Division("浙江省", "杭州市", "下城区")]  # a former one
    assert "市辖区" not in places.full and "两江新区" not in places.full
    monkeypatch.setattr(derivation, "derive", lambda: pytest.fail("derived twice"))
    read.cache_clear()
    assert read() == places


@pytest.mark.parametrize("content", [b"", b"{", b'{"edition": 0}', b"\xff\xfe"])
def test_an_old_or_broken_file_is_replaced(elsewhere, content):
    elsewhere.write_bytes(content)
    assert "渝北区" in read().full
    assert json.loads(elsewhere.read_bytes())["edition"] == gazetteer.EDITION


def test_where_nothing_can_be_kept_it_is_derived_all_the_same(elsewhere, monkeypatch):
    monkeypatch.setattr(derivation, "FILE", elsewhere.parent / "no folder" / "places.json")
    assert "渝北区" in read().full
    assert not elsewhere.exists()


def test_a_missing_package_is_named():
    code = (
        "import sys; sys.modules['gb2260'] = None\n"
        "from baobei.matching.address import derivation\n"
        "try: derivation.derive()\n"
        "except derivation.PackageMissing as fault: print(fault.faults[0])"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "the package gb2260" in said and "make setup" in said
