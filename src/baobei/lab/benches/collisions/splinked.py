"""Splink on its own: its model, trained by expectation maximisation on the cleaned columns, as its handbook shows."""

import csv
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from itertools import islice
from time import perf_counter
from typing import Any

from baobei.lab.benches.collisions.book import Entry
from baobei.lab.benches.collisions.cleaned import Cleaned, cleaned
from baobei.lab.benches.collisions.systems import Answer
from baobei.lab.benches.figures import timed

SINGLE = 20
"""Queries that are asked one at a time as well: each takes Splink a tenth of a second."""
_PAIRS = 1e6
_TEXTS = "name pinyin surname district estate phase building entrance floor room".split()
_LISTS = "phones ends kin_phones".split()


def splink(register: Sequence[Entry], queries: Sequence[Entry]) -> Answer:
    """Cleans, trains on both tables without labels, and predicts."""
    begun = perf_counter()
    model = Model(_columns(register), _columns(queries))
    prepared = perf_counter() - begun
    scores = model.predicted()
    asked = perf_counter() - begun - prepared
    return Answer(scores, prepared, asked, [timed(partial(model.ask, query)) for query in queries[:SINGLE]])


def _columns(entries: Sequence[Entry]) -> Any:
    return table(cleaned(*entry.cells) for entry in entries)


def table(rows: Iterable[Cleaned]) -> Any:
    """The columns as an Arrow table; what is empty is null, and ``numbers`` are one's own and one's kin's."""
    import pyarrow

    columns = [asdict(row) for row in rows]
    data = {name: pyarrow.array([row[name] or None for row in columns], pyarrow.string()) for name in ("id", *_TEXTS)}
    lists = {name: [list(row[name]) or None for row in columns] for name in _LISTS}
    lists["numbers"] = [[*row["phones"], *row["kin_phones"]] or None for row in columns]
    texts = pyarrow.list_(pyarrow.string())
    return pyarrow.table(data | {name: pyarrow.array(values, texts) for name, values in lists.items()})


class Model:
    """A model of two tables whose parameters are estimated without labels."""

    def __init__(self, register: Any, queries: Any) -> None:
        from splink import DuckDBAPI, Linker, block_on
        from splink.internals.exceptions import EMTrainingException

        logging.getLogger("splink").setLevel(logging.ERROR)
        self._database = DuckDBAPI()
        self._register = self._database.register(register, dataset_display_name="register")
        asked = self._database.register(queries, dataset_display_name="queries")
        self._linker = Linker([self._register, asked], _settings(len(register)), log_level=logging.ERROR)
        training = self._linker.training
        training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=1)
        for rule in (block_on("pinyin"), block_on("estate", "floor", "room")):
            # A small book may have no pair of some kind; what it does not tell stays as Splink assumes it.
            with suppress(EMTrainingException, ValueError):
                training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)

    def predicted(self) -> dict[tuple[str, str], float]:
        """The pairs of query and row that its blocking finds, with their log-odds."""
        found = self._linker.inference.predict().as_duckdbpyrelation()
        rows = found.select("source_dataset_l, id_l, id_r, match_weight").fetchall()
        return {(right, left) if of == "register" else (left, right): weight for of, left, right, weight in rows}

    def ask(self, query: Entry) -> None:
        """Predicts for one query."""
        asked = self._database.register(table([cleaned(*query.cells)]), dataset_display_name=query.id)
        self._linker.inference.predict_between(self._register, asked).as_duckdbpyrelation().fetchall()


def _settings(register: int) -> Any:
    # About one row of the register collides with a query.
    from splink import SettingsCreator, block_on
    from splink import comparison_level_library as level
    from splink import comparison_library as compare

    equal_unit = " AND ".join(
        f"{name}_l IS NOT DISTINCT FROM {name}_r" for name in "phase building entrance floor room".split()
    )
    numbers = compare.CustomComparison(
        output_column_name="numbers",
        comparison_levels=[
            level.CustomLevel(
                "(numbers_l IS NULL AND ends_l IS NULL) OR (numbers_r IS NULL AND ends_r IS NULL)"
            ).configure(is_null_level=True),
            level.ArrayIntersectLevel("phones", min_intersection=1),
            level.CustomLevel("list_has_any(phones_l, kin_phones_r) OR list_has_any(kin_phones_l, phones_r)", "kin"),
            level.ArrayIntersectLevel("numbers", min_intersection=1),
            level.ArrayIntersectLevel("ends", min_intersection=1),
            level.ElseLevel(),
        ],
    )
    names = compare.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            level.NullLevel("name"),
            level.ExactMatchLevel("name", term_frequency_adjustments=True),
            level.ExactMatchLevel("pinyin"),
            level.JaroWinklerLevel("pinyin", 0.92),
            level.ExactMatchLevel("surname"),
            level.ElseLevel(),
        ],
    )
    estates = compare.CustomComparison(
        output_column_name="estate",
        comparison_levels=[
            level.NullLevel("estate"),
            level.And(level.ExactMatchLevel("estate"), level.ExactMatchLevel("district")),
            level.ExactMatchLevel("estate", term_frequency_adjustments=True),
            level.JaroWinklerLevel("estate", 0.8),
            level.ElseLevel(),
        ],
    )
    units = compare.CustomComparison(
        output_column_name="unit",
        comparison_levels=[
            level.CustomLevel("room_l IS NULL OR room_r IS NULL").configure(is_null_level=True),
            level.CustomLevel(equal_unit, "all of the unit"),
            level.And(*(level.ExactMatchLevel(name) for name in ("building", "floor", "room"))),
            level.And(*(level.ExactMatchLevel(name) for name in ("floor", "room"))),
            level.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1 / register,
        unique_id_column_name="id",
        comparisons=[numbers, names, estates, units],
        blocking_rules_to_generate_predictions=[
            block_on("numbers", arrays_to_explode=["numbers"]),
            block_on("ends", arrays_to_explode=["ends"]),
            block_on("pinyin", "estate"),
            block_on("estate", "floor", "room"),
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def main(register: str, queries: str, out: str) -> None:
    """Links two files as ``baobei match`` would and prints the seconds of each step as JSON."""
    begun = perf_counter()
    cleaned_columns = [table(_cleaned(file)) for file in (register, queries)]
    cleaning = perf_counter() - begun
    model = Model(*cleaned_columns)
    training = perf_counter() - begun - cleaning
    scores = model.predicted()
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(("query_id", "register_id", "score"))
        writer.writerows((*pair, score) for pair, score in scores.items())
    predicting = perf_counter() - begun - cleaning - training
    steps = {"cleaning": cleaning, "training": training, "predicting": predicting}
    print(json.dumps({name: round(seconds, 2) for name, seconds in steps.items()}))


def _cleaned(file: str) -> Iterator[Cleaned]:
    with open(file, encoding="utf-8", newline="") as source:
        for cells in islice(csv.reader(source), 1, None):
            yield cleaned(*cells)


if __name__ == "__main__":
    main(*sys.argv[1:])
