"""The README's tour does what it says: its commands are taken out of the page and run."""

import os
import re
import subprocess

from deploy.local.settings import ROOT
from tests.e2e.company import Company
from tests.stack import Stack

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _tour(page: str) -> list[str]:
    """The commands after the two that start and test the platform."""
    return _BLOCK.findall((ROOT / page).read_text())[1:]


def test_the_tour_of_the_readme_works(company_at_work: Company, stack: Stack) -> None:
    told = _run("set -euo pipefail\n" + "".join(_tour("README.md")), stack)
    assert "'sold':" in told  # counts of the board
    assert "\nreserved\n" in told
    assert '"code": "unit_taken"' in told
    assert '"free": [' in told
    assert "The contract can't be signed yet" in told
    assert "XYT-" in told  # the contract's number
    assert "'sold_units': " in told
    assert "sign -> sold" in told
    assert "closed" in told  # the deadline
    assert re.search("今日重点|Signing is due", told)  # the consultant's latest notice


def test_both_readmes_have_the_same_commands() -> None:
    assert _tour("README.md") == _tour("README.zh-CN.md")
    assert len(_tour("README.md")) > 4


def _run(commands: str, stack: Stack) -> str:
    done = subprocess.run(
        ["bash", "-c", commands], cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        env=os.environ | _where(stack),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def _where(stack: Stack) -> dict[str, str]:
    return {"LOUPAN_PORT": stack.url.rpartition(":")[2], "LOUPAN_HOME": str(stack.home)}
