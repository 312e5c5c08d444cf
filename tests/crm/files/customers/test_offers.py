"""What a customer file's `can` offers is what the commands do, for everybody in every scope."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.crm.contact.follow_ups import record_follow_up
from contracts.crm.files.customers import assign_customer, change_customer
from contracts.crm.files.numbers import reveal_personal_data
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Ask, new_id
from services.crm.contact.follow_ups import commands as follow_ups
from services.crm.files.customers import commands
from services.crm.files.numbers import commands as numbers
from services.crm.files.purchases.models import Purchase
from tests.crm.people import ELSEWHERE, PROJECT, TEAM, consultant
from tests.crm.workbench import Workbench
from tests.offered import judge
from tests.tokens import actor_for

OWNER = consultant()


def change(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Any:
    return commands.change(session, ask, by=by)


def attempts(customer_id: UUID, next_owner: UUID) -> Any:
    one = {"customer_id": str(customer_id)}
    return {
        change_customer: (change, one | {"grade": "B"}),
        assign_customer: (commands.assign, one | {"owner_id": str(next_owner)}),
        reveal_personal_data: (numbers.reveal, one | {"reason": "call"}),
        record_follow_up: (follow_ups.record, one | {"kind": "call", "content": "已联系"}),
    }


def posted_as(role: Role, project: UUID) -> Actor:
    return actor_for(role, projects=[project], region_projects=[project], team=TEAM)


@pytest.mark.parametrize("bought_elsewhere", [False, True])
def test_what_is_offered_is_what_is_possible(crm: Workbench, bought_elsewhere: bool) -> None:
    customer_id = crm.registered(OWNER)
    if bought_elsewhere:
        buys(crm, customer_id, ELSEWHERE)
    tried = attempts(customer_id, crm.posted(new_id(), "consultant", PROJECT, ELSEWHERE))
    readers = 0
    for by in [OWNER, *(posted_as(role, at) for role in Role for at in (PROJECT, ELSEWHERE))]:
        try:
            file = crm.read(customer_id, by)
        except Refusal:
            continue
        readers += 1
        judge(crm, file["can"], by, tried)
    assert readers > (15 if bought_elsewhere else 8)


def buys(crm: Workbench, customer_id: UUID, project: UUID) -> None:
    bought = {
        "deal_id": new_id(),
        "customer_id": customer_id,
        "unit_id": new_id(),
        "project_id": project,
        "stage": "sold",
        "version": 1,
    }
    with crm.transaction() as session:
        session.execute(insert(Purchase).values(bought))
