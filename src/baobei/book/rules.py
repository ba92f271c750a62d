"""How a page is digested and linked to the page before it (CR-6.1, CR-6.2)."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

OFFICE = "office"
_AT = "\x00at\x00"


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8 as it is (after RFC 8785)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stamp(at: datetime) -> str:
    """An instant as pages write it: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content_digest(salt: str, content: str) -> str:
    """The salted digest of what a page says of persons; ``salt`` is 32 hex digits."""
    return sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def around_instant(page: Mapping[str, str]) -> tuple[str, str]:
    """The page's canonical text before and after its instant, which is known only once the book is locked."""
    before, after = canonical({**page, "at": _AT}).split(json.dumps(_AT))
    return before + '"', '"' + after


def digest(page: Mapping[str, str], at: datetime) -> str:
    """The digest of a page: of action, actor, at, book, cites, content_digest, decision, id and policy."""
    before, after = around_instant(page)
    return sha256((before + stamp(at) + after).encode()).hexdigest()


def link(previous: str, number: int, page_digest: str) -> str:
    """The link of a page to the one before; the first page's previous link is the book's name."""
    return sha256(f"{previous}\n{number}\n{page_digest}".encode()).hexdigest()


def may_read(book: str, *, roles: Collection[str], department: str | None) -> bool:
    """Whether the roles let one leaf through a book: registrar and general manager every one, a manager the
    department's (CR-6.1, CR-6.2)."""
    return "registrar" in roles or "gm" in roles or ("manager" in roles and book == department)
