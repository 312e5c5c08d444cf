"""The copy of customers' owners: events in any order, twice, and a learnt answer."""

from itertools import permutations
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts.crm.events import CUSTOMER_ASSIGNED, CUSTOMER_REGISTERED
from contracts.event import Event
from contracts.schema import Ask, new_id
from services.inventory.register.customers import commands
from tests.commands import happened
from tests.inventory.workbench import SalesOffice

CUSTOMER, FIRST, SECOND, THIRD, TEAM = (new_id() for _ in range(5))


def told(owner: UUID, version: int) -> Event:
    kind = CUSTOMER_REGISTERED if version == 1 else CUSTOMER_ASSIGNED
    facts = {"customer_id": CUSTOMER, "owner_id": owner, "team_id": TEAM}
    return happened(kind, facts, aggregate_id=CUSTOMER, version=version)


HISTORY = (told(FIRST, 1), told(SECOND, 2), told(THIRD, 3))


def owner(office: SalesOffice) -> UUID | None:
    with office.engine.connect() as connection:
        found: UUID | None = connection.scalar(text("SELECT owner_id FROM customer"))
    return found


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_owner_counts_in_whatever_order_it_is_told(
    office: SalesOffice, order: tuple[int, ...]
) -> None:
    with office.transaction() as session:
        for index in (*order, *order):
            commands.keep(session, HISTORY[index].data, version=HISTORY[index].version)
    assert owner(office) == THIRD


def test_what_was_learnt_by_asking_gives_way_to_any_event_but_replaces_none(
    office: SalesOffice,
) -> None:
    learnt = Ask(customer_id=CUSTOMER, owner_id=FIRST, team_id=TEAM)
    with office.transaction() as session:
        commands.keep(session, learnt, version=commands.LEARNT)
    assert owner(office) == FIRST
    with office.transaction() as session:
        commands.keep(session, HISTORY[1].data, version=2)
        commands.keep(session, learnt, version=commands.LEARNT)
    assert owner(office) == SECOND
