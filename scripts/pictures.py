"""Makes the pictures of the documentation anew: a demo company, served, looked at with Debian's Chromium.

``make pictures`` calls it. The company and the day are always the same: but for the links in the book, a picture
changes only where a page does.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COMMAND = str(Path(sys.executable).with_name("baobei"))
URL = "http://127.0.0.1:18247"
NOW = "2026-03-03T10:20+08:00"
LARGEST = 150_000
PHONE, DESK = {"width": 360, "height": 720}, {"width": 1200, "height": 760}
MESSAGE = "唐晓梅 13600005772，渝北区松岭花园6栋2单元1201，想装中央空调"


@contextmanager
def served() -> Iterator[dict[str, dict[str, Any]]]:
    """A demo company while the block runs: the first two who sell, of two departments, and one of each other role."""
    with tempfile.TemporaryDirectory(prefix="baobei-pictures-") as folder:
        environ = os.environ | {"BAOBEI_DATA": folder, "BAOBEI_DEMO": "1", "BAOBEI_NOW": NOW, "BAOBEI_URL": URL}
        made = subprocess.run([COMMAND, "demo", "--json"], env=environ, capture_output=True, text=True, check=True)
        server = subprocess.Popen([COMMAND, "serve", "--port", URL.rpartition(":")[2]], env=environ)
        try:
            _wait(server)
            yield _cast(json.loads(made.stdout)["people"])
        finally:
            server.terminate()
            server.wait()


def _wait(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            urlopen(f"{URL}/readyz", timeout=5).close()
            return
        except (URLError, OSError):
            assert server.poll() is None, "baobei serve ended"
            time.sleep(0.1)
    raise SystemExit("baobei serve does not answer.")


def _cast(people: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    cast = {role: person for person in reversed(people) for role in person["roles"]}
    holder = cast["salesperson"]
    cast["colleague"] = next(
        person for person in people if "salesperson" in person["roles"] and person["department"] != holder["department"]
    )
    return cast


def _as(browser: Browser, person: dict[str, Any], size: dict[str, int]) -> Page:
    page = browser.new_context(
        viewport=size, locale="zh-CN", device_scale_factor=1.5 if size is PHONE else 1
    ).new_page()  # type: ignore[arg-type]
    page.goto(URL)
    page.fill("[name=username]", person["user"])
    page.fill("[name=password]", person["password"])
    page.press("[name=password]", "Enter")
    page.wait_for_selector(f"text={person['name']}" if size is DESK else "main")
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    assert path.stat().st_size < LARGEST, f"{path} is larger than {LARGEST:,} bytes"


def _ask(page: Page, message: str) -> None:
    page.fill("[name=paste]", message)
    page.wait_for_timeout(900)


def salesperson(browser: Browser, person: dict[str, Any]) -> None:
    """Asks, registers, and looks at the list and the customer on the phone."""
    page = _as(browser, person, PHONE)
    _ask(page, MESSAGE)
    _take(page, "phone-check")
    page.click("#check button:has-text('查询')")
    page.wait_for_selector(".answer")
    _take(page, "phone-free")
    page.click(".dock button:has-text('报备')")
    page.wait_for_selector("#relatives")
    _take(page, "phone-form")
    page.click(".dock button.primary")
    page.wait_for_selector(".answer.free")
    _take(page, "phone-registered")
    page.goto(f"{URL}/customers")
    _take(page, "phone-customers")


def colleague(browser: Browser, person: dict[str, Any]) -> None:
    """Asks for the same customer and hears until when, and not whose."""
    page = _as(browser, person, PHONE)
    _ask(page, MESSAGE)
    page.click("#check button:has-text('查询')")
    page.wait_for_selector(".answer")
    _take(page, "phone-protected")


def office(browser: Browser, cast: dict[str, dict[str, Any]]) -> None:
    """The desktop of the office: who waits, the book, a clause beside its numbers, why one looks, the people."""
    page = _as(browser, cast["registrar"], DESK)
    _take(page, "desk-registrar")
    page.goto(f"{URL}/book/{cast['salesperson']['department']}?check")
    _take(page, "desk-book")
    page.goto(f"{URL}/policy/CR-4.1")
    _take(page, "desk-clause")
    page.goto(f"{URL}/people")
    _take(page, "desk-people")
    page = _as(browser, cast["manager"], DESK)
    page.goto(f"{URL}/registrations?scope=department")
    _take(page, "desk-department")
    page.click("main .rows a >> nth=0")
    page.wait_for_selector("form")
    _take(page, "desk-reason")


def main() -> None:
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: `apt-get install chromium fonts-noto-cjk`."
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as cast, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        salesperson(browser, cast["salesperson"])
        colleague(browser, cast["colleague"])
        office(browser, cast)
        browser.close()


if __name__ == "__main__":
    main()
