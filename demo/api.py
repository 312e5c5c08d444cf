"""A person of the sales office at a desk: logs in, reads, and enters things once.

    with Platform.open(url, notebook) as platform:
        desk = platform.desk("zhou.lan", password)
        desk.read("/projects", page_size=50)
        desk.enter("project XYT", "POST", "/projects", {"code": "XYT", …})

A write travels with an `Idempotency-Key`, so that repeating it after a lost answer is safe; `enter`
repeats it while the platform says that it is busy or restarting (429, 503, 504).
"""

import time
from collections.abc import Mapping
from typing import Any, Self

import httpx

from demo.notebook import Notebook

_BUSY = (429, 503, 504)
_PATIENCE_SECONDS = 60.0


class Refused(Exception):
    """The platform said no: `code` is stable, the text is for people."""

    def __init__(self, what: str, answer: httpx.Response) -> None:
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        self.code = str(problem.get("code", answer.status_code))
        super().__init__(f"{what}: {self.code}: {problem.get('detail', answer.text)}")


class Platform:
    def __init__(self, http: httpx.Client, notebook: Notebook) -> None:
        self.http = http
        self.notebook = notebook
        self._desks: dict[str, Desk] = {}

    @classmethod
    def open(cls, url: str, notebook: Notebook) -> Self:
        headers = {"Accept-Language": "en"}
        return cls(httpx.Client(base_url=url, headers=headers, timeout=60), notebook)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def desk(self, username: str, password: str | None = None) -> "Desk":
        """Where `username` works; the password is the notebook's unless it is given."""
        if username not in self._desks:
            password = password or self.notebook.password(username)
            self._desks[username] = Desk(self, username, password)
        return self._desks[username]

    def send(self, what: str, method: str, path: str, **how: Any) -> httpx.Response:
        """The answer, once the platform is not too busy to give one. Raises `Refused`."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            answer = self.http.request(method, f"/api/v1{path}", **how)
            if answer.status_code not in _BUSY or time.monotonic() > end:
                break
            time.sleep(float(answer.headers.get("Retry-After", "1")))
        if answer.is_error:
            raise Refused(what, answer)
        return answer


class Desk:
    def __init__(self, platform: Platform, username: str, password: str) -> None:
        self._platform = platform
        self._notebook = platform.notebook
        self._credentials = {"username": username, "password": password}
        self._token = ""

    def read(self, path: str, **query: Any) -> Any:
        return self._send(f"GET {path}", "GET", path, params=query).json()

    def enter(
        self, what: str, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Any:
        """What the platform answered when `what` was entered, now or in an earlier load."""
        return self._once(what, method, path, json=dict(body or {}))

    def upload(self, what: str, path: str, name: str, content: bytes, **fields: str) -> Any:
        return self._once(what, "POST", path, files={"file": (name, content)}, data=fields)

    def _once(self, what: str, method: str, path: str, **how: Any) -> Any:
        if what not in self._notebook:
            key = {"Idempotency-Key": self._notebook.key(what)}
            answer = self._send(what, method, path, headers=key, **how)
            self._notebook.note(what, answer.json() if answer.content else None)
        return self._notebook[what]

    def _send(self, what: str, method: str, path: str, **how: Any) -> httpx.Response:
        """With a token, and with a fresh one where it has run out or rights have changed."""
        if not self._token:
            self._log_in()
        try:
            return self._with_token(what, method, path, **how)
        except Refused as refused:
            if refused.code != "token_expired":
                raise
        self._log_in()
        return self._with_token(what, method, path, **how)

    def _with_token(self, what: str, method: str, path: str, **how: Any) -> httpx.Response:
        headers = how.pop("headers", {}) | {"Authorization": f"Bearer {self._token}"}
        return self._platform.send(what, method, path, headers=headers, **how)

    def _log_in(self) -> None:
        who = self._credentials["username"]
        answer = self._platform.send(f"log in {who}", "POST", "/session", json=self._credentials)
        self._token = answer.json()["access_token"]
