from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.entrypoints import command, query
from common.work import Call
from contracts.crm.files.customers import read_customer
from contracts.inventory.selling import contracts
from contracts.inventory.selling import contracts as operations
from contracts.media import DOCX
from contracts.refusals import Forbidden, NotFound
from contracts.schema import Ask
from services.inventory.papers.attachments.entrypoints import keep
from services.inventory.papers.templates import queries as templates
from services.inventory.papers.templates.entrypoints import template_file
from services.inventory.papers.templates.filling import render
from services.inventory.register.deals.models import Deal
from services.inventory.selling.contracts import commands, rules
from services.inventory.selling.contracts.commands import Written
from services.inventory.selling.contracts.queries import execution, figures, text


def write_text(service: Any, call: Call, ask: Ask) -> None:
    """Fill the project's template outside of any transaction. The buyer's name comes from crm,
    under the caller's rights."""
    at = clock.now()
    with call.transaction() as session:
        deal = session.get_one(Deal, ask.deal_id, with_for_update=True)
        commands.number(session, deal, clock.business_day(at))
        facts = text.text_facts(session, deal, at)
        plan = text.plan_of(session, deal.id)
        own = templates.in_use(session, deal.project_id)
    values = rules.values(facts, plan, party_of(service, str(deal.customer_id)))

    kept = keep(render(template_file(own), values), DOCX)
    ask.written = Written(kept, deal.version, own[0].id if own else None)


def party_of(service: Any, customer_id: str) -> rules.Party:
    """Blank for who may not see the customer's file."""
    try:
        told = service.questions.ask(read_customer, {"customer_id": customer_id})
    except (Forbidden, NotFound):
        return rules.Party()
    return rules.Party(
        told.name, told.identity_kind, told.identity_number, next(iter(told.phones or ()), None)
    )


class Contracts:
    """Texts of contracts (合同文本)."""

    @command(operations.draft_contract, learn=write_text)
    def draft_contract(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.draft(session, ask, by=by, at=at)

    @query(operations.read_contract)
    def read_contract(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return text.read_contract(session, ask, by=by, at=at)


class Execution:
    """Execution of contracts (合同执行)."""

    @query(contracts.list_contracts)
    def list_contracts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return execution.list_contracts(session, ask, by=by, at=at)

    @query(contracts.read_contract_statistics)
    def read_contract_statistics(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return figures.read_contract_statistics(session, ask, by=by, at=at)
