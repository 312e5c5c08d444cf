"""Somebody in front of a browser of their own.

clerk = visitors.one("control_clerk", "XYT")         # logged in, on the board
clerk.go("projects")
expect(clerk.seen("release-all")).to_be_visible()
clerk.unit(unit_id).click()
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from demo.people import of_role
from tests.e2e.company import Company

PATIENCE_MS = 15_000
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Visitor:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def log_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self.url}/login")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        expect(self.seen("me")).to_be_visible()

    def go(self, path: str) -> None:
        """To a page by its address, for example `board?project=…`."""
        self.page.goto(f"{self.url}/{path}")

    def pages(self) -> list[str]:
        """The pages of their menu, by address."""
        links = self.page.locator("nav a")
        expect(links.first).to_be_attached()
        return [str(link.get_attribute("href")).strip("/") for link in links.all()]

    def seen(self, name: str) -> Locator:
        """What the application calls `data-test=name`."""
        return self.page.locator(f"[data-test={name}]")

    def press(self, name: str) -> None:
        self.seen(name).click()

    def agree(self) -> None:
        """To the question that is open."""
        self.page.locator(".el-message-box .el-button--primary").click()

    def unit(self, unit_id: str) -> Locator:
        """A unit's field on the board."""
        return self.page.locator(f"[data-unit='{unit_id}']")

    def said(self) -> Locator:
        """The messages on top of the page."""
        return self.page.locator(".el-message")

    def choose(self, select: Locator, text: str) -> None:
        select.click()
        self.page.locator(".el-select-dropdown__item:visible", has_text=text).first.click()

    def stored(self) -> dict[str, str]:
        """What lies in the browser's local and session storage."""
        return dict(self.page.evaluate("({...localStorage, ...sessionStorage})"))


class Visitors:
    """Opens a browser profile per visitor; `close` ends all of them."""

    def __init__(self, browser: Browser, company: Company) -> None:
        self._browser = browser
        self._company = company
        self._contexts: list[BrowserContext] = []

    def stranger(self, **how: Any) -> Visitor:
        """Not logged in."""
        options: dict[str, Any] = {"viewport": DESK, "locale": "zh-CN"} | how
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        return Visitor(context.new_page(), self._company.url)

    def one(self, role: str, project: str | None = None, *, number: int = 0, **how: Any) -> Visitor:
        """The first, second, … who holds `role` on `project`."""
        visitor = self.stranger(**how)
        visitor.log_in(*self.credentials(role, project, number=number))
        return visitor

    def credentials(
        self, role: str, project: str | None = None, *, number: int = 0
    ) -> tuple[str, str]:
        username = of_role(role, project)[number].username
        (account,) = (one for one in self._company.accounts if one["username"] == username)
        return username, account["password"]

    def take_pictures(self, folder: Path, name: str) -> None:
        for number, context in enumerate(self._contexts, start=1):
            for page in context.pages:
                page.screenshot(path=folder / f"{name}-{number}.png")

    def close(self) -> None:
        for context in self._contexts:
            context.close()
