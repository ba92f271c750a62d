"""Made-up companies."""

from baobei.book import verify
from baobei.cli.tests.conftest import STORY
from baobei.people.models import Company, Employee, Role
from baobei.people.signing_in import sign_in
from baobei.registrations.models import Hold, Registration, Status
from baobei.usecase import MachineClock, moment

SMALL = ("--people", "12", "--registrations", "25")


def test_people_of_every_role_and_some_weeks_of_work(committed, baobei) -> None:
    done = baobei("demo", *SMALL, "--json")
    assert done.code == 0, done.err
    people = done.json()["people"]
    assert len(people) == 12
    assert {role for person in people for role in person["roles"]} == set(Role.values)
    assert len({person["department"] for person in people} - {None}) == 2
    statuses = set(Registration.objects.values_list("status", flat=True))
    assert statuses == {Status.VALID, Status.SIGNED, Status.AWAITING_CHOICE, Status.AWAITING_REVIEW}
    assert Hold.objects.exists()
    assert not any(verify.verify().values())


def test_who_is_made_up_can_sign_in_at_once(committed, baobei) -> None:
    person = baobei("demo", *SMALL, "--json").json()["people"][0]
    now = moment(MachineClock())
    answer = sign_in(at=MachineClock(), day=now.day, username=person["user"], password=person["password"])
    assert answer.employee is not None and not answer.employee.must_change_password


def test_one_login_a_role_is_printed(committed, baobei) -> None:
    lines = baobei("demo", *SMALL).out.splitlines()
    shown = {role for line in lines[1:-1] for role in Role.values if line.split()[0] == role}
    assert shown == set(Role.values) and len(lines) == 11


def test_a_filled_store_is_left_alone_or_replaced_whole(company, baobei, demo_installation) -> None:
    demo_installation(False)
    refused = baobei("demo", *SMALL)
    assert refused.code == 2 and "BAOBEI_DEMO=1" in refused.err
    assert Employee.objects.count() == 4
    demo_installation(True)
    assert baobei("demo", *SMALL).code == 0
    assert Employee.objects.count() == 12 and not Employee.objects.filter(username="wang").exists()


def test_a_story_s_people_and_policy_without_its_events(committed, baobei, tmp_path) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(
        STORY.replace("zhaodu", "{extends: zhaodu, set: [{name: protection.walk_in.days, value: 10}]}").replace(
            "events: []",
            'events: [{at: "2023-02-01T10:00", by: wang, do: register, customer: {name: 陈建国, '
            'phones: ["13800001234"], address: 渝北区云溪苑3栋2单元18-1}}]',
        )
    )
    people = baobei("demo", "--story", story, "--json").json()["people"]
    assert [(one["user"], one["roles"], one["department"], one["region"]) for one in people] == [
        ("wang", ["salesperson"], "east", None),
        ("li", ["salesperson"], "west", None),
        ("he", ["registrar", "clerk"], None, None),
        ("zhu", ["gm"], None, "south"),
    ]
    assert not Registration.objects.exists()
    assert '"value": 10' in Company.objects.get().policy


def test_a_story_that_can_not_be_read_changes_nothing(company, baobei, tmp_path, demo_installation) -> None:
    demo_installation(True)
    story = tmp_path / "bad.yaml"
    story.write_text("people: [{name: 王芳}]\nevents: []\n")
    said = baobei("demo", "--story", story)
    assert said.code == 2 and f"{story}:1:" in said.err
    assert Employee.objects.count() == 4


def test_interrupted_it_leaves_an_empty_store(committed, baobei, monkeypatch) -> None:
    def interrupt(self) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("baobei.lab.play.Play.run", interrupt)
    assert baobei("demo", *SMALL).code == 130
    assert not Employee.objects.exists()
    monkeypatch.undo()
    assert baobei("demo", *SMALL).code == 0
