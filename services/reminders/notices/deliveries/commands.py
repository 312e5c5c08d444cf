"""Deliveries: opened with the notice, claimed by a lease, noted as sent or failed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from common import mail, settings
from contracts.schema import new_id
from services.reminders.notices.deliveries import rules
from services.reminders.notices.deliveries.models import Delivery
from services.reminders.notices.notices.models import Notice


@dataclass(frozen=True)
class Letter:
    """A claimed delivery: what to send, and to whom."""

    delivery_id: UUID
    recipient_id: UUID
    title: dict[str, str]
    body: dict[str, str]


def open_for(session: Session, notice: Notice, *, at: datetime) -> None:
    """In the app the notice's own event delivers it; e-mail is sent by the timer."""
    common = {"notice_id": notice.id, "recipient_id": notice.recipient_id}
    session.execute(
        insert(Delivery),
        [
            common
            | {
                "id": new_id(),
                "channel": rules.APP,
                "status": rules.SENT,
                "attempts": 1,
                "sent_at": at,
                "due_at": None,
            },
            common
            | {
                "id": new_id(),
                "channel": rules.EMAIL,
                "status": rules.PENDING,
                "attempts": 0,
                "sent_at": None,
                "due_at": at,
            },
        ],
    )


def claim(session: Session, *, at: datetime, limit: int) -> list[Letter]:
    """Take deliveries that are due, for the length of the lease."""
    due = (
        select(Delivery, Notice.title, Notice.body)
        .join(Notice, Notice.id == Delivery.notice_id)
        .where(Delivery.due_at <= at)
        .order_by(Delivery.due_at)
        .limit(limit)
        .with_for_update(of=Delivery, skip_locked=True)
    )
    letters = []
    for delivery, title, body in session.execute(due):
        delivery.due_at = at + mail.LEASE
        delivery.attempts += 1
        letters.append(Letter(delivery.id, delivery.recipient_id, title, body))
    return letters


def note_sent(session: Session, delivery_id: UUID, *, at: datetime) -> None:
    delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
    delivery.status, delivery.sent_at = rules.SENT, at
    delivery.due_at = delivery.last_error = None


def note_failure(session: Session, delivery_id: UUID, cause: str, *, at: datetime) -> None:
    """Try again later, or give up after the last pause. `cause` holds no address."""
    delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
    delivery.last_error = cause[:200]
    delivery.due_at = mail.next_attempt(delivery.attempts, settings.mail_retries(), at)
    if delivery.due_at is None:
        delivery.status = rules.FAILED
