"""A stream of bytes sealed under a passphrase: encrypted in chunks, so that neither end nor middle can be cut or
swapped.

The key comes from the passphrase by scrypt (RFC 7914); each chunk is AES-256-GCM under a nonce of prefix, number and a
mark on the last one, which is the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015).
"""

import io
import json
import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from baobei.words import say

_MAGIC = b"baobei backup 1\n"
_CHUNK = 1 << 16
_TAG = 16
_LONGEST_HEADER = 1000

COST = {"n": 1 << 16, "r": 8, "p": 1}
"""What a guess costs: 64 MB and a fifth of a second."""


class BrokenSeal(Exception):
    """The file can't be opened; its text says why."""


class Sealer(io.RawIOBase):
    """A writer that seals what is written to it into ``target``; whole only once it is closed."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        header = {**COST, "salt": os.urandom(16).hex(), "prefix": os.urandom(7).hex()}
        key, check = _keys(passphrase, header)
        self._header = _MAGIC + json.dumps(header | {"check": check}).encode() + b"\n"
        self._prefix, self._number, self._pending = bytes.fromhex(str(header["prefix"])), 0, b""
        self._cipher, self._target = AESGCM(key), target
        target.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._pending += data
        while len(self._pending) > _CHUNK:
            self._seal(self._pending[:_CHUNK], last=False)
            self._pending = self._pending[_CHUNK:]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(self._pending, last=True)
        super().close()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), chunk, self._header))
        self._number += 1


def opened(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What was sealed, chunk by chunk, each verified before it is given.

    Raises BrokenSeal for a wrong passphrase, and for a file that is none of ours, was changed or is cut off.
    """
    line = source.readline(_LONGEST_HEADER)
    if line != _MAGIC:
        raise BrokenSeal(say("This is no backup of baobei."))
    line += source.readline(_LONGEST_HEADER)
    try:
        header = json.loads(line.partition(b"\n")[2])
        key, check = _keys(passphrase, header)
        prefix = bytes.fromhex(header["prefix"])
    except (ValueError, KeyError, TypeError, MemoryError):
        raise BrokenSeal(say("The backup is damaged at its beginning.")) from None
    if check != header.get("check"):
        raise BrokenSeal(say("The passphrase is wrong."))
    cipher, number, sealed = AESGCM(key), 0, source.read(_CHUNK + _TAG)
    while True:
        following = source.read(_CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, not following), sealed, line)
        except (InvalidTag, ValueError):
            raise BrokenSeal(say("The backup was changed or is not whole.")) from None
        if not following:
            return
        number, sealed = number + 1, following


def _keys(passphrase: str, header: dict[str, object]) -> tuple[bytes, str]:
    n, r, p = (int(str(header[name])) for name in "nrp")
    if not (n <= 1 << 20 and r <= 16 and p <= 4):
        raise ValueError("a cost that no backup has")
    root = Scrypt(salt=bytes.fromhex(str(header["salt"])), length=32, n=n, r=r, p=p).derive(passphrase.encode())
    parts = (HKDFExpand(algorithm=SHA256(), length=32, info=info).derive(root) for info in (b"content", b"passphrase"))
    content, check = parts
    return content, check.hex()


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)
