"""Nothing is lost, nothing is done twice, nothing kills a service (design §5; nameko's defects)."""

import signal

import pytest

from tests.foundation.workbench import EVENT_QUEUE, Workbench, follow_up

JSON = {"content_type": "application/json", "content_encoding": "utf-8"}


def test_an_event_is_handled_once_however_often_it_is_delivered(bench: Workbench) -> None:
    bench.start()
    event = follow_up()
    for _ in range(5):
        bench.publish_event(event)
    bench.publish_event(last := follow_up())
    bench.until(lambda: f"event {last['id']}" in bench.effects(), "the last event's effect")
    assert bench.effects() == [f"event {event['id']}", f"event {last['id']}"]


def test_a_poison_event_is_retried_with_delay_parked_and_redriven(bench: Workbench) -> None:
    bench.start()
    relay = bench.start("common.relay", "crm")
    poison = follow_up("poison")
    bench.publish_event(poison)
    bench.until(bench.parked, "the poison event is parked")
    assert bench.deliveries() == [poison["id"]] * 3, "once, and once after each delay"
    assert bench.effects() == []
    [parked] = bench.parked()
    assert (parked.attempts, parked.queue) == (3, EVENT_QUEUE)
    assert "RuntimeError: this event can't be handled" in parked.cause
    assert poison["id"] in parked.body

    (bench.folder / "cured").touch()
    bench.execute(
        "INSERT INTO outbox (exchange, routing_key, body, created_at) "
        "VALUES ('', :queue, :body, now())",
        queue=parked.queue,
        body=parked.body,
    )
    bench.until(lambda: f"event {poison['id']}" in bench.effects(), "the redriven event's effect")
    assert relay.poll() is None


def test_a_poison_event_does_not_block_the_rest(bench: Workbench) -> None:
    bench.start()
    bench.publish_event(follow_up("poison"))
    bench.until(bench.deliveries, "it is tried")
    bench.publish_event(sound := follow_up())
    bench.until(bench.parked, "the poison event is parked")
    assert bench.effects() == [f"event {sound['id']}"]
    assert [parked.attempts for parked in bench.parked()] == [3]


def test_in_a_batch_one_event_is_not_taken_for_another(bench: Workbench) -> None:
    sound = [follow_up() for _ in range(40)]
    poison = follow_up("poison")
    probe = bench.start()
    probe.send_signal(signal.SIGSTOP)
    for event in (*sound[:20], poison, *sound[20:], sound[0], poison):
        bench.publish_event(event)
    bench.publish("crm.events", "follow_up_recorded", b'{"nonsense": true}', **JSON)
    probe.send_signal(signal.SIGCONT)
    bench.until(lambda: len(bench.parked()) == 3, "what nobody can handle is parked")
    assert sorted(bench.effects()) == sorted(f"event {event['id']}" for event in sound)
    assert bench.messages(EVENT_QUEUE) == 0


def test_an_event_that_cannot_be_read_is_parked_at_once(bench: Workbench) -> None:
    bench.start()
    bench.publish_event({"nonsense": True})
    bench.publish("crm.events", "follow_up_recorded", b"{broken", **JSON)
    bench.publish_event(sound := follow_up())
    bench.until(lambda: len(bench.parked()) == 2, "both are parked")
    bench.until(bench.effects, "the sound one is handled")
    assert bench.effects() == [f"event {sound['id']}"]
    assert [row.attempts for row in bench.parked()] == [1, 1]


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        (b'{"args": [], "kwargs": {}}', JSON),
        (b"{broken", JSON | {"reply_to": "somebody"}),
        (b"\xff\xfe", {"reply_to": "somebody", "content_type": "application/x-python-serialize"}),
        (b"plain", {"reply_to": "somebody"}),
        (b'{"args": [1], "kwargs": {}}', JSON | {"reply_to": "somebody"}),
        (b"[]", JSON | {"reply_to": "somebody"}),
    ],
    ids=["no reply_to", "broken JSON", "unknown encoding", "no type", "positional", "a list"],
)
def test_a_malformed_request_is_parked_without_its_body_and_kills_nothing(
    bench: Workbench, body: bytes, properties: dict[str, str]
) -> None:
    probe = bench.start()
    bench.publish("nameko-rpc", "crm.note", body, **properties)
    bench.until(bench.parked, "the request is parked")
    assert bench.call("note", {"text": "alive"})["result"]["text"] == "alive"
    assert probe.poll() is None
    [parked] = bench.parked()
    assert parked.body is None


def test_a_process_killed_between_commit_and_acknowledgement_repeats_nothing(
    bench: Workbench,
) -> None:
    first = bench.start(PROBE_DIES="after_commit")
    bench.publish_event(event := follow_up())
    bench.until(lambda: first.poll() is not None, "the probe kills itself")
    assert first.returncode == -signal.SIGKILL
    assert bench.effects() == [f"event {event['id']}"], "it was committed"
    bench.start()
    bench.publish_event(later := follow_up())
    bench.until(lambda: len(bench.effects()) >= 2, "the next process goes on")
    assert bench.effects() == [f"event {event['id']}", f"event {later['id']}"]


def test_without_the_inbox_the_same_death_would_count_twice(bench: Workbench) -> None:
    first = bench.start(PROBE_DIES="after_commit")
    bench.publish_event(event := follow_up())
    bench.until(lambda: first.poll() is not None, "the probe kills itself")
    bench.execute("ALTER TABLE effect DROP CONSTRAINT uq_effect_text")
    bench.execute("DELETE FROM inbox")
    bench.start()
    bench.until(lambda: len(bench.effects()) == 2, "the redelivered event counts again")
    assert bench.effects() == [f"event {event['id']}"] * 2


def test_sigterm_in_the_middle_of_work_repeats_nothing(bench: Workbench) -> None:
    first = bench.start()
    sent = [bench.send("note", {"text": f"n{i}", "seconds": 2.5}) for i in range(8)]
    bench.until(lambda: len(bench.deliveries()) == 8, "all are being worked on")
    first.send_signal(signal.SIGTERM)
    for correlation_id in sent:
        assert bench.reply(correlation_id)["error"] is None
    bench.until(lambda: first.poll() is not None, "the probe stops")
    bench.start()
    assert bench.call("note", {"text": "after"})["error"] is None
    assert sorted(bench.deliveries()) == sorted([f"n{i}" for i in range(8)] + ["after"])


def test_namekos_own_stop_would_repeat_finished_work(bench: Workbench) -> None:
    first = bench.start(PROBE_DRAINS="no")
    for i in range(8):
        bench.send("note", {"text": f"n{i}", "seconds": 2.5})
    bench.until(lambda: len(bench.deliveries()) == 8, "all are being worked on")
    first.send_signal(signal.SIGTERM)
    bench.until(lambda: first.poll() is not None, "the probe stops")
    bench.start()
    bench.until(lambda: len(bench.deliveries()) > 8, "the broker delivers finished work again")


def test_while_the_database_is_away_nothing_counts_as_an_attempt(bench: Workbench) -> None:
    bench.start()
    bench.shut_database()
    bench.publish_event(event := follow_up())
    assert bench.call("note", {"text": "x"})["error"]["exc_type"] == "Unavailable"
    bench.until(lambda: _redelivered(bench) >= 2, "the event comes and goes back")
    bench.open_database()
    bench.until(lambda: bench.effects() == [f"event {event['id']}"], "it is handled in the end")
    assert bench.parked() == []


def _redelivered(bench: Workbench) -> int:
    return (bench.folder / "log").read_text().count("events could not be handled")


def test_a_timer_works_each_row_once_with_two_replicas(bench: Workbench) -> None:
    bench.start()
    bench.start()
    rows = [f"{i:03d}" for i in range(200)]
    for row in rows:
        bench.execute("INSERT INTO due VALUES (:text)", text=row)
    bench.until(lambda: len(bench.effects()) >= 200, "every row is worked")
    assert sorted(bench.effects()) == [f"timer {row}" for row in rows]
