"""Debian's Chromium with a Chinese font; nothing is ever downloaded by Playwright itself.

    with chromium.started() as browser:
        page = browser.new_page()

As root a missing one is installed; anybody else is told the command.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from deploy.local.console import say

_PACKAGES = ("chromium", "fonts-noto-cjk")
_INSTALL = f"apt-get install -y --no-install-recommends {' '.join(_PACKAGES)}"
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def started() -> Iterator[Browser]:
    path = _installed()
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0  # Chromium has none for root
        browser = playwright.chromium.launch(
            executable_path=path, args=_QUIET, chromium_sandbox=sandbox
        )
        try:
            yield browser
        finally:
            browser.close()


def _installed() -> str:
    if not _is_complete():
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise LookupError(f"Chromium or its Chinese font is missing; run: sudo {_INSTALL}")
        say(f"running {_INSTALL}")
        for command in ("apt-get update", _INSTALL):
            subprocess.run(command.split(), check=True, stdin=subprocess.DEVNULL)
    path = shutil.which("chromium")
    assert path, f"after `{_INSTALL}` there is still no chromium"
    return path


def _is_complete() -> bool:
    if not (shutil.which("chromium") and shutil.which("fc-list")):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False)
    return bool(listed.stdout.strip())
