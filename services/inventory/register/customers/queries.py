"""Whose customer it is, as far as inventory was told."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from common.learning import NotKnownYet
from contracts.inventory.control.claims import customer_not_yours
from services.inventory.base import table
from services.inventory.register.customers.models import Customer

_customer = table(Customer)
_OWNER = select(_customer.c.owner_id).where(_customer.c.id == bindparam("customer", type_=Uuid))


def require_owner(session: Session, customer_id: UUID, staff_id: UUID | None) -> None:
    """Raises `customer_not_yours` unless the customer is looked after by that person, or
    `NotKnownYet` when nothing was told of the customer."""
    known = session.execute(_OWNER, {"customer": customer_id}).first()
    if known is None:
        raise NotKnownYet("customer")
    if known.owner_id != staff_id:
        raise customer_not_yours(field="customer_id")
