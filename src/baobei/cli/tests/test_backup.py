"""A backup holds the whole company as of one instant; it is restored whole, on either store, or not at all."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, connections

from baobei import environment
from baobei.book.models import Page
from baobei.cli.tests.test_audit import CUSTOMERS, tamper
from baobei.people import queries
from baobei.registrations import services
from baobei.registrations.models import CustomerData, Registration, RegistrationKey
from baobei.store import backup, connect, sealing, template, triggers
from baobei.usecase import MachineClock

PASSPHRASE = "correct horse\n"


@pytest.fixture(autouse=True)
def cheap(monkeypatch) -> None:
    """Deriving a key is slow by design; here a cheap one does."""
    monkeypatch.setattr(sealing, "COST", {"n": 2, "r": 1, "p": 1})


def register(customer) -> None:
    decision = services.register(by=queries.actor("wang"), at=MachineClock(), customer=customer)
    assert decision.result == "registered"


def everything() -> dict[str, list]:
    return {model._meta.label_lower: list(model.objects.order_by("pk").values()) for model in backup._models()}


@pytest.fixture
def file(company, baobei, tmp_path):
    register(CUSTOMERS[0])
    file = tmp_path / "monday.baobei"
    done = baobei("backup", file, "--passphrase-stdin", "--json", stdin=PASSPHRASE)
    assert done.code == 0, done.err
    assert done.json()["rows"]["registrations.registration"] == 1
    return file


def test_what_came_after_is_gone_and_the_rest_is_the_same(file, baobei) -> None:
    before = everything()
    register(CUSTOMERS[1])
    done = baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE)
    assert done.code == 0, done.err
    assert everything() == before
    assert baobei("audit", "rebuild", "--compare").code == 0


def test_a_restored_book_can_not_be_changed_and_goes_on(file, baobei) -> None:
    baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE)
    assert not triggers.missing()
    with pytest.raises(DatabaseError, match="append-only"):
        Page.objects.update(actor="li")
    register(CUSTOMERS[1])
    assert RegistrationKey.objects.values("id").distinct().count() == RegistrationKey.objects.count()
    assert baobei("audit", "verify").code == 0


def test_from_one_store_to_the_other_and_back(file, baobei, tmp_path, monkeypatch) -> None:
    before = everything()
    if connection.vendor == "sqlite":
        return
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    monkeypatch.setattr(environment, "_current", environment.use(database_url=other))
    connections["default"].close()
    described = connections.configure_settings({"default": connect.database(other)})["default"]
    monkeypatch.setitem(connections.settings, "default", described)
    kept = connections["default"]
    del connections["default"]
    try:
        assert baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE).code == 0
        assert everything() == before
        assert baobei("backup", tmp_path / "back", "--passphrase-stdin", stdin=PASSPHRASE).code == 0
    finally:
        connections["default"].close()
        connections["default"] = kept
    assert baobei("restore", tmp_path / "back", "--passphrase-stdin", stdin=PASSPHRASE).code == 0
    assert everything() == before


def test_nothing_personal_can_be_read_in_the_file(file) -> None:
    content = file.read_bytes()
    assert all(word.encode() not in content for word in ("陈建国", "13800001234", "wang", "云溪苑"))
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["passphrase", "cut", "changed", "other", "missing"])
def test_what_can_not_be_opened_changes_nothing(file, baobei, harm) -> None:
    register(CUSTOMERS[1])
    before = everything()
    content = file.read_bytes()
    if harm == "cut":
        file.write_bytes(content[:-20])
    if harm == "changed":
        file.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    if harm == "other":
        file.write_text("id,name\n")
    if harm == "missing":
        file.unlink()
    said = baobei("restore", file, "--passphrase-stdin", stdin="wrong horse\n" if harm == "passphrase" else PASSPHRASE)
    assert said.code == 2 and str(file) in said.err and said.err.count("\n") == 1
    assert everything() == before


def test_a_broken_book_is_not_restored(company, baobei, tmp_path) -> None:
    register(CUSTOMERS[0])
    tamper("UPDATE book_page SET actor = 'li'")
    file = tmp_path / "broken.baobei"
    assert baobei("backup", file, "--passphrase-stdin", stdin=PASSPHRASE).code == 0
    Registration.objects.update(status="released")
    said = baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE)
    assert said.code == 2 and "east page 1" in said.err
    assert Registration.objects.get().status == "released"


def test_a_backup_of_another_version_is_refused(file, baobei, monkeypatch) -> None:
    known = template.migrations()
    monkeypatch.setattr(template, "migrations", lambda: known - {("book", "0001_initial")})
    assert "newer baobei" in baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE).err
    monkeypatch.setattr(template, "migrations", lambda: known | {("book", "0002_more")})
    said = baobei("restore", file, "--passphrase-stdin", stdin=PASSPHRASE)
    assert said.code == 2 and "made by baobei" in said.err


def test_a_short_passphrase_is_refused(company, baobei, tmp_path) -> None:
    said = baobei("backup", tmp_path / "file", "--passphrase-stdin", stdin="short\n")
    assert said.code == 2 and "at least 8" in said.err
    assert not list(tmp_path.glob("file*"))


def test_a_file_that_can_not_be_written(company, baobei, tmp_path) -> None:
    said = baobei("backup", tmp_path / "none" / "file", "--passphrase-stdin", stdin=PASSPHRASE)
    assert said.code == 2 and "can't be written" in said.err


def test_others_write_meanwhile_and_the_backup_is_of_one_instant(company, tmp_path, django_db_blocker) -> None:
    """A registration that commits in the middle of a backup is in none of its tables, and waits for nobody."""
    register(CUSTOMERS[0])

    def write() -> None:
        with django_db_blocker.unblock():
            try:
                register(CUSTOMERS[1])
            finally:
                connection.close()

    def meanwhile(name: str, count: int) -> None:
        if name == "people.company":
            thread = threading.Thread(target=write)
            thread.start()
            thread.join(timeout=20)
            assert not thread.is_alive()

    with open(tmp_path / "file", "wb") as target:
        totals = backup.dump(target, PASSPHRASE, at=datetime(2024, 3, 6, tzinfo=UTC), counted=meanwhile)
    assert Registration.objects.count() == CustomerData.objects.count() == 2
    assert totals["registrations.registration"] == totals["registrations.customerdata"] == totals["book.page"] == 1
