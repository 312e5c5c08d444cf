"""`make screenshots`: a picture of every page, as every role sees it, of the running platform.

Reads `LOUPAN_HOME` and `LOUPAN_PORT` as `make run` does; writes
`<LOUPAN_HOME>/screenshots/<role>-<page>[-drawer][-en][-phone][-<tab>].png`. Names of roles or pages
as arguments choose some of them.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect
from playwright.sync_api import Error as BrowserError

from deploy.local.console import say
from tests.browser import chromium
from tests.browser.visitor import DESK, PATIENCE_MS, PHONE, Visitor

_HOME = Path(os.environ.get("LOUPAN_HOME", ".local"))
_URL = f"http://127.0.0.1:{os.environ.get('LOUPAN_PORT', '8000')}"
_FOLDER = _HOME / "screenshots"
_WAYS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {"viewport": DESK, "locale": "zh-CN"}),
    ("-en", {"viewport": DESK, "locale": "en-GB"}),
    ("-phone", {"viewport": PHONE, "locale": "zh-CN", "is_mobile": True, "has_touch": True}),
)
_IN_FULL = {"consultant", "sales_manager"}
"""These also in English and on a phone."""
_DRAWERS = {
    "board": "[data-status=reserved][data-unit], [data-status=available][data-unit]",
    "deals": "[data-test=deals] tbody tr:has(.status-sold)",
    "customers": "[data-test=customers] tbody tr",
    "approvals": "[data-test=approvals] tbody tr",
}


def main(wanted: set[str]) -> None:
    _FOLDER.mkdir(exist_ok=True)
    accounts = json.loads((_HOME / "accounts.json").read_text())
    first = {account["role"]: account for account in reversed(accounts)}
    with chromium.started() as browser:
        for role, account in first.items():
            if not wanted or role in wanted:
                for suffix, how in _WAYS if role in _IN_FULL else _WAYS[:1]:
                    _visit(browser, account, suffix, how, wanted - first.keys())


def _visit(
    browser: Browser, account: dict[str, str], suffix: str, how: dict[str, Any], pages: set[str]
) -> None:
    context = browser.new_context(**how)
    context.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(context.new_page(), _URL)
    visitor.go("login")
    if suffix == "-en":
        visitor.page.get_by_role("button", name="English").click()
    _take(visitor, f"login{suffix}")
    visitor.log_in(account["username"], account["password"])
    for name in visitor.pages():
        if pages and name not in pages:
            continue
        visitor.go(name)
        _take(visitor, f"{account['role']}-{name}{suffix}")
        _open_drawer(visitor, name, f"{account['role']}-{name}-drawer{suffix}")
    context.close()


def _open_drawer(visitor: Visitor, name: str, file: str) -> None:
    opener = visitor.page.locator(_DRAWERS.get(name, "none-such")).first
    if not opener.count():
        return
    try:
        opener.click()
        expect(visitor.page.locator(".el-drawer")).to_be_visible()
    except (BrowserError, AssertionError) as error:
        say(f"{file}: {re.split('[.:]', str(error))[0]}")
        return
    _take(visitor, file)
    tabs = visitor.page.locator(".el-drawer .el-tabs__item")
    for tab in [str(one.get_attribute("id")) for one in tabs.all()][1:]:
        visitor.page.locator(f"#{tab}").click()
        _take(visitor, f"{file}-{tab.removeprefix('tab-')}")


def _take(visitor: Visitor, name: str) -> None:
    visitor.page.wait_for_timeout(800)
    mask = visitor.page.locator(".el-loading-mask:visible")
    expect(mask).to_have_count(0, timeout=PATIENCE_MS)
    visitor.page.wait_for_timeout(400)
    visitor.page.screenshot(path=_FOLDER / f"{name}.png")
    say(name, "picture")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
