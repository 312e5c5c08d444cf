"""`make audit`: a known hole fails it, and silence is told as silence."""

import os
import subprocess
from pathlib import Path

import pytest

from deploy.local.settings import ROOT

CLEAN = "echo 'No known vulnerabilities found'"
HOLE = "echo 'Found 2 known vulnerabilities in 1 package'; exit 1"
SILENCE = "echo 'Failed to resolve the advisory service' >&2; exit 1"
NPM_CLEAN = "echo 'found 0 vulnerabilities'"
NPM_HOLE = "echo '# npm audit report'; exit 1"


@pytest.mark.parametrize(
    ("python", "npm", "code"),
    [
        (CLEAN, NPM_CLEAN, 0),
        (HOLE, NPM_CLEAN, 1),
        (CLEAN, NPM_HOLE, 1),
        (SILENCE, SILENCE, 0),
        (SILENCE, NPM_HOLE, 1),
    ],
)
def test_a_known_hole_ends_with_1(tmp_path: Path, python: str, npm: str, code: int) -> None:
    done = _audit(tmp_path, python, npm)
    assert done.returncode == code, done.stdout + done.stderr
    silent = [python, python, npm].count(SILENCE)
    assert done.stdout.count("no advisory service answered") == silent


def _audit(folder: Path, python: str, npm: str) -> subprocess.CompletedProcess[str]:
    """With programs in the place of pip-audit and npm that answer so."""
    _program(folder / "tools" / "audit" / "bin" / "pip-audit", python)
    _program(folder / "npm", npm)
    path = f"{folder}{os.pathsep}{os.defpath}"
    return subprocess.run(
        ["/bin/sh", ROOT / "deploy" / "local" / "audit.sh"],
        env={"PATH": path, "LOUPAN_TOOLS": str(folder / "tools")},
        capture_output=True,
        text=True,
        check=False,
    )


def _program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
