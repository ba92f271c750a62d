"""Which days are worked: the State Council's yearly notices, and the company's own days above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from baobei.policy import marked

NOTICES = Path(__file__).parent / "calendars" / "state_council.yaml"
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Rest and working days that a company sets for itself; they go before the State Council's."""

    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked: as the company says, else by notice, else Monday to Friday."""
        if day in self.work or day in self.rest:
            return day in self.work
        rest, work = _notices().get(day.year, (frozenset(), frozenset()))
        return day in work or (day.weekday() < SATURDAY and day not in rest)

    def working_day_from(self, day: date) -> date:
        """The day itself where it is worked, else the next that is. Raises OverflowError at the end of the calendar."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


STATE_COUNCIL = Calendar()


def own_days(rest: Iterable[date | str] = (), work: Iterable[date | str] = ()) -> Calendar:
    """A company's calendar from dates or ISO texts; a day in both is worked. Raises ValueError for what is no date."""
    return Calendar(frozenset(map(_day, rest)), frozenset(map(_day, work)))


def provisional(year: int) -> bool:
    """Whether the year has no notice yet, so that its days are counted Monday to Friday for the time being."""
    return year not in _notices()


def _day(given: date | str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


@cache
def _notices() -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    years = marked.read(NOTICES.read_text(encoding="utf-8")).data
    return {int(year): (_days(year, days["rest"]), _days(year, days["work"])) for year, days in years.items()}


def _days(year: str, days: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in days)
