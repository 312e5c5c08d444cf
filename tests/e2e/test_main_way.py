"""The main way, over HTTP, with real people of the demonstration company: a unit is sold once, and
everyone who must know, knows."""

from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from tests.e2e.company import Colleague, Company, eventually, ok, only, refused, units_of
from tests.stack import Stack

CODE = "XYT"


@pytest.fixture(scope="module")
def consultant(company_at_work: Company) -> Colleague:
    return company_at_work.one("consultant", CODE, number=0)


@pytest.fixture(scope="module")
def rival(company_at_work: Company) -> Colleague:
    return company_at_work.one("consultant", CODE, number=1)


@pytest.fixture(scope="module")
def before(company_at_work: Company) -> dict[str, Any]:
    return _told(company_at_work)


@pytest.fixture(scope="module")
def sale(company_at_work: Company, consultant: Colleague, before: dict[str, Any]) -> dict[str, Any]:
    """The whole way of one unit; what the tests below look at."""
    unit = company_at_work.free_units(CODE)[0]
    customer_id = company_at_work.new_customer(consultant, CODE)
    reserved = ok(consultant.post(f"/units/{unit['id']}/reservation", {"customer_id": customer_id}))
    assert reserved["unit_status"] == "reserved"
    subscribed = ok(
        consultant.post(
            f"/units/{unit['id']}/subscription",
            {
                "customer_id": customer_id,
                "payment_method": "commercial_loan",
                "handover_date": "2099-06-30",
            },
        )
    )
    deal = f"/deals/{subscribed['id']}"
    manager = company_at_work.one("sales_manager", CODE)
    clerk = company_at_work.one("control_clerk", CODE)
    finance = company_at_work.one("finance", CODE)
    missing = refused(manager.post(f"{deal}/contract"), 409, "contract_not_ready")
    assert missing["missing"]
    ok(clerk.post(f"{deal}/documents", {"complete": True}))
    ok(manager.post(f"{deal}/sign-off"))
    receipt = ok(consultant.post(f"{deal}/receipts", {"kind": "deposit"}))
    assert consultant.post(f"/receipts/{receipt['id']}/endorsement").status_code == 403
    refused(finance.post(f"/receipts/{receipt['id']}/confirmation"), 409, "receipt_wrong_status")
    ok(manager.post(f"/receipts/{receipt['id']}/endorsement"))
    ok(finance.post(f"/receipts/{receipt['id']}/confirmation"))
    refused(manager.post(f"{deal}/contract"), 409, "contract_not_drafted")
    drafted = ok(clerk.post(f"{deal}/contract-drafts"))
    sold = ok(manager.post(f"{deal}/contract"))
    assert sold["contract_number"] == drafted["contract_number"]
    assert sold["unit_status"] == "sold"
    return {"unit": unit, "customer_id": customer_id, **sold}


def test_the_board_shows_it(
    sale: dict[str, Any], company_at_work: Company, rival: Colleague
) -> None:
    def shown() -> None:
        board = ok(rival.get(f"/projects/{company_at_work.project(CODE)}/board"))
        (unit,) = (one for one in units_of(board) if one["id"] == sale["unit_id"])
        assert unit["status"] == "sold"

    eventually(shown)


def test_a_second_buyer_is_told_why_not_and_what_is_free(
    sale: dict[str, Any], company_at_work: Company, rival: Colleague
) -> None:
    customer_id = company_at_work.new_customer(rival, CODE)
    answer = rival.post(f"/units/{sale['unit_id']}/reservation", {"customer_id": customer_id})
    details = refused(answer, 409, "unit_taken")
    assert details["status"] == "sold"
    free = {unit["id"] for unit in company_at_work.free_units(CODE)}
    assert details["free"]
    assert set(details["free"]) <= free
    ok(rival.post(f"/units/{details['free'][0]}/reservation", {"customer_id": customer_id}))


def test_a_repeated_request_has_one_effect(
    sale: dict[str, Any], company_at_work: Company, rival: Colleague
) -> None:
    customer_id = company_at_work.new_customer(rival, CODE)
    free, other = (unit["id"] for unit in company_at_work.free_units(CODE)[:2])
    body = {"customer_id": customer_id}
    first = ok(rival.post(f"/units/{free}/reservation", body, key="twice"))
    assert ok(rival.post(f"/units/{free}/reservation", body, key="twice")) == first
    answer = rival.post(f"/units/{other}/reservation", body, key="twice")
    refused(answer, 409, "idempotency_key_reused")
    deals = ok(rival.get("/deals", customer_id=customer_id))["items"]
    assert [deal["id"] for deal in deals] == [first["id"]]


def test_somebody_elses_customer_cannot_buy(
    sale: dict[str, Any], company_at_work: Company, rival: Colleague
) -> None:
    unit = company_at_work.free_units(CODE)[0]
    body = {"customer_id": sale["customer_id"]}
    refused(rival.post(f"/units/{unit['id']}/reservation", body), 403, "customer_not_yours")


def test_the_unit_s_history_says_who_when_and_why(
    sale: dict[str, Any], company_at_work: Company, consultant: Colleague
) -> None:
    items = ok(consultant.get(f"/units/{sale['unit_id']}/history"))["items"]
    moves = {item["move"]: item for item in items}
    assert moves["reserve"]["by"] == consultant.id
    assert moves["subscribe"]["by"] == consultant.id
    assert moves["sign"]["by"] == company_at_work.one("sales_manager", CODE).id
    assert moves["release"]["reason"] == "首批推盘"
    assert all(item["at"] and item["to_status"] for item in items)
    assert {item["deal_id"] for item in items if item["move"] in ("reserve", "sign")} == {
        sale["id"]
    }


def test_the_daily_report_has_it_once(
    sale: dict[str, Any], before: dict[str, Any], company_at_work: Company
) -> None:
    def reported() -> None:
        now = _told(company_at_work)["day"]
        earlier = before["day"]
        assert now["sold_units"] == earlier["sold_units"] + 1
        assert float(now["sold_amount"]) == float(earlier["sold_amount"]) + float(sale["price"])

    eventually(reported)


def test_the_consultant_s_commission_is_accrued(
    sale: dict[str, Any], company_at_work: Company, consultant: Colleague
) -> None:
    def accrued() -> None:
        month = f"{_today():%Y-%m}"
        answer = ok(consultant.get("/commission/accruals", period=month, page_size=200))
        lines = [line for line in answer["items"] if line["deal_id"] == sale["id"]]
        assert [line["kind"] for line in lines] == ["accrual"]
        assert lines[0]["base_amount"] == sale["price"]
        assert float(lines[0]["amount"]) > 0

    eventually(accrued)


def test_the_customer_s_purchase_history_has_it(
    sale: dict[str, Any], consultant: Colleague
) -> None:
    def remembered() -> None:
        path = f"/customers/{sale['customer_id']}/purchases"
        purchase = only(ok(consultant.get(path))["items"])
        assert purchase["stage"] == "sold"
        assert purchase["amount"] == sale["price"]
        assert purchase["contract_number"] == sale["contract_number"]
        assert purchase["sold_on"] == str(_today())

    eventually(remembered)


def test_the_event_log_has_every_step_in_order(
    sale: dict[str, Any], company_at_work: Company
) -> None:
    def logged() -> None:
        operator = company_at_work.one("operator")
        answer = ok(operator.get("/events", aggregate_id=sale["unit_id"], page_size=1000))
        steps = [event["type"] for event in answer["items"]]
        assert steps[-3:] == ["unit_reserved", "unit_subscribed", "unit_sold"]

    eventually(logged)


def test_the_signing_deadline_reaches_the_consultant(
    company_at_work: Company, consultant: Colleague, stack: Stack
) -> None:
    """Live, as a notice to acknowledge, and by e-mail; the days until then pass in the database."""
    unit = company_at_work.free_units(CODE)[0]
    customer_id = company_at_work.new_customer(consultant, CODE)
    terms = {"payment_method": "lump_sum", "handover_date": "2099-06-30"}
    deal = ok(
        consultant.post(f"/units/{unit['id']}/subscription", {"customer_id": customer_id, **terms})
    )

    def waiting() -> None:
        deadline = only(ok(consultant.get("/deadlines", subject_id=deal["id"]))["items"])
        assert (deadline["status"], deadline["due_at"]) == ("open", deal["sign_by"])

    eventually(waiting)
    with stack.engine("reminders").begin() as connection:
        come = "UPDATE deadline SET next_notice_at = now() WHERE subject_id = :deal"
        connection.execute(text(come), {"deal": deal["id"]})

    def noticed() -> Any:
        notice = only(ok(consultant.get("/notices", subject_id=deal["id"]))["items"])
        assert notice["recipient_id"] == consultant.id
        return notice

    notice = eventually(noticed)
    ok(consultant.post(f"/notices/{notice['id']}/acknowledgement"))
    assert noticed()["acknowledged_at"]

    def mailed() -> None:
        letters = [file.read_text() for file in (stack.home / "mail").glob("*.eml")]
        assert any("wu.fang@loupan.example" in letter for letter in letters)

    eventually(mailed)


def _told(company: Company) -> dict[str, Any]:
    """What the report of the day says of the project."""
    manager = company.one("sales_manager", CODE)
    report = ok(manager.get("/reports/daily", day=str(_today()), project_id=company.project(CODE)))
    return {"day": report["total"]}


def _today() -> Any:
    return clock.business_day(clock.now())
