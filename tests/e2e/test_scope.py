"""Nobody reaches what belongs to others: every route that names a thing, asked by somebody whose
right does not extend to it (O-02). The cases come from the route table."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from common import clock
from contracts.office.rights import RIGHTS
from contracts.office.roles import Role, Scope
from contracts.operation import ANYONE, OPEN
from contracts.schema import new_id
from gateway.routes import ROUTES
from gateway.routing import Route
from tests import files
from tests.e2e.company import Colleague, Company, ok
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


@pytest.fixture(scope="module")
def existing(company_at_work: Company) -> dict[str, str]:
    """A real thing for every parameter that a path may have."""
    manager = company_at_work.one("sales_manager", "XYT")
    project = company_at_work.project("XYT")
    deal = ok(manager.get("/deals", project_id=project, stage="sold"))["items"][0]
    receipt = ok(manager.get("/receipts", project_id=project))["items"][0]
    notice = ok(company_at_work.one("consultant", "XYT").get("/notices"))["items"][0]
    deputy = {
        "to_staff_id": company_at_work.one("sales_director").id,
        "until": str(clock.now() + timedelta(days=1)),
    }
    discount = {"name": "开盘优惠", "kind": "public", "mode": "multiply", "rate": "0.005"}
    discount["valid_from"] = "2026-01-01"
    promise = {"kind": "service", "text": "赠送一年物业费以外的保洁服务"}
    line = {"name": "全款", "kind": "instalment", "rest": True, "due": "after_signing", "days": 7}
    plan = {"name": "七日付清", "payment_method": "lump_sum", "lines": [line]}
    document = _archived(company_at_work, deal["id"])
    return {
        "attachment_id": _attached(company_at_work, project),
        "document_id": document,
        "borrowing_id": _borrowed(manager, document),
        "plan_id": ok(manager.post(f"/projects/{project}/payment-plans", plan))["id"],
        "price_list_id": ok(
            manager.post(f"/projects/{project}/price-lists", {"name": "开盘价格表"})
        )["id"],
        "change_order_id": ok(manager.get("/change-orders", project_id=project))["items"][0]["id"],
        "discount_id": ok(manager.post(f"/projects/{project}/discounts", discount))["id"],
        "hold_id": _held(company_at_work, project),
        "quotation_id": _quoted(company_at_work, project),
        **_followed(company_at_work, deal["id"], project),
        "promise_id": ok(manager.post(f"/deals/{deal['id']}/promises", promise))["id"],
        "approval_id": ok(manager.get("/approvals"))["items"][0]["id"],
        "delegation_id": ok(manager.post("/delegations", deputy))["id"],
        "project_id": project,
        "deal_id": deal["id"],
        "unit_id": deal["unit_id"],
        "customer_id": deal["customer_id"],
        "receipt_id": receipt["id"],
        "message_id": ok(manager.get("/customer-messages", status="told"))["items"][0]["id"],
        **_owed(company_at_work),
        "notice_id": notice["id"],
        "staff_id": company_at_work.ids("wu.fang"),
        "team_id": company_at_work.ids("team XYT"),
        "region_id": company_at_work.ids("region south"),
    }


def _attached(company: Company, project: str) -> str:
    """A rendering of the project."""
    facts = {"subject": "project", "subject_id": project, "kind": "rendering"}
    clerk = company.one("control_clerk", "XYT")
    picture = {"file": ("效果图.png", files.png())}
    return str(ok(clerk.http.post("/attachments", data=facts, files=picture))["id"])


def _archived(company: Company, deal: str) -> str:
    annex = {"kind": "annex", "title": "补充协议", "copies": 2, "place": "A-1"}
    return str(ok(company.one("control_clerk", "XYT").post(f"/deals/{deal}/archive", annex))["id"])


def _borrowed(manager: Colleague, document: str) -> str:
    due = str(clock.business_day(clock.now()) + timedelta(days=3))
    wish = {"purpose": "核对面积", "due_on": due}
    return str(ok(manager.post(f"/archive/{document}/borrowings", wish))["id"])


def _held(company: Company, project: str) -> str:
    """A hold that a consultant asks for, for one of their customers."""
    consultant = company.one("consultant", "XYT")
    customer = ok(consultant.get("/customers"))["items"][0]
    units = ok(consultant.get(f"/projects/{project}/units", status="available"))["items"]
    wish = {"customer_id": customer["id"], "reason": "等待家人看房"}
    return str(ok(consultant.post(f"/units/{units[0]['id']}/holds", wish))["id"])


def _followed(company: Company, deal: str, project: str) -> dict[str, str]:
    """A loan, an obstacle and a defect of contracts in the project."""
    desk = company.one("service_clerk")
    rows = ok(desk.get("/milestones", project_id=project, kind="commercial_loan"))["items"]
    obstacle = {"kind": "handover", "what": "电梯尚未验收"}
    met = ok(desk.post(f"/deals/{deal}/obstacles", obstacle))["id"]
    ok(desk.post(f"/deals/{deal}/handover/notice", {"appointed_on": "2099-12-31"}))
    found = {"defects": [{"what": "外窗划痕", "severity": "minor"}]}
    ok(desk.post(f"/deals/{deal}/handover/inspection", found))
    handover = ok(desk.get(f"/deals/{deal}/milestones"))["handover"]
    return {
        "loan_id": rows[0]["id"],
        "obstacle_id": met,
        "defect_id": handover["defects"][0]["id"],
    }


def _owed(company: Company) -> dict[str, str]:
    """An invoice, a charged late fee of the buyer in arrears, and a refund of what they overpay."""
    deal = company.ids("deal of customer 9003")
    consultant, finance = company.one("consultant", "XYT"), company.one("finance")
    much = {"kind": "instalment", "amount": "99000000.00"}
    receipt = ok(consultant.post(f"/deals/{deal}/receipts", much))["id"]
    ok(company.one("sales_manager", "XYT").post(f"/receipts/{receipt}/endorsement"))
    ok(finance.post(f"/receipts/{receipt}/confirmation"))
    return {
        "refund_id": ok(consultant.post(f"/deals/{deal}/refunds"))["id"],
        "late_fee_id": ok(finance.get(f"/deals/{deal}/late-fees"))["charged"][0]["id"],
        "invoice_id": ok(finance.get("/invoices"))["items"][0]["id"],
    }


def _quoted(company: Company, project: str) -> str:
    """A quotation that a consultant drafts for one of their customers."""
    consultant = company.one("consultant", "XYT")
    customer = ok(consultant.get("/customers"))["items"][0]
    units = ok(consultant.get(f"/projects/{project}/units", status="available"))["items"]
    terms = {"customer_id": customer["id"], "payment_method": "lump_sum"}
    return str(ok(consultant.post(f"/units/{units[1]['id']}/quotations", terms))["id"])


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
