"""What a discount's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.inventory.pricing import discounts as operations
from contracts.office.roles import Role
from services.inventory.pricing.discounts import commands, queries
from tests.commands import answered, asked
from tests.inventory.pricing.discounts.test_commands import drafted, end, in_force
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def _ended(office: SalesOffice) -> Any:
    return end(office, in_force(office))


@pytest.mark.parametrize("state", [drafted, in_force, _ended])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    state(office)
    operation = operations.list_discounts
    ask = asked(operation, project_id=str(office.project))
    for by in [office.manager, *map(office.posted_as, Role)]:
        if by.scope("project.read") is None:
            continue
        with office.transaction() as session:
            found = answered(operation, queries.list_discounts(session, ask, by=by))
        [row] = found["items"]
        one = {"discount_id": row["id"]}
        judge(
            office,
            row["can"],
            by,
            {
                operations.activate_discount: (
                    lambda session, ask, *, by, at: commands.activate(session, ask, by=by),
                    one,
                ),
                operations.end_discount: (
                    lambda session, ask, *, by, at: commands.end(session, ask, by=by),
                    one,
                ),
            },
        )
