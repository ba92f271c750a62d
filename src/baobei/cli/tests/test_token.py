"""API tokens on the command line."""

from datetime import timedelta

from baobei.people import queries
from baobei.people.models import ApiToken
from baobei.usecase import MachineClock


def test_one_a_line_and_nothing_else(company, baobei) -> None:
    done = baobei("token", "wang", "li")
    first, second = done.out.splitlines()
    assert done.code == 0 and done.err == ""
    now = MachineClock().now()
    assert queries.actor_by_token(first, now).username == "wang"
    assert queries.actor_by_token(second, now + timedelta(days=9999)).username == "li"
    assert not ApiToken.objects.filter(digest__in=[first, second]).exists()


def test_a_token_ends(company, baobei) -> None:
    (token,) = baobei("token", "wang", "--days", "30").out.splitlines()
    now = MachineClock().now()
    assert queries.actor_by_token(token, now + timedelta(days=29))
    assert queries.actor_by_token(token, now + timedelta(days=31)) is None


def test_where_one_is_unknown_nobody_gets_one(company, baobei) -> None:
    before = ApiToken.objects.count()
    said = baobei("token", "wang", "nobody")
    assert said.code == 2 and said.out == ""
    assert "nobody" in said.err
    assert ApiToken.objects.count() == before
