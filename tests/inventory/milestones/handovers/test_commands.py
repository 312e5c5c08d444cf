"""Handover (交房): nothing is handed over before everything is there (I-18, I-22)."""

from typing import Any

import pytest

from contracts.inventory.milestones.handovers import HandoverNeed
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.inventory.desk import Desk


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def needs(desk: Desk, deal: Any) -> set[str]:
    return set(desk.read(deal)["handover"]["needs"])


def test_each_thing_that_a_handover_needs_is_named_until_it_is_there(desk: Desk) -> None:
    deal = desk.signed()
    everything = set(HandoverNeed) - {"fees", "defects"}
    assert needs(desk, deal) == everything
    desk.step("notify", deal, appointed_on="2027-01-10")
    assert needs(desk, deal) == everything - {"notice"}
    found = [{"what": "厨房墙砖空鼓", "severity": "minor"}]
    desk.step("inspect", deal, defects=found)
    desk.step("fees", deal, fees=[{"name": "维修资金", "amount": "9500.00"}])
    assert needs(desk, deal) == {"payment", "documents", "settlement", "defects", "fees"}
    [defect] = desk.read(deal)["handover"]["defects"]
    desk.step("rectify", defect_id=defect["id"])
    with refused("defect_rectified"):
        desk.step("rectify", defect_id=defect["id"])
    paid = {"name": "维修资金", "amount": "9500.00", "paid_on": "2026-11-20"}
    desk.step("fees", deal, fees=[paid])
    desk.collected(deal, "handover")
    desk.step("settle", deal, gross_area="100.00")
    with refused("handover_not_ready") as refusal:
        desk.step("hand_over", deal)
    assert refusal.value.details["missing"] == ["payment"]
    desk.paid(deal)
    assert desk.step("hand_over", deal)["status"] == "delivered"


def test_the_unit_is_delivered_and_everybody_hears_of_it(desk: Desk) -> None:
    [unit] = desk.on_sale(1)
    deal = desk.signed(unit)
    desk.ready(deal)
    desk.paid(deal)
    desk.step("hand_over", deal)
    assert desk.status_of(unit) == "delivered"
    assert desk.moves_of(unit)[-1] == ("deliver", "sold", "delivered")
    [done] = desk.told("handover_done")
    assert (done["data"]["amount"], done["data"]["settlement"]) == ("1000000.00", "0.00")
    assert len(desk.told("unit_delivered")) == 1
    assert desk.deadlines(deal) == {"filing": "open", "handover": "met", "title": "open"}
    with refused("milestone_over"):
        desk.step("fees", deal, fees=[])


def test_a_loan_that_is_paid_out_counts_as_paid_before_finance_has_recorded_it(
    desk: Desk,
) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    desk.ready(deal)
    desk.received(deal, kind="down_payment")
    assert needs(desk, deal) == {"payment"}
    desk.paid_out(deal)
    assert needs(desk, deal) == set()


def test_a_larger_unit_is_claimed_and_must_be_paid_before_the_handover(desk: Desk) -> None:
    deal = desk.signed()
    desk.paid(deal)
    assert desk.previewed(deal, gross_area="101.50")["amount"] == "15000.00"
    assert desk.schedule(deal)[-1]["kind"] != "area_settlement"
    desk.ready(deal, gross_area="101.50")
    claim = desk.schedule(deal)[-1]
    assert (claim["kind"], claim["amount"]) == ("area_settlement", "15000.00")
    assert needs(desk, deal) == {"payment"}
    desk.received(deal, kind="area_settlement")
    desk.step("hand_over", deal)
    assert desk.told("handover_done")[0]["data"]["settlement"] == "15000.00"


def test_a_smaller_unit_is_paid_back_and_does_not_hold_up_the_handover(desk: Desk) -> None:
    deal = desk.signed()
    desk.paid(deal)
    desk.ready(deal, gross_area="98.50")
    [owed] = desk.told("refund_changed")
    assert (owed["data"]["amount"], owed["data"]["cause"]) == ("15000.00", "area_settlement")
    assert desk.step("hand_over", deal)["status"] == "delivered"


def test_beyond_three_per_cent_the_buyer_says_first_that_they_keep_the_unit(desk: Desk) -> None:
    deal = desk.signed()
    desk.paid(deal)
    with refused("buyer_may_rescind"):
        desk.step("settle", deal, gross_area="95.00")
    settled = desk.step("settle", deal, gross_area="95.00", keeps=True)
    assert settled["settlement"]["amount"] == "-70000.00"
    assert settled["settlement"]["rescindable"] is True
    with refused("area_settled"):
        desk.step("settle", deal, gross_area="100.00")


def test_with_the_managers_consent_it_is_handed_over_as_it_is(desk: Desk) -> None:
    deal = desk.signed()
    desk.step("notify", deal, appointed_on="2027-01-10")
    desk.step("inspect", deal, defects=[{"what": "外窗划痕", "severity": "minor"}])
    desk.step("settle", deal, gross_area="100.00")
    desk.paid(deal)
    desk.collected(deal, "handover", ("住宅使用说明书",))
    asked = desk.step("deviate", deal, reason="客户急需入住")
    assert needs(desk, deal) == {"documents", "defects"}
    desk.consent(asked)
    assert needs(desk, deal) == set()
    with refused("nothing_deviates"):
        desk.step("deviate", deal, reason="再来一次")
    desk.step("inspect", deal, defects=[{"what": "地漏堵塞", "severity": "major"}])
    assert needs(desk, deal) == {"defects"}


def test_a_refused_exception_changes_nothing(desk: Desk) -> None:
    deal = desk.signed()
    asked = desk.step("deviate", deal, reason="客户急需入住")
    desk.decide_change(asked, desk.manager, verdict="reject")
    assert "documents" in needs(desk, deal)


def test_without_inspection_nothing_is_handed_over(desk: Desk) -> None:
    deal = desk.signed()
    with refused("milestone_wrong_status"):
        desk.step("inspect", deal)
    with refused("handover_not_ready"):
        desk.step("hand_over", deal)


def test_a_defect_of_another_project_does_not_exist(desk: Desk) -> None:
    deal = desk.signed()
    desk.step("notify", deal, appointed_on="2027-01-10")
    desk.step("inspect", deal, defects=[{"what": "外窗划痕", "severity": "minor"}])
    [defect] = desk.read(deal)["handover"]["defects"]
    stranger = desk.posted_as(Role.SERVICE_SUPERVISOR, project=new_id())
    with refused("not_found"):
        desk.step("rectify", by=stranger, defect_id=defect["id"])
