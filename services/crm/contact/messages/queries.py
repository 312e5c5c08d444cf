"""Messages as they are read: like their customers, within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.crm.contact.messages import tell_customer
from contracts.schema import Ask
from services.crm.contact.messages.models import CustomerMessage
from services.crm.contact.messages.rules import OFFERS
from services.crm.files.customers.models import Customer
from services.crm.files.customers.queries import in_scope

TELL = tell_customer.permission


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Messages about customers within scope, newest first."""
    found = (
        select(
            CustomerMessage,
            Customer.name,
            Customer.owner_id,
            in_scope(by, TELL).label("may_tell"),
        )
        .join(Customer, Customer.id == CustomerMessage.customer_id)
        .where(in_scope(by, "customer.read"))
    )
    found = paging.given(
        found,
        (CustomerMessage.deal_id, ask.deal_id),
        (CustomerMessage.customer_id, ask.customer_id),
        (CustomerMessage.status, ask.status),
        (Customer.owner_id, ask.owner_id),
    )
    moment = (CustomerMessage.occurred_at, CustomerMessage.id)
    rows, after = paging.newest_first(session, found, ask, *moment)
    return {"items": [_row(by, *row) for row in rows], "next": after}


def _row(
    by: Actor, message: CustomerMessage, name: str, owner_id: Any, may_tell: bool
) -> dict[str, Any]:
    plain = {column.key: getattr(message, column.key) for column in message.__table__.columns}
    can = OFFERS.of(message, by, reached={TELL} if may_tell else ())
    return plain | {"customer_name": name, "owner_id": owner_id, "can": can}
