"""Reading packs: the gallery of faulty ones, packs on top of packs, and what a folder may hold."""

import re
from datetime import date
from pathlib import Path

import pytest

from baobei.policy import PolicyFaults, check, load

GALLERY = Path(__file__).parent / "faulty"
EXPECTED = re.compile(r"# (\d+): (.+)")


@pytest.mark.parametrize("pack", sorted(GALLERY.glob("*.yaml")), ids=lambda pack: pack.stem)
def test_each_faulty_pack_is_refused_with_the_line_and_the_mend(pack, monkeypatch):
    monkeypatch.chdir(GALLERY)
    header = [EXPECTED.fullmatch(line) for line in pack.read_text().splitlines()]
    expected = [f"{pack.name}:{line[1]}: {line[2]}" for line in header if line]
    assert expected
    assert sorted(check(pack.name)) == sorted(expected)


def test_faults_of_data_name_the_keys_and_the_place_that_the_caller_gives():
    with pytest.raises(PolicyFaults) as found:
        load(
            {"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": "x"}, {"nam": 1, "value": 1}]},
            locate=lambda path: f"STORY.yaml:{10 + len(path)}",
            prefix="policy",
        )
    assert found.value.faults == [
        "STORY.yaml:13: policy.set[0].value: inquiry.per_day should be a whole number of times"
        ' from 0 to 1000000000; "x" is not.',
        "STORY.yaml:13: policy.set[1].nam: is not a key here; did you mean name?",
        "STORY.yaml:12: policy.set[1]: name is missing.",
    ]


@pytest.mark.parametrize("given", [None, 3, [], "", "  ", "no-such-pack", "a" * 5000, "with\0nul"])
def test_what_names_no_pack_is_a_fault(given):
    assert len(check(given)) == 1


def test_a_pack_that_extends_nothing_must_say_everything_that_a_rule_reads():
    faults = check({"set": [{"name": "protection.walk_in.days", "value": 7}]})
    assert "inquiry.per_day has no value; extend a pack that has one, such as zhaodu, or set it." in faults


def test_an_entry_without_a_day_holds_always_and_one_with_a_day_from_then_on():
    pack = {
        "extends": {"extends": "zhaodu", "set": [{"name": "look.denials", "value": 4, "from": "2024-01-01"}]},
        "set": [
            {"name": "inquiry.per_day", "value": 9},
            {"name": "look.denials", "value": 5, "from": "2023-06-01"},
            {"name": "choice.wait_days", "value": 3, "from": "2025-01-01"},
            {"name": "choice.wait_days", "value": 5, "from": "2024-01-01"},
        ],
    }
    policy = load(pack)

    def on(name: str, *days: str) -> list[object]:
        return [policy.on(date.fromisoformat(day))[name] for day in days]

    assert on("inquiry.per_day", "1999-01-01", "2030-01-01") == [9, 9]
    assert on("look.denials", "2023-05-31", "2023-06-01", "2024-06-01") == [3, 5, 5]
    assert on("choice.wait_days", "2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01") == [7, 5, 5, 3]


def test_a_pack_adds_a_kind_a_clause_and_values_of_rules_that_are_yet_to_come():
    policy = load(
        {
            "extends": "zhaodu",
            "name": "ours",
            "clauses": [
                {
                    "id": "CR-9",
                    "title": {"zh": "介绍", "en": "Referrals"},
                    "text": {"zh": "老客户介绍。", "en": "Referred."},
                }
            ],
            "parameters": [
                {
                    "name": "protection.referral.days",
                    "type": "days",
                    "clauses": ["CR-9"],
                    "values": [{"value": 14, "from": "2024-01-01"}],
                }
            ],
            "set": [{"name": "penalty.quarrel", "value": "499.50"}],
        }
    )
    assert policy.name == "ours"
    assert policy.clauses["CR-9"].title["en"] == "Referrals"
    assert policy.on(date(2023, 12, 31)).kinds == ("walk_in",)
    assert policy.on(date(2024, 1, 1)).kinds == ("walk_in", "referral")
    assert policy.on(date(2024, 1, 1)).clauses_of("protection.referral.days") == ("CR-9",)
    assert str(policy.on(date(2024, 1, 1))["penalty.quarrel"]) == "499.50"
    assert {"name": "penalty.quarrel", "value": "499.50", "clauses": ["CR-7.4"]} in policy.parameters()


def test_plain_field_names_are_texts_that_are_not_required():
    policy = load({"extends": "zhaodu", "set": [{"name": "form.fields", "value": ["need", {"name": "area"}]}]})
    assert policy.on(date(2023, 1, 1))["form.fields"] == (
        {"name": "need", "type": "text", "required": False},
        {"name": "area", "type": "text", "required": False},
    )


def a_folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        file = path / name.replace("__", "/").replace("_yaml", ".yaml")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return path


def test_a_folder_on_top_of_a_file_beside_it(tmp_path, monkeypatch):
    (tmp_path / "base.yaml").write_text("extends: zhaodu\nset: [{name: inquiry.per_day, value: 9}]\n")
    a_folder(
        tmp_path / "ours",
        pack_yaml="name: ours\ntitle: {zh: 我们的, en: Ours}\nextends: ../base.yaml\n",
        clauses__own_yaml="- {id: CR-9, title: {zh: 介绍, en: Referrals}, text: {zh: 老客户介绍。, en: Referred.}}\n",
        parameters__own_yaml="- {name: protection.referral.days, type: days, clauses: [CR-9], values: [{value: 14}]}\n",
    )
    policy = load("ours", beside=tmp_path)
    assert (policy.name, policy.title["en"], policy.on(date(2023, 1, 1)).kinds) == (
        "ours",
        "Ours",
        ("walk_in", "referral"),
    )
    assert policy.on(date(2023, 1, 1))["inquiry.per_day"] == 9
    monkeypatch.chdir(tmp_path)
    assert load("ours").version == policy.version


def test_every_file_of_a_folder_is_read_or_is_a_fault(tmp_path, monkeypatch):
    ours = a_folder(
        tmp_path / "ours",
        pack_yaml="extends: zhaodu\n",
        clauses__own_yaml="- 7\n",
        parameters__own_yaml="- {name: inquiry.per_day, type: count, clauses: [CR-5.1], values: [{value: x}]}\n",
        paramters__own_yaml="[]",
        parameters__notes_yml="[]",
        readme_md="Ours",
    )
    (ours / "parameters" / "notes_yml").rename(ours / "parameters" / "notes.yml")
    (ours / "readme_md").rename(ours / "README.md")
    (ours / "clauses" / "gb.yaml").write_bytes("- 客户".encode("gb18030"))
    monkeypatch.chdir(tmp_path)
    assert check("ours") == [
        "ours/clauses/gb.yaml:1: is not UTF-8; save it as UTF-8.",
        "ours/parameters/notes.yml:1: is not read; a pack is pack.yaml, clauses/*.yaml and parameters/*.yaml.",
        "ours/paramters/own.yaml:1: is not read; a pack is pack.yaml, clauses/*.yaml and parameters/*.yaml.",
        "ours/clauses/own.yaml:1: [0]: should be a mapping with id, title, text.",
        "ours/parameters/own.yaml:1: [0].values[0].value: inquiry.per_day should be a whole number of times"
        ' from 0 to 1000000000; "x" is not.',
    ]


def test_packs_that_extend_each_other_are_a_fault(tmp_path, monkeypatch):
    a_folder(tmp_path / "a", pack_yaml="extends: ../b\n")
    a_folder(tmp_path / "b", pack_yaml="extends: ../a\n")
    monkeypatch.chdir(tmp_path)
    assert check("a") == ["b/pack.yaml:1: extends: ../a is extended by itself; take one extends out of the circle."]


def test_a_folder_without_its_head_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert check("./empty") == ["empty/pack.yaml:1: is missing; a pack's folder has a pack.yaml with name and title."]
