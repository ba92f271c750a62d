"""The settings that a machine gives: the ``BAOBEI_…`` variables, read once, each with a default for one machine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from baobei.words import say

YEARS = range(1900, 2200)
COMPANY_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")

VARIABLES: Mapping[str, str] = {
    "BAOBEI_DATABASE_URL": "sqlite:///PATH or postgresql://…; default: baobei.sqlite3 in the data folder",
    "BAOBEI_DATA": "folder of the embedded database, secret, backups and uploads; default: ./data",
    "BAOBEI_SECRET_FILE": "file with the root of all keys, made on the first start; default: secret in the data folder",
    "BAOBEI_POLICY": "name or folder of the policy pack; default: zhaodu",
    "BAOBEI_URL": "how browsers reach the server; default: http://127.0.0.1:8000",
    "BAOBEI_DEMO": "1: a demo or test installation; default: unset",
    "BAOBEI_NOW": "a fixed instant such as 2023-02-01T10:00+08:00, only with BAOBEI_DEMO=1; default: unset",
}


class EnvironmentFault(Exception):
    """A setting that can't be used; its only argument is a ``Text`` of one line that says how to mend it."""


@dataclass(frozen=True)
class Environment:
    """What the variables say.

    ``now`` is an aware instant or None; ``database_url`` is always filled in; paths are not resolved.
    """

    database_url: str
    data: Path
    secret_file: Path
    policy: str = "zhaodu"
    policy_named: bool = False
    url: str = "http://127.0.0.1:8000"
    demo: bool = False
    now: datetime | None = None


def parse_instant(text: str) -> datetime:
    """An aware instant from ISO 8601 text; without an offset it is company time.

    Raises ValueError where the text is no instant, or one of another age than ours.
    """
    instant = datetime.fromisoformat(text.strip())
    if instant.year not in YEARS:
        raise ValueError(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=COMPANY_TIME)


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The settings of this process. Raises EnvironmentFault naming the variable and the mend."""
    for name in environ:
        if name.startswith("BAOBEI_") and not name.startswith("BAOBEI_TEST_") and name not in VARIABLES:
            raise EnvironmentFault(
                say(
                    "{name} is not a setting; known are {known}. Unset it or mend its name.",
                    name=name,
                    known=list(VARIABLES),
                )
            )
    data = Path(environ.get("BAOBEI_DATA") or "data")
    return Environment(
        database_url=_database_url(environ.get("BAOBEI_DATABASE_URL") or f"sqlite:///{data / 'baobei.sqlite3'}"),
        data=data,
        secret_file=Path(environ.get("BAOBEI_SECRET_FILE") or data / "secret"),
        policy=environ.get("BAOBEI_POLICY") or "zhaodu",
        policy_named=bool(environ.get("BAOBEI_POLICY")),
        url=_url(environ.get("BAOBEI_URL") or "http://127.0.0.1:8000"),
        demo=_demo(environ.get("BAOBEI_DEMO")),
        now=_now(environ),
    )


def _database_url(text: str) -> str:
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return text
    if text.startswith(("postgresql://", "postgres://")):
        return text
    raise EnvironmentFault(say("BAOBEI_DATABASE_URL must be sqlite:///PATH or postgresql://USER@HOST/NAME."))


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise EnvironmentFault(
            say("BAOBEI_URL must be like https://baobei.example.com, with http or https and no path.")
        )
    return text.rstrip("/")


def _demo(text: str | None) -> bool:
    if text not in (None, "", "0", "1"):
        raise EnvironmentFault(say("BAOBEI_DEMO is 1 or is left unset."))
    return text == "1"


def _now(environ: Mapping[str, str]) -> datetime | None:
    text = environ.get("BAOBEI_NOW")
    if not text:
        return None
    if not _demo(environ.get("BAOBEI_DEMO")):
        raise EnvironmentFault(say("BAOBEI_NOW holds only with BAOBEI_DEMO=1. Set both or unset BAOBEI_NOW."))
    try:
        return parse_instant(text)
    except ValueError:
        raise EnvironmentFault(say("BAOBEI_NOW must be an instant such as 2023-02-01T10:00+08:00.")) from None


_current: Environment | None = None


def current() -> Environment:
    """The settings of this process, read at the first call."""
    global _current
    if _current is None:
        _current = read()
    return _current


def use(**changes: object) -> Environment:
    """Settings that a command states for its own process, such as the store of a replay; before the first use of
    the store."""
    global _current
    _current = replace(current(), **changes)  # type: ignore[arg-type]
    return _current
