"""`python -m deploy.local run | stop`."""

import sys

from deploy.local.console import say
from deploy.local.leftovers import stop
from deploy.local.problem import Problem
from deploy.local.run import run
from deploy.local.settings import Settings


def main(arguments: list[str]) -> None:
    match arguments:
        case ["run"]:
            run(Settings.read())
        case ["stop"]:
            stop(Settings.read().home)
        case _:
            sys.exit("usage: python -m deploy.local run | stop")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Problem as problem:
        say(f"problem: {problem}")
        sys.exit(1)
