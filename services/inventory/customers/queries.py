"""Whose customer it is, as far as inventory was told."""

from uuid import UUID

from sqlalchemy.orm import Session

from common.learning import NotKnownYet
from contracts.inventory.refusals import customer_not_yours
from services.inventory.customers.models import Customer


def require_owner(session: Session, customer_id: UUID, staff_id: UUID | None) -> None:
    """Raises `customer_not_yours` unless the customer is looked after by that person, or
    `NotKnownYet` when nothing was told of the customer."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotKnownYet("customer")
    if customer.owner_id != staff_id:
        raise customer_not_yours(field="customer_id")
