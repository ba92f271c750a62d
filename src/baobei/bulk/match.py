"""The dataflow: rows → readings and keys → pairs that share a key → scores, the same on every engine (CR-7.0)."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from baobei.bulk import chunks
from baobei.bulk.chunks import Job
from baobei.bulk.engines import Engine
from baobei.language import ENGLISH
from baobei.matching import Vocabulary, keys
from baobei.matching.batch import Row
from baobei.words import Text, say

TOO_COMMON = 1000
"""Rows under one key, above which it finds too many to tell anything."""
TOLD = 10

Heard = Callable[[str, int], None]

CUT = "SELECT digest, count(*) AS held, min(number) AS example FROM keys GROUP BY digest HAVING count(*) > {most}"
COMMON = "SELECT phone FROM keys WHERE phone <> '' GROUP BY phone HAVING count(*) > {most}"
PLACES = "SELECT DISTINCT packed FROM places"
PAIRS = """
WITH usable AS (SELECT digest FROM keys GROUP BY digest HAVING count(*) <= {most}),
found AS (
    SELECT DISTINCT looks.number AS mine, keys.number AS theirs
    FROM looks JOIN usable ON looks.digest = usable.digest JOIN keys ON keys.digest = usable.digest
    WHERE {which}
)
SELECT asked.chunk AS chunk, mine, theirs, asked.packed AS mine_packed, other.packed AS theirs_packed
FROM found JOIN asked ON asked.number = mine JOIN other ON other.number = theirs
"""


def match(
    folder: Path,
    register: Iterable[Row],
    queries: Iterable[Row] | None,
    vocabulary: Vocabulary,
    engine: AbstractContextManager[Engine],
    *,
    common_phone: int,
    explain: bool = False,
    language: str = ENGLISH,
    too_common: int = TOO_COMMON,
    heard: Heard = lambda what, done: None,
    told: Callable[[Text], None] = lambda text: None,
) -> Iterator[bytes]:
    """Every query against every row of the register; without queries every row against those before it.

    ``folder`` keeps what is done: called again with the same input, it goes on from there. ``common_phone``: a
    number of more holders decides nothing alone (match.common_phone). ``explain``: with the reasons, in ``language``.
    ``heard`` is called with what was done and on how many rows, ``told`` with what was left out and why. Gives the
    lines of the answer, in the order of the queries, best first, as UTF-8 in pieces.
    """
    sizes = {("register", at): size for at, size in enumerate(chunks.keep(folder / "register", register))}
    asked = "register" if queries is None else "queries"
    if queries is not None:
        sizes |= {("queries", at): size for at, size in enumerate(chunks.keep(folder / "queries", queries))}
    asking = [at for book, at in sizes if book == asked]
    if not asking or ("register", 0) not in sizes:
        return
    job = Job(folder, vocabulary, explain, {}, frozenset())
    with engine as runs:
        for book, at in runs.each(partial(chunks.normalise, job), list(sizes)):
            heard("reading", sizes[book, at])
        _name_tables(runs, folder, asked)
        for text in _cut(runs, folder, too_common):
            told(text)
        _pair(runs, folder, too_common, within=queries is None)
        places: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for (packed,) in runs.rows(PLACES):
            sound, place = chunks.unpacked_place(packed)
            places[sound] |= {place}
        common = frozenset(phone for (phone,) in runs.rows(COMMON.format(most=common_phone)))
        job = Job(folder, job.vocabulary, explain, dict(places), common, language)
        for (at,) in runs.each(partial(chunks.score, job), [(at,) for at in asking]):
            heard("comparing", sizes[asked, at])
    for at in asking:
        yield (folder / "found" / f"{at:06}.csv").read_bytes()


def _name_tables(runs: Engine, folder: Path, asked: str) -> None:
    runs.table("keys", folder / "register" / "keys", ["digest", "number", "phone"])
    runs.table("places", folder / "register" / "places", ["packed"])
    runs.table("other", folder / "register" / "rows", ["number", "chunk", "packed"])
    runs.table("looks", folder / asked / "looks", ["digest", "number"])
    runs.table("asked", folder / asked / "rows", ["number", "chunk", "packed"])


def _pair(runs: Engine, folder: Path, most: int, *, within: bool) -> None:
    if (folder / "paired").exists():
        return
    shutil.rmtree(folder / "pairs", ignore_errors=True)
    runs.write(PAIRS.format(most=most, which="keys.number < looks.number" if within else "true"), folder / "pairs")
    (folder / "paired").touch()


def _cut(runs: Engine, folder: Path, most: int) -> Iterator[Text]:
    """What the keys are under which too much lies, the most common first."""
    cut = sorted(runs.rows(CUT.format(most=most)), key=lambda row: (-row[1], row[0]))
    for digest, held, example in cut[:TOLD]:
        yield say(
            "{held} rows share {key}: too many to tell anything, so nobody was looked for by it",
            held=held,
            key=_key(runs, digest, example),
        )
    if len(cut) > TOLD:
        yield say("{count} more keys are shared by more than {most} rows", count=len(cut) - TOLD, most=most)


def _key(runs: Engine, digest: int, example: int) -> str:
    ((packed,),) = runs.rows(f"SELECT packed FROM other WHERE number = {example}")
    return next(key for key in keys(chunks.unpacked(packed)[1]).stored if chunks.digest(key) == digest)
