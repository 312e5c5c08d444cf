"""What is written down agrees with the code: migrations, topology, import boundaries."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from contracts.parking import SERVICES
from tests.databases import Database


@pytest.mark.parametrize("service", SERVICES)
def test_models_and_migrations_agree(
    service: str, database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{service.upper()}_DATABASE_URL", database(service).url)
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "common.migrate", service, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_topology_manifest_agrees_with_the_code() -> None:
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "deploy.topology", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
