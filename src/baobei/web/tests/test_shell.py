"""What every page has or refuses: headers, clock, language, errors in plain words."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError
from django.test import Client

from baobei import environment
from baobei.people.rules import Actor
from baobei.usecase import ClockBehind

TEMPLATES = [path for path in (Path(__file__).parents[2]).rglob("*.html") if "tests" not in path.parts]


@pytest.fixture
def demo():
    before = environment.current()
    environment.use(demo=True)
    yield
    environment.use(demo=before.demo)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Lets the query of who asks fail, as a store at fault would."""

    def fail(error: Exception) -> None:
        def raised(key: object) -> None:
            raise error

        monkeypatch.setattr("baobei.web.middleware.queries.actor_by_id", raised)

    return fail


def test_pages_take_only_their_own_files(client: Client, db: None) -> None:
    answer = client.get("/sign-in")
    policy = answer["Content-Security-Policy"]
    assert "style-src 'self'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    assert answer["X-Request-Id"] != client.get("/sign-in")["X-Request-Id"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_static_files_are_hashed_and_kept(client: Client, db: None) -> None:
    page = client.get("/sign-in").content.decode()
    sheet = re.search(r'href="(/static/web/baobei\.[0-9a-f]{12}\.css)"', page)
    assert sheet is not None
    answer = client.get(sheet[1])
    assert answer.status_code == 200 and "immutable" in answer["Cache-Control"]
    assert b":root" in b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("header", "language", "said"),
    [
        ("zh-CN,zh;q=0.9", "zh-hans", "登录"),
        ("zh-TW", "zh-hant", "登入"),
        ("zh-HK", "zh-hant", "登入"),
        ("en-US,en", "en", "Sign in"),
        ("fr", "zh-hans", "登录"),
        ("", "zh-hans", "登录"),
    ],
)
def test_the_browser_decides_the_language(client: Client, db: None, header: str, language: str, said: str) -> None:
    answer = client.get("/sign-in", headers={"Accept-Language": header} if header else {})
    assert answer["Content-Language"] == language and said in answer.content.decode()


def test_the_switch_overrides_the_browser(client: Client, db: None) -> None:
    switched = client.post("/language", {"language": "en", "next": "/sign-in"})
    assert switched.status_code == 302 and switched["Location"] == "/sign-in"
    assert "Sign in" in client.get("/sign-in", headers={"Accept-Language": "zh-CN"}).content.decode()


def test_a_demo_says_so_on_every_page(client: Client, db: None, demo: None) -> None:
    for path in ("/sign-in", "/nothing"):
        assert "演示" in client.get(path).content.decode()


def test_else_nothing_speaks_of_a_demo(client: Client, db: None) -> None:
    assert "演示" not in client.get("/sign-in").content.decode()


def test_a_stated_time_needs_a_demo(client: Client, db: None) -> None:
    answer = client.get("/sign-in", headers={"Baobei-Now": "2023-02-01T10:00+08:00"})
    assert answer.status_code == 400 and "BAOBEI_DEMO" in answer.content.decode()


@pytest.mark.parametrize(
    "stated", ["yesterday", "", "2023-02-30T10:00", "0", "0001-01-01T00:00+08:00", "9999-12-31T23:59Z"]
)
def test_a_stated_time_is_an_instant(client: Client, db: None, demo: None, stated: str) -> None:
    answer = client.get("/sign-in", headers={"Baobei-Now": stated})
    assert answer.status_code == 400 and "2023-02-01T10:00+08:00" in answer.content.decode()


def test_a_stated_time_is_the_pages_time(sign_in: Callable[..., Client], demo: None) -> None:
    client = sign_in("li", "salesperson")
    page = client.get("/", headers={"Baobei-Now": "2023-02-01T10:00+08:00"}).content.decode()
    assert "2 月 1 日 星期三" in page


def test_a_stated_time_before_the_book_is_refused(
    sign_in: Callable[..., Client], demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(**given: object) -> None:
        raise ClockBehind

    monkeypatch.setattr("baobei.people.services.reset_password", behind)
    client = sign_in("gm", "gm")
    assert client.post("/people/gm/reset").status_code == 409


@pytest.mark.parametrize("path", ["/nothing", "/registrations/3", "/people/nobody", "/policy/CR-99", "/book/none"])
def test_what_is_not_there_reads_the_same_everywhere(sign_in: Callable[..., Client], path: str) -> None:
    client = sign_in("gm", "gm")
    texts = [re.sub(r'value="[^"]*"| aria-current="page"', "", client.get(p).content.decode()) for p in (path, "/x")]
    assert client.get(path).status_code == 404
    assert texts[0] == texts[1]


def test_what_is_not_ones_task_names_clause_and_whose_it_is(sign_in: Callable[..., Client]) -> None:
    answer = sign_in("li", "salesperson").get("/people")
    page = answer.content.decode()
    assert answer.status_code == 403 and "CR-2" in page and "总经理" in page and "登记员" in page


def test_another_method_is_refused_in_words(sign_in: Callable[..., Client]) -> None:
    answer = sign_in("gm", "gm").put("/people")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD" and "这里办不了" in answer.content.decode()


def test_a_body_too_large_is_refused_in_words(client: Client, db: None) -> None:
    answer = client.post("/sign-in", {"username": "li", "password": "x" * 1_000_001})
    assert answer.status_code == 413 and "1 MB" in answer.content.decode()


def test_more_fields_than_a_form_has_are_refused(client: Client, db: None) -> None:
    answer = client.post("/sign-in", {f"field{n}": "x" for n in range(600)})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "value", ["", "x" * 10_000, "\x00", "\x07bell", "a\nb", "<script>alert(1)</script>", "😀" * 40]
)
def test_odd_names_at_sign_in_get_a_plain_answer(client: Client, db: None, value: str) -> None:
    answer = client.post("/sign-in", {"username": value, "password": "x"})
    assert answer.status_code == 422 and "<script>alert" not in answer.content.decode()


def test_a_form_without_its_token_changes_nothing(hire: Callable[..., Actor]) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "zh-CN"})
    answer = client.post("/sign-in", {"username": "li", "password": "x"})
    assert answer.status_code == 403 and "再来一次" in answer.content.decode()


@pytest.mark.parametrize(
    "cause",
    [
        sqlite3.OperationalError("attempt to write a readonly database"),
        sqlite3.OperationalError("database is locked"),
        sqlite3.OperationalError("database or disk is full"),
        psycopg.OperationalError("connection to server at 10.1.2.3 failed"),
        psycopg.errors.ReadOnlySqlTransaction("cannot execute UPDATE"),
        None,
    ],
)
def test_a_store_at_fault_is_said_plainly(sign_in: Callable[..., Client], failing, cause: Exception | None) -> None:
    client = sign_in("gm", "gm")
    error: Exception = DatabaseError(str(cause)) if cause else OSError(28, "No space left on device")
    error.__cause__ = cause
    failing(error)
    answer = client.get("/people")
    page = answer.content.decode()
    assert answer.status_code == 503 and "系统暂时连不上" in page and answer["Retry-After"]
    assert not re.search("Traceback|Error|10.1.2.3|UPDATE", page)


def test_a_fault_of_ours_shows_no_trace(sign_in: Callable[..., Client], failing) -> None:
    client = sign_in("gm", "gm")
    failing(RuntimeError("secret detail"))
    answer = client.get("/people")
    page = answer.content.decode()
    assert answer.status_code == 500 and "没有办成" in page and "secret detail" not in page
    assert answer["X-Request-Id"] in page


def test_the_api_gets_problems_instead_of_pages(client: Client, db: None) -> None:
    answer = client.get("/api/nothing")
    assert answer.status_code == 404 and answer["Content-Type"] == "application/problem+json"
