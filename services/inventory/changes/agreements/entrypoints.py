from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.entrypoints import command, query
from common.work import Call
from contracts.inventory.changes import agreements as operations
from contracts.media import DOCX
from contracts.schema import Ask
from services.inventory.changes.agreements import commands, queries, rules
from services.inventory.changes.agreements.commands import Written
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.papers.attachments.entrypoints import keep
from services.inventory.papers.templates import queries as templates
from services.inventory.papers.templates.entrypoints import template_file
from services.inventory.papers.templates.filling import render
from services.inventory.selling.contracts.entrypoints import party_of


def write_text(service: Any, call: Call, ask: Ask) -> None:
    """Fill the project's template outside of any transaction. Names come from crm, under the
    caller's rights."""
    at = clock.now()
    with call.transaction() as session:
        order = session.get_one(ChangeOrder, ask.change_order_id)
        changed = queries.changed(session, order, at)
        document = rules.DOCUMENT_OF[changed.kind]
        own = templates.in_use(session, order.project_id, document)
    parties = {person: party_of(service, person) for person in sorted(changed.people)}
    values = rules.values(changed, parties)

    kept = keep(render(template_file(own, document), values), DOCX)
    ask.written = Written(kept, own[0].id if own else None)


class Agreements:
    """Agreements on changes (变更协议)."""

    @command(operations.draft_agreement, learn=write_text)
    def draft_agreement(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.draft(session, ask, by=by, at=at)

    @query(operations.list_agreements)
    def list_agreements(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)
