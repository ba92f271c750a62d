"""The inquiry on the command line."""

ASK = ("--name", "陈建国", "--phone", "138 0000 1234", "--address", "重庆市渝北区云溪苑3栋2单元18-1", "--json")


def test_free_then_protected_for_a_colleague_but_never_whose(company, baobei) -> None:
    free = baobei("check", "--as", "wang", *ASK)
    assert (free.code, free.json()["result"], free.json()["cites"]) == (0, "free", ["CR-5.1"])
    protected = baobei("check", "--as", "li", *ASK)
    assert (protected.code, protected.json()["result"]) == (0, "protected")
    assert protected.json()["until"] == free.json()["held_until"]
    assert "wang" not in protected.out and "王芳" not in protected.out


def test_in_words(company, baobei) -> None:
    said = baobei("check", "--as", "wang", *ASK[:-1])
    assert said.out.splitlines()[0] == "free (CR-5.1)"


def test_what_is_missing_is_named(company, baobei) -> None:
    said = baobei("check", "--as", "wang", "--name", "陈建国", "--json")
    assert (said.code, said.json()["result"], said.json()["missing"]) == (2, "incomplete", ["phones", "address"])


def test_who_does_not_sell_may_not_ask(company, baobei) -> None:
    said = baobei("check", "--as", "he", *ASK)
    assert (said.code, said.json()["result"], said.json()["cites"]) == (2, "denied", ["CR-5.1"])


def test_somebody_unknown(company, baobei) -> None:
    said = baobei("check", "--as", "nobody", *ASK)
    assert said.code == 2 and "nobody" in said.err
