"""`python -m demo`: loads the demonstration company into a running platform.

Reads `LOUPAN_PORT` (or `LOUPAN_URL`), `LOUPAN_HOME` and `LOUPAN_ADMIN_PASSWORD`, the password of
the administrator `admin`. Writes `<LOUPAN_HOME>/accounts.json`. A load that was interrupted is
continued; after a finished one nothing happens.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx

from demo import (
    arrears,
    bindings,
    business,
    changes,
    documents,
    invoices,
    milestones,
    money,
    notices,
    people,
    prices,
    projects,
    quotations,
    targets,
    terms,
    wishes,
)
from demo.api import Platform, Refused
from demo.notebook import Notebook
from demo.projects import Project

ADMINISTRATOR = "admin"


def main() -> int:
    try:
        load()
    except KeyError as missing:
        print(f"{missing} is not set; `make run` sets it.")
    except Refused as refused:
        print(f"The platform refused {refused}")
    except httpx.HTTPError as error:
        print(f"The platform does not answer ({error}); run it first, then load again.")
    else:
        return 0
    return 1


def load() -> None:
    """Raises `Refused`, `httpx.HTTPError`, or `KeyError` naming a variable that is missing."""
    password = os.environ["LOUPAN_ADMIN_PASSWORD"]
    home = Path(os.environ["LOUPAN_HOME"])
    url = os.environ.get("LOUPAN_URL") or f"http://127.0.0.1:{os.environ['LOUPAN_PORT']}"
    began, notebook = time.monotonic(), Notebook(home)
    known = len(notebook)
    with Platform.open(url, notebook) as platform:
        _enter(platform, password, home)
    new = len(notebook) - known
    print(f"{new} entries in {time.monotonic() - began:.0f} s" if new else "nothing to enter")


def _enter(platform: Platform, admin_password: str, home: Path) -> None:
    administrator = platform.desk(ADMINISTRATOR, admin_password)
    people.open_regions(administrator, platform)
    projects.open_all(administrator, platform)
    people.hire(administrator, platform)
    _write_accounts(platform.notebook, admin_password, home / "accounts.json")
    print(f"{len(people.REGIONS)} regions, {len(people.TEAMS)} teams, {len(people.STAFF)} staff")
    projects.give_settings(platform)
    put_on_sale = partial(projects.put_on_sale, platform=platform, home=home)
    for project, units in _in_all_projects(put_on_sale):
        print(f"{project.name}: {units} units entered, reviewed, released")
    terms.set_all(platform)
    targets.set_all(platform)
    notices.send_all(platform)
    print("payment plans, discounts, targets, commission plans, morning notices")
    for project, customers in _in_all_projects(partial(business.live_all, platform=platform)):
        print(f"{project.name}: {customers} customers and their business")
    quotations.offer_all(platform)
    money.follow_all(platform)
    money.tell_customers(platform)
    milestones.follow_all(platform)
    prices.set_all(platform)
    documents.keep_all(platform)
    changes.change_all(platform)
    wishes.ask_all(platform)
    bindings.bind_all(platform)
    arrears.fall_behind(platform)
    invoices.issue_all(platform)
    invoices.pay_back_all(platform)


def _in_all_projects(do: Callable[[Project], int]) -> Iterator[tuple[Project, int]]:
    """Done in all projects at once, as in life: each has its own units, customers and people."""
    with ThreadPoolExecutor(len(projects.PROJECTS)) as crew:
        yield from zip(projects.PROJECTS, crew.map(do, projects.PROJECTS), strict=True)


def _write_accounts(notebook: Notebook, admin_password: str, file: Path) -> None:
    """Who can log in, for people who try the platform; readable for its owner only."""
    accounts = [
        {
            "role": "administrator",
            "username": ADMINISTRATOR,
            "password": admin_password,
            "name": "系统管理员",
        },
        *(
            {
                "role": person.role,
                "username": person.username,
                "password": notebook.password(person.username),
                "name": person.name,
            }
            for person in people.STAFF
        ),
    ]
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        json.dump(accounts, target, ensure_ascii=False, indent=1)
    unfinished.rename(file)


if __name__ == "__main__":
    sys.exit(main())
