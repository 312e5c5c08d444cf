"""Entrypoints of messages to customers."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import actor, clock, mail
from common.actor import Actor
from common.entrypoints import command, errand, on_event, query
from common.work import Call
from contracts.crm.contact import messages as operations
from contracts.event import Event
from contracts.inventory.money import receipts as events
from contracts.inventory.money.refunds import REFUND_PAID
from contracts.schema import Ask
from services.crm.contact.messages import commands, queries
from services.crm.contact.messages.commands import Letter


class Messages:
    """What customers are told about their money (客户通知)."""

    @query(operations.list_customer_messages)
    def list_customer_messages(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)

    @command(operations.tell_customer)
    def tell_customer(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.tell(session, ask, by=by, at=at)

    @on_event(events.RECEIPT_CHANGED)
    def messages_on_receipt_changed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note(session, event, by=by, at=at)

    @on_event(events.RECEIPT_CONFIRMED)
    def messages_on_receipt_confirmed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note(session, event, by=by, at=at)

    @on_event(events.RECEIPT_REVERSED)
    def messages_on_receipt_reversed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note(session, event, by=by, at=at)

    @on_event(REFUND_PAID)
    def messages_on_refund_paid(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note(session, event, by=by, at=at)

    @errand(seconds=1)
    def mail_messages(self, call: Call) -> int:
        by = actor.system(call.service)
        with call.transaction() as session:
            claimed = commands.claim(session, by=by, at=clock.now(), limit=5)
        for letter in claimed:
            _mail(call, letter, by)
        return len(claimed)


def _mail(call: Call, letter: Letter, by: Actor) -> None:
    """Send, then note how it went."""
    try:
        mail.send(letter.message_id, letter.address, letter.title, letter.text)
    except mail.NotSent as error:
        with call.transaction() as session:
            commands.note_failure(session, letter.message_id, str(error), by=by, at=clock.now())
    else:
        with call.transaction() as session:
            commands.note_sent(session, letter.message_id, by=by, at=clock.now())
