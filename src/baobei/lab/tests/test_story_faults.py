"""Faults of shape: a story that can't be played says every reason, each with its line and place."""

from pathlib import Path

import pytest

from baobei.lab.story import StoryFaults, read_story

PEOPLE = """\
people:
  - {id: wang, name: 王芳, role: salesperson, department: east}
customers:
  chen: {name: 陈建国, phones: ["13800001234"], address: 重庆市渝北区云栈山居3栋2单元18-1}
events:
"""


def faults_of(text: str, folder: Path, **more: str) -> list[str]:
    """The faults of a story, each without the file's name and the words after the place."""
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryFaults) as raised:
        read_story(str(path), **more)
    assert all(fault.startswith(f"{path}:") for fault in raised.value.faults)
    return [fault.removeprefix(f"{path}:") for fault in raised.value.faults]


WHOLE = [
    ("", "1: a story is a mapping"),
    ("[1, 2]", "1: a story is a mapping"),
    ("{}", "1: no list of events"),
    ("events:", "1: no list of events"),
    ("people: []\nevents: 5", "2: events: must be a list"),
    ("events: [", "1: not YAML"),
    ("events: []\nwho: [x", "2: not YAML"),
    ("a: b: c", "1: not YAML"),
    ("events: []\n---\nevents: []", "2: not YAML"),
    ("events: []\nevents: []", "2: events: stands twice"),
    ("events: []\nwat: 1", "2: wat: unknown key"),
    ("events: []\nexpect: 5", "2: expect: must be a list"),
    ("events: []\nexpect: [5]", "2: expect: must be a list"),
    ("events: []\nexpect_state: []", "2: expect_state: must be a mapping"),
    ("events: []\npolicy: nowhere", "2: policy: there is no policy nowhere"),
    ("events: []\npolicy: 5", "2: policy: should be"),
    ("events: []\npolicy: {extends: nowhere}", "2: policy.extends: there is no policy"),
    ("policy:\n  extends: zhaodu\n  sett: []\nevents: []", "3: policy.sett: is not a key here"),
    (
        "policy:\n  extends: zhaodu\n  set:\n    - {name: a.b, value: 1}\nevents: []",
        "4: policy.set[0].name: a.b is no parameter",
    ),
    (
        "policy:\n  extends: zhaodu\n  set:\n    - {name: inquiry.per_day,\n       value: many}\nevents: []",
        "5: policy.set[0].value: inquiry.per_day should be a whole number",
    ),
    (
        "policy: {extends: zhaodu, set: [{name: inquiry.per_day, value: 3, from: 2023-02-30}]}\nevents: []",
        "1: policy.set[0].from: 2023-02-30 is no day",
    ),
    (
        "policy: {extends: zhaodu, set: [{name: inquiry.per_day}]}\nevents: []",
        "1: policy.set[0]: value is missing",
    ),
    ("events: []\npeople: 5", "2: people: must be a list"),
    ("events: []\npeople: [wang]", "2: people[0]: must be a mapping"),
    ("events: []\npeople: [{name: 王芳, role: clerk}]", "2: people[0]: a person without id"),
    ("events: []\npeople: [{id: 5, role: clerk}]", "2: people[0]: a person without id"),
    ("events: []\npeople: [{id: ' ', role: clerk}]", "2: people[0]: a person without id"),
    ("events: []\npeople:\n- {id: a, role: clerk}\n- {id: a, role: gm}", "4: people[1].id: a stands twice"),
    ("events: []\npeople: [{id: a, role: boss}]", "2: people[0].role: unknown role boss"),
    ("events: []\npeople: [{id: a, roles: [clerk, [gm]]}]", "2: people[0].roles: unknown role"),
    ("events: []\npeople: [{id: a, role: gm, age: 5}]", "2: people[0].age: unknown key"),
    ("events: []\npeople: [{id: a, role: gm, department: 5}]", "2: people[0].department: must be text"),
    (f"events: []\npeople: [{{id: {'a' * 65}, role: gm}}]", "2: people[0].id: must be text of at most 64"),
    (f"events: []\npeople: [{{id: a, role: gm, department: {'a' * 61}}}]", "2: people[0].department: must be text"),
    ('events: []\npeople: [{id: a, role: gm, name: "a\\0"}]', "2: people[0].name: must be text"),
    ("events: []\nregions: [south, 5]", "2: regions[1]: must be text"),
    ("events: []\nregions: south", "2: regions: must be a list"),
    ("events: []\ncalendar: {holidays: []}", "2: calendar.holidays: unknown key"),
    ("events: []\ncalendar: {rest: [2023-02-30]}", "2: calendar.rest[0]: 2023-02-30 is no day"),
    ("events: []\ncalendar: 2023-02-03", "2: calendar: must be a mapping"),
    ("events: []\nareas: [{kind: public}]", "2: areas[0]: an area without id"),
    ("events: []\nareas: [{id: a, kind: hallway}]", "2: areas[0].kind: unknown kind hallway"),
    ("events: []\nareas: [{id: a, kind: [gm]}]", "2: areas[0].kind: unknown kind"),
    ("events: []\nareas: [{id: a, kind: gm, responsible: no}]", "2: areas[0].responsible: no is not among the people"),
    ("events: []\nareas: [{id: a, kind: gm, colour: red}]", "2: areas[0].colour: unknown key"),
    ("events: []\ncustomers: [a]", "2: customers: must be a mapping"),
    ("events: []\ncustomers: {a: 5}", "2: customers.a: a customer is a mapping"),
    ("events: []\ncustomers:\n  a: {phone: '1'}", "3: customers.a.phone: unknown key"),
    ("events: []\ncustomers: {a: {form: {sauce: x}}}", "2: customers.a.form.sauce: unknown key"),
    ("events: []\ncustomers: {a: {form: 5}}", "2: customers.a.form: must be a mapping"),
    ("events: []\ncustomers: {a: {relatives: 妻子}}", "2: customers.a.relatives: must be a list"),
    ("events: []\ncustomers: {a: {relatives: [妻子]}}", "2: customers.a.relatives[0]: a relative is a mapping"),
    ("events: []\ncustomers: {a: {relatives: [{kin: 妻子}]}}", "2: customers.a.relatives[0].kin: unknown key"),
]


@pytest.mark.parametrize(("text", "fault"), WHOLE)
def test_a_fault_of_the_whole(text: str, fault: str, tmp_path: Path) -> None:
    (found,) = faults_of(text, tmp_path)
    assert found.startswith(fault)


AT = 'at: "2023-02-01T10:00"'
EVENTS = [
    ("soon", "events[0]: must be a mapping"),
    ("{by: wang, do: inquire, customer: chen}", "events[0]: at is missing"),
    ("{at: null, by: wang, do: inquire, customer: chen}", "events[0]: at is missing"),
    ("{at: soon, by: wang, do: tick}", "events[0].at: soon is no instant"),
    ("{at: 5, by: wang, do: tick}", "events[0].at: 5 is no instant"),
    ("{at: 2023-02-29T10:00, do: tick}", "events[0].at: 2023-02-29T10:00 is no instant"),
    ("{at: 2023-02-01T24:00, do: tick}", "events[0].at: 2023-02-01T24:00 is no instant"),
    ("{at: 2023-02-01T10:60, do: tick}", "events[0].at: 2023-02-01T10:60 is no instant"),
    (f"{{{AT}, by: wang}}", "events[0]: do is missing"),
    (f"{{{AT}, by: wang, do: dance}}", "events[0].do: unknown verb dance"),
    (f"{{{AT}, by: wang, do: [tick]}}", "events[0].do: unknown verb"),
    (f"{{{AT}, do: inquire, customer: chen}}", "events[0]: by is missing"),
    (f"{{{AT}, by: null, do: inquire, customer: chen}}", "events[0]: by is missing"),
    (f"{{{AT}, by: li, do: inquire, customer: chen}}", "events[0].by: li is not among the people"),
    (f"{{{AT}, by: li, do: tick}}", "events[0].by: li is not among the people"),
    (f"{{{AT}, by: [wang], do: tick}}", "events[0].by: ['wang'] is not among the people"),
    (f"{{{AT}, by: wang, do: inquire}}", "events[0]: customer is missing"),
    (f"{{{AT}, by: wang, do: register, customer: null}}", "events[0]: customer is missing"),
    (f"{{{AT}, by: wang, do: claim}}", "events[0]: customer is missing"),
    (f"{{{AT}, by: wang, do: inquire, customer: zhou}}", "events[0].customer: zhou is not among the customers"),
    (f"{{{AT}, by: wang, do: inquire, customer: 5}}", "events[0].customer: a customer is a mapping"),
    (f"{{{AT}, by: wang, do: inquire, customer: {{nom: x}}}}", "events[0].customer.nom: unknown key"),
    (f"{{{AT}, by: wang, do: inquire, customer: chen, kind: walk_in}}", "events[0].kind: unknown key"),
    (f"{{{AT}, by: wang, do: tick, registration: r1}}", "events[0].registration: unknown key"),
    (f"{{{AT}, by: wang, do: offence, employee: wang}}", "events[0]: offence is missing"),
    (f"{{{AT}, by: wang, do: offence, offence: murder}}", "events[0].offence: unknown offence murder"),
    (f"{{{AT}, by: wang, do: offence, offence: [leak]}}", "events[0].offence: unknown offence"),
    (f"{{{AT}, by: wang, do: rule, case: c1, signals: {{helped: true}}}}", "events[0].signals.helped: unknown key"),
    (f"{{{AT}, by: wang, do: amend, form: {{sauce: x}}}}", "events[0].form.sauce: unknown key"),
    (f"{{{AT}, by: wang, do: amend, relatives: [{{kin: x}}]}}", "events[0].relatives[0].kin: unknown key"),
    (f"{{{AT}, by: wang, do: register, customer: chen, ref: 5}}", "events[0].ref: a ref is a name"),
]


@pytest.mark.parametrize(("event", "fault"), EVENTS)
def test_a_fault_of_an_event(event: str, fault: str, tmp_path: Path) -> None:
    (found,) = faults_of(f"{PEOPLE}  - {event}\n", tmp_path)
    assert found.startswith(f"6: {fault}")


LATER = [
    ('{at: "2023-02-01T09:59:59", do: tick}', "events[1].at: lies before"),
    ('{at: "2023-02-01T10:00+08:01", do: tick}', "events[1].at: lies before"),
    (f"{{{AT}, by: wang, do: register, customer: chen, ref: r1}}", "events[1].ref: r1 is made twice"),
    (f"{{{AT}, by: wang, do: register, customer: chen, case_ref: r1}}", "events[1].case_ref: r1 is made twice"),
    (f"{{{AT}, by: wang, do: project_apply, ref: r1}}", "events[1].ref: r1 is made twice"),
]


@pytest.mark.parametrize(("event", "fault"), LATER)
def test_a_fault_beside_the_event_before(event: str, fault: str, tmp_path: Path) -> None:
    before = f"{{{AT}, by: wang, do: register, customer: chen, ref: r1}}"
    (found,) = faults_of(f"{PEOPLE}  - {before}\n  - {event}\n", tmp_path)
    assert found.startswith(f"7: {fault}")


def test_all_faults_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = "\n".join(
        [
            "policy: {extends: zhaodu, set: [{name: a.b, value: 1}, {name: inquiry.per_day, value: -1}]}",
            "people:",
            "  - {id: wang, role: boss, age: 3}",
            "wat: 1",
            "events:",
            "  - {at: soon, by: li, do: dance}",
            f"  - {{{AT}, by: wang, do: inquire}}",
        ]
    )
    places = [" ".join(fault.split(": ")[:2]) for fault in faults_of(text, tmp_path)]
    assert places == [
        "1 policy.set[0].name",
        "1 policy.set[1].value",
        "3 people[0].age",
        "3 people[0].role",
        "4 wat",
        "6 events[0].do",
        "6 events[0].at",
        "6 events[0].by",
        "7 events[1]",
    ]


READABLE = [
    "events: []",
    "people: [{id: a}, {id: b, roles: []}, {id: c, role: gm, roles: [gm, clerk]}]\nevents: []",
    "people: [{id: a, role: clerk, region: nowhere}]\nevents: [{at: 2023-02-01T10:00:00.5Z, by: a, do: tick}]",
    "events:\n- {at: 2023-02-01T10:00, do: tick}\n- {at: '2023-02-01T02:00Z', do: tick}",
    f"{PEOPLE}  - {{{AT}, by: wang, do: project_apply, ref: p1}}\n  - {{{AT}, by: wang, do: project_sign, ref: p1}}",
    f"{PEOPLE}  - {{{AT}, by: wang, do: look, registration: [1]}}\n  - {{{AT}, by: wang, do: deposit, amount: 1.5}}",
    f"{PEOPLE}  - {{{AT}, by: wang, do: inquire, customer: {{name: 5, phones: 5, address: [x]}}}}",
    "policy: {extends: zhaodu, set: [{name: form.fields, value: [sauce]}]}\n"
    "customers: {a: {form: {sauce: x, budget: 1}}}\nevents: []",
]


@pytest.mark.parametrize("text", READABLE)
def test_what_is_no_fault_of_shape(text: str, tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    read_story(str(path))


def test_a_byte_order_mark_is_no_part_of_the_story(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("events: []", encoding="utf-8-sig")
    assert read_story(str(path)).events == ()


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for path, fault in ((tmp_path / "none.yaml", "file not found"), (tmp_path, "can't be read")):
        with pytest.raises(StoryFaults, match=fault) as raised:
            read_story(str(path))
        assert raised.value.faults[0].startswith(f"{path}:1: ")
    (tmp_path / "story.yaml").write_bytes("events: [] # 报备".encode("gb18030"))
    with pytest.raises(StoryFaults, match="can't be read"):
        read_story(str(tmp_path / "story.yaml"))
