"""Ask for a hold, hold with consent, cancel. A hold runs out like any short claim (`expiry`)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from common.learning import NotKnownYet
from common.scope import visible
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.control.claims import customer_not_yours, unit_taken
from contracts.inventory.control.holds import HoldStatus
from contracts.inventory.register.units import UnitStatus, unit_wrong_state
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.control.bindings.queries import refuse_unless_buyer
from services.inventory.control.claims.commands import claim as claims
from services.inventory.control.claims.commands import expiry
from services.inventory.control.holds import queries
from services.inventory.control.holds.models import Hold
from services.inventory.control.holds.rules import Running, check_cancellation, consent_needed
from services.inventory.register.customers.models import Customer
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import similar_free
from services.inventory.register.units.rules import MOVES, TAKEN, Move, permits


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask that a free unit be held. Until somebody consents it stays free for everybody.

    Raises `not_found`, `unit_taken`, `unit_wrong_state`, `customer_not_yours`, `bound_to_home`,
    `approval_pending`, or `NotKnownYet` for a customer whose owner hasn't been told.
    """
    unit = session.scalars(
        select(Unit).where(
            Unit.id == ask.unit_id, visible(by, "project.read", project=Unit.project_id)
        )
    ).first()
    if unit is None:
        raise not_found(what="unit")
    _check_customer(session, ask, unit, by)
    _require_free(session, unit, at)
    refuse_unless_buyer(session, unit, ask.customer_id, by.staff_id, at)
    hold = Hold(
        id=ask.id,
        project_id=unit.project_id,
        unit_id=unit.id,
        customer_id=ask.customer_id,
        reason=ask.reason,
        days=ask.days,
        status=HoldStatus.REQUESTED,
        requested_by=by.staff_id,
        team_id=by.team_id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.HOLD,
        hold,
        project_id=hold.project_id,
        needs=[consent_needed(by.roles)],
        facts={
            "unit_id": unit.id,
            "unit_number": unit.number,
            "customer_id": hold.customer_id,
            "days": hold.days,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(hold, approval)


def _check_customer(session: Session, ask: Ask, unit: Unit, by: Actor) -> None:
    customer = session.get(Customer, ask.customer_id)
    if customer is None:
        raise NotKnownYet("customer")
    if not by.covers("hold.request", owner=customer.owner_id, project=unit.project_id):
        raise customer_not_yours(field="customer_id")


def _require_free(session: Session, unit: Unit, at: datetime) -> None:
    if permits(Move.HOLD, unit.position, at=at, staff=None):
        return
    status = unit.position.shown(at)
    if status in TAKEN:
        raise unit_taken(status=status, free=[str(one) for one in similar_free(session, unit, at)])
    raise unit_wrong_state(status=status, move=Move.HOLD, allowed=list(MOVES[Move.HOLD].since))


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent the unit is held. Raises `unit_taken`, `unit_wrong_state` or `bound_to_home`
    when it is free no more: the request then can only be rejected or withdrawn."""
    at, by = deciding.at, deciding.by
    unit, hold = queries.locked(session, deciding.approval.subject_id, true())
    refuse_unless_buyer(session, unit, hold.customer_id, by.staff_id, at)
    hold.status = HoldStatus.GRANTED
    hold.expires_at = at + timedelta(days=hold.days)
    hold.version += 1
    keep(session, unit, hold, by=by, at=at)


def keep(session: Session, unit: Unit, hold: Hold, *, by: Actor, at: datetime) -> None:
    """A free unit, locked by this transaction, is held. Raises `unit_taken`,
    `unit_wrong_state`."""
    _require_free(session, unit, at)
    if unit.position.has_run_out(at):
        _close_what_ran_out(session, unit, at)
    before = UnitStatus.AVAILABLE
    unit.status = UnitStatus.HELD
    unit.held_for = hold.customer_id
    unit.expires_at = hold.expires_at
    unit.version += 1
    unit.locked_by = unit.buyer_id = unit.deal_id = None
    noted = units.change(unit, Move.HOLD, before, by=by, at=at, reason=hold.reason)
    told = _told(hold) | {"expires_at": hold.expires_at}
    event = units.told(session, Move.HOLD, unit, before, told, by=by, at=at)
    units.write_down(session, noted, event)


def _close_what_ran_out(session: Session, unit: Unit, at: datetime) -> None:
    unit.version += 1
    ended = expiry.Ended(
        unit_id=unit.id,
        project_id=unit.project_id,
        version=unit.version,
        status=unit.status,
        deal_id=unit.deal_id,
        locked_by=unit.locked_by,
        number=unit.number,
    )
    expiry.record(session, [ended], at)


refuse = sets(Hold, HoldStatus.REFUSED)
"""Rejected or withdrawn: the unit was never touched."""


def cancel(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The requester or the manager ends a running hold. Raises `not_found`, `hold_not_running`."""
    unit, hold = queries.locked(session, ask.hold_id, queries.reach(by, "hold.cancel"))
    now = Running(hold.status, queries.is_running(session, hold.id, at))
    check_cancellation(now, by)
    _end(session, unit, hold, ask.reason, by=by, at=at)
    return _answer(hold)


def let_go(session: Session, hold_id: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """What the unit was held for does not come about. A hold that has run out, or has led to a
    deal, stays as it is."""
    unit, hold = queries.locked(session, hold_id, true())
    if queries.is_running(session, hold.id, at):
        _end(session, unit, hold, reason, by=by, at=at)


def _end(
    session: Session, unit: Unit, hold: Hold, reason: str | None, *, by: Actor, at: datetime
) -> None:
    data = _told(hold) | {"reason": "cancelled"}
    claims.free(session, unit, data, by=by, at=at, reason=reason)
    hold.status = HoldStatus.CANCELLED
    hold.end_reason = reason
    hold.version += 1


def _told(hold: Hold) -> dict[str, Any]:
    return {
        "customer_id": hold.customer_id,
        "consultant_id": hold.requested_by,
        "team_id": hold.team_id,
    }


def _answer(hold: Hold) -> dict[str, Any]:
    return {"id": hold.id, "status": hold.status, "version": hold.version}
