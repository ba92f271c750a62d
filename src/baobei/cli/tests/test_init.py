"""Setting a company up, once."""

from baobei.book.models import Head
from baobei.people.models import Company, Employee
from baobei.people.signing_in import sign_in
from baobei.usecase import MachineClock, moment


def init(baobei, *more, stdin="correct horse\n"):
    return baobei("init", "--company", "朝渡", "--user", "zhang", "--password-stdin", *more, stdin=stdin)


def test_company_keys_and_first_general_manager(committed, baobei) -> None:
    done = init(baobei, "--json")
    assert (done.code, done.json()) == (0, {"company": "朝渡", "made": True})
    now = moment(MachineClock())
    answer = sign_in(at=MachineClock(), day=now.day, username="zhang", password="correct horse")
    assert answer.employee is not None and not answer.employee.must_change_password
    assert list(answer.employee.grants.values_list("role", flat=True)) == ["gm"]
    assert Head.objects.get(book="office").number == 0


def test_repeating_changes_nothing(committed, baobei) -> None:
    init(baobei)
    before = Company.objects.values().get(), list(Employee.objects.values())
    again = baobei("init", "--company", "Another", "--user", "li", "--password-stdin", "--json", stdin="other word\n")
    assert (again.code, again.json()) == (0, {"company": "朝渡", "made": False})
    assert (Company.objects.values().get(), list(Employee.objects.values())) == before


def test_what_is_given_must_be_usable(committed, baobei) -> None:
    short = init(baobei, stdin="short\n")
    assert short.code == 2 and "at least 8" in short.err
    for option, value in (("--company", "  "), ("--company", "x\x07"), ("--user", "two words"), ("--user", "x" * 65)):
        wrong = init(baobei, option, value)
        assert wrong.code == 2 and wrong.err.startswith(option)
    assert not Employee.objects.exists() and not Company.objects.exists()
