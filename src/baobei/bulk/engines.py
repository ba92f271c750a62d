"""What runs the chunks and the join: DuckDB on this machine, or Spark on as many as there are."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

FEW = 2
"""So many chunks are done sooner than a process starts."""
MEMORY = "4GB"
NUMBERS = ("number", "chunk", "digest")


class Ended(Exception):
    """A process of the engine was ended from outside, as the system does when memory runs out."""


class Engine(Protocol):
    """The five things that an engine does."""

    def each(self, work: Callable[..., None], parts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Does the work on each part; gives each part that is done. Raises Ended."""
        ...

    def table(self, name: str, folder: Path, columns: Sequence[str]) -> None:
        """Names the files of a folder as a table."""
        ...

    def keep(self, name: str, sql: str) -> None:
        """Names what a query answers as a table, found once."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query answers."""
        ...

    def write(self, sql: str, folder: Path) -> None:
        """Writes what a query answers into a folder for each value of its column ``chunk``."""
        ...


@contextmanager
def duckdb(folder: Path) -> Iterator[Engine]:
    """DuckDB, with a process for each core of this machine; what exceeds its memory goes to ``folder``."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = {_quoted(folder / 'spilled')}")
        connection.execute("SET preserve_insertion_order = false")
        yield _DuckDB(connection)


class _DuckDB:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def each(self, work: Callable[..., None], parts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        if len(parts) <= FEW:
            for part in parts:
                work(*part)
                yield part
            return
        pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), initializer=_prepare)
        try:
            done = {pool.submit(work, *part): part for part in parts}
            for one in as_completed(done):
                one.result()
                yield done[one]
        except BrokenProcessPool:
            raise Ended from None
        finally:
            pool.shutdown(cancel_futures=True)

    def table(self, name: str, folder: Path, columns: Sequence[str]) -> None:
        types = ", ".join(f"'{column}': '{_type(column)}'" for column in columns)
        files = f"{_quoted(folder / '*.csv')}, header = false, delim = ',', columns = {{{types}}}"
        self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_csv({files}, auto_detect = false)")

    def keep(self, name: str, sql: str) -> None:
        self._connection.execute(f"CREATE TABLE {name} AS {sql}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(sql).fetchall())

    def write(self, sql: str, folder: Path) -> None:
        self._connection.execute(f"COPY ({sql}) TO {_quoted(folder)} (FORMAT csv, HEADER false, PARTITION_BY (chunk))")


@contextmanager
def spark(master: str) -> Iterator[Engine]:
    """Spark at ``master``; its machines see the chunks under the same path, and have baobei installed."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings: dict[str, Any] = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "16",
    }
    session = SparkSession.builder.master(master).appName("baobei match").config(map=settings).getOrCreate()
    try:
        yield _Spark(session)
    finally:
        session.stop()


class _Spark:
    def __init__(self, session: Any) -> None:
        self._session = session

    def each(self, work: Callable[..., None], parts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        if parts:
            self._session.sparkContext.parallelize(parts, len(parts)).foreach(lambda part: work(*part))
        yield from parts

    def table(self, name: str, folder: Path, columns: Sequence[str]) -> None:
        types = ", ".join(f"{column} {_type(column)}" for column in columns)
        self._session.read.csv(f"{folder.absolute().as_uri()}/*.csv", schema=types).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> None:
        self._session.sql(sql).cache().createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def write(self, sql: str, folder: Path) -> None:
        self._session.sql(sql).write.partitionBy("chunk").csv(folder.absolute().as_uri())


def _type(column: str) -> str:
    return "BIGINT" if column in NUMBERS else "STRING"


def _prepare() -> None:
    """Makes a process that leaves an interrupt to the one that started it, and never outlives that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.disable()  # readings hold no cycles; looking for some took a tenth of the time


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
