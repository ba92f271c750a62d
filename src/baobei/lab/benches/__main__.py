"""One bench on one store, in a process of its own: ``python -m baobei.lab.benches check URL 100000`` prints JSON."""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

import django

from baobei import environment


def run(what: str, url: str, size: int, *more: str) -> dict[str, Any]:
    """Runs the bench; ``held`` says whether its figures are as they must be, ``lines`` are for a reader."""
    from baobei.lab import races as racing
    from baobei.lab.benches import check as checking
    from baobei.lab.benches import claim as claiming
    from baobei.lab.benches import pages as paging
    from baobei.store import databases, template

    match what:
        case "check":
            figures = checking.run(url, register=size)
            held, lines, data = (
                all(one.held for one in figures),
                checking.lines(figures),
                [asdict(one) for one in figures],
            )
        case "pages":
            figures = paging.run(url, register=size, rounds=int(*more))
            held, lines, data = True, paging.lines(figures), [asdict(one) for one in figures]
        case "claim":
            rates = claiming.run(url, databases.beside(url), registrations=size)
            held, lines, data = claiming.held(url, rates), claiming.lines(rates), [asdict(one) for one in rates]
        case _:
            template.create(url)
            report = racing.run(rounds=size, registrations=200, clients=32)
            held, lines, data = report.held, racing.lines(report), [dict(report.results)]
    return {"held": held, "lines": list(lines), "figures": data}


if __name__ == "__main__":
    what, url, size, *more = sys.argv[1:]
    environment.use(database_url=url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baobei.settings")
    django.setup()
    print(json.dumps(run(what, url, int(size), *more), ensure_ascii=False))
