"""Messages follow from events that come once or twice, late, and in any order; they are told by
e-mail, or by a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import mail, outbox, settings
from common.actor import Actor
from contracts.crm.contact.messages import MessageStatus, told_at_wrong
from contracts.crm.events import CUSTOMER_MESSAGE_CHANGED
from contracts.event import Event
from contracts.refusals import not_found
from contracts.schema import Ask
from services.crm.contact.messages import rules
from services.crm.contact.messages.models import CustomerMessage
from services.crm.contact.messages.rules import Known
from services.crm.files.customers.models import Customer
from services.crm.files.customers.queries import in_scope
from services.crm.files.numbers.queries import opened_numbers
from services.crm.files.numbers.rules import EMAIL

BY_EMAIL = "email"


@dataclass(frozen=True)
class Letter:
    """A claimed message, ready to be sent."""

    message_id: UUID
    address: str
    title: str
    text: str


def note(session: Session, event: Event, *, by: Actor, at: datetime) -> None:
    """Write down what the customer is to be told of an event, if anything."""
    kind = rules.kind_of(event.type, event.data)
    if kind is None:
        return
    others = _of_same_source(session, event.aggregate_id)
    for other in others:
        if rules.overtakes(kind, event.version, _known(other)):
            _settle(session, other, MessageStatus.OVERTAKEN, by=by, at=at)
    overtaken = rules.is_overtaken(kind, event.version, map(_known, others))
    status = MessageStatus.OVERTAKEN if overtaken else _way(session, event.data.customer_id)
    title, body = rules.text_of(kind, event.data)
    fresh = insert(CustomerMessage).values(
        id=event.id,
        customer_id=event.data.customer_id,
        deal_id=event.data.deal_id,
        project_id=event.project_id,
        source_id=event.aggregate_id,
        source_version=event.version,
        kind=kind,
        status=status,
        title=title,
        body=body,
        amount=event.data.amount,
        occurred_at=event.occurred_at,
        due_at=at if status is MessageStatus.MAILING else None,
    )
    made = fresh.on_conflict_do_nothing().returning(CustomerMessage)
    message = session.scalars(made).first()
    if message is not None:
        _tell(session, message, by=by, at=at)


def tell(session: Session, ask: Ask, *, by: Actor, at: datetime) -> CustomerMessage:
    """A member of staff has told the customer. Raises `not_found`, `message_settled`,
    `told_at_wrong`."""
    found = (
        select(CustomerMessage)
        .join(Customer, Customer.id == CustomerMessage.customer_id)
        .where(CustomerMessage.id == ask.message_id, in_scope(by, "customer.tell"))
        .with_for_update(of=CustomerMessage)
    )
    message = session.scalars(found).first()
    if message is None:
        raise not_found(what="message")
    rules.check_telling(message, by)
    told_at = ask.told_at or at
    if not message.occurred_at <= told_at <= at:
        raise told_at_wrong(field="told_at", earliest=message.occurred_at.isoformat())
    message.told_at, message.told_by, message.told_how = told_at, by.id, ask.how
    _settle(session, message, MessageStatus.TOLD, by=by, at=at)
    return message


def claim(session: Session, *, by: Actor, at: datetime, limit: int) -> list[Letter]:
    """Take messages whose e-mail is due, for the length of the lease. Who no longer agrees to
    e-mail is told by a person."""
    due = (
        select(CustomerMessage, Customer)
        .join(Customer, Customer.id == CustomerMessage.customer_id)
        .where(CustomerMessage.due_at <= at)
        .order_by(CustomerMessage.due_at)
        .limit(limit)
        .with_for_update(of=CustomerMessage, skip_locked=True)
    )
    letters = []
    for message, customer in session.execute(due).all():
        address = _address(session, customer)
        if address is None:
            _settle(session, message, MessageStatus.OPEN, by=by, at=at)
            continue
        message.due_at = at + mail.LEASE
        message.attempts += 1
        text = rules.letter(customer.name, message.body)
        letters.append(Letter(message.id, address, message.title, text))
    return letters


def note_sent(session: Session, message_id: UUID, *, by: Actor, at: datetime) -> None:
    """The e-mail has gone out; told by a person meanwhile, that stays as it is."""
    message = session.get_one(CustomerMessage, message_id, with_for_update=True)
    message.last_error = None
    if message.status != MessageStatus.TOLD:
        message.told_at, message.told_by, message.told_how = at, by.id, BY_EMAIL
        _settle(session, message, MessageStatus.TOLD, by=by, at=at)


def note_failure(
    session: Session, message_id: UUID, cause: str, *, by: Actor, at: datetime
) -> None:
    """Try again later; after the last pause a person has to tell it. `cause` holds no address."""
    message = session.get_one(CustomerMessage, message_id, with_for_update=True)
    message.last_error = cause[:200]
    if message.status != MessageStatus.MAILING:
        return
    message.due_at = mail.next_attempt(message.attempts, settings.mail_retries(), at)
    if message.due_at is None:
        _settle(session, message, MessageStatus.OPEN, by=by, at=at)


def _of_same_source(session: Session, source_id: UUID) -> list[CustomerMessage]:
    """The messages about a receipt or refund, which only we may add to until the commit."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(source_id), 0))))
    found = select(CustomerMessage).where(CustomerMessage.source_id == source_id)
    return list(session.scalars(found.with_for_update()))


def _known(message: CustomerMessage) -> Known:
    sent = message.attempts > 0
    return Known(message.kind, message.source_version, message.status, may_be_sent=sent)


def _way(session: Session, customer_id: UUID) -> MessageStatus:
    customer = session.get(Customer, customer_id)
    by_mail = customer is not None and _address(session, customer) is not None
    return MessageStatus.MAILING if by_mail else MessageStatus.OPEN


def _address(session: Session, customer: Customer) -> str | None:
    """Where to write to, with the customer's consent only."""
    if not customer.email_agreed:
        return None
    return next(iter(opened_numbers(session, customer.id, EMAIL)), None)


def _settle(
    session: Session, message: CustomerMessage, status: MessageStatus, *, by: Actor, at: datetime
) -> None:
    """No e-mail is to be sent from now on."""
    message.status, message.due_at = status, None
    message.version += 1
    _tell(session, message, by=by, at=at)


def _tell(session: Session, message: CustomerMessage, *, by: Actor, at: datetime) -> None:
    owner = select(Customer.owner_id).where(Customer.id == message.customer_id)
    outbox.record(
        session,
        CUSTOMER_MESSAGE_CHANGED,
        aggregate_id=message.id,
        version=message.version,
        project_id=message.project_id,
        data={
            "message_id": message.id,
            "customer_id": message.customer_id,
            "owner_id": session.scalar(owner),
            "deal_id": message.deal_id,
            "kind": message.kind,
            "status": message.status,
            "told_how": message.told_how,
        },
        by=by,
        at=at,
    )
