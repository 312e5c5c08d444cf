"""Deadlines under events that come twice, late and in any order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from contracts.reminders.watch import deadlines as operations
from contracts.schema import new_id
from services.reminders.watch.deadlines import queries
from tests.commands import answered, asked
from tests.reminders.workbench import Deal, Filing, Workbench
from tests.tokens import actor_for

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SIGN_BY = AT + 7 * DAY


def test_a_subscription_starts_the_deadline(reminders: Workbench) -> None:
    deal = Deal()
    reminders.hear(deal.subscribed(SIGN_BY), AT)
    deadline = reminders.deadline(deal)
    assert (deadline.status, deadline.due_at) == ("open", SIGN_BY)
    assert deadline.next_notice_at == SIGN_BY - 2 * DAY
    assert (deadline.consultant_id, deadline.team_id) == (deal.consultant, deal.team)


@pytest.mark.parametrize("order", [*permutations(["subscribed", "moved", "sold"])])
def test_any_order_ends_closed_with_the_newest_terms(
    reminders: Workbench, order: tuple[str, ...]
) -> None:
    deal = Deal()
    told = {
        "subscribed": deal.subscribed(SIGN_BY),
        "moved": deal.changed(SIGN_BY + 3 * DAY, version=5),
        "sold": deal.sold(AT),
    }
    for name in (*order, order[0]):
        reminders.hear(told[name], AT)
    deadline = reminders.deadline(deal)
    assert (deadline.status, deadline.outcome) == ("closed", "sold")
    assert deadline.due_at == SIGN_BY + 3 * DAY
    assert deadline.next_notice_at is None
    reminders.tick(SIGN_BY + 9 * DAY)
    assert reminders.notices() == []


@pytest.mark.parametrize("order", [*permutations(["sold", "cancelled"])])
def test_a_cancellation_has_the_last_word(reminders: Workbench, order: tuple[str, ...]) -> None:
    deal = Deal()
    told = {"sold": deal.sold(AT), "cancelled": deal.cancelled(AT, "sold")}
    for name in order:
        reminders.hear(told[name], AT)
    deadline = reminders.deadline(deal)
    assert (deadline.status, deadline.outcome) == ("closed", "cancelled")


def test_an_extension_moves_the_deadline_and_an_older_one_does_not(reminders: Workbench) -> None:
    deal = Deal()
    reminders.hear(deal.subscribed(SIGN_BY), AT)
    reminders.hear(deal.changed(SIGN_BY + 5 * DAY, version=7), AT)
    reminders.hear(deal.changed(SIGN_BY + 1 * DAY, version=6), AT)
    deadline = reminders.deadline(deal)
    assert deadline.due_at == SIGN_BY + 5 * DAY
    assert deadline.next_notice_at == SIGN_BY + 3 * DAY


def test_an_extension_reminds_again_before_the_new_day(reminders: Workbench) -> None:
    deal = Deal()
    reminders.hear(deal.subscribed(SIGN_BY), AT)
    reminders.tick(SIGN_BY)
    reminders.hear(deal.changed(SIGN_BY + 5 * DAY, version=7), SIGN_BY)
    reminders.tick(SIGN_BY + 3 * DAY)
    kinds = [(notice.kind, notice.occasion) for notice in reminders.notices() if notice.level == 0]
    assert ("signing_soon", SIGN_BY + 3 * DAY) in kinds


@pytest.mark.parametrize("stage", ["reserved", "sold", "cancelled"])
def test_changes_of_deals_that_are_not_subscribed_start_nothing(
    reminders: Workbench, stage: str
) -> None:
    deal = Deal()
    reminders.hear(deal.changed(SIGN_BY, version=3, stage=stage), AT)
    reminders.tick(SIGN_BY + DAY)
    assert reminders.notices() == []


def test_any_other_deadline_reminds_who_is_responsible_before_it_and_at_it(
    reminders: Workbench,
) -> None:
    filing = Filing(Deal())
    due_at = AT + 30 * DAY
    reminders.hear(filing.started(due_at), AT)
    for moment in (due_at - 7 * DAY, due_at - DAY, due_at):
        reminders.tick(moment)
    told = [notice for notice in reminders.notices() if notice.level == 0]
    assert [notice.kind for notice in told] == ["deadline_soon", "deadline_soon", "deadline_due"]
    assert {notice.recipient_id for notice in told} == {filing.clerk}
    assert {notice.subject_id for notice in told} == {filing.deal.id}
    assert "网签备案" in told[0].title["zh"]


@pytest.mark.parametrize("order", [*permutations(["set", "moved", "met"])])
def test_the_newest_word_about_a_deadline_counts_in_any_order(
    reminders: Workbench, order: tuple[str, ...]
) -> None:
    filing = Filing(Deal())
    told = {
        "set": filing.started(AT + 30 * DAY),
        "moved": filing.due(AT + 60 * DAY, version=2),
        "met": filing.over(AT + 60 * DAY, version=3),
    }
    for name in (*order, order[0]):
        reminders.hear(told[name], AT)
    deadline = reminders.deadline(filing)
    assert (deadline.status, deadline.outcome) == ("closed", "met")
    assert (deadline.due_at, deadline.deal_id) == (AT + 60 * DAY, filing.deal.id)
    reminders.tick(AT + 90 * DAY)
    assert reminders.notices() == []


def test_a_deadline_that_is_opened_again_reminds_again(reminders: Workbench) -> None:
    filing = Filing(Deal())
    due_at = AT + 30 * DAY
    reminders.hear(filing.started(due_at), AT)
    reminders.hear(filing.over(due_at, version=2, status="dropped"), AT)
    reminders.hear(filing.due(due_at, version=3), AT)
    deadline = reminders.deadline(filing)
    assert (deadline.status, deadline.outcome) == ("open", None)
    reminders.tick(due_at)
    [told, *_] = reminders.notices()
    assert told.kind == "deadline_due"


def test_when_the_matter_is_done_its_notices_are_closed(reminders: Workbench) -> None:
    filing = Filing(Deal())
    due_at = AT + 30 * DAY
    reminders.hear(filing.started(due_at), AT)
    reminders.tick(due_at)
    reminders.hear(filing.over(due_at, version=2), due_at)
    assert {notice.status for notice in reminders.notices()} == {"closed"}


def test_who_is_responsible_sees_the_deadline_though_it_is_not_their_deal(
    reminders: Workbench,
) -> None:
    filing = Filing(Deal())
    reminders.hear(filing.started(AT + 30 * DAY), AT)
    asks = {"kind": "filing", "deal_id": str(filing.deal.id)}
    for who, count in ((filing.clerk, 1), (new_id(), 0)):
        by = actor_for("service_clerk", staff_id=who, projects=[filing.deal.project])
        with reminders.transaction() as session:
            answer = queries.listed(session, asked(operations.list_deadlines, **asks), by=by)
            assert len(answered(operations.list_deadlines, answer)["items"]) == count


def test_deadlines_are_seen_within_scope(reminders: Workbench) -> None:
    deal, other = Deal(), Deal()
    for one in (deal, other):
        reminders.hear(one.subscribed(SIGN_BY), AT)
    everybody = {
        "own": actor_for("consultant", staff_id=deal.consultant, projects=[deal.project]),
        "colleague": actor_for("consultant", projects=[deal.project]),
        "supervisor": actor_for("sales_supervisor", projects=[deal.project]),
        "director": actor_for("sales_director"),
    }
    seen = {}
    for name, by in everybody.items():
        with reminders.transaction() as session:
            answer = queries.listed(session, asked(operations.list_deadlines), by=by)
            items = answered(operations.list_deadlines, answer)["items"]
        seen[name] = {item["subject_id"] for item in items}
    assert seen == {
        "own": {str(deal.id)},
        "colleague": set(),
        "supervisor": {str(deal.id)},
        "director": {str(deal.id), str(other.id)},
    }
