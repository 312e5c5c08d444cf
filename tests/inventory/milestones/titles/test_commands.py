"""The title procedure (产权) from the handover on (I-18)."""

from datetime import timedelta

import pytest

from common import clock
from contracts.refusals import Refusal
from tests.inventory.desk import Desk


def test_the_title_is_due_ninety_days_after_the_handover_and_issued_once(desk: Desk) -> None:
    deal = desk.signed()
    assert desk.read(deal)["title"] is None
    desk.ready(deal)
    desk.paid(deal)
    desk.step("hand_over", deal)
    title = desk.read(deal)["title"]
    due_on = clock.business_day(clock.now()) + timedelta(days=90)
    assert (title["status"], title["due_on"]) == ("collecting", str(due_on))
    with pytest.raises(Refusal, match="milestone_documents_missing"):
        desk.step("submit_title", deal)
    desk.collected(deal, "title")
    desk.step("submit_title", deal)
    desk.step("issue_title", deal, number="川(2026)成都市不动产权第0001号")
    assert desk.deadlines(deal)["title"] == "met"
    assert len(desk.told("title_issued")) == 1
    with pytest.raises(Refusal, match="milestone_wrong_status"):
        desk.step("issue_title", deal, number="川(2026)成都市不动产权第0002号")
