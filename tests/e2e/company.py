"""The demonstration company on a platform, and its people at work over HTTP.

    someone = company.one("consultant", "XYT")          # logged in
    someone.get("/deals", stage="sold").json()
    someone.post(f"/units/{unit}/lock", key="once")

Answers are `httpx.Response`; `ok` takes the JSON of one that has to be a success.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from contracts.schema import new_id
from demo import people
from demo.notebook import Notebook
from deploy.local.settings import ROOT
from tests import documented
from tests.loopback import PLAIN
from tests.stack import Stack

PASSWORD = "a password of the tests 1"
_Found = TypeVar("_Found")


def ok(answer: httpx.Response) -> Any:
    assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.text}"
    return answer.json() if answer.content else None


def refused(answer: httpx.Response, status: int, code: str) -> Any:
    """The details of a refusal, which has to be this one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    return problem["details"]


def only(items: list[_Found]) -> _Found:
    assert len(items) == 1, items
    return items[0]


def eventually(look: Callable[[], _Found], *, seconds: float = 30) -> _Found:
    """What `look` answers as soon as it does so without an AssertionError."""
    end = time.monotonic() + seconds
    while True:
        try:
            return look()
        except AssertionError:
            if time.monotonic() > end:
                raise
        time.sleep(0.05)


class Colleague:
    """Somebody who is logged in."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self.http = httpx.Client(
            base_url=url + "/api/v1",
            timeout=30,
            verify=PLAIN,
            event_hooks={"response": [documented.check_response]},
        )
        self.session = ok(
            self.http.post("/session", json={"username": username, "password": password})
        )
        self.http.headers["Authorization"] = f"Bearer {self.session['access_token']}"
        self.id = str(self.session["staff"]["id"])

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.http.get(path, params=query)

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.post(path, json={} if body is None else body, headers=headers)

    def delete(self, path: str) -> httpx.Response:
        return self.http.delete(path)


class Company:
    """`url` may be that of any gateway of the platform."""

    def __init__(self, url: str, home: Path) -> None:
        self.url = url
        self.home = home
        self.accounts = json.loads((home / "accounts.json").read_text())
        self.ids = Notebook(home).id
        self._present: dict[tuple[str, str], Colleague] = {}

    def one(self, role: str, project: str | None = None, *, number: int = 0) -> Colleague:
        """The first, second, … who holds `role` (on `project`), logged in."""
        return self.named(people.of_role(role, project)[number].username)

    def named(self, username: str, *, url: str | None = None) -> Colleague:
        at = url or self.url
        if (username, at) not in self._present:
            (account,) = (one for one in self.accounts if one["username"] == username)
            self._present[username, at] = Colleague(at, username, account["password"])
        return self._present[username, at]

    def close(self) -> None:
        for colleague in self._present.values():
            colleague.http.close()

    def project(self, code: str) -> str:
        return self.ids(f"project {code}")

    def free_units(self, code: str) -> list[dict[str, Any]]:
        """Homes of a project that are available now; a board may be a second old."""
        path, units = f"/projects/{self.project(code)}/units", []
        asked: dict[str, Any] = {"status": "available", "usage": "residence", "page_size": 200}
        while True:
            page = ok(self.one("consultant", code).get(path, **asked))
            units += page["items"]
            if page["next"] is None:
                return units
            asked["cursor"] = page["next"]

    def new_customer(self, consultant: Colleague, code: str) -> str:
        """A customer of theirs; answers the id."""
        customer_id = new_id()
        body = {
            "id": str(customer_id),
            "name": "测试客户",
            "phone": f"+1{customer_id.int % 10**13:013d}",
            "project_id": self.project(code),
        }
        ok(consultant.post("/customers", body))
        return str(customer_id)


def units_of(board: Any) -> list[dict[str, Any]]:
    return [
        unit
        for building in board["buildings"]
        for stair in building["stairs"]
        for unit in stair["units"]
    ]


def found(stack: Stack) -> None:
    """The first administrator; doing it again changes nothing."""
    _run(stack, "-m", "services.office.bootstrap")


def load_demonstration(stack: Stack) -> str:
    """Answers what it printed."""
    return _run(stack, "-m", "demo")


def _run(stack: Stack, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, env=stack.variables("office")
        | {"LOUPAN_ADMIN_PASSWORD": PASSWORD, "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
