"""The books as pages: which there are, their pages, one page, and the last links to be kept elsewhere (CR-6.1, CR-6.2).

What a page says of persons is not shown here: the registration it belongs to asks why one looks.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from baobei.book import queries, verify
from baobei.book.rules import OFFICE, may_read
from baobei.people.queries import actors
from baobei.people.request import Request
from baobei.people.rules import may
from baobei.telling import told
from baobei.words import Text, say

_PAGE = 30
ACTIONS: Mapping[str, Text] = {
    "register": say("registered a customer"),
    "review": say("judged whether it is the same customer"),
    "follow_up": say("followed up"),
    "deposit": say("took a deposit"),
    "sign": say("signed a deal"),
    "add_employee": say("added a person"),
    "grant_role": say("gave a role"),
    "revoke_role": say("ended a role"),
    "reset_password": say("reset a password"),
    "end_employment": say("ended an employment"),
    "add_community": say("added to the table of communities"),
    "change_community": say("changed the table of communities"),
    "withdraw_community": say("withdrew from the table of communities"),
    "judge": say("judged two registrations that collide"),
    "rekey": say("read customers anew"),
}
PROGRAM = say("the program")
RESULTS: Mapping[str, Text] = {
    "registered": say("registered"),
    "protected": say("protected for another; invalid"),
    "needs_review": say("waits for the registrar's review"),
    "awaiting_choice": say("waits for the customer's choice"),
    "logged": say("written down"),
    "extended": say("protection lengthened"),
    "signed": say("signed"),
    "collide": say("found registrations that collide"),
    "kept": say("carried a judgement over"),
    "judged": say("judged"),
}


def books(request: Request) -> HttpResponse:
    """The first book that one may read; the others are a tab away."""
    heads = _readable(request)
    if not heads:
        return render(request, "book/none.html")
    own = next((head.book for head in heads if head.book == request.actor.department), heads[0].book)
    return redirect("book-pages", own)


def book(request: Request, name: str) -> HttpResponse:
    """A book's pages, the newest first; with ``check`` it is read from the first page to the last."""
    head = _head(request, name)
    if (wanted := request.GET.get("number", "")).isdecimal() and queries.sheet(name, int(wanted[:12])):
        return redirect("book-page", name, int(wanted))
    last = head.number
    if (before := request.GET.get("before", "")).isdecimal():
        last = min(last, int(before[:12]) - 1)
    first = max(last - _PAGE, 0)
    context = {
        "heads": _readable(request),
        "head": head,
        "pages": _named(queries.pages(name, after=first, limit=last - first))[::-1] if last > 0 else [],
        "older": first,
        "wanted": wanted,
        "may_check": may(request.actor, "book.verify", request.day),
    }
    if "check" in request.GET and context["may_check"]:
        context |= {"checked": True, "faults": verify.faults(name)}
    return render(request, "book/book.html", context)


def page(request: Request, name: str, number: int) -> HttpResponse:
    """One page: who did what when, by which clauses, and how it is linked to the page before."""
    _head(request, name)
    sheet = queries.sheet(name, number)
    if sheet is None:
        raise Http404
    [told] = _named([sheet])
    changes = sheet["decision"]["changes"]
    context = {"name": name, "page": told, "registration": _registration(changes), "result": _result(sheet)}
    return render(request, "book/page.html", context)


def heads(request: Request) -> HttpResponse:
    """The last link of each book, twice on a sheet, to be kept by two offices."""
    copies = (say("HR and admin"), say("finance"))
    return render(request, "book/heads.html", {"heads": _readable(request), "copies": copies})


def _readable(request: Request) -> list[Any]:
    roles, department = request.actor.roles(request.day), request.actor.department
    found = [head for head in queries.heads() if may_read(head.book, roles=roles, department=department)]
    return sorted(found, key=lambda head: (head.book == OFFICE, head.book))


def _head(request: Request, name: str) -> Any:
    found = next((head for head in _readable(request) if head.book == name), None)
    if found is None:
        raise Http404
    return found


def _named(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pages with people's names and actions in words."""
    names = {person.username: person.name for person in actors()}
    return [
        {
            **page,
            "who": names.get(page["actor"], page["actor"]) or told(PROGRAM),
            "did": ACTIONS.get(page["action"], page["action"]),
        }
        for page in pages
    ]


def _result(sheet: Mapping[str, Any]) -> Text | str:
    result: str = sheet["decision"]["result"]
    return RESULTS.get(result, result)


def _registration(changes: list[dict[str, Any]]) -> str | None:
    """The registration that a page is about, if it is about one."""
    for change in changes:
        if change["table"] == "registrations.registration":
            return str(change["id"])
        if "registration_id" in change["values"]:
            return str(change["values"]["registration_id"])
    return None
