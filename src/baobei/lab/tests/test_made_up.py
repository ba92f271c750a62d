"""The same seed makes the same company, whenever it is made."""

from datetime import datetime, timedelta

from baobei.lab import made_up
from baobei.policy import load
from baobei.usecase import COMPANY_TIME

NOON = datetime(2024, 3, 6, 12, tzinfo=COMPANY_TIME)


def company(now: datetime = NOON, seed: int = 7):
    return made_up.story(load("zhaodu"), "zhaodu", seed=seed, people=20, registrations=60, now=now)


def relative(story, now: datetime) -> list[tuple]:
    dated = {"expected_signing"}
    return [
        (now - event.at, event.by, event.do, event.ref, {k: v for k, v in event.given.items() if k not in dated})
        for event in story.events
    ]


def test_the_same_seed_makes_the_same_company() -> None:
    assert company() == company()


def test_its_dates_move_with_the_day_it_is_made_on() -> None:
    later = NOON + timedelta(days=400)
    assert relative(company(), NOON) == relative(company(later), later)


def test_another_seed_makes_another_company() -> None:
    assert company().people != company(seed=8).people


def test_nothing_lies_in_the_future_and_all_is_in_order() -> None:
    instants = [event.at for event in company().events]
    assert instants == sorted(instants) and instants[-1] < NOON
