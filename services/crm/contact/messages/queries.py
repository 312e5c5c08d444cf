"""Messages as they are read: like their customers, within the caller's scope."""

from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.schema import Ask, MomentCursor
from services.crm.contact.messages.models import CustomerMessage
from services.crm.files.customers.models import Customer
from services.crm.files.customers.queries import in_scope


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Messages about customers within scope, newest first."""
    found = (
        select(CustomerMessage, Customer.name, Customer.owner_id)
        .join(Customer, Customer.id == CustomerMessage.customer_id)
        .where(in_scope(by, "customer.read"))
    )
    for column, value in (
        (CustomerMessage.deal_id, ask.deal_id),
        (CustomerMessage.customer_id, ask.customer_id),
        (CustomerMessage.status, ask.status),
        (Customer.owner_id, ask.owner_id),
    ):
        if value is not None:
            found = found.where(column == value)
    moment = (CustomerMessage.occurred_at, CustomerMessage.id)
    if ask.cursor:
        found = found.where(tuple_(*moment) < ask.cursor)
    newest = found.order_by(*(column.desc() for column in moment)).limit(ask.page_size + 1)
    rows = session.execute(newest).all()
    page = [_row(message, name, owner_id) for message, name, owner_id in rows[: ask.page_size]]
    more = len(rows) > ask.page_size
    last = MomentCursor.of(page[-1]["occurred_at"], page[-1]["id"]) if more else None
    return {"items": page, "next": last}


def _row(message: CustomerMessage, name: str, owner_id: Any) -> dict[str, Any]:
    plain = {column.key: getattr(message, column.key) for column in message.__table__.columns}
    return plain | {"customer_name": name, "owner_id": owner_id}
