"""What the rules know of other registrations and holds, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from baobei.matching import Match

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)

WRONG_STATE: Mapping[str, str] = {
    "awaiting_review": "CR-5.2",
    "awaiting_choice": "CR-4.3",
    "expired": "CR-3.2",
    "invalid": "CR-3.2",
    "signed": "CR-3.3",
    "released": "CR-4.3",
}


class Timed(Protocol):
    """What decides a registration's status: its row and the instant (no job changes it)."""

    @property
    def status(self) -> str: ...

    @property
    def valid_until(self) -> datetime | None: ...

    @property
    def waits_until(self) -> datetime | None: ...

    @property
    def contested_since(self) -> datetime | None: ...


def status_at(row: Timed, at: datetime) -> str:
    """The status at an instant: ``expired`` past the end of protection, ``valid`` past the end of a wait (CR-3.2,
    CR-4.3)."""
    if row.status == "awaiting_choice" and (row.waits_until is None or at < row.waits_until):
        return "awaiting_choice"
    if row.status not in ("valid", "awaiting_choice"):
        return row.status
    lapsed = row.contested_since is None and row.valid_until is not None and row.valid_until <= at
    return "expired" if lapsed else "valid"


@dataclass(frozen=True)
class Entry:
    """A registration as rules see it; instants are aware, ``resembles`` names the holders whom a review is about."""

    id: UUID
    holder: UUID
    status: str
    kind: str
    registered_at: datetime
    counts_from: datetime
    valid_until: datetime | None = None
    waits_until: datetime | None = None
    concerns_until: datetime = FOREVER
    followed_at: datetime | None = None
    contested_since: datetime | None = None
    between: tuple[UUID, ...] = ()
    resembles: tuple[UUID, ...] = ()
    department: UUID | None = None
    deposit: Decimal | None = None
    deposit_at: datetime | None = None
    signed_at: datetime | None = None

    def live(self, at: datetime) -> bool:
        """Whether the customer is the holder's by now, be it after the customer's choice."""
        return status_at(self, at) in ("valid", "awaiting_choice", "signed") and at < self.concerns_until

    def blocks(self, asker: UUID, at: datetime) -> bool:
        """Whether it keeps the customer from the asker (CR-5.1); a review does not bind the holder it resembles
        (CR-5.2)."""
        match status_at(self, at):
            case "valid" | "awaiting_choice":
                return True
            case "awaiting_review":
                return asker not in self.resembles
            case "signed":
                return at < self.concerns_until
        return False

    def blocked_until(self, at: datetime) -> datetime | None:
        """When it ceases to block; None where that has no end yet, or is not told."""
        match status_at(self, at):
            case "awaiting_choice":
                return self.waits_until
            case "valid" if self.contested_since is None:
                return self.valid_until
        return None


def having(entry: Entry, at: datetime) -> bool:
    """Whether the customer is the holder's, or would be after the registrar's review."""
    return entry.live(at) or status_at(entry, at) == "awaiting_review"


@dataclass(frozen=True)
class Held:
    """A hold after a *free* answer (CR-5.2)."""

    id: UUID
    holder: UUID
    placed_at: datetime
    until: datetime

    @property
    def concerns_until(self) -> datetime:
        """The first instant at which it no longer concerns anybody else."""
        return self.until

    def blocks(self, asker: UUID, at: datetime) -> bool:
        """Whether it is still running."""
        return at < self.until

    def blocked_until(self, at: datetime) -> datetime | None:
        """Its end."""
        return self.until


@dataclass(frozen=True)
class Found:
    """A registration or hold that the customer matches, and how; ``same`` where the registrar said so before
    (CR-5.2)."""

    entry: Entry | Held
    match: Match
    same: bool = False

    @property
    def certain(self) -> bool:
        return self.same or self.match.level == "certain"

    @property
    def same_person(self) -> bool:
        return self.same or self.match.same_person

    @property
    def by_unit_or_kin_alone(self) -> bool:
        """Whether the match is by housing unit or kinship without an equal phone (CR-7.0)."""
        shown = self.match.evidence
        if shown.phone or shown.code:
            return False
        units_meet = shown.unit in ("equal", "partial", "ambiguous") and not shown.mask
        return self.match.level == "certain" or units_meet or self.match.kind != "same_customer"
