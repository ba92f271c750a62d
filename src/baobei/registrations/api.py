"""Registrations over the API: the story's verbs, the lists, and one with its customer (CR-3, CR-4, CR-5, CR-6.2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import ConfigDict, WithJsonSchema

from baobei import usecase
from baobei.people.api import Limit, needs
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.queries import lists
from baobei.registrations.rules import dealing
from baobei.registrations.rules.reviewing import DECISIONS
from baobei.registrations.rules.values import BadValue
from baobei.words import say

router = Router(tags=["registrations"])

# Values are documented here and judged by the services, which say what is wrong with them in the reader's language.
Text = Annotated[Any, WithJsonSchema({"type": "string"})]
Texts = Annotated[Any, WithJsonSchema({"type": "array", "items": {"type": "string"}})]
Money = Annotated[
    Any,
    WithJsonSchema({"type": ["string", "integer"], "description": "Yuan, at most two decimals; never a JSON float."}),
]
Day = Annotated[Any, WithJsonSchema({"type": "string", "format": "date"})]
Yes = Annotated[Any, WithJsonSchema({"type": "boolean"})]


class Closed(Schema):
    """An object that takes no other fields than these."""

    model_config = ConfigDict(extra="forbid")


class Relative(Closed):
    relation: Text = None
    name: Text = None
    phones: Texts = None


class Customer(Closed):
    """A customer as people write them."""

    name: Text = None
    phones: Texts = None
    address: Text = None
    relatives: list[Relative] | None = None
    form: dict[str, Any] | None = None


class Inquiry(Closed):
    customer: Customer


class NewRegistration(Inquiry):
    kind: Text = "walk_in"
    contest: Text = None


class FollowUp(Closed):
    expected_amount: Money = None
    expected_unit_price: Money = None
    expected_signing: Day = None
    feedback: Text = None


class Deposit(Closed):
    amount: Money = None


class Signing(Closed):
    amount: Money = None
    commission: Money = None
    first: Yes = False


class Review(Closed):
    decision: Annotated[Any, WithJsonSchema({"type": "string", "enum": list(DECISIONS)})] = None
    reason: Text = None


class Answer(Schema):
    """What was decided; every clause that decided it is cited."""

    result: str
    cites: list[str]


class Asked(Answer):
    until: datetime | None = None
    own: bool | None = None
    held_until: datetime | None = None


class Registered(Answer):
    id: str
    registration: str
    completeness: int
    valid_until: datetime | None = None
    waits_until: datetime | None = None


class Extended(Answer):
    valid_until: datetime


class Reviewed(Answer):
    valid_until: datetime | None = None
    until: datetime | None = None


class Share(Schema):
    employee: str
    share: str
    amount: str


class Signed(Answer):
    commissions: list[Share]


class Item(Schema):
    """A registration with as much of it as the caller may see."""

    id: str
    status: str
    kind: str
    holder: str | None = None
    department: str | None = None
    customer: dict[str, Any] | None = None
    registered_at: datetime
    valid_until: datetime | None = None
    completeness: int
    contested: bool


class Shown(Item, Answer):
    pass


class Items(Schema):
    items: list[Item]
    next: str | None


@router.post("/inquiries", response=Asked)
@needs("inquire")
def inquire(request: Request, asked: Inquiry) -> Decision:
    """Is this customer free? A free one is held for the asker; never says whose (CR-5.1)."""
    customer = _customer(request, asked.customer)
    return services.inquire(by=request.actor, at=request.clock, customer=customer)


@router.post("/registrations", response={201: Registered, 202: Registered})
@needs("register")
def register(request: Request, asked: NewRegistration) -> Decision:
    """Registers a customer (CR-3.1); 202 where a person must judge first, 409 where another has them."""
    customer = _customer(request, asked.customer)
    return services.register(
        by=request.actor, at=request.clock, customer=customer, kind=asked.kind, contest=asked.contest
    )


@router.get("/registrations", response=Items)
@needs("registrations.read")
def registrations(
    request: Request,
    scope: str = "own",
    status: str | None = None,
    q: str = "",
    limit: int = Limit,
    after: str | None = None,
) -> Decision | dict[str, Any]:
    """What one may see; another's customer masked. ``scope`` is own, department or company (CR-6.2)."""
    at = request.clock.now()
    try:
        found = lists.registrations(request.actor, at, scope=scope, status=status, q=q, limit=limit, after=after)
    except PermissionError:
        return Decision("denied", ("CR-6.2",), reason=say("This is not among the tasks of your roles."))
    return {"items": [seen.contract() for seen in found.items], "next": found.next}


@router.get("/registrations/{registration}", response=Shown)
@needs("look")
def look(request: Request, registration: str, reason: str | None = None) -> Decision | dict[str, Any]:
    """One's own; another's to the entitled who say why, which leaves a trace that the holder reads (CR-6.2)."""
    decision = services.look(by=request.actor, at=request.clock, registration=registration, reason=reason)
    if decision.result not in ("shown", "shown_logged"):
        return decision
    seen = lists.registration(request.actor, request.clock.now(), registration)
    if seen is None:
        return dealing.unknown_registration()
    return {"result": decision.result, "cites": list(decision.cites), **seen.contract()}


@router.post("/registrations/{registration}/follow-ups", response=Answer)
@needs("follow_up")
def follow_up(request: Request, registration: str, given: FollowUp) -> Decision:
    """Logs contact feedback; one field at least (CR-7.2)."""
    return services.follow_up(by=request.actor, at=request.clock, registration=registration, **given.dict())


@router.post("/registrations/{registration}/deposits", response=Extended)
@needs("deposit")
def deposit(request: Request, registration: str, given: Deposit) -> Decision:
    """Takes a deposit, which protects longer (CR-4.2)."""
    return services.deposit(by=request.actor, at=request.clock, registration=registration, amount=given.amount)


@router.post("/registrations/{registration}/signing", response=Signed)
@needs("sign")
def sign(request: Request, registration: str, given: Signing) -> Decision:
    """Signs a deal; its form is the basis of the commission (CR-3.3)."""
    return services.sign(by=request.actor, at=request.clock, registration=registration, **given.dict())


@router.post("/registrations/{registration}/review", response=Reviewed)
@needs("review")
def review(request: Request, registration: str, given: Review) -> Decision:
    """Is it the same customer? The registrar judges what waits for it; asked once for a pair (CR-5.2)."""
    return services.review(by=request.actor, at=request.clock, registration=registration, **given.dict())


def _customer(request: Request, given: Customer) -> Mapping[str, Any]:
    """The contract's mapping. Raises BadValue for a field that the company's form does not have."""
    known = {one["name"] for one in usecase.in_force(request.day)["form.fields"]}
    for name in given.form or ():
        if name not in known:
            raise BadValue(f"customer.form.{name}", say("This is not a field of this call."))
    return given.dict(exclude_unset=True)
