"""A salesperson's phone: it counts taps, and sees that every page is whole, fits, and can be read by everybody."""

from collections.abc import Callable
from typing import Any

Violations = Callable[[Any], list[str]]


class Phone:
    """A narrow page of the served company, with one person signed in."""

    def __init__(self, page: Any, url: str, violations: Violations) -> None:
        self.page, self.url, self.violations = page, url, violations
        self.taps = 0

    def sign_in(self, person: dict[str, Any]) -> None:
        """Signs the person in; taps are counted from here on."""
        self.page.goto(f"{self.url}/sign-in")
        self.page.fill("[name=username]", person["user"])
        self.page.fill("[name=password]", person["password"])
        self.page.locator("main form button.primary").click()
        self.page.wait_for_url(f"{self.url}/")
        self.taps = 0

    def tap(self, name: str, role: str = "button", *, stays: bool = False) -> None:
        """Taps the one control of the page's content with that name; it leads to another page, or it ``stays``."""
        self.press(self.page.get_by_role("main").get_by_role(role, name=name, exact=True), stays=stays)

    def press(self, control: Any, *, stays: bool = False) -> None:
        """Taps a control; it leads to another page, or it ``stays``."""
        self.taps += 1
        if stays:
            control.tap()
        else:
            with self.page.expect_navigation():
                control.tap()

    def type(self, label: str, text: str) -> None:
        """Taps a field and types or pastes into it."""
        field = self.page.get_by_label(label, exact=True)
        field.tap()
        field.fill(text)
        self.taps += 1

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def is_in_order(self) -> None:
        """Asserts that the page does not scroll sideways and that axe finds nothing against it."""
        wide, seen = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= seen, f"{self.page.url} is {wide} px wide on a screen of {seen}"
        found = self.violations(self.page)
        assert not found, f"{self.page.url}: {found}"
