"""Recording a contact."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.crm.events import FOLLOW_UP_RECORDED
from contracts.crm.refusals import contact_in_future, next_contact_too_late
from contracts.refusals import not_found
from contracts.schema import Ask
from services.crm.contact.follow_ups import rules
from services.crm.contact.follow_ups.models import FollowUp
from services.crm.files.customers.models import Customer
from services.crm.files.customers.queries import in_scope


def record(session: Session, ask: Ask, *, by: Actor, at: datetime) -> FollowUp:
    """Add a contact to the timeline; the customer's next contact moves unless a later contact is
    already recorded. Raises `not_found`, `contact_in_future`, `next_contact_too_late`."""
    customer = _locked(session, ask, by)
    contacted_at = ask.contacted_at or at
    if contacted_at > at:
        raise contact_in_future(field="contacted_at")
    due_at = ask.next_due_at or rules.next_due(customer.grade, contacted_at)
    if not rules.is_soon_enough(due_at, contacted_at):
        latest = contacted_at + rules.LATEST
        raise next_contact_too_late(field="next_due_at", latest=latest.isoformat())
    follow_up = FollowUp(
        id=ask.id,
        customer_id=customer.id,
        staff_id=by.staff_id,
        kind=ask.kind,
        content=ask.content,
        contacted_at=contacted_at,
        next_due_at=due_at,
        recorded_at=at,
    )
    session.add(follow_up)
    if customer.last_contact_at is None or customer.last_contact_at <= contacted_at:
        customer.last_contact_at, customer.next_due_at = contacted_at, due_at
    session.flush()
    _tell(session, follow_up, customer, by=by, at=at)
    return follow_up


def _locked(session: Session, ask: Ask, by: Actor) -> Customer:
    mine = select(Customer).where(Customer.id == ask.customer_id, in_scope(by, "customer.write"))
    customer = session.scalars(mine.with_for_update()).first()
    if customer is None:
        raise not_found(what="customer")
    return customer


def _tell(
    session: Session, follow_up: FollowUp, customer: Customer, *, by: Actor, at: datetime
) -> None:
    outbox.record(
        session,
        FOLLOW_UP_RECORDED,
        aggregate_id=follow_up.id,
        version=1,
        project_id=customer.project_id,
        data={
            "follow_up_id": follow_up.id,
            "customer_id": customer.id,
            "staff_id": follow_up.staff_id,
            "kind": follow_up.kind,
            "next_due_at": follow_up.next_due_at,
        },
        by=by,
        at=at,
    )
