"""The relay repeats rather than loses, and one bad row never blocks the rest."""

import signal
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from common import outbox
from common.actor import system
from contracts.crm.events import FOLLOW_UP_RECORDED
from contracts.schema import new_id
from tests.foundation.workbench import EVENT_QUEUE, Workbench


def record(bench: Workbench, count: int = 1) -> list[str]:
    """Facts in the outbox, as a command leaves them."""
    by, at = system("crm"), datetime.now(UTC)
    with Session(bench.database.engine) as session:
        ids = [
            outbox.record(
                session,
                FOLLOW_UP_RECORDED,
                aggregate_id=new_id(),
                version=1,
                data={
                    "follow_up_id": new_id(),
                    "customer_id": new_id(),
                    "staff_id": new_id(),
                    "kind": "phone",
                },
                by=by,
                at=at,
            )
            for _ in range(count)
        ]
        session.commit()
    return [f"event {event_id}" for event_id in ids]


def waiting(bench: Workbench) -> int:
    return int(bench.execute("SELECT count(*) FROM outbox")[0][0])


def test_every_recorded_event_arrives_once_in_effect(bench: Workbench) -> None:
    bench.start()
    bench.start("common.relay", "crm")
    facts = record(bench, 1200)
    bench.until(lambda: len(bench.effects()) >= 1200, "all arrive")
    assert sorted(bench.effects()) == sorted(facts)
    bench.until(lambda: waiting(bench) == 0, "the outbox is empty")


def test_two_relays_never_send_the_same_row_at_once(bench: Workbench) -> None:
    spy = bench.spy()
    bench.start("common.relay", "crm")
    bench.start("common.relay", "crm")
    bench.start()
    facts = record(bench, 600)
    bench.until(lambda: len(bench.effects()) >= 600, "all arrive")
    bench.until(lambda: waiting(bench) == 0, "the outbox is empty")
    assert bench.messages(spy) == len(facts), "none was sent twice"


def test_a_relay_killed_between_publish_and_delete_repeats_the_event_and_nothing_counts_twice(
    bench: Workbench,
) -> None:
    spy = bench.spy()
    bench.start()
    dying = bench.start("tests.foundation.relay_that_dies", "crm")
    [fact] = record(bench)
    bench.until(lambda: dying.poll() is not None, "the relay dies")
    assert dying.returncode == -signal.SIGKILL
    assert waiting(bench) == 1, "its row is still there"
    bench.start("common.relay", "crm")
    bench.until(lambda: waiting(bench) == 0, "the next relay sends it")
    bench.until(lambda: bench.messages(spy) == 2, "the event was sent twice")
    bench.until(lambda: bench.messages(EVENT_QUEUE) == 0, "both were taken")
    assert bench.effects() == [fact]


def test_an_event_without_a_route_is_set_aside_and_blocks_nothing(bench: Workbench) -> None:
    bench.execute(
        "INSERT INTO outbox (exchange, routing_key, body, created_at) "
        "VALUES ('', 'no-such-queue', '{}', now())"
    )
    bench.start()
    bench.start("common.relay", "crm")
    [fact] = record(bench)
    bench.until(lambda: bench.effects() == [fact], "the other one arrives")
    bench.until(lambda: waiting(bench) == 1, "only the lost one stays")
    [row] = bench.execute("SELECT * FROM outbox")
    assert row.set_aside_at is not None
    assert row.set_aside_why == "NO_ROUTE"


def test_sigterm_leaves_no_row_half_sent(bench: Workbench) -> None:
    spy = bench.spy()
    relay = bench.start("common.relay", "crm")
    bench.start()
    facts = record(bench, 800)
    bench.until(lambda: bench.messages(spy), "the relay is at work")
    relay.send_signal(signal.SIGTERM)
    bench.until(lambda: relay.poll() is not None, "the relay stops")
    assert relay.returncode == 0
    bench.start("common.relay", "crm")
    bench.until(lambda: waiting(bench) == 0, "the next relay sends the rest")
    bench.until(lambda: len(bench.effects()) >= 800, "all arrive")
    assert bench.messages(spy) == len(facts), "none was sent twice"
