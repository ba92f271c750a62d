"""Whatever is registered, added to the table and withdrawn, in any order: nobody fails, and nothing is overlooked."""

from datetime import timedelta
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei import matching, usecase
from baobei.book import rebuild
from baobei.registrations import services
from baobei.registrations.models import Collision, DecidedPair, KeyClaim, Registration
from baobei.registrations.queries import communities, facts
from baobei.registrations.queries.candidates import look_up
from baobei.registrations.rules.facts import having
from baobei.registrations.rules.form import vocabulary
from baobei.registrations.rules.reviewing import side
from baobei.registrations.tests.conftest import clock
from baobei.registrations.tests.test_communities import CUSTOMERS, ENTRIES
from baobei.usecase import StatedClock

BEGIN = clock().now()
SELLERS = ("wang", "li", "zhou", "sun")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("register"), st.sampled_from(SELLERS), CUSTOMERS),
        st.tuples(st.just("inquire"), st.sampled_from(SELLERS), CUSTOMERS),
        st.tuples(st.just("add"), st.just("he"), ENTRIES.map(lambda entries: entries[0])),
        st.tuples(st.just("withdraw"), st.just("he"), st.integers(0, 3)),
        st.tuples(st.just("review"), st.just("he"), st.sampled_from(["same", "different"])),
        st.tuples(st.just("rekey"), st.just("he"), st.none()),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_nothing_is_overlooked(cast: SimpleNamespace, steps: list[Any]) -> None:
    with transaction.atomic():
        for number, (act, who, what) in enumerate(steps):
            _do(getattr(cast, who), StatedClock(BEGIN + timedelta(minutes=number)), act, what)
        at = StatedClock(BEGIN + timedelta(hours=1))
        services.rekey(at=at)
        assert services.rekey(at=at).done == 0
        _see_all_pairs(at)
        live = KeyClaim.objects.filter(released_at=None).values_list("key", flat=True)
        assert len(live) == len(set(live))
        assert not rebuild.differences()
        transaction.set_rollback(True)


def _do(by: Any, at: StatedClock, act: str, what: Any) -> None:
    if act == "register":
        services.register(by=by, at=at, customer=what)
    elif act == "inquire":
        services.inquire(by=by, at=at, customer=what)
    elif act == "add":
        services.add_community(by=by, at=at, entry=what, sure=True)
    elif act == "withdraw":
        for entry in communities.standing()[what : what + 1]:
            services.withdraw_community(by=by, at=at, key=entry.id)
    elif act == "review":
        waiting = Registration.objects.filter(status="awaiting_review").order_by("registered_at").first()
        if waiting:
            services.review(by=by, at=at, registration=waiting.id, decision=what)
    else:
        services.rekey(at=at)


def _see_all_pairs(at: StatedClock) -> None:
    """Two holders' live registrations that match were judged, are under review, or wait as a collision."""
    now = usecase.moment(at)
    p = usecase.in_force(now.day)
    table = communities.reload().communities
    live = [row for row in map(facts.as_entry, Registration.objects.all()) if having(row, now.at)]
    for one, other in combinations(live, 2):
        if one.holder == other.holder:
            continue
        mine, theirs = facts.reading_of(one.id), facts.reading_of(other.id)
        assert mine and theirs
        places = look_up(*facts.question(p, one.holder, now, mine)).places
        match = matching.compare(mine, theirs, vocabulary(p, table), places=places)
        if match is None:
            continue
        judged = DecidedPair.objects.filter(one=side(mine), other=side(theirs)).exists()
        reviewed = any(
            waiting.status == "awaiting_review" and beside.holder in waiting.resembles
            for waiting, beside in ((one, other), (other, one))
        )
        pair = {one.id, other.id}
        assert judged or reviewed or Collision.objects.filter(one__in=pair, other__in=pair).exists()
