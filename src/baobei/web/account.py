"""Signing in and out, one's own password, and the page about oneself."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from baobei.people import queries, services, signing_in
from baobei.people.forms import NewPassword, SignIn
from baobei.people.request import Request
from baobei.usecase import MachineClock


@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """The form with ``username`` and ``password``; afterwards the page that was wanted, or home."""
    if request.asker is not None:
        return redirect("home")
    form = SignIn(request.POST or None)
    locked_until = None
    if request.method == "POST" and form.is_valid():
        # Lockout and sessions keep the machine's clock, whatever instant a demo states.
        answer = signing_in.sign_in(at=MachineClock(), day=request.day, **form.cleaned_data)
        if answer.employee is not None:
            auth.login(request, answer.employee)
            request.session.clear_expired()
            return redirect(_wanted(request))
        locked_until = answer.locked_until
        form.refuse(locked_until)
    context = {
        "form": form,
        "locked_until": locked_until,
        "next": request.GET.get("next", ""),
        "company": queries.company_name(),
        "attempts": signing_in.ATTEMPTS,
        "minutes": signing_in.WAIT_MINUTES,
    }
    return render(request, "people/sign_in.html", context, status=200 if not form.errors else 422)


def sign_out(request: Request) -> HttpResponse:
    auth.logout(request)
    return redirect("sign-in")


@sensitive_post_parameters()
def password(request: Request) -> HttpResponse:
    """One's own new password; at the first sign-in nothing else opens before it is chosen."""
    form = NewPassword(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        employee = services.change_password(by=request.actor, password=form.cleaned_data["new1"])
        auth.update_session_auth_hash(request, employee)
        return redirect("home" if request.actor.must_change_password else reverse("account") + "?changed=1")
    context = {"form": form, "first": request.actor.must_change_password, "company": queries.company_name()}
    return render(request, "people/password.html", context, status=422 if form.errors else 200)


def account(request: Request) -> HttpResponse:
    """Who one is here, the language, the password, the way out."""
    return render(request, "people/account.html", {"changed": request.GET.get("changed")})


def _wanted(request: Request) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("home")
