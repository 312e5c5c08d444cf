"""Deadlines under events that come twice, late and in any order."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.reminders.watch import deadlines as operations
from contracts.schema import new_id
from services.reminders.watch.deadlines import queries
from tests.commands import answered, asked
from tests.reminders.workbench import Workbench, filing, signing
from tests.tokens import actor_for

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SIGN_BY = AT + 7 * DAY
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def test_a_new_deadline_is_open_until_its_first_notice(reminders: Workbench) -> None:
    matter = signing()
    reminders.hear(matter.started(SIGN_BY), AT)
    deadline = reminders.deadline(matter)
    assert (deadline.status, deadline.due_at) == ("open", SIGN_BY)
    assert deadline.next_notice_at == SIGN_BY - 2 * DAY
    assert (deadline.consultant_id, deadline.team_id) == (matter.deal.consultant, matter.deal.team)


STEPS = st.tuples(st.sampled_from(["due", "met", "dropped"]), st.integers(1, 9))


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(steps=st.lists(STEPS, max_size=4), data=st.data())
def test_any_order_any_repetition_gives_the_newest_state(
    reminders: Workbench, steps: list[tuple[str, int]], data: st.DataObject
) -> None:
    matter = signing()
    events = [matter.started(SIGN_BY)]
    for version, (what, days) in enumerate(steps, start=2):
        day = SIGN_BY + days * DAY
        opens = what == "due"
        events.append(matter.due(day, version) if opens else matter.over(day, version, what))
    repeated = data.draw(st.lists(st.sampled_from(events), max_size=4))
    for event in data.draw(st.permutations(events + repeated)):
        reminders.hear(event, AT)
    what, days = steps[-1] if steps else ("due", 0)
    deadline = reminders.deadline(matter)
    assert deadline.due_at == SIGN_BY + days * DAY
    if what == "due":
        assert (deadline.status, deadline.outcome) == ("open", None)
        assert deadline.next_notice_at == deadline.due_at - 2 * DAY
    else:
        assert (deadline.status, deadline.outcome) == ("closed", what)
        assert deadline.next_notice_at is None


def test_a_move_reminds_again_before_the_new_day(reminders: Workbench) -> None:
    matter = signing()
    reminders.hear(matter.started(SIGN_BY), AT)
    reminders.tick(SIGN_BY)
    reminders.hear(matter.due(SIGN_BY + 5 * DAY, version=2), SIGN_BY)
    reminders.tick(SIGN_BY + 3 * DAY)
    kinds = [(notice.kind, notice.occasion) for notice in reminders.notices() if notice.level == 0]
    assert ("signing_soon", SIGN_BY + 3 * DAY) in kinds


def test_the_same_day_in_a_later_version_reminds_of_nothing_twice(reminders: Workbench) -> None:
    matter = signing()
    reminders.hear(matter.started(SIGN_BY), AT)
    reminders.tick(SIGN_BY)
    reminders.hear(matter.due(SIGN_BY, version=2), SIGN_BY)
    reminders.tick(SIGN_BY + DAY)
    assert len(reminders.notices()) == 1


def test_a_deadline_reminds_who_is_responsible_before_it_and_at_it(
    reminders: Workbench,
) -> None:
    matter = filing()
    due_at = AT + 30 * DAY
    reminders.hear(matter.started(due_at), AT)
    for moment in (due_at - 7 * DAY, due_at - DAY, due_at):
        reminders.tick(moment)
    told = [notice for notice in reminders.notices() if notice.level == 0]
    assert [notice.kind for notice in told] == ["deadline_soon", "deadline_soon", "deadline_due"]
    assert {notice.recipient_id for notice in told} == {matter.responsible}
    assert {notice.subject_id for notice in told} == {matter.deal.id}
    assert "网签备案" in told[0].title["zh"]


def test_a_deadline_that_is_opened_again_reminds_again(reminders: Workbench) -> None:
    matter = filing()
    due_at = AT + 30 * DAY
    reminders.hear(matter.started(due_at), AT)
    reminders.hear(matter.over(due_at, version=2, status="dropped"), AT)
    reminders.hear(matter.due(due_at, version=3), AT)
    deadline = reminders.deadline(matter)
    assert (deadline.status, deadline.outcome) == ("open", None)
    reminders.tick(due_at)
    [told, *_] = reminders.notices()
    assert told.kind == "deadline_due"


def test_when_the_matter_is_done_its_notices_are_closed(reminders: Workbench) -> None:
    matter = filing()
    due_at = AT + 30 * DAY
    reminders.hear(matter.started(due_at), AT)
    reminders.tick(due_at)
    reminders.hear(matter.over(due_at, version=2), due_at)
    assert {notice.status for notice in reminders.notices()} == {"closed"}


def test_who_is_responsible_sees_the_deadline_though_it_is_not_their_deal(
    reminders: Workbench,
) -> None:
    matter = filing()
    reminders.hear(matter.started(AT + 30 * DAY), AT)
    asks = {"kind": "filing", "deal_id": str(matter.deal.id)}
    for who, count in ((matter.responsible, 1), (new_id(), 0)):
        by = actor_for("service_clerk", staff_id=who, projects=[matter.deal.project])
        with reminders.transaction() as session:
            answer = queries.listed(session, asked(operations.list_deadlines, **asks), by=by)
            assert len(answered(operations.list_deadlines, answer)["items"]) == count


def test_deadlines_are_seen_within_scope(reminders: Workbench) -> None:
    matters = signing(), signing()
    for one in matters:
        reminders.hear(one.started(SIGN_BY), AT)
    deal, other = (one.deal for one in matters)
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
