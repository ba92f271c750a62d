"""The policy on the command line."""


def test_show_has_every_clause_and_value(baobei) -> None:
    shown = baobei("policy", "show", "--policy", "zhaodu", "--json").json()
    assert {"CR-4.1", "OH-5", "PR-3"} <= shown["clauses"].keys()
    assert all(isinstance(text, str) and text for text in shown["clauses"].values())
    (walk_in,) = [one for one in shown["parameters"] if one["name"] == "protection.walk_in.days"]
    assert (walk_in["value"], walk_in["clauses"]) == (7, ["CR-4.1"])


def test_show_the_values_of_a_day(baobei, tmp_path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text("extends: zhaodu\nset: [{name: protection.walk_in.days, value: 10, from: 2023-05-01}]\n")

    def days(on: str) -> list:
        shown = baobei("policy", "show", "--policy", pack, "--on", on, "--json").json()
        return [one["value"] for one in shown["parameters"] if one["name"] == "protection.walk_in.days"]

    assert (days("2023-04-30"), days("2023-05-01")) == ([7], [10])


def test_the_company_s_own_policy_is_shown(company, baobei) -> None:
    assert "CR-4.1" in baobei("policy", "show").out


def test_check_names_every_fault_with_its_line(baobei, tmp_path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text(
        "extends: zhaodu\nset:\n- {name: protection.walk_in.dais, value: 10}\n- {name: inquiry.per_day, value: many}\n"
    )
    said = baobei("policy", "check", pack)
    assert said.code == 2
    assert [line.split(": ")[0] for line in said.err.splitlines()] == [f"{pack}:3", f"{pack}:4"]
    assert len(baobei("policy", "check", pack, "--json").json()["faults"]) == 2


def test_check_a_pack_without_fault(baobei) -> None:
    said = baobei("policy", "check", "zhaodu")
    assert said.code == 0 and "no fault" in said.out


def test_a_pack_that_is_not_there(baobei) -> None:
    said = baobei("policy", "show", "--policy", "nowhere")
    assert said.code == 2 and "nowhere" in said.err
