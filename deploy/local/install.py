"""Installs RabbitMQ when it is missing and we may."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import rabbitmq
from deploy.local.console import say
from deploy.local.problem import Problem

_POLICY = Path("/usr/sbin/policy-rc.d")


def broker() -> None:
    if rabbitmq.PROGRAM.exists():
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        rabbitmq.refuse_missing()
    say("installing RabbitMQ (about 50 MB); this happens once")
    with _no_autostart():
        _apt("apt-get update")
        _apt(rabbitmq.INSTALL)
        _disable_service()
    rabbitmq.refuse_missing()


def _apt(command: str) -> None:
    process = subprocess.Popen(
        shlex.split(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )  # fmt: skip
    with process:
        last = ""
        for line in process.stdout or ():
            last = line.strip() or last
            say(last, "apt")
    if process.returncode != 0:
        raise Problem(f"`{command}` failed ({last}); install RabbitMQ or set AMQP_URI.")


def _disable_service() -> None:
    """Nor at the next boot."""
    systemctl = shutil.which("systemctl")
    if systemctl:
        disable = [systemctl, "disable", "--quiet", "rabbitmq-server"]
        subprocess.run(disable, check=False, capture_output=True)


@contextmanager
def _no_autostart() -> Iterator[None]:
    """Debian starts a server as soon as it is installed; we want its programs only."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink()
