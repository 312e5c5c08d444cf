"""The company that the workloads need: projects full of units, consultants with a customer each.

Made through the HTTP API, as everybody else would.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import httpx

from benchmarks.installation import Installation
from benchmarks.load import Generator, Load, Outcome, request
from contracts.office.roles import Role
from contracts.schema import new_id
from contracts.workbook import write_price_list

CONSULTANTS = 64
_STAFF = (
    Role.SALES_DIRECTOR,
    Role.SALES_MANAGER,
    Role.CONTROL_CLERK,
    Role.CONTROL_SUPERVISOR,
    Role.FINANCE,
)
_UNITS_IN_A_FILE = 2_000
_phones = count(13_800_000_000)


@dataclass(frozen=True)
class Consultant:
    id: UUID
    token: str
    customer_id: UUID


@dataclass(frozen=True)
class Project:
    id: UUID
    unit_ids: Sequence[str]
    """Those for sale."""
    tokens: Mapping[Role, str]
    consultants: Sequence[Consultant]


def open_project(
    installation: Installation, generator: Generator, code: str, units: int
) -> Project:
    """A project with so many units for sale and 64 consultants."""
    project_id = new_id()
    tokens = {role: installation.token([role], projects=[project_id]) for role in _STAFF}
    facts = {
        "id": str(project_id),
        "code": code,
        "name": f"Bench {code}",
        "developer": "Bench",
        "presale_permit": "蓉预售字第510100202300001号",
    }
    with httpx.Client(base_url=installation.url, timeout=120) as http:
        _ask(http, tokens[Role.SALES_DIRECTOR], "/api/v1/projects", json=facts)
        unit_ids = _enter_units(http, tokens, f"/api/v1/projects/{project_id}", units)
    consultants = [_consultant(installation, project_id) for _ in range(CONSULTANTS)]
    registrations = [
        registration(each.token, fresh_phone(), each.customer_id) for each in consultants
    ]
    expect_all(generator.run(Load(installation.url, registrations, 8, keep_bodies=True)))
    return Project(project_id, unit_ids, tokens, consultants)


def registration(token: str, phone: str, customer_id: UUID) -> bytes:
    """The request that opens a customer's file."""
    body = {"id": str(customer_id), "name": "客户", "phone": phone, "source": "office"}
    return request("POST", "/api/v1/customers", token=token, body=body)


def fresh_phone() -> str:
    """A number that nobody has."""
    return str(next(_phones))


def expect_all(outcome: Outcome, *statuses: int) -> None:
    """Raises `AssertionError` with the first other answer (any success when none is named)."""
    for answer in outcome.answers:
        expected = answer.status in statuses if statuses else answer.status < 300
        assert expected, f"{answer.status}: {answer.body.decode(errors='replace')}"
    assert not outcome.lost, f"{outcome.lost} requests without an answer"


def _consultant(installation: Installation, project_id: UUID) -> Consultant:
    staff_id = new_id()
    token = installation.token(
        [Role.CONSULTANT], staff_id=staff_id, projects=[project_id], team=new_id()
    )
    return Consultant(staff_id, token, customer_id=new_id())


def _enter_units(
    http: httpx.Client, tokens: Mapping[Role, str], project: str, units: int
) -> list[str]:
    """Imported, approved and released, file by file: each is a building."""
    released: list[str] = []
    for building, first in enumerate(range(0, units, _UNITS_IN_A_FILE), start=1):
        rows = _rows(building, min(_UNITS_IN_A_FILE, units - first))
        workbook = {"file": ("prices.xlsx", write_price_list(rows))}
        _ask(http, tokens[Role.CONTROL_CLERK], f"{project}/imports", files=workbook)
        approval = {"all": True, "decision": "approve"}
        _ask(http, tokens[Role.CONTROL_SUPERVISOR], f"{project}/reviews", json=approval)
        moved = _ask(http, tokens[Role.SALES_MANAGER], f"{project}/releases", json={"all": True})
        released += moved["unit_ids"]
    return released


def _rows(building: int, units: int) -> list[dict[str, Any]]:
    """Stairs of 30 floors with 4 units on each."""
    return [
        {
            "building": f"{building}栋",
            "stair": f"{place // 120 + 1}单元",
            "floor": place % 120 // 4 + 1,
            "number": f"{place % 120 // 4 + 1}{place % 4 + 1:02}",
            "house_type": "A",
            "gross_area": "98.50",
            "list_rate": "15000",
            "filed_rate": "16000",
            "manager_floor_rate": "14000",
            "director_floor_rate": "13500",
        }
        for place in range(units)
    ]


def _ask(http: httpx.Client, token: str, path: str, **content: Any) -> Any:
    answer = http.post(path, headers={"authorization": f"Bearer {token}"}, **content)
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text[:2000]}"
    return answer.json()
