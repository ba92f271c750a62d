"""Estimating the weights from a company's own decisions and register; it tells and never changes anything."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from baobei import usecase
from baobei.policy import load
from baobei.policy.vocabulary import FINDINGS
from baobei.usecase import COMPANY_TIME, StatedClock

MORNING = datetime(2026, 3, 2, 10, tzinfo=COMPANY_TIME)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周", "建国芳敏静强磊洋艳勇"


def at(hours: int) -> StatedClock:
    return StatedClock(MORNING + timedelta(hours=hours))


@pytest.fixture
def decided(company: dict[str, Any]) -> list[UUID]:
    """Nine who register under a mask a colleague's customer, three without its entrance another of the same home: the
    registrar says of the first eight *different*, of the ninth *same*, and has not come to the others."""
    from baobei.people import queries
    from baobei.registrations import services

    wang, li, he = (queries.actor(user) for user in ("wang", "li", "he"))
    waiting = []
    for number in range(12):
        name, phone = (
            f"{SURNAMES[number % 10]}{GIVEN[number // 2]}{GIVEN[number % 9]}",
            f"138{number:04}{4000 + number}",
        )
        home = f"重庆市渝北区云栈山居{number + 1}栋2单元18-1"
        services.register(by=wang, at=at(number), customer={"name": name, "phones": [phone], "address": home})
        masked = {"name": name, "phones": [f"138****{phone[7:]}"], "address": f"重庆市南岸区南坪西路{number + 1}号"}
        vague = {"name": "罗晶", "phones": [f"139{number:08}"], "address": home.replace("2单元", "")}
        asked = services.register(by=li, at=at(number + 20), customer=masked if number < 9 else vague)
        assert asked.result == "needs_review"
        waiting.append(asked.answer["registration"])
    for number, registration in enumerate(waiting[:9]):
        word = "different" if number < 8 else "same"
        services.review(by=he, at=at(number + 40), registration=registration, decision=word)
    return waiting


def weights(told: dict[str, Any]) -> dict[str, float]:
    return {row["finding"]: row["new"] for row in told["weights"]}


def test_decisions_move_what_they_are_about_and_nothing_else(decided: list[UUID], baobei: Callable[..., Any]) -> None:
    told = baobei("weights", "estimate", "--json").json()
    assert told["rests_on"] == {
        "decisions": 9,
        "same": 1,
        "different": 8,
        "left_out": {
            "no_longer_there": 0,
            "same_as_one_of_several": 0,
            "certain_by_rule": 0,
            "nothing_in_common": 0,
        },
    }
    rows = {row["finding"]: row for row in told["weights"]}
    assert (rows["phone.mask"]["same"], rows["phone.mask"]["different"]) == (1, 8)
    assert -0.6 < rows["phone.mask"]["difference"] == rows["name.equal"]["difference"] < -0.3
    assert rows["kin.phone"]["difference"] == 0 == rows["kin.phone"]["same"]
    for word, doubts in (("same", 1), ("different", 8)):
        assert told["decided"][word] == {
            "doubts": doubts,
            "asked_before": doubts,
            "asked_after": doubts,
            "newly_asked": 0,
            "no_longer_asked": 0,
            "examples": [],
        }
    assert told["waiting"]["reviews"] == 3 and told["register"]["pairs"] >= 12


def test_nothing_is_changed_and_the_same_is_told_again(decided: list[UUID], baobei: Callable[..., Any]) -> None:
    from baobei.registrations.models import DecidedPair

    version, kept = usecase.policy().version, list(DecidedPair.objects.values())
    for source in ("decisions", "splink"):
        told = [baobei("weights", "estimate", "--from", source) for _ in range(2)]
        assert told[0] == told[1] and (told[0].code, told[0].err) == (0, "")
    assert usecase.policy().version == version and list(DecidedPair.objects.values()) == kept


def test_what_is_written_is_a_pack_that_holds_from_its_day(
    decided: list[UUID], baobei: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "weights.yaml"
    ran = baobei("weights", "estimate", "--out", out, "--since", "2027-01-01", "--json")
    assert ran.code == 0 and set(weights(ran.json())) == set(FINDINGS)
    policy, day = load(out), datetime(2027, 1, 1).date()
    assert policy.on(day)["match.weights"] == weights(ran.json())
    assert policy.on(day - timedelta(days=1))["match.weights"] == load("zhaodu").on(day)["match.weights"]
    assert baobei("policy", "check", out).code == 0


def test_an_erased_side_is_left_out_and_counted(decided: list[UUID], baobei: Callable[..., Any]) -> None:
    from baobei.registrations.models import CustomerData

    CustomerData.objects.filter(registration_id=decided[0]).delete()
    told = baobei("weights", "estimate", "--json").json()
    assert (told["rests_on"]["decisions"], told["rests_on"]["left_out"]["no_longer_there"]) == (8, 1)
    assert "1 of which a side is no longer there" in baobei("weights", "estimate").out


def test_words_carried_over_to_another_reading_are_one_word(decided: list[UUID], baobei: Callable[..., Any]) -> None:
    from baobei.registrations.models import DecidedPair
    from baobei.store.rows import new_id

    for row in DecidedPair.objects.all():
        DecidedPair.objects.create(
            id=new_id(),
            registration_id=row.registration_id,
            one=f"{row.one:.60}old",
            other=row.other,
            decision=row.decision,
        )
    rests_on = baobei("weights", "estimate", "--json").json()["rests_on"]
    assert (rests_on["decisions"], rests_on["left_out"]["no_longer_there"]) == (9, 0)


def test_pairs_judged_after_both_were_registered_count_and_open_ones_wait(
    decided: list[UUID], baobei: Callable[..., Any]
) -> None:
    from baobei.people import queries
    from baobei.registrations import services
    from baobei.registrations.models import Collision, Registration
    from baobei.store.rows import new_id

    wangs = list(Registration.objects.exclude(id__in=decided).order_by("registered_at").values_list("id", flat=True))
    found = [
        Collision.objects.create(id=new_id(), one_id=wangs[at], other_id=decided[at], found_at=MORNING)
        for at in (9, 10)
    ]
    judged = services.judge(by=queries.actor("he"), at=at(60), collision=found[0].id, decision="different")
    assert judged.result == "judged"
    told = baobei("weights", "estimate", "--json").json()
    assert (told["rests_on"]["decisions"], told["rests_on"]["left_out"]["no_longer_there"]) == (10, 0)
    assert told["waiting"]["reviews"] == 4


def test_splink_estimates_from_the_register(decided: list[UUID], baobei: Callable[..., Any]) -> None:
    told = baobei("weights", "estimate", "--from", "splink", "--json").json()
    rests_on = told["rests_on"]
    assert rests_on["pairs"] == told["register"]["pairs"] >= 12 == rests_on["doubts"]
    assert rests_on["pairs"] == rests_on["doubts"] + rests_on["certain_by_rule"] + rests_on["nothing_by_rule"]
    assert {row["finding"] for row in told["weights"] if "m" in row} >= {"phone.mask", "estate.equal"}
    assert set(weights(told)) == set(FINDINGS)


def test_an_empty_register_and_no_decisions_leave_the_table(company: Any, baobei: Callable[..., Any]) -> None:
    for source in ("decisions", "splink"):
        told = baobei("weights", "estimate", "--from", source, "--json").json()
        assert all(row["difference"] == 0 for row in told["weights"])


def test_without_splink_it_says_how_to_get_it(
    company: Any, baobei: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    ran = baobei("weights", "estimate", "--from", "splink")
    assert (ran.code, ran.out) == (2, "") and "pip install 'baobei[estimate]'" in ran.err
    assert baobei("weights", "estimate").code == 0


@pytest.mark.parametrize(
    "wrong", [("--from", "guess"), ("--sample", "0"), ("--since", "tomorrow"), ("--out", "/no/way")]
)
def test_wrong_input(company: Any, baobei: Callable[..., Any], wrong: tuple[str, str]) -> None:
    assert baobei("weights", "estimate", *wrong).code == 2
