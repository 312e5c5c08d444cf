"""What a hold's `can` offers is what its command does, for everybody at every state."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from contracts.inventory.control import holds as operations
from contracts.office.roles import Role
from services.inventory.control.holds import commands
from tests.inventory.control.holds.test_commands import cancel, decide, held, listed, request
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def _cancelled(office: SalesOffice, unit: UUID, customer: UUID) -> Any:
    return cancel(office, held(office, unit, customer))


def _refused(office: SalesOffice, unit: UUID, customer: UUID) -> Any:
    return decide(office, request(office, unit, customer), verdict="reject", comment="不同意")


@pytest.mark.parametrize("state", [request, held, _cancelled, _refused])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice, UUID, UUID], Any]
) -> None:
    [unit] = office.on_sale(1)
    state(office, unit, office.customer())
    for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
        for row in listed(office, by):
            one = {"hold_id": row["id"], "reason": "客户放弃"}
            judge(office, row["can"], by, {operations.cancel_hold: (commands.cancel, one)})
