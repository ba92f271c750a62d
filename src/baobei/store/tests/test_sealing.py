"""A sealed stream opens with its passphrase and whole, or not at all."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.store import sealing
from baobei.store.sealing import BrokenSeal, Sealer, opened

CHUNK = sealing._CHUNK


@pytest.fixture(autouse=True, scope="module")
def cheap():
    """Deriving a key is slow by design; here a cheap one does."""
    before, sealing.COST = sealing.COST, {"n": 2, "r": 1, "p": 1}
    yield
    sealing.COST = before


def sealed(content: bytes, passphrase: str = "correct horse") -> bytes:
    target = io.BytesIO()
    with Sealer(target, passphrase) as sealer:
        sealer.write(content)
    return target.getvalue()


def read(file: bytes, passphrase: str = "correct horse") -> bytes:
    return b"".join(opened(io.BytesIO(file), passphrase))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_sealed_is_read_again(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert read(sealed(content)) == content


def test_a_wrong_passphrase_is_told_from_damage() -> None:
    with pytest.raises(BrokenSeal, match="passphrase is wrong"):
        read(sealed(b"content"), "incorrect horse")


@given(st.data())
def test_a_changed_byte_is_found(data: st.DataObject) -> None:
    file = bytearray(sealed(b"x" * (CHUNK + 10)))
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BrokenSeal):
        read(bytes(file))


@given(st.integers(0, 2 * CHUNK))
def test_a_file_that_was_cut_off_is_found(length: int) -> None:
    with pytest.raises(BrokenSeal):
        read(sealed(b"x" * 2 * CHUNK)[:length])


def test_chunks_that_changed_places_are_found() -> None:
    file = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c")
    start, length = len(file) - 2 * (CHUNK + 16) - 17, CHUNK + 16
    swapped = file[:start] + file[start + length : start + 2 * length] + file[start : start + length] + file[-17:]
    assert len(swapped) == len(file)
    with pytest.raises(BrokenSeal):
        read(swapped)


def test_nothing_of_the_content_can_be_seen() -> None:
    assert b"13800001234" not in sealed(b"13800001234" * 10)
