"""The policy: each clause in the company's words beside its numbers of a day, and those that are dated later (CR-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from baobei import usecase
from baobei.people.request import Request
from baobei.telling import in_language, told
from baobei.telling.parameters import Number, number, of_clause
from baobei.words import Text, say

_PARTS = {
    "CR": say("Customer registration"),
    "OH": say("Office hygiene"),
    "PR": say("Project registration"),
    "XR": say("Cross-region registration"),
}


@dataclass(frozen=True)
class Article:
    """A clause as the page shows it: its numbers of the day, and the values that hold from a later day."""

    id: str
    title: str
    text: str
    numbers: Sequence[Number]
    later: Sequence[Number]


def policy(request: Request) -> HttpResponse:
    """All clauses of one part of the policy, as they hold on a day (``on``, today where none is given)."""
    day, fault = _day(request)
    ids = list(usecase.policy().clauses)
    parts = list(dict.fromkeys(id.partition("-")[0] for id in ids))
    part = request.GET.get("part") if request.GET.get("part") in parts else parts[0]
    context = {
        "title": in_language(usecase.policy().title),
        "version": usecase.policy().version,
        "parts": [(name, told(_PARTS.get(name, name))) for name in parts],
        "part": part,
        "articles": [_article(id, day) for id in ids if id.partition("-")[0] == part],
        "on": day,
        "fault": fault,
    }
    return render(request, "web/policy.html", context)


def clause(request: Request, clause: str) -> HttpResponse:
    """One clause and its numbers."""
    if clause not in usecase.policy().clauses:
        raise Http404
    day, fault = _day(request)
    context = {"article": _article(clause, day), "part": clause.partition("-")[0], "on": day, "fault": fault}
    return render(request, "web/clause.html", context)


def _article(id: str, day: date) -> Article:
    known = usecase.policy().clauses[id]
    return Article(id, in_language(known.title), in_language(known.text), of_clause(id, day), _later(id, day))


def _later(id: str, day: date) -> list[Number]:
    return [
        number(name, value)
        for name, parameter in sorted(usecase.policy().parameter.items())
        if id in parameter.clauses
        for value in parameter.values
        if value.day > day
    ]


def _day(request: Request) -> tuple[date, Text | None]:
    text = request.GET.get("on", "").strip()
    if not text:
        return request.day, None
    try:
        return date.fromisoformat(text), None
    except ValueError:
        return request.day, say("A day is written like 2026-11-24.")
