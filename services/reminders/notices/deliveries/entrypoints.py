"""Entrypoints of deliveries."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock, mail
from common.actor import Actor
from common.entrypoints import errand, query
from common.questions import Asker
from common.work import Call
from contracts.office.people.staff import read_contact
from contracts.refusals import Refusal
from contracts.reminders.notices import deliveries as operations
from contracts.schema import Ask
from services.reminders.notices.deliveries import commands, queries, rules
from services.reminders.notices.deliveries.commands import Letter


class Deliveries:
    """Notices on their way (送达)."""

    questions: Asker

    @query(operations.list_deliveries)
    def list_deliveries(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask)

    @errand(seconds=1)
    def deliver_mail(self, call: Call) -> int:
        with call.transaction() as session:
            claimed = commands.claim(session, at=clock.now(), limit=5)
        for letter in claimed:
            _deliver(call, self.questions, letter)
        return len(claimed)


def _deliver(call: Call, questions: Asker, letter: Letter) -> None:
    """Ask office for the address, send, note how it went."""
    try:
        contact = questions.ask(read_contact, {"staff_id": str(letter.recipient_id)})
        subject, text = rules.letter(contact.name, letter.title, letter.body)
        mail.send(letter.delivery_id, contact.email, subject, text)
    except (Refusal, mail.NotSent) as error:
        cause = error.code if isinstance(error, Refusal) else str(error)
        with call.transaction() as session:
            commands.note_failure(session, letter.delivery_id, cause, at=clock.now())
    else:
        with call.transaction() as session:
            commands.note_sent(session, letter.delivery_id, at=clock.now())
