"""Filing (网签备案): submitted, filed, revoked, filed again (I-16, I-18)."""

from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refusal
from services.inventory.milestones.filings import queries
from tests.inventory.desk import Desk


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def is_filed(desk: Desk, deal: Any) -> bool:
    with desk.transaction() as session:
        return queries.is_filed(session, UUID(deal["id"]))


def test_a_signed_contract_is_to_be_filed_in_thirty_days(desk: Desk) -> None:
    deal = desk.signed()
    filing = desk.read(deal)["filing"]
    [told] = desk.started("filing")
    assert filing["status"] == "collecting"
    assert told["subject_id"] == filing["id"]
    assert not is_filed(desk, deal)


def test_a_contract_is_filed_under_a_number_once(desk: Desk) -> None:
    first, second = (desk.signed(unit) for unit in desk.on_sale(2))
    with refused("milestone_wrong_status"):
        desk.step("record_filing", first, number="BA-2026-0001")
    for deal in (first, second):
        desk.step("submit_filing", deal)
    desk.step("record_filing", first, number="BA-2026-0001")
    assert is_filed(desk, first)
    [event] = desk.told("contract_filed")
    assert event["data"]["deal_id"] == first["id"]
    assert desk.deadlines(first)["filing"] == "met"
    with refused("filing_number_taken"):
        desk.step("record_filing", second, number="BA-2026-0001")


def test_a_revoked_filing_may_be_submitted_again(desk: Desk) -> None:
    deal = desk.signed()
    desk.step("submit_filing", deal)
    desk.step("record_filing", deal, number="BA-2026-0001")
    desk.step("revoke_filing", deal, reason="更名")
    assert not is_filed(desk, deal)
    assert [event["data"]["deal_id"] for event in desk.told("filing_revoked")] == [deal["id"]]
    desk.step("submit_filing", deal)
    assert desk.deadlines(deal)["filing"] == "open"
    desk.step("record_filing", deal, number="BA-2026-0002")
    assert desk.read(deal)["filing"]["number"] == "BA-2026-0002"
