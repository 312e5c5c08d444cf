"""A command under one key has one effect and one answer (design §5.7)."""

import time

from tests.foundation.workbench import Workbench


def test_the_same_key_gets_the_stored_answer(bench: Workbench) -> None:
    bench.start()
    first = bench.call("note", {"text": "a"}, idempotency_key="k1")
    again = bench.call("note", {"text": "a"}, idempotency_key="k1")
    assert first == again
    assert bench.deliveries() == ["a"], "the second time nothing was done"


def test_a_repeated_command_that_would_be_refused_by_now_gets_the_stored_answer(
    bench: Workbench,
) -> None:
    bench.start()
    first = bench.call("note", {"text": "a"}, idempotency_key="k1")
    (bench.folder / "closed").touch()
    refused = bench.call("note", {"text": "b"}, idempotency_key="k2")["error"]
    assert refused["exc_args"][0] == "notes_closed", "before any statement"
    assert bench.call("note", {"text": "a"}, idempotency_key="k1") == first


def test_the_same_key_with_another_body_is_refused(bench: Workbench) -> None:
    bench.start()
    bench.call("note", {"text": "a"}, idempotency_key="k1")
    error = bench.call("note", {"text": "b"}, idempotency_key="k1")["error"]
    assert (error["exc_type"], error["exc_args"][0]) == ("Conflict", "idempotency_key_reused")
    assert bench.effects() == ["a"]


def test_sixteen_at_once_under_one_key_have_one_effect_and_one_answer(bench: Workbench) -> None:
    bench.start()
    bench.start()
    sent = [
        bench.send("note", {"text": "a", "seconds": 0.3}, idempotency_key="k1") for _ in range(16)
    ]
    answers = [bench.reply(correlation_id) for correlation_id in sent]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["error"] is None
    assert bench.effects() == ["a"]


def test_without_a_key_the_constraint_decides_and_names_the_refusal(bench: Workbench) -> None:
    bench.start()
    sent = [bench.send("note", {"text": "a", "seconds": 0.2}) for _ in range(4)]
    errors = [bench.reply(correlation_id)["error"] for correlation_id in sent]
    assert sorted(error["exc_args"][0] for error in errors if error) == ["note_taken"] * 3
    assert bench.effects() == ["a"]


def test_a_refusal_is_not_stored(bench: Workbench) -> None:
    bench.start()
    bench.call("note", {"text": "a"})
    refused = bench.call("note", {"text": "a"}, idempotency_key="k1")["error"]
    assert refused["exc_args"][0] == "note_taken"
    bench.execute("DELETE FROM effect")
    assert bench.call("note", {"text": "a"}, idempotency_key="k1")["error"] is None


def test_a_request_past_its_deadline_is_not_worked_on(bench: Workbench) -> None:
    bench.start()
    error = bench.call("note", {"text": "late"}, deadline=str(time.time() - 1))["error"]
    assert error["exc_args"][0] == "deadline_passed"
    assert bench.effects() == []


def test_bad_input_names_the_field(bench: Workbench) -> None:
    bench.start()
    error = bench.call("note", {"txt": "a"})["error"]
    assert error["exc_type"] == "Invalid"
    assert set(error["exc_args"][1]["fields"]) == {"text", "txt"}


def test_an_operation_needs_a_token_and_the_right(bench: Workbench) -> None:
    bench.start()
    assert bench.call("list_parked", {})["error"]["exc_type"] == "Unauthenticated"
    assert bench.call("list_parked", {}, token="x.y.z")["error"]["exc_type"] == "Unauthenticated"
