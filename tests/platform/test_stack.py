"""The stack that fault tests stand on."""

import signal
from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.stack import Stack


def test_a_killed_service_starts_again_and_a_stopped_one_ends_cleanly(
    new_stack: Callable[..., Stack],
) -> None:
    stack = new_stack(services=["crm"], replicas={"crm": 2}, eventlog=False, mail=False, gateway=0)
    first = stack.pid("crm.2")
    stack.kill9("crm.2")
    stack.start("crm.2")
    assert stack.pid("crm.2") != first
    assert stack.stop("crm") == 0
    assert stack.stop("relay") == 0


def test_a_process_that_ends_is_reported_with_its_log(new_stack: Callable[..., Stack]) -> None:
    with pytest.raises(AssertionError, match="ended while it started") as said:
        new_stack(
            services=["crm"], relay=False, eventlog=False, mail=False, gateway=0,
            environment={"LOUPAN_MAX_WORKERS": "many"},
        )  # fmt: skip
    assert "many" in str(said.value)


def test_a_stack_with_its_own_broker_survives_its_restart(new_stack: Callable[..., Stack]) -> None:
    stack = new_stack(
        services=[], relay=True, eventlog=False, mail=True, gateway=0, own_broker=True
    )
    stack.stop_broker(how=signal.SIGTERM)
    stack.start_broker()
    stack.wait_until(
        lambda: stack.log("relay").count("relaying") == 2, "connected again", name="relay"
    )


def test_every_database_is_migrated_and_empty(database: Callable[[str], Database]) -> None:
    with database("crm").engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one()
    assert count == 0
