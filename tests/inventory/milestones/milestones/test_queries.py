"""All milestones in one list and contract by contract, with what stands in their way (I-18)."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.inventory.desk import Desk

DAY = timedelta(days=1)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def kinds(page: Any) -> list[str]:
    return [row["kind"] for row in page["items"]]


def test_signing_opens_what_follows_the_contract(desk: Desk) -> None:
    deal = desk.signed(payment_method="provident_fund")
    assert kinds(desk.listed()) == ["filing", "provident_fund", "handover"]
    row = desk.listed(kind="filing")["items"][0]
    assert (row["deal_id"], row["contract_number"]) == (deal["id"], deal["contract_number"])
    assert row["overdue"] == 0


def test_what_is_over_its_day_is_overdue_until_it_is_done(desk: Desk) -> None:
    deal = desk.signed()
    later = clock.now() + 33 * DAY
    [late] = desk.listed(overdue=True, at=later)["items"]
    assert (late["kind"], late["overdue"]) == ("filing", 3)
    assert desk.read(deal, at=later)["filing"]["overdue"] == 3
    desk.step("submit_filing", deal)
    desk.step("record_filing", deal, number="BA-1")
    assert desk.listed(overdue=True, at=later)["items"] == []
    assert kinds(desk.listed(open=False)) == ["filing"]
    assert kinds(desk.listed(status="filed")) == ["filing"]


def test_an_obstacle_is_shown_until_it_is_resolved(desk: Desk) -> None:
    deal = desk.signed()
    desk.collected(deal, "handover")
    assert desk.listed(blocked=True)["items"] == []
    told: dict[str, Any] = {"kind": "filing", "what": "房管局系统升级"}
    obstacle = desk.step("obstacle", deal, by=desk.consultant, **told)
    [row] = desk.listed(blocked=True)["items"]
    assert row["obstacles"] == ["房管局系统升级"]
    desk.step("resolve", obstacle_id=obstacle["id"], resolution="系统已恢复")
    assert desk.listed(blocked=True)["items"] == []
    with refused("obstacle_resolved"):
        desk.step("resolve", obstacle_id=obstacle["id"], resolution="系统已恢复")
    [kept] = desk.read(deal)["obstacles"]
    assert kept["resolution"] == "系统已恢复"


def test_a_missing_document_blocks_too(desk: Desk) -> None:
    deal = desk.signed()
    desk.collected(deal, "handover")
    desk.collected(deal, "filing", ("补充协议",))
    assert kinds(desk.listed(blocked=True)) == ["filing"]
    with refused("milestone_documents_missing"):
        desk.step("submit_filing", deal)


def test_a_cancelled_deals_milestones_are_dropped_what_was_reached_stays(desk: Desk) -> None:
    deal = desk.signed(payment_method="commercial_loan")
    desk.paid_out(deal)
    desk.ended(deal)
    found = desk.read(deal)
    assert found["loans"][0]["status"] == "paid_out"
    assert (found["filing"]["status"], found["handover"]["status"]) == ("dropped", "dropped")
    assert desk.listed()["items"] == []
    assert desk.deadlines(deal) == {
        "filing": "dropped",
        "commercial_loan": "met",
        "handover": "dropped",
    }
    with refused("milestone_over"):
        desk.step("obstacle", deal, kind="filing", what="太迟了")


def test_pages_follow_each_other_without_gap(desk: Desk) -> None:
    for unit in desk.on_sale(2):
        desk.signed(unit)
    whole = [row["id"] for row in desk.listed()["items"]]
    first = desk.listed(page_size=3)
    rest = desk.listed(page_size=3, cursor=first["next"])
    assert [row["id"] for row in first["items"] + rest["items"]] == whole
    with refused("invalid_input"):
        desk.listed(cursor="yesterday")


def test_each_sees_the_milestones_of_their_own_deals(desk: Desk) -> None:
    deal = desk.signed()
    colleague = desk.posted_as(Role.CONSULTANT)
    stranger = desk.posted_as(Role.SERVICE_SUPERVISOR, project=new_id())
    assert len(desk.listed(by=desk.consultant)["items"]) == 2
    for other in (colleague, stranger):
        assert desk.listed(by=other)["items"] == []
        with refused("not_found"):
            desk.read(deal, by=other)
