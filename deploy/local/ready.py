"""From started to ready: the gateway answers, and the demonstration company is there."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from deploy.local import oneshot
from deploy.local.console import say
from deploy.local.problem import Problem
from deploy.local.processes import DEMONSTRATION, Platform


def wait_for_gateway(platform: Platform, alive: Callable[[], bool], seconds: float = 120) -> None:
    """Raises Problem with what the gateway says is missing."""
    end = time.monotonic() + seconds
    missing = "it does not answer"
    with httpx.Client(timeout=10) as http:
        while time.monotonic() < end:
            if not alive():
                raise Problem("The gateway ended while it started; its log above says why.")
            try:
                answer = http.get(platform.url + "/health/ready")
                if answer.status_code == 200:
                    return
                missing = answer.text.strip()
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
    raise Problem(f"The platform was not ready after {seconds:.0f} s: {missing}")


def load_demonstration(platform: Platform) -> None:
    """Once per installation; a load that was interrupted is continued. `LOUPAN_DEMO=0` skips it.

    The platform is of use without it, so that its failure is told and no more.
    """
    done = platform.home / "demonstration.done"
    if done.exists() or os.environ.get("LOUPAN_DEMO") == "0":
        return
    say("loading the demonstration company, which takes a minute or two")
    try:
        oneshot.run_all(platform, [DEMONSTRATION])
    except Problem as problem:
        say(f"problem: {problem}")
        say("the demonstration company is not complete; the next `make run` goes on with it")
    else:
        done.touch()


def announce(platform: Platform) -> None:
    accounts = platform.home / "accounts.json"
    say("")
    say(f"Loupan is ready:  {platform.url}      (documentation: {platform.url}/docs)")
    if accounts.exists():
        say(f"Accounts:         {_short(accounts)}")
    say(f"Logs and mail:    {_short(platform.home / 'logs')}, {_short(platform.home / 'mail')}")
    say("Ctrl-C here, or `make stop` in another terminal, stops it.")
    say("")


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
