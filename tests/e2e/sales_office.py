"""A small sales office: one project, its people, units on sale; everything over HTTP.

    office = SalesOffice(stack.url)
    units = office.open(units=12)
    office.sell(units[0])

Its people have tokens as office would sign them. Requests are repeated under the same key while the
platform, or a part of it, is away: what became of a request is known in the end.
"""

import json
import time
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx

from contracts.office.roles import Role
from contracts.schema import new_id
from tests.loopback import PLAIN
from tests.tokens import token_for

PATIENCE = 45.0
RATE = Decimal("20000.00")
PRICE = RATE * 100
"""Of a unit of 100 m²."""
_AWAY = (429, 500, 502, 503, 504)


class SalesOffice:
    def __init__(self, url: str) -> None:
        self.project = new_id()
        self.team = new_id()
        self.consultant = new_id()
        self.supervisor = new_id()
        self._url = url
        self._staff = {role: new_id() for role in Role}
        self._staff |= {
            Role.CONSULTANT: self.consultant,
            Role.SALES_SUPERVISOR: self.supervisor,
        }

    def open(self, *, units: int) -> list[str]:
        """Staff, the project, and that many units on sale; answers their ids."""
        self._hire(Role.SALES_SUPERVISOR)
        self.ask(
            Role.ADMINISTRATOR, "POST", "/teams",
            {"id": self.team, "name": f"一组 {self.team}", "leader_id": self.supervisor},
        )  # fmt: skip
        for role in (Role.CONSULTANT, Role.SALES_MANAGER, Role.SALES_DIRECTOR):
            self._hire(role)
        self._open_project()
        return self._put_on_sale(units)

    def customer(self) -> UUID:
        customer_id = new_id()
        self.ask(
            Role.CONSULTANT,
            "POST",
            "/customers",
            {
                "id": customer_id,
                "name": "测试客户",
                "phone": f"+1{customer_id.int % 10**13:013d}",
                "project_id": self.project,
            },
        )
        return customer_id

    def prepare(self, unit: str) -> str:
        """A new customer subscribes the unit, and everything is ready for the contract; answers the
        deal's id."""
        body = {
            "id": new_id(),
            "customer_id": self.customer(),
            "payment_method": "lump_sum",
            "handover_date": "2099-06-30",
        }
        deal = self.ask(Role.CONSULTANT, "POST", f"/units/{unit}/subscription", body)["id"]
        self.ask(Role.CONTROL_CLERK, "POST", f"/deals/{deal}/documents", {"complete": True})
        self.ask(Role.SALES_MANAGER, "POST", f"/deals/{deal}/sign-off")
        receipt = self.ask(Role.CONSULTANT, "POST", f"/deals/{deal}/receipts")["id"]
        self.ask(Role.SALES_MANAGER, "POST", f"/receipts/{receipt}/endorsement")
        self.ask(Role.FINANCE, "POST", f"/receipts/{receipt}/confirmation")
        return str(deal)

    def sign(self, deal: str) -> None:
        self.ask(Role.SALES_MANAGER, "POST", f"/deals/{deal}/contract", {"without_text": True})

    def sell(self, unit: str) -> str:
        deal = self.prepare(unit)
        self.sign(deal)
        return deal

    def board(self, url: str | None = None) -> Any:
        return self.ask(Role.CONSULTANT, "GET", f"/projects/{self.project}/board", url=url)

    def ask(
        self, role: Role, method: str, path: str, body: Any = None, *, url: str | None = None
    ) -> Any:
        """The answer; once the platform is there to give one. Any refusal fails the test."""
        headers = {"Authorization": f"Bearer {self._token(role)}", "Idempotency-Key": str(new_id())}
        end = time.monotonic() + PATIENCE
        while True:
            answer = _tried(method, f"{url or self._url}/api/v1{path}", headers, body)
            if answer is not None and answer.status_code not in _AWAY:
                assert answer.is_success, f"{method} {path}: {answer.text}"
                return answer.json()
            last = "no answer" if answer is None else answer.text
            assert time.monotonic() < end, f"{method} {path}: {last}"
            time.sleep(0.1)

    def _token(self, role: Role) -> str:
        return token_for(
            role,
            staff_id=self._staff[role],
            projects=[self.project],
            region_projects=[self.project],
            team=self.team,
        )

    def _hire(self, role: Role) -> None:
        staff_id = self._staff[role]
        body = {
            "id": staff_id,
            "username": f"s{staff_id.hex[-20:]}",
            "name": str(role),
            "email": f"{role}@loupan.example",
            "roles": [role.value],
            "team_id": self.team if role is Role.CONSULTANT else None,
            "project_ids": [self.project],
        }
        self.ask(Role.ADMINISTRATOR, "POST", "/staff", body)

    def _open_project(self) -> None:
        body = {
            "id": self.project,
            "code": f"T{self.project.hex[-12:].upper()}",
            "name": "测试楼盘",
            "developer": "测试开发商",
            "presale_permit": "测试 2026-1",
        }
        self.ask(Role.ADMINISTRATOR, "POST", "/projects", body)

    def _put_on_sale(self, units: int) -> list[str]:
        here = f"/projects/{self.project}"
        self.ask(Role.CONTROL_CLERK, "POST", f"{here}/house-types", {"name": "A"})
        rows = [
            {
                "building": "1栋",
                "stair": "1单元",
                "floor": number,
                "number": f"{number}01",
                "house_type": "A",
                "gross_area": "100.00",
                "list_rate": f"{RATE}",
                "filed_rate": f"{RATE}",
            }
            for number in range(1, units + 1)
        ]
        self.ask(Role.CONTROL_CLERK, "POST", f"{here}/units", {"units": rows})
        approval = {"all": True, "decision": "approve"}
        self.ask(Role.CONTROL_SUPERVISOR, "POST", f"{here}/reviews", approval)
        released = self.ask(Role.SALES_MANAGER, "POST", f"{here}/releases", {"all": True})
        return [str(unit) for unit in released["unit_ids"]]


def _tried(method: str, url: str, headers: dict[str, str], body: Any) -> httpx.Response | None:
    """`None` when nobody answered."""
    content = None if method == "GET" else _json(body or {})
    headers = headers | {"Content-Type": "application/json"}
    try:
        return httpx.request(
            method, url, headers=headers, content=content, timeout=15, verify=PLAIN
        )
    except httpx.HTTPError:
        return None


def _json(body: Any) -> str:
    return json.dumps(body, default=str)
