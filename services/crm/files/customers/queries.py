"""Customer files as they are read: within the caller's scope, numbers masked."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.crm.files.person_names import OTHER_DOTS
from contracts.office.roles import Scope
from contracts.refusals import not_found
from contracts.schema import Ask
from services.crm.files.customers.models import Customer
from services.crm.files.customers.rules import NEEDS, OFFERS
from services.crm.files.numbers import queries as numbers
from services.crm.files.numbers.rules import EMAIL, IDENTITY_NUMBER, PHONE
from services.crm.files.purchases import queries as purchases

_SORTS = {
    "name": Customer.name,
    "grade": Customer.grade,
    "next_due_at": Customer.next_due_at,
}


def in_scope(by: Actor, permission: str) -> ColumnElement[bool]:
    """Customers that `permission` reaches: by owner, team, project of first contact, and, for those
    who look after projects, a purchase there."""
    reached = visible(
        by,
        permission,
        owner=Customer.owner_id,
        team=Customer.team_id,
        project=Customer.project_id,
    )
    scope = by.scope(permission)
    if scope not in (Scope.PROJECT, Scope.REGION):
        return reached
    return or_(reached, purchases.has_bought_in(by.projects_for(scope), Customer.id))


def one(session: Session, customer_id: UUID, by: Actor, permission: str) -> Customer:
    """The customer, if `permission` reaches it. Raises `not_found`."""
    found = select(Customer).where(Customer.id == customer_id, in_scope(by, permission))
    customer = session.scalars(found).first()
    if customer is None:
        raise not_found(what="customer")
    return customer


def owner(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Whose customer it is. Raises `not_found`, to a consultant also for others' customers."""
    found = select(Customer.owner_id, Customer.team_id).where(
        Customer.id == ask.customer_id, in_scope(by, "customer.read")
    )
    row = session.execute(found).first()
    if row is None:
        raise not_found(what="customer")
    return {"customer_id": ask.customer_id, "owner_id": row.owner_id, "team_id": row.team_id}


def read(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """One file with its purchases in short. Raises `not_found`."""
    customer = one(session, ask.customer_id, by, "customer.read")
    shown = numbers.masked_numbers(session, [customer.id])[customer.id]
    return _row(customer, shown) | {
        "identity_kind": customer.identity_kind,
        "identity_number": next(iter(shown[IDENTITY_NUMBER]), None),
        "email": next(iter(shown[EMAIL]), None),
        "needs": {name: getattr(customer, name) for name in NEEDS},
        "purchases": purchases.summary(session, customer.id),
        "can": OFFERS.of(customer, by, reached=_reached(session, customer, by)),
    }


def _reached(session: Session, customer: Customer, by: Actor) -> set[str]:
    """The permissions for what may be done with a file that reach this one."""
    asked = [in_scope(by, one).label(one) for one in sorted(OFFERS.permissions)]
    row = session.execute(select(*asked).where(Customer.id == customer.id)).one()
    return {permission for permission, reaches in row._mapping.items() if reaches}


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Customers within scope, newest id first, by whatever was asked for."""
    found = select(Customer).where(in_scope(by, "customer.read"))
    found = paging.given(
        found,
        (Customer.grade, ask.grade),
        (Customer.source, ask.source),
        (Customer.owner_id, ask.owner_id),
        (Customer.project_id, ask.project_id),
    )
    if ask.name:
        spelled = func.translate(Customer.name, OTHER_DOTS, "·" * len(OTHER_DOTS))
        found = found.where(spelled.icontains(ask.name, autoescape=True))
    for field in (PHONE, IDENTITY_NUMBER):
        if getattr(ask, field):
            found = found.where(Customer.id.in_(numbers.holder_of(getattr(ask, field), field)))
    if ask.due_before:
        found = found.where(Customer.next_due_at < ask.due_before)
    page, after = paging.listed(session, found, ask, Customer.id, sorts=_SORTS)
    shown = numbers.masked_numbers(session, [customer.id for customer in page])
    return {"items": [_row(customer, shown[customer.id]) for customer in page], "next": after}


def _row(customer: Customer, shown: dict[str, list[str]]) -> dict[str, Any]:
    plain = {column.name: getattr(customer, column.name) for column in Customer.__table__.columns}
    return plain | {"phones": shown[PHONE]}
