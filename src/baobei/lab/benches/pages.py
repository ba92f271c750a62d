"""How long the pages take that are opened most, until their first byte, beside a view that answers a constant."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode

from baobei.lab.benches.company import PASSWORD, company, serving
from baobei.lab.benches.figures import Figure, compare
from baobei.lab.benches.register import Customer, customer, fill
from baobei.people.rules import Actor
from baobei.registrations import services
from baobei.registrations.queries import lists
from baobei.usecase import MachineClock

SEED, OWN, WARM_UP = 20261124, 40, 5
CONSTANT = "/healthz"


class Browser:
    """One who is signed in, over a kept connection."""

    def __init__(self, server: str) -> None:
        self._client, self._cookies = HTTPConnection(server), SimpleCookie()

    def get(self, path: str) -> float:
        """Seconds until the first byte of a page."""
        return self._ask("GET", path)[0]

    def post(self, path: str, **fields: str) -> tuple[float, str]:
        """Seconds until the first byte of the answer, and where it leads."""
        token = self._cookies["csrftoken"].value
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **fields}))

    def sign_in(self, user: str) -> None:
        self.get("/sign-in")
        _, to = self.post("/sign-in", username=user, password=PASSWORD)
        assert to == "/", f"{user} could not sign in"

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[float, str]:
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = perf_counter()
        self._client.request(method, path, body, headers)
        answer: HTTPResponse = self._client.getresponse()
        seconds = perf_counter() - begun
        answer.read()
        assert answer.status in (200, 302), f"{method} {path}: {answer.status}"
        for value in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(value)
        return seconds, answer.headers.get("Location", "")


def run(url: str, *, register: int, rounds: int) -> list[Figure]:
    """Serves a company with so many customers and opens each page in turn with the constant one."""
    holder, seller, asker = company(url, sellers=3)
    now = MachineClock().now()
    fill(holder, now - timedelta(days=1), register, seed=SEED)
    drawn = random.Random(SEED + 1)
    own = _registered(seller, register, drawn)
    asked = [customer(register + OWN + number, drawn) for number in range(rounds)]
    with serving(url, seller) as (server, _):
        browser, asking, stranger = Browser(server), Browser(server), Browser(server)
        browser.sign_in(seller.username)
        # Whoever asks so often holds more customers than anybody's home shows on a day.
        asking.sign_in(asker.username)
        pages: dict[str, Callable[[Customer], float]] = {
            "sign-in": lambda one: stranger.get("/sign-in"),
            "home with the check box": lambda one: browser.get("/"),
            "a check and its answer": partial(_checked, asking),
            "my customers": lambda one: browser.get("/customers"),
            "one customer": lambda one: browser.get(f"/registrations/{drawn.choice(own)}"),
        }
        seconds: dict[str, list[float]] = {name: [] for name in pages}
        constant: list[float] = []
        for one in asked:
            constant.append(stranger.get(CONSTANT))
            for name, page in pages.items():
                seconds[name].append(page(one))
    warm = min(WARM_UP, rounds // 2)
    return [compare(name, f"GET {CONSTANT}", taken[warm:], constant[warm:]) for name, taken in seconds.items()]


def _registered(by: Actor, first: int, drawn: random.Random) -> list[str]:
    """Registers customers of the seller's own, the numbers of their registrations."""
    for number in range(OWN):
        services.register(by=by, at=MachineClock(), customer=customer(first + number, drawn))
    return [str(one.id) for one in lists.registrations(by, MachineClock().now(), status="valid", limit=OWN).items]


def _checked(browser: Browser, given: Customer) -> float:
    """Asking and being led to the answer, both."""
    fields = {"name": given["name"], "phones": given["phones"][0], "address": given["address"]}
    asked, to = browser.post("/", **fields)
    return asked + browser.get(to)


def lines(figures: list[Figure]) -> Iterator[str]:
    """The figures for a reader."""
    for figure in figures:
        ours, theirs = figure.product_ms, figure.baseline_ms
        yield (
            f"{figure.what}: p50 {ours['p50']} ms, p99 {ours['p99']} ms; {figure.baseline}: p50 {theirs['p50']} ms, "
            f"p99 {theirs['p99']} ms; ratio p50 {figure.ratio_p50}"
        )
