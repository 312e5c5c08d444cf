"""A change is asked for with its consequences said, and carried out in the transaction of the last
consent: all of it, or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding
from contracts.consent.approvals import consent_outdated
from contracts.inventory.changes.change_orders import Consequences
from contracts.inventory.changes.change_terms import (
    Change,
    ChangeKind,
    ChangeStatus,
    change_needs_first,
)
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.schema import Ask, load
from services.inventory.changes.change_orders.commands.consequences import carry_out
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.changes.change_orders.queries import order as queries
from services.inventory.changes.change_orders.queries.consequences import Case, foresee
from services.inventory.changes.change_orders.rules import order as rules
from services.inventory.changes.change_orders.rules.consequences import Foreseen
from services.inventory.changes.unit_changes.commands import keep_target
from services.inventory.changes.unit_changes.queries import lock_both
from services.inventory.consent.asking import consent
from services.inventory.control.holds import commands as holds
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked, reach
from services.inventory.register.units.models import Unit

WAITING_ENDED = "换房未获同意"
_change, _consequences = Change(), Consequences()


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for a change; the unit that the buyer wants instead is kept until it is decided. Raises
    what `Change`'s kind refuses, and `change_pending`."""
    if ask.target_unit_id is not None:
        lock_both(session, ask.deal_id, ask.target_unit_id, reach(by, "change_order.request"))
    unit, deal = locked(session, ask.deal_id, by, "change_order.request")
    case = queries.case_of(session, unit, deal, ask, by=by, at=at)
    would = foresee(case)
    foreseen = _consequences.dump(queries.told(case, would))
    order = ChangeOrder(
        id=ask.id,
        project_id=deal.project_id,
        deal_id=deal.id,
        unit_id=unit.id,
        kind=ask.kind,
        stage=case.standing.stage,
        terms=_said(_change.dump(ask)),
        consequences=foreseen,
        basis=queries.basis(case),
        reason=ask.reason,
        status=ChangeStatus.REQUESTED,
        requested_by=by.staff_id,
        requested_at=at,
        version=1,
    )
    session.add(order)
    session.flush()
    order.hold_id = _keep_target(case, would)
    approval = consent.ask(
        session,
        ApprovalKind.CHANGE_ORDER,
        order,
        project_id=order.project_id,
        needs=queries.needs(case, would),
        told=foreseen["needs"],
        facts={"deal_id": deal.id, "unit_id": unit.id, **_said(foreseen)},
        reason=ask.reason,
        decide_by=_decide_by(case, would),
        by=by,
        at=at,
    )
    order.approval_id = approval.id
    return consent.answer(order, approval)


def _said(dumped: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in dumped.items() if value is not None}


def _keep_target(case: Case, foreseen: Foreseen) -> UUID | None:
    if foreseen.target is None:
        return None
    target, until = foreseen.target.id, foreseen.target.kept_until
    hold = keep_target(case.session, case.deal, target, until=until, by=case.by, at=case.at)
    return None if hold is None else hold.id


def _decide_by(case: Case, foreseen: Foreseen) -> datetime | None:
    """A later signing is of use only before the present one has passed, another unit while it is
    kept."""
    if foreseen.target is not None:
        return foreseen.target.kept_until
    extends = case.terms.kind == ChangeKind.EXTENSION
    sign_by = case.deal.sign_by
    return sign_by if extends and sign_by is not None and sign_by > case.at else None


def grant(session: Session, deciding: Deciding) -> None:
    """With the last consent the change is made. Raises `consent_outdated` when it is about another
    state of the deal or takes somebody else's by now, `change_needs_first`, and what asking for it
    would refuse now."""
    order, by, at = deciding.matter(session, ChangeOrder), deciding.by, deciding.at
    terms = load(_change, order.terms)
    unit, deal = _locked(session, order, terms)
    case = queries.case_of(session, unit, deal, terms, by=by, at=at)
    if queries.basis(case) != order.basis:
        raise consent_outdated(needs=deciding.approval.needs)
    kind, foreseen = ChangeKind(order.kind), foresee(case)
    first = rules.first(kind, case.standing)
    if first:
        raise change_needs_first(first=[str(need) for need in first])
    deciding.require(queries.needs(case, foreseen))
    done = carry_out(case, foreseen, order.id, order.reason)
    order.new_deal_id, order.refund_id = done.new_deal_id, done.refund_id
    order.status = ChangeStatus.DONE
    order.ended_at = at
    order.version += 1


def refuse(session: Session, deciding: Deciding) -> None:
    """Rejected or withdrawn: nothing changes, and the unit that was kept is free again."""
    order = deciding.matter(session, ChangeOrder)
    if order.hold_id is not None:
        holds.let_go(session, order.hold_id, WAITING_ENDED, by=deciding.by, at=deciding.at)
    order.status = ChangeStatus.REFUSED
    order.ended_at = deciding.at
    order.version += 1


def _locked(session: Session, order: ChangeOrder, terms: Ask) -> tuple[Unit, Deal]:
    """The deal's unit, and the one it is changed for, in the order of their ids; then the deal."""
    ids = {order.unit_id, terms.target_unit_id} - {None}
    wanted = select(Unit).where(Unit.id.in_(ids)).order_by(Unit.id).with_for_update()
    units = {
        unit.id: unit
        for unit in session.scalars(wanted, execution_options={"populate_existing": True})
    }
    deal = session.get_one(Deal, order.deal_id, with_for_update=True, populate_existing=True)
    return units[order.unit_id], deal
