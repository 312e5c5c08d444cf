"""The service as a process, over the real broker."""

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.reporting.business import Team
from tests.reporting.publishing import Publisher
from tests.rpc import Caller
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import token_for

DAY = "2026-11-03"


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    """Two replicas of reporting and nothing else."""
    with Stack(
        servers,
        services=["reporting"],
        replicas={"reporting": 2},
        gateway=0,
        relay=False,
        eventlog=False,
        mail=False,
    ) as running:
        yield running


@pytest.fixture
def publisher(stack: Stack) -> Iterator[Publisher]:
    with Publisher(stack.amqp_uri) as publisher:
        yield publisher


@pytest.fixture
def caller(stack: Stack) -> Iterator[Caller]:
    with Caller(stack.amqp_uri, token_for(Role.SALES_DIRECTOR)) as caller:
        yield caller


def day_of(caller: Caller, team: Team) -> Any:
    asked = {"day": DAY, "project_id": str(team.project)}
    return caller.call("reporting.read_daily_report", asked)["total"]


def wait_for_sales(caller: Caller, team: Team, expected: int, seconds: float) -> Any:
    until = time.monotonic() + seconds
    while (total := day_of(caller, team))["sold_units"] != expected:
        assert time.monotonic() < until, f"{total['sold_units']} of {expected} sales are reported"
        time.sleep(0.01)
    return total


def test_a_sale_is_in_the_report_and_the_commission_soon(
    publisher: Publisher, caller: Caller
) -> None:
    team = Team()
    publisher.publish(team.sale("1000000.00").sold())
    total = wait_for_sales(caller, team, 1, seconds=20)
    assert total["sold_amount"] == "1000000.00"
    accruals = caller.call("reporting.read_accruals", {"period": "2026-11"})
    mine = [row for row in accruals["consultants"] if row["project_id"] == str(team.project)]
    assert [row["amount"] for row in mine] == ["3000.00"]


def test_a_crowd_of_events_in_disorder_and_twice_is_counted_once_by_two_replicas(
    publisher: Publisher, caller: Caller
) -> None:
    team = Team()
    sales = [team.sale(f"{1000 + number}.50") for number in range(150)]
    events = [event for sale in sales for event in (sale.subscribed(), sale.sold())]
    events += random.Random(7).sample(events, 100)
    random.Random(8).shuffle(events)
    publisher.publish(*events)
    wait_for_sales(caller, team, 150, seconds=30)
    time.sleep(0.5)
    total = day_of(caller, team)
    assert (total["sold_units"], total["subscribed_units"]) == (150, 150)
    assert total["sold_amount"] == "161250.00"


def test_setting_a_target_twice_under_one_key_sets_it_once(caller: Caller) -> None:
    asked = {"level": "company", "period": "2099-11", "units": 3}
    first = caller.call("reporting.set_target", asked, key="k1")
    assert caller.call("reporting.set_target", asked, key="k1") == first
    with pytest.raises(Refusal) as refused:
        caller.call("reporting.set_target", asked | {"units": 4}, key="k1")
    assert refused.value.code == "idempotency_key_reused"


@pytest.mark.parametrize(
    ("operation", "asked"),
    [
        ("set_target", {"level": "company", "period": "2026", "units": 1}),
        (
            "request_commission_plan",
            {
                "project_id": str(new_id()),
                "effective_from": "2026-11",
                "tiers": [{"rate": "0.01"}],
                "payout": {"receipts": "1", "settled": "0", "handover": "0"},
            },
        ),
    ],
)
def test_a_consultant_sets_neither_targets_nor_plans(
    caller: Caller, operation: str, asked: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refused:
        caller.call(f"reporting.{operation}", asked, token=token_for(Role.CONSULTANT))
    assert refused.value.code == "forbidden"
