"""What is done to a deal afterwards; where it needs consent, an order has it already. The caller of
what takes a unit and a deal has locked both."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.deadline_kinds import ARCHIVE, SIGNING
from contracts.inventory.changes.amendments import DEAL_REPRICED
from contracts.inventory.register.deals import DealStage, deal_wrong_stage
from contracts.inventory.selling.subscriptions import PriceChange
from contracts.schema import Ask
from services.inventory.changes.amendments import rules
from services.inventory.control.claims.commands import claim as claims
from services.inventory.milestones.loans import commands as loans
from services.inventory.milestones.milestones import commands as milestones
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.pricing.authority.rules import Price
from services.inventory.pricing.payment_plans.rules import Line, Plan
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals import queries
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move

_change = PriceChange()


def extend(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Extend a reservation once, by the manager. Raises `deal_wrong_stage`, `already_extended`."""
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.extend")
    rules.check_extension(deal, by)
    if deal.expires_at is None or deal.expires_at <= at:
        raise deal_wrong_stage(stage=DealStage.EXPIRED, allowed=[DealStage.RESERVED])
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
    """Give up a reservation: its unit is free. Raises `deal_wrong_stage`, or `needs_change_order`
    for a subscription or a sale."""
    unit, deal = queries.locked(session, ask.deal_id, by, "deal.cancel")
    rules.check_cancellation(deal, by)
    close(session, unit, deal, "cancelled", said=ask.reason, by=by, at=at)
    return deals.state(deals.row_of(deal), unit)


def close(
    session: Session,
    unit: Unit,
    deal: Deal,
    reason: str,
    *,
    said: str,
    by: Actor,
    at: datetime,
) -> None:
    """The deal has ended: nothing is due of it and no milestone to be reached; what was lent or
    taken still has to come back. A reservation frees its unit; any other goes back to be priced and
    released again. What was `said` stays in the history, the event has only the `reason`'s word."""
    told = deals.claimed(deals.row_of(deal), at) | {
        "expires_at": None,
        "stage": deal.stage,
        "sold_on": deal.signed_on,
        "reason": reason,
    }
    if deal.stage == DealStage.RESERVED:
        claims.free(session, unit, told, by=by, at=at, reason=said[:200])
    else:
        units.move(session, Move.CANCEL, unit, told, by=by, at=at, reason=said[:200])
    had_schedule = deal.stage != DealStage.RESERVED
    deal.stage = DealStage.CANCELLED
    deal.ended_at = at
    deal.end_reason = said[:200]
    deal.version += 1
    if had_schedule:
        instalments.end(session, deal, by=by, at=at)
        milestones.drop_all(session, deal, by=by, at=at)
        deadlines.drop_all(session, deal.id, SIGNING, ARCHIVE, by=by, at=at)


def reprice(
    session: Session,
    deal: Deal,
    price: Price,
    lines: Sequence[Line],
    order_id: UUID,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The deal costs something else from now on (改价), and its story says why."""
    old = deal.price
    deal.price, deal.discount = price.amount, price.discount
    deal.price_story = _retold(deal.price_story, price, old, order_id, at)
    instalments.agree(session, deal, lines, by=by, at=at)
    deal.version += 1
    outbox.record(
        session,
        DEAL_REPRICED,
        aggregate_id=deal.id,
        version=deal.version,
        project_id=deal.project_id,
        data={
            "deal_id": deal.id,
            "unit_id": deal.unit_id,
            "customer_id": deal.customer_id,
            "consultant_id": deal.consultant_id,
            "team_id": deal.team_id,
            "old_amount": old,
            "new_amount": deal.price,
            "sold_on": deal.signed_on,
            "business_day": clock.business_day(at),
        },
        by=by,
        at=at,
    )


def _retold(
    story: dict[str, Any], price: Price, old: Decimal, order_id: UUID, at: datetime
) -> dict[str, Any]:
    change = {
        "old_price": old,
        "new_price": price.amount,
        "authority": price.role,
        "change_order_id": order_id,
        "changed_at": at,
    }
    return story | {
        "price": f"{price.amount:.2f}",
        "discount": str(price.discount),
        "authority": price.role,
        "authority_limit": str(price.limit),
        "changes": [*story.get("changes", ()), _change.dump(change)],
    }


def extend_signing(
    session: Session, deal: Deal, sign_by: datetime, *, by: Actor, at: datetime
) -> None:
    """The contract may be signed later (延期签约)."""
    deal.sign_by = sign_by
    deal.overdue_told_at = None
    due = Due(SIGNING, deal.id, sign_by)
    deadlines.watch(session, about(session, deal), due, by=by, at=at)
    deals.tell_change(session, deal, "signing_extended", by=by, at=at)


def replan(
    session: Session, deal: Deal, plan: Plan, lines: Sequence[Line], *, by: Actor, at: datetime
) -> None:
    """The rest is paid otherwise (变更付款计划): a signed contract's loans follow."""
    deal.payment_method, deal.payment_plan_id = plan.method, plan.id
    instalments.agree(session, deal, lines, by=by, at=at)
    if deal.stage == DealStage.SOLD:
        loans.follow_plan(session, deal, by=by, at=at)
    deals.tell_change(session, deal, "payment_plan_changed", by=by, at=at)
