"""Models and migrations agree."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from deploy.local.settings import ROOT, SERVICES
from tests.databases import Database


@pytest.mark.parametrize("service", SERVICES)
def test_models_and_migrations_agree(service: str, database: Callable[[str], Database]) -> None:
    url = database(service).url
    checked = subprocess.run(
        [sys.executable, "-m", "common.migrate", service, "--check"], cwd=ROOT, text=True,
        env=os.environ | {f"{service.upper()}_DATABASE_URL": url}, capture_output=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
