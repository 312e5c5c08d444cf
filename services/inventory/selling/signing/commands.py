"""Documents, sign-off, contract: what turns a subscription into a sale."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import commands as deadlines
from contracts.deadline_kinds import SIGNING
from contracts.inventory.register.deals import DealStage
from contracts.schema import Ask
from services.inventory.milestones.milestones import commands as milestones
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals import queries
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.rules import business_day_between
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move
from services.inventory.selling.contracts import commands as contracts
from services.inventory.selling.contracts.queries import text
from services.inventory.selling.signing import rules

BATCH = 100


def check_documents(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The clerk found the subscription's documents complete, or names what is missing (seed 002).

    Raises `deal_wrong_stage`, `already_checked`.
    """
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.check_documents")
    rules.check_examination(deal, by)
    deal.documents_missing = ask.missing
    if ask.complete:
        deal.documents_checked_at = at
        deal.documents_checked_by = by.id
    change = "documents_complete" if ask.complete else "documents_missing"
    deals.tell_change(session, deal, change, by=by, at=at)
    return deals.state(deals.row_of(deal), unit)


def sign_subscription(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The manager signs for the subscription letter once the documents are complete (seed 002).

    Raises `deal_wrong_stage`, `documents_incomplete`, `already_signed_off`.
    """
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.confirm")
    rules.check_letter(deal, by)
    deal.signed_off_at = at
    deal.signed_off_by = by.id
    deals.tell_change(session, deal, "signed_off", by=by, at=at)
    return deals.state(deals.row_of(deal), unit)


def sign_contract(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The manager confirms the contract, a large or deviating one the general manager: sold.

    Raises `deal_wrong_stage`, `contract_not_ready`, `needs_general_manager`,
    `contract_not_drafted`, `contract_deviates`, `date_out_of_range`.
    """
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.confirm")
    project = session.get_one(Project, deal.project_id)
    rules.check_signing(rules.Contract(deal, text.beyond_manager(session, deal)), by)
    with session.no_autoflush:  # one statement per table in the end instead of one per step
        _conclude(session, unit, deal, project, ask, by=by, at=at)
    return deals.state(deals.row_of(deal), unit)


def _conclude(
    session: Session,
    unit: Unit,
    deal: Deal,
    project: Project,
    ask: Ask,
    *,
    by: Actor,
    at: datetime,
) -> None:
    archived = contracts.confirm(session, deal, ask, by=by, at=at)
    entered = clock.business_day(deal.subscribed_at or deal.created_at)
    first = entered - settings_of(project.settings).late_entry
    deal.signed_on = business_day_between(ask.signed_on, field="signed_on", first=first, at=at)
    deal.signed_by = by.id
    deal.stage = DealStage.SOLD
    deal.version += 1
    contracts.number(session, deal, deal.signed_on)
    told = deals.claimed(deals.row_of(deal), at) | {
        "business_day": deal.signed_on,
        "contract_number": deal.contract_number,
        "list_amount": deal.list_price,
    }
    units.move(session, Move.SIGN, unit, told, by=by, at=at)
    instalments.date_from_signing(session, deal, by=by, at=at)
    dues = [archived, *milestones.open_at_signing(session, deal, at=at)]
    deadlines.met(session, SIGNING, deal.id, by=by, at=at)
    deadlines.start(session, about(session, deal), dues, by=by, at=at)


def tell_overdue(session: Session, *, by: Actor, at: datetime) -> int:
    """Raise the alarm once for subscriptions past their signing day; answers how many.

    They stay subscribed: money is never forfeited silently (design §8).
    """
    overdue = session.scalars(
        select(Deal)
        .where(
            Deal.stage == DealStage.SUBSCRIBED,
            Deal.sign_by <= at,
            Deal.overdue_told_at.is_(None),
        )
        .order_by(Deal.sign_by)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()
    for deal in overdue:
        deal.overdue_told_at = at
        deals.tell_change(session, deal, "signing_overdue", by=by, at=at)
    return len(overdue)
