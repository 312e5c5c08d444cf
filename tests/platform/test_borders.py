"""The linter holds the borders between the parts: a violation of each one is planted and found."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("contracts", "common", "services", "gateway")

VIOLATIONS = {
    "services know each other only through contracts": (
        "services/crm/files/customers/queries.py",
        "services.office.base",
    ),
    "contracts and common know no service and no gateway": ("common/money.py", "gateway.problems"),
    "contracts do no I/O": ("contracts/event.py", "sqlalchemy"),
    "the gateway knows contracts and common only, and is free of eventlet": (
        "gateway/pages.py",
        "eventlet",
    ),
    "inventory's corridors import what stands below them": (
        "services/inventory/money/refunds/queries.py",
        "services.inventory.papers.archive.models",
    ),
    "inventory's contracts follow its corridors": (
        "contracts/inventory/register/units.py",
        "contracts.inventory.pricing.discounts",
    ),
    "crm's corridors import what stands below them": (
        "services/crm/files/customers/models.py",
        "services.crm.contact.follow_ups.models",
    ),
    "reminders' corridors import what stands below them": (
        "services/reminders/notices/notices/models.py",
        "services.reminders.watch.deadlines.models",
    ),
    "reporting's corridors import what stands below them": (
        "services/reporting/facts/figures/models.py",
        "services.reporting.targets.targets.models",
    ),
    "office's corridors import what stands below them": (
        "services/office/access/sessions/models.py",
        "services.office.people.staff.commands",
    ),
    "commands know no entrypoints": (
        "services/inventory/selling/contracts/commands.py",
        "services.inventory.money.receipts.entrypoints",
    ),
    "queries know no commands and no entrypoints": (
        "services/inventory/selling/contracts/queries/figures.py",
        "services.inventory.money.receipts.commands.receipt",
    ),
    "models and rules know nothing above them": (
        "services/inventory/pricing/price_lists/rules/rows.py",
        "services.inventory.pricing.price_lists.queries.rows",
    ),
    "rules are pure": ("services/reporting/pay/commission/rules.py", "sqlalchemy"),
    "nameko and eventlet stay in the message layer": (
        "services/reminders/notices/notices/entrypoints.py",
        "eventlet",
    ),
    "services leave the broker to common": ("services/crm/files/customers/commands.py", "pika"),
}
"""The name of each contract in `pyproject.toml` → a module, and an import that it must not have."""


def test_every_border_has_a_planted_violation() -> None:
    assert set(VIOLATIONS) == _contracts()


def test_each_planted_violation_is_found(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "versions")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    for module, imported in VIOLATIONS.values():
        with (tmp_path / module).open("a") as source:
            source.write(f"\nimport {imported}\n")
    assert _broken(tmp_path) == set(VIOLATIONS)


def _contracts() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}


def _broken(tree: Path) -> set[str]:
    program = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run(
        [program, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False
    )
    return set(re.findall(r"^(.+) BROKEN\b", found.stdout, re.MULTILINE))
