"""The dataflow: rows → readings and keys → pairs that share a key → scores, the same on every engine (CR-7.0)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from baobei.bulk import books as files
from baobei.bulk import chunks
from baobei.bulk.books import Piece, Unusable
from baobei.bulk.chunks import Job
from baobei.bulk.engines import Engine
from baobei.language import ENGLISH
from baobei.matching import Vocabulary
from baobei.matching.batch import Fault
from baobei.matching.keys import stored_under
from baobei.words import Text, say

TOO_COMMON = 1000
"""Rows under one key, above which it finds too many to tell anything."""
TOLD = 10
BEARERS = 10
"""A name of more rows, and of more than one row in ``ROWS_A_NAME``, is borne by two in many an estate."""
ROWS_A_NAME = 10_000

REPEATED = """
SELECT number, id, earliest
FROM (SELECT number, id, min(number) OVER (PARTITION BY id) AS earliest FROM {rows}) AS alike
WHERE number <> earliest
"""
FIRST = "SELECT min(number) FROM {rows} GROUP BY id"
MET = f"""
SELECT digest, number, phone, lies FROM keys
WHERE digest IN (SELECT digest FROM looks) AND number IN ({FIRST.format(rows="found_rows")})
"""
CUT = "SELECT digest, count(*) AS held, min(number) AS example FROM met GROUP BY digest HAVING count(*) > {most}"
COMMON = "SELECT phone FROM met WHERE phone <> '' GROUP BY phone HAVING count(*) > {most}"
NAMES = "SELECT sound FROM names GROUP BY sound HAVING count(*) > {most}"
PLACES = "SELECT DISTINCT packed FROM places"
PAIRS = f"""
WITH usable AS (SELECT digest FROM met GROUP BY digest HAVING count(*) <= {{most}}),
pairs AS (
    SELECT DISTINCT looks.chunk AS chunk, looks.number AS mine, met.number AS theirs
    FROM looks JOIN usable ON looks.digest = usable.digest JOIN met ON met.digest = usable.digest
    WHERE {{which}} AND (coalesce(looks.lies, '') = '' OR coalesce(met.lies, '') = '' OR looks.lies = met.lies)
)
SELECT chunk, mine, theirs, found_rows.id AS id, found_rows.packed AS packed
FROM pairs JOIN found_rows ON found_rows.number = theirs
WHERE mine IN ({FIRST.format(rows="asked_rows")})
"""


def match(
    folder: Path,
    register: list[Piece],
    queries: list[Piece] | None,
    vocabulary: Vocabulary,
    engine: AbstractContextManager[Engine],
    *,
    common_phone: int,
    explain: bool = False,
    language: str = ENGLISH,
    too_common: int = TOO_COMMON,
    heard: Callable[[str, int], None] = lambda what, done: None,
    told: Callable[[Text], None] = lambda text: None,
) -> Iterator[bytes]:
    """Every query against every row of the register; without queries every row against those before it.

    ``folder`` keeps what is done: called again with the same input, it goes on from there. ``common_phone``: a
    number of more holders decides nothing alone (match.common_phone). ``explain``: with the reasons, in ``language``.
    ``heard`` is called with what was done and on how many rows, ``told`` with what was left out and why. Gives the
    lines of the answer, in the order of the queries, best first, as UTF-8 in pieces. Raises Unusable where a book has
    no row that can be read.
    """
    books = {"register": register} if queries is None else {"queries": queries, "register": register}
    asked = next(iter(books))
    job = Job(folder, vocabulary, found="register", asked=asked, explain=explain, language=language)
    with engine as runs:
        parts = [(book, at, piece) for book, pieces in books.items() for at, piece in enumerate(pieces)]
        for _, _, piece in runs.each(partial(chunks.normalise, job), parts):
            heard("reading", piece.rows)
        _name_tables(runs, folder, asked)
        for book, pieces in books.items():
            _tell(runs, folder / book, pieces, "asked_rows" if book == asked else "found_rows", told)
        _pair(runs, folder, too_common, common_phone, within=queries is None, told=told)
        for (at,) in runs.each(partial(chunks.score, job), [(at,) for at in range(len(books[asked]))]):
            heard("comparing", books[asked][at].rows)
    for at in range(len(books[asked])):
        yield (folder / "answers" / f"{at:06}.csv").read_bytes()


def _name_tables(runs: Engine, folder: Path, asked: str) -> None:
    runs.table("keys", folder / "register" / "keys", ["digest", "number", "phone", "lies"])
    runs.table("names", folder / "register" / "names", ["sound"])
    runs.table("places", folder / "register" / "places", ["packed"])
    runs.table("found_rows", folder / "register" / "rows", ["number", "id", "packed"])
    runs.table("asked_rows", folder / asked / "rows", ["number", "id", "packed"])
    runs.table("looks", folder / asked / "looks", ["digest", "number", "chunk", "lies"])


def _tell(runs: Engine, folder: Path, pieces: list[Piece], rows: str, told: Callable[[Text], None]) -> None:
    """Tells the rows that are left out, in the order of the file."""
    faults = [fault for at in range(len(pieces)) for fault in chunks.faults(folder, at)]
    ((read,),) = runs.rows(f"SELECT count(*) FROM {rows}")
    faults += [
        Fault(line, say("Id {id} stands on line {earliest} already", id=chunks.id_of(key), earliest=earliest))
        for line, key, earliest in runs.rows(REPEATED.format(rows=rows))
    ]
    lines = [files.told(pieces[0].file, fault) for fault in sorted(faults, key=lambda fault: fault.line)]
    if faults and not read:
        raise Unusable(*lines)
    for line in lines:
        told(line)


def _pair(
    runs: Engine, folder: Path, most: int, common_phone: int, *, within: bool, told: Callable[[Text], None]
) -> None:
    """Finds who is compared with whom, and what comparing them takes; tells what finds nobody."""
    runs.keep("met", MET)
    for text in _cut(runs, most):
        told(text)
    if (folder / "paired").exists():
        return
    shutil.rmtree(folder / "pairs", ignore_errors=True)
    runs.write(PAIRS.format(most=most, which="met.number < looks.number" if within else "true"), folder / "pairs")
    common = runs.rows(COMMON.format(most=common_phone))
    ((rows,),) = runs.rows("SELECT count(*) FROM found_rows")
    names = runs.rows(NAMES.format(most=max(BEARERS, rows // ROWS_A_NAME)))
    chunks.keep(folder, *([one for (one,) in found] for found in (runs.rows(PLACES), common, names)))
    (folder / "paired").touch()


def _cut(runs: Engine, most: int) -> Iterator[Text]:
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
    ((packed,),) = runs.rows(f"SELECT packed FROM found_rows WHERE number = {example}")
    return next(key for key in stored_under(chunks.unpacked(packed)) if chunks.digest(key) == digest)
