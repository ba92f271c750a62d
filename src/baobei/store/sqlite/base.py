"""Django's SQLite backend with a fair queue for writers.

SQLite's own busy timeout polls, and under many writers some starve for seconds. An exclusive ``flock`` on a file beside
the database, taken before BEGIN IMMEDIATE by each connection's own descriptor, lets them in one after the other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    _queue: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._leave()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps all other writers waiting while the block runs, without a transaction."""
        self._wait()
        try:
            yield
        finally:
            self._leave()

    def _wait(self) -> None:
        path = str(self.settings_dict["NAME"])
        if self.is_in_memory_db():
            return
        if self._queue is None:
            try:
                self._queue = os.open(path + ".writers", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:
                # SQLite then says itself what is wrong with the place.
                return
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _leave(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
