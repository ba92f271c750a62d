"""What a command says when it can't, and with which code it ends."""

import sqlite3

import psycopg
import pytest
from django.db import OperationalError

from baobei import environment
from baobei.cli import app, policy
from baobei.store import faults


def test_an_unknown_command_or_option_is_wrong_input(baobei) -> None:
    assert baobei("hire").code == 2
    said = baobei("token", "wang", "--forever")
    assert said.code == 2
    assert "--forever" in said.err


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("BAOBEI_DATABASE_URL", "mysql://host/name", "sqlite:///PATH or postgresql://"),
        ("BAOBEI_URL", "baobei.example.com", "like https://"),
        ("BAOBEI_DEMO", "yes", "is 1 or is left unset"),
        ("BAOBEI_NOW", "2023-02-01T10:00+08:00", "BAOBEI_DEMO=1"),
        ("BAOBEI_POLICE", "zhaodu", "is not a setting"),
    ],
)
def test_a_malformed_setting_is_one_line(baobei, monkeypatch, name, value, mend) -> None:
    monkeypatch.setattr(environment, "_current", None)
    monkeypatch.setenv(name, value)
    said = baobei("policy", "show")
    assert said.code == 2
    assert said.err.startswith(name) and mend in said.err and said.err.count("\n") == 1


def fails(monkeypatch, fault: BaseException) -> None:
    def load(pack):
        raise fault

    monkeypatch.setattr("baobei.policy.load", load)


def test_a_fault_of_ours_says_where_and_shows_no_trace(baobei, monkeypatch) -> None:
    fails(monkeypatch, KeyError("13800001234"))
    said = baobei("policy", "check", "zhaodu")
    assert said.code == 70
    assert "a fault of ours: KeyError in" in said.err
    assert "Traceback" not in said.err and "13800001234" not in said.err
    assert "Traceback" in baobei("--debug", "policy", "check", "zhaodu").err


def test_interrupted(baobei, monkeypatch) -> None:
    fails(monkeypatch, KeyboardInterrupt())
    assert baobei("policy", "check", "zhaodu").code == 130


def test_a_question_that_nobody_answers_is_wrong_input(committed, baobei) -> None:
    said = baobei("init")
    assert said.code == 2 and "as an option" in said.err


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "locked"),
        ("database or disk is full", "full"),
        ("unable to open database file", "can't be opened"),
        ("file is not a database", "no database"),
        ("database disk image is malformed", "damaged"),
        ("no such table: people_company", "not set up"),
    ],
)
def test_what_is_wrong_with_sqlite(baobei, monkeypatch, told, said) -> None:
    fault = OperationalError(told)
    fault.__cause__ = sqlite3.OperationalError(told)
    fails(monkeypatch, fault)
    ended = baobei("policy", "check", "zhaodu")
    assert ended.code == 2
    assert said in ended.err and ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (
            psycopg.OperationalError("connection refused\nIs the server running?"),
            "does not answer (connection refused)",
        ),
        (psycopg.errors.ReadOnlySqlTransaction(), "read-only"),
        (psycopg.errors.DiskFull(), "full"),
        (psycopg.errors.TooManyConnections(), "no connection left"),
        (psycopg.errors.InvalidPassword(), "refuses this user"),
        (psycopg.errors.UndefinedTable(), "not set up"),
        (psycopg.errors.LockNotAvailable(), "locked"),
        (psycopg.errors.AdminShutdown(), "starting or stopping"),
    ],
)
def test_what_is_wrong_with_postgresql(cause, said) -> None:
    fault = OperationalError()
    fault.__cause__ = cause
    assert said in str(faults.plain(fault))


def test_a_wrong_statement_is_no_fault_of_the_store() -> None:
    fault = OperationalError()
    fault.__cause__ = psycopg.errors.SyntaxError()
    assert faults.plain(fault) is None
    assert faults.plain(ValueError("database is locked")) is None
    assert faults.plain(None) is None


def test_no_command_runs_without_a_database(baobei, monkeypatch, tmp_path, django_db_blocker) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    connection.close()
    with django_db_blocker.unblock():
        said = baobei("token", "wang")
        connection.close()
    assert said.code == 2
    assert "Run `baobei init`" in said.err
    assert not list(tmp_path.iterdir())


def test_the_commands_are_named() -> None:
    assert policy.commands in [group.typer_instance for group in app.app.registered_groups]
