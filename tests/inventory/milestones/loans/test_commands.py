"""A buyer's loan from the documents to the payout, or to its refusal (I-18)."""

from datetime import date, timedelta
from typing import Any

import pytest

from common import clock
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.refusals import Refusal
from services.inventory.milestones.loans import rules
from tests.inventory.desk import Desk


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


@pytest.mark.parametrize(
    ("method", "kinds"),
    [
        ("lump_sum", ()),
        ("instalments", ()),
        ("commercial_loan", ("commercial_loan",)),
        ("provident_fund", ("provident_fund",)),
        ("combined_loan", ("commercial_loan", "provident_fund")),
        (None, ()),
    ],
)
def test_the_payment_method_says_which_loans_there_are(
    method: str | None, kinds: tuple[str, ...]
) -> None:
    assert rules.loans_of(method) == kinds


def test_a_fund_has_more_time_than_a_bank() -> None:
    since = date(2026, 11, 1)
    days = {"loan_days": 30, "fund_days": 60}
    assert rules.due_on("commercial_loan", since, **days) == since + timedelta(days=30)
    assert rules.due_on("provident_fund", since, **days) == since + timedelta(days=60)


def test_signing_opens_both_loans_of_a_combined_one_with_their_documents(desk: Desk) -> None:
    deal = desk.signed(payment_method="combined_loan")
    loans = desk.read(deal)["loans"]
    assert {loan["kind"] for loan in loans} == {"commercial_loan", "provident_fund"}
    assert {loan["status"] for loan in loans} == {"collecting"}
    assert all("收入证明" in loan["missing"] for loan in loans)


def test_a_loan_is_handed_in_when_its_documents_are_complete(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    [loan] = desk.read(deal)["loans"]
    request: dict[str, Any] = {"lender": "建设银行", "amount": "700000.00"}
    with refused("milestone_documents_missing"):
        desk.step("submit_loan", loan, **request)
    desk.collected(deal, "commercial_loan")
    assert desk.step("submit_loan", loan, **request)["status"] == "submitted"


def test_with_the_payout_the_loans_claim_falls_due_and_everybody_hears_of_it(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    assert [c["due_on"] for c in desk.schedule(deal) if c["kind"] == "loan"] == [None]
    desk.paid_out(deal)
    today = str(clock.business_day(clock.now()))
    assert [c["due_on"] for c in desk.schedule(deal) if c["kind"] == "loan"] == [today]
    [event] = desk.told("loan_paid_out")
    assert event["data"]["amount"] == "350000.00"
    assert event["data"]["is_last"] is True
    assert desk.account(deal)["received"] == "20000.00"
    assert desk.deadlines(deal)["commercial_loan"] == "met"


def test_only_the_last_loan_of_two_makes_the_claim_due(desk: Desk) -> None:
    deal = desk.signed(payment_method="combined_loan")
    desk.paid_out(deal)
    assert [e["data"]["is_last"] for e in desk.told("loan_paid_out")] == [False, True]


def test_what_was_not_granted_is_told(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    [loan] = desk.read(deal)["loans"]
    desk.collected(deal, "commercial_loan")
    desk.step("submit_loan", loan, lender="建设银行", amount="700000.00")
    with refused("loan_above_applied"):
        desk.step("approve_loan", loan, amount="700000.01")
    assert desk.step("approve_loan", loan, amount="600000.00")["short"] == "100000.00"


def test_a_refused_loan_stays_to_be_done_and_may_be_applied_for_again(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    [loan] = desk.read(deal)["loans"]
    desk.collected(deal, "commercial_loan")
    with refused("milestone_wrong_status"):
        desk.step("reapply_loan", loan)
    desk.step("submit_loan", loan, lender="建设银行", amount="700000.00")
    desk.step("reject_loan", loan, reason="征信不符")
    with refused("milestone_wrong_status"):
        desk.step("pay_out_loan", loan)
    [kept] = desk.listed(status="rejected")["items"]
    assert (kept["id"], kept["ended_at"]) == (loan["id"], None)
    assert desk.deadlines(deal)["commercial_loan"] == "open"
    later = clock.now() + timedelta(days=3)
    desk.step("reapply_loan", loan, at=later)
    [again] = desk.read(deal)["loans"]
    assert (again["status"], again["reason"]) == ("collecting", "征信不符")
    assert again["due_on"] == str(clock.business_day(later) + timedelta(days=30))


def test_a_refused_loan_is_dropped_with_another_payment_method(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    [loan] = desk.read(deal)["loans"]
    desk.collected(deal, "commercial_loan")
    desk.step("submit_loan", loan, lender="建设银行", amount="700000.00")
    desk.step("reject_loan", loan, reason="征信不符")
    desk.replanned(deal, PaymentMethod.LUMP_SUM)
    assert desk.read(deal)["loans"][0]["status"] == "dropped"


def test_another_payment_method_brings_its_loans_and_drops_the_others(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    desk.replanned(deal, PaymentMethod.PROVIDENT_FUND)
    statuses = {loan["kind"]: loan["status"] for loan in desk.read(deal)["loans"]}
    assert statuses == {"commercial_loan": "dropped", "provident_fund": "collecting"}
    assert desk.deadlines(deal)["commercial_loan"] == "dropped"
    desk.replanned(deal, PaymentMethod.LUMP_SUM)
    assert {loan["status"] for loan in desk.read(deal)["loans"]} == {"dropped"}
