"""Nobody reaches what belongs to others: every route that names a thing, asked by somebody whose
right does not extend to it (O-02). The cases come from the route table."""

from typing import Any

import httpx
import pytest

from contracts.office.rights import RIGHTS
from contracts.office.roles import Role, Scope
from contracts.operation import ANYONE, OPEN
from contracts.schema import new_id
from gateway.routes import ROUTES
from gateway.routing import Route
from tests.e2e.company import Company, ok
from tests.e2e.samples import WORKBOOK, XLSX, body_of, path_with
from tests.loopback import PLAIN
from tests.tokens import token_for

_THE_COMPANY_S = {"office.list_regions"}
"""Belongs to nobody in particular."""

_NAMES_NOTHING_OF_OTHERS = {"inventory.delegate_approvals"}
"""Gives away only what one may do oneself."""

_OF_OTHERS = {"not_found", "project_not_yours", "recipient_not_yours"}
"""How a thing of others is refused that the body names: the latter two name the field."""


def _narrow_roles(route: Route) -> list[Role]:
    """Roles of people that have the right, but not everywhere."""
    if route.operation.permission in (OPEN, ANYONE):
        return []
    granted = RIGHTS[route.operation.permission].items()
    return [
        role
        for role, scope in granted
        if scope is not Scope.ALL and isinstance(role, Role) and role is not Role.PARTNER
    ]


def _cases(named: bool) -> Any:
    cases = [
        pytest.param(route, role, id=f"{route.method} {route.path} as {role}")
        for route in ROUTES
        if bool(route.parameters) is named and (named or route.method == "GET")
        if route.operation.key not in _THE_COMPANY_S
        for role in _narrow_roles(route)
    ]
    return pytest.mark.parametrize(("route", "role"), cases)


def _writes_that_name_in_their_body() -> Any:
    cases = [
        pytest.param(route, role, id=f"{route.path} as {role}")
        for route in ROUTES
        if not route.parameters and route.operation.writes
        if route.operation.key not in _NAMES_NOTHING_OF_OTHERS
        for role in _narrow_roles(route)
    ]
    return pytest.mark.parametrize(("route", "role"), cases)


@_cases(named=True)
def test_what_belongs_to_others_does_not_exist(
    route: Route, role: Role, existing: dict[str, str], company_at_work: Company
) -> None:
    path = path_with(route, existing)
    answer = _ask(company_at_work.url, route, role, path, body_of(route))
    assert answer.status_code in (403, 404), answer.text


def _bodies(existing: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What the writes name in their bodies rather than in their paths."""
    project, deal = existing["project_id"], existing["deal_id"]
    later = "2099-12-31T08:00:00+08:00"
    return {
        "inventory.request_change_order": {"kind": "cancellation", "deal_id": deal},
        "inventory.upload_attachment": {"subject": "deal", "subject_id": deal, "kind": "scan"},
        "crm.register_customer": {"project_id": project},
        "reminders.send_notice": {"recipient_ids": [existing["staff_id"]], "due_at": later},
        "reporting.set_target": {"level": "project", "project_id": project},
    }


@_writes_that_name_in_their_body()
def test_what_belongs_to_others_is_refused_in_a_body_too(
    route: Route, role: Role, existing: dict[str, str], company_at_work: Company
) -> None:
    body = body_of(route) | _bodies(existing)[route.operation.key]
    answer = _ask(company_at_work.url, route, role, route.path, body)
    assert answer.json()["code"] in _OF_OTHERS, answer.text


@_cases(named=False)
def test_a_list_has_nothing_that_belongs_to_others(
    route: Route, role: Role, company_at_work: Company
) -> None:
    answer = ok(_ask(company_at_work.url, route, role, route.path, body_of(route)))
    for name, rows in answer.items():
        if isinstance(rows, list):
            assert rows == [], name


def _ask(url: str, route: Route, role: Role, path: str, body: dict[str, Any]) -> httpx.Response:
    """As somebody of that role who works on another project, in another team."""
    token = token_for(role, projects=[new_id()], region_projects=[new_id()], team=new_id())
    headers = {"Authorization": f"Bearer {token}"}
    how: dict[str, Any] = {"json": body}
    if route.method in ("GET", "DELETE"):
        how = {"params": body}
    elif route.body != "json":
        headers["Content-Type"] = XLSX
        how = {"content": WORKBOOK, "params": body}
    return httpx.request(route.method, url + path, headers=headers, timeout=30, verify=PLAIN, **how)


def test_a_consultant_sees_their_own_deals_and_customers_only(company_at_work: Company) -> None:
    mine = company_at_work.one("consultant", "XYT", number=0)
    deals = ok(mine.get("/deals", page_size=200))["items"]
    customers = ok(mine.get("/customers", page_size=200))["items"]
    assert deals
    assert {deal["consultant_id"] for deal in deals} == {mine.id}
    assert customers
    assert {customer["owner_id"] for customer in customers} == {mine.id}


def test_a_manager_sees_the_projects_of_their_region_only(company_at_work: Company) -> None:
    manager = company_at_work.one("sales_manager", "XYT")
    projects = {project["code"] for project in ok(manager.get("/projects"))["items"]}
    assert projects == {"XYT", "GTYY"}
    elsewhere = company_at_work.project("BHLY")
    assert manager.get(f"/projects/{elsewhere}/board").status_code == 404
