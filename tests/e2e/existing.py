"""One thing of every kind in the demonstration company."""

from datetime import timedelta

from common import clock
from tests import files
from tests.e2e.company import Colleague, Company, ok


def things_of(company: Company) -> dict[str, str]:
    """A real thing for every parameter that a path may have, by its name."""
    manager = company.one("sales_manager", "XYT")
    project = company.project("XYT")
    deal = ok(manager.get("/deals", project_id=project, stage="sold"))["items"][0]
    receipt = ok(manager.get("/receipts", project_id=project))["items"][0]
    notice = ok(company.one("consultant", "XYT").get("/notices"))["items"][0]
    deputy = {
        "to_staff_id": company.one("sales_director").id,
        "until": str(clock.now() + timedelta(days=1)),
    }
    discount = {"name": "开盘优惠", "kind": "public", "mode": "multiply", "rate": "0.005"}
    discount["valid_from"] = "2026-01-01"
    promise = {"kind": "service", "text": "赠送一年物业费以外的保洁服务"}
    line = {"name": "全款", "kind": "instalment", "rest": True, "due": "after_signing", "days": 7}
    plan = {"name": "七日付清", "payment_method": "lump_sum", "lines": [line]}
    rules = {"settings": {"sign_days": 30}, "reason": "延长签约期限"}
    document = _archived(company, deal["id"])
    return {
        "attachment_id": _attached(company, project),
        "document_id": document,
        "borrowing_id": _borrowed(manager, document),
        "plan_id": ok(manager.post(f"/projects/{project}/payment-plans", plan))["id"],
        "change_id": ok(manager.post(f"/projects/{project}/settings-changes", rules))["id"],
        "price_list_id": ok(
            manager.post(f"/projects/{project}/price-lists", {"name": "开盘价格表"})
        )["id"],
        "change_order_id": ok(manager.get("/change-orders", project_id=project))["items"][0]["id"],
        "discount_id": ok(manager.post(f"/projects/{project}/discounts", discount))["id"],
        "hold_id": _held(company, project),
        "quotation_id": _quoted(company, project),
        **_followed(company, deal["id"], project),
        "promise_id": ok(manager.post(f"/deals/{deal['id']}/promises", promise))["id"],
        "approval_id": ok(manager.get("/approvals"))["items"][0]["id"],
        "delegation_id": ok(manager.post("/delegations", deputy))["id"],
        "project_id": project,
        "deal_id": deal["id"],
        "unit_id": deal["unit_id"],
        "customer_id": deal["customer_id"],
        "receipt_id": receipt["id"],
        "message_id": ok(manager.get("/customer-messages", status="told"))["items"][0]["id"],
        **_owed(company),
        "notice_id": notice["id"],
        "staff_id": company.ids("wu.fang"),
        "team_id": company.ids("team XYT"),
        "region_id": company.ids("region south"),
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
