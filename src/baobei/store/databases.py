"""Databases that no other test has."""

from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4


def sqlite(folder: Path) -> str:
    """The URL of a database in ``folder`` that does not exist yet."""
    return f"sqlite:///{folder / uuid4().hex}.sqlite3"


def postgresql(server: str) -> str:
    """The URL of a database on the server of the URL ``server`` that does not exist yet."""
    return urlsplit(server)._replace(path=f"/baobei_test_{uuid4().hex}").geturl()


def beside(url: str) -> str:
    """The URL of another such database on the same store."""
    return sqlite(Path(url.removeprefix("sqlite:///")).parent) if url.startswith("sqlite:") else postgresql(url)
