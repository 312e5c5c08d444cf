"""Contracts of a sales office, drafted as the entrypoint does it; crm's answer is given."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.selling import contracts as operations
from contracts.media import DOCX
from contracts.schema import Ask
from services.inventory.papers.attachments.entrypoints import files, keep
from services.inventory.papers.templates import filling
from services.inventory.papers.templates import queries as templates
from services.inventory.papers.templates.standard import standard_template
from services.inventory.register.deals.models import Deal
from services.inventory.selling.contracts import commands, rules
from services.inventory.selling.contracts.commands import Written
from services.inventory.selling.contracts.queries import text
from tests.commands import answered, asked
from tests.inventory.papers.attachments.desk import may_read
from tests.inventory.workbench import SalesOffice


def draft(
    office: SalesOffice,
    deal: Any,
    *,
    by: Actor | None = None,
    party: rules.Party | None = None,
    meanwhile: Callable[[], Any] | None = None,
) -> Any:
    """`meanwhile` happens while the text is being written."""
    attempts: list[Written] = []

    def command(session: Session, ask: Ask, **how: Any) -> Any:
        if attempts:
            ask.written = attempts[0]
        return commands.draft(session, ask, **how)

    def run() -> Any:
        who = by or office.clerk
        return office.do(command, operations.draft_contract, who, deal_id=deal["id"])

    try:
        return run()
    except NotKnownYet:
        attempts.append(_write(office, deal, party or rules.Party("李晓梅"), clock.now()))
    if meanwhile is not None:
        meanwhile()
    return run()


def _write(office: SalesOffice, deal: Any, party: rules.Party, at: datetime) -> Written:
    with office.transaction() as session:
        found = session.get_one(Deal, deal["id"])
        commands.number(session, found, clock.business_day(at))
        own = templates.in_use(session, found.project_id)
        values = rules.values(
            text.text_facts(session, found, at), text.plan_of(session, found.id), party
        )
    template = files().get(own[1].file_key) if own else standard_template()
    kept = keep(filling.render(template, values), DOCX)
    return Written(kept, found.version, own[0].id if own else None)


def text_of(office: SalesOffice, drafted: Any, by: Actor | None = None) -> bytes:
    """The drafted document."""
    attachment = {"id": drafted["attachment_id"]}
    return files().get(may_read(office, attachment, by or office.manager).key)


def contract_of(office: SalesOffice, deal: Any, by: Actor | None = None) -> Any:
    ask = asked(operations.read_contract, deal_id=deal["id"])
    with office.transaction() as session:
        found = text.read_contract(session, ask, by=by or office.manager, at=clock.now())
        return answered(operations.read_contract, found)
