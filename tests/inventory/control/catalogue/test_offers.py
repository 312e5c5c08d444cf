"""What a unit's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.control import catalogue as operations
from contracts.inventory.control import claims as claim_operations
from contracts.inventory.control import data_changes as change_operations
from contracts.inventory.control import holds as hold_operations
from contracts.inventory.control import suspensions as suspension_operations
from contracts.inventory.selling import subscriptions as deal_operations
from contracts.office.roles import Role
from services.inventory.control.catalogue import queries
from services.inventory.control.claims.commands import claim as claims
from services.inventory.control.data_changes import commands as changes
from services.inventory.control.holds import commands as holds
from services.inventory.control.suspensions import commands as suspensions
from services.inventory.selling.subscriptions import commands as deals
from tests.commands import answered, asked
from tests.inventory.desk import Desk
from tests.offered import Attempt, judge

State = Callable[[Desk, UUID, UUID], Any]
REASON = {"reason": "客户要求"}


def _free(desk: Desk, unit: UUID, customer: UUID) -> None:
    """As it was released."""


def _suspended(desk: Desk, unit: UUID, customer: UUID) -> None:
    payload: dict[str, Any] = {"project_id": str(desk.project), "unit_ids": [str(unit)]} | REASON
    operation = suspension_operations.suspend_units
    desk.consent(desk.do(suspensions.request, operation, desk.manager, **payload))


def _run_out(desk: Desk, unit: UUID, customer: UUID) -> None:
    desk.lock(unit, at=clock.now() - timedelta(days=2))


STATES: dict[str, State] = {
    "free": _free,
    "locked": lambda desk, unit, customer: desk.lock(unit),
    "a lock that has run out": _run_out,
    "reserved": lambda desk, unit, customer: desk.reserve(unit, customer),
    "subscribed": lambda desk, unit, customer: desk.subscribe(unit, customer),
    "suspended": _suspended,
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_possible(desk: Desk, state: str) -> None:
    [unit] = desk.on_sale(1)
    customer = desk.customer()
    STATES[state](desk, unit, customer)
    for by, theirs in _people(desk, customer):
        judge(desk, _read(desk, unit, by)["can"], by, _attempts(desk, unit, theirs))


def _people(desk: Desk, customer: UUID) -> Iterator[tuple[Actor, UUID]]:
    """Everybody who may read units, with a customer of theirs."""
    everybody = (desk.consultant, *map(desk.posted_as, Role))
    for by in (one for one in everybody if one.scope("project.read")):
        own = customer if by is desk.consultant else desk.customer(by)
        yield by, own


def _read(desk: Desk, unit: UUID, by: Actor) -> Any:
    operation = operations.read_unit
    with desk.transaction() as session:
        ask = asked(operation, unit_id=str(unit))
        return answered(operation, queries.read_unit(session, ask, by=by, at=clock.now()))


def _attempts(desk: Desk, unit: UUID, customer: UUID) -> dict[Any, Attempt]:
    one = {"unit_id": str(unit)}
    whole: dict[str, Any] = {"project_id": str(desk.project), "unit_ids": [str(unit)]} | REASON
    buyer = one | {"customer_id": str(customer)}
    handover = str(clock.business_day(clock.now()) + timedelta(days=365))
    terms = {"payment_method": "lump_sum", "handover_date": handover}
    return {
        claim_operations.lock_unit: (claims.lock, one),
        claim_operations.unlock_unit: (claims.unlock, one),
        deal_operations.reserve_unit: (deals.reserve, buyer),
        deal_operations.subscribe_unit: (deals.subscribe, buyer | terms),
        hold_operations.request_hold: (holds.request, buyer | REASON | {"days": 1}),
        change_operations.request_data_change: (
            changes.request,
            one | REASON | {"orientation": "东"},
        ),
        suspension_operations.suspend_units: (suspensions.request, whole),
        suspension_operations.resume_units: (suspensions.resume, whole),
    }
