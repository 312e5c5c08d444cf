"""Extend a reservation once; cancel a deal."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.refusals import already_extended, deal_wrong_stage, needs_manager
from contracts.inventory.states import DealStage
from contracts.schema import Ask
from services.inventory.changes import rules
from services.inventory.deals import commands as deals
from services.inventory.deals import queries
from services.inventory.deals.models import Deal
from services.inventory.projects.models import Project
from services.inventory.projects.rules import settings_of
from services.inventory.units import commands as units
from services.inventory.units.rules import Move


def extend(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Extend a reservation once, by the manager. Raises `deal_wrong_stage`, `already_extended`."""
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.extend")
    deals.require_stage(deal, DealStage.RESERVED)
    if deal.expires_at is None or deal.expires_at <= at:
        raise deal_wrong_stage(stage=DealStage.EXPIRED, allowed=[DealStage.RESERVED])
    if deal.extended_at is not None:
        raise already_extended()
    most = settings_of(session.get_one(Project, deal.project_id).settings).reservation
    deal.expires_at = unit.expires_at = rules.extended(deal.expires_at, ask.hours, most)
    deal.extended_at = at
    unit.version += 1
    note = units.change(
        unit, "extend", unit.status, by=by, at=at, reason=ask.reason, deal_id=deal.id
    )
    units.note(session, [note])
    deals.tell_change(session, deal, "extended", by=by, at=at)
    return deals.state(deals.row_of(deal), unit)


def cancel(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """A reservation frees its unit; a returned unit goes back to be priced and released again.

    Raises `deal_wrong_stage`, or `needs_manager` for a subscription or a sale.
    """
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.cancel")
    deals.require_stage(deal, *rules.ACTIVE)
    if not rules.may_cancel(deal.stage, by.roles):
        raise needs_manager(who=list(rules.UNDO_ROLES))
    step = Move.FREE if deal.stage == DealStage.RESERVED else Move.CANCEL
    units.move(session, step, unit, _told(deal, at), by=by, at=at, reason=ask.reason)
    deal.stage = DealStage.CANCELLED
    deal.ended_at = at
    deal.end_reason = ask.reason
    deal.version += 1
    return deals.state(deals.row_of(deal), unit)


def _told(deal: Deal, at: datetime) -> dict[str, Any]:
    """Free text stays in the history; the event says only that it was cancelled, and what."""
    return deals.claimed(deals.row_of(deal), at) | {
        "expires_at": None,
        "stage": deal.stage,
        "sold_on": deal.signed_on,
        "reason": "cancelled",
    }
