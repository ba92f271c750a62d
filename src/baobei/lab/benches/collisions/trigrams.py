"""pg_trgm: trigrams of name, phones and address in one text, in a PostgreSQL that is thrown away afterwards."""

from collections.abc import Iterator, Sequence
from time import perf_counter

import psycopg
from psycopg import sql

from baobei.lab.benches.collisions.book import Entry
from baobei.lab.benches.collisions.cleaned import cleaned
from baobei.lab.benches.collisions.systems import Answer, one_by_one
from baobei.store import cluster

MOST, LEAST = 20, 0.4
"""More rows, or less likeness, find no more collisions and take longer."""
_LIKE = "SELECT id, similarity(text, %(text)s) FROM book WHERE text %% %(text)s ORDER BY 2 DESC LIMIT {most}"


def trigrams(register: Sequence[Entry], queries: Sequence[Entry]) -> Answer:
    """The most alike rows of the cleaned columns by an index of trigrams. Raises NoServer without PostgreSQL."""
    with cluster.running() as server:
        # In the locale C trigrams leave out every Chinese character.
        with psycopg.connect(server, autocommit=True) as client:
            client.execute("CREATE DATABASE trigrams TEMPLATE template0 LC_CTYPE 'C.UTF-8'")
        with psycopg.connect(server, dbname="trigrams", autocommit=True) as client:
            begun = perf_counter()
            client.execute("CREATE EXTENSION pg_trgm")
            client.execute("CREATE TABLE book (id text, text text)")
            with client.cursor().copy("COPY book FROM STDIN") as copy:
                for entry in register:
                    copy.write_row((entry.id, cleaned(*entry.cells).text))
            client.execute("CREATE INDEX ON book USING gin (text gin_trgm_ops)")
            client.execute("ANALYZE book")
            client.execute(sql.SQL("SET pg_trgm.similarity_threshold = {}").format(LEAST))

            def ask(query: Entry) -> Iterator[tuple[str, float]]:
                yield from client.execute(_LIKE.format(most=MOST), {"text": cleaned(*query.cells).text})

            return one_by_one(ask, queries, perf_counter() - begun)
