"""docker-compose.yml and the programs agree."""

import re
import subprocess
import sys

import yaml

from deploy.environment import variables
from deploy.local.processes import BACKGROUND, GATEWAY
from deploy.local.settings import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]


def test_every_secret_that_compose_needs_is_made_and_none_in_vain() -> None:
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE))
    assert {name for name, _ in variables()} == needed


def test_compose_runs_the_same_processes_as_make_run() -> None:
    local = {p.name: ["python", *p.arguments] for p in (*BACKGROUND, GATEWAY) if p.name != "mail"}
    composed = {
        name: service["command"]
        for name, service in SERVICES.items()
        if name in local or service.get("image") == "loupan"
    }
    assert {name: command for name, command in composed.items() if name in local} == local
    assert set(composed) - set(local) == {"prepare", "demo"}


def test_the_image_holds_the_versions_that_the_tests_ran_with() -> None:
    locked = _versions("requirements.lock")
    assert _versions("deploy/requirements.lock").items() <= locked.items()


def test_the_lock_files_name_no_registry_and_no_folder() -> None:
    for file in ("requirements.lock", "deploy/requirements.lock"):
        assert not re.search(r"https?://|file:|--(index|find|extra)|^/", (ROOT / file).read_text())


def test_a_new_env_file_is_printed() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-m", "deploy.environment"], cwd=ROOT, check=True, capture_output=True
        ).stdout
        for _ in range(2)
    ]
    assert printed[0] != printed[1]


def _versions(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / file).read_text(), re.MULTILINE))
