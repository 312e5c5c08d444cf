"""换房: the new unit is taken and the old one given back in one transaction (design §8). The caller
has locked both units, in the order of their ids, and the deal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.deadline_kinds import SIGNING
from contracts.inventory.control.holds import HoldStatus
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.units import UnitStatus
from contracts.schema import new_id
from services.inventory.changes.amendments import commands as changes
from services.inventory.changes.owners import commands as owners
from services.inventory.changes.owners.queries import shares
from services.inventory.changes.unit_changes.queries import claimant, step_for
from services.inventory.changes.unit_changes.rules import Onward
from services.inventory.control.claims.commands import claim as claims
from services.inventory.control.holds import commands as holds
from services.inventory.control.holds.models import Hold
from services.inventory.control.holds.rules import days_kept, is_kept
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deadlines.queries import about_row
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.rules import sign_by
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move
from services.inventory.selling.subscriptions import commands as subscriptions

REASON = "unit_changed"
WAITING = "换房待审批"
_KEPT = ("project_id", "customer_id", "consultant_id", "team_id")
_KEPT_TERMS = ("payment_method", "payment_plan_id", "handover_date")


def keep_target(
    session: Session, deal: Deal, target_id: UUID, *, until: datetime, by: Actor, at: datetime
) -> Hold | None:
    """Nobody else gets the unit while the order waits for consent: it is held for the buyer, unless
    it is held or reserved for the buyer already. The caller has locked it and knows that the deal
    could move to it now."""
    unit = session.get_one(Unit, target_id)
    if is_kept(unit.position, at):
        return None
    if unit.position.shown(at) is UnitStatus.LOCKED:
        _unlock(session, unit, by=by, at=at)
    hold = Hold(
        id=new_id(),
        project_id=unit.project_id,
        unit_id=unit.id,
        customer_id=deal.customer_id,
        reason=WAITING,
        days=days_kept(until, at),
        status=HoldStatus.GRANTED,
        requested_by=by.staff_id,
        team_id=by.team_id,
        requested_at=at,
        expires_at=until,
        version=1,
    )
    session.add(hold)
    session.flush()
    holds.keep(session, unit, hold, by=by, at=at)
    return hold


def _unlock(session: Session, unit: Unit, *, by: Actor, at: datetime) -> None:
    """The consultant's own lock makes way for the hold."""
    holder = unit.locked_by
    data = {"consultant_id": holder, "team_id": by.team_id, "reason": REASON}
    claims.free(session, unit, data, by=by, at=at, reason=WAITING, holder=holder)


def move_to(
    session: Session,
    unit: Unit,
    deal: Deal,
    onward: Onward,
    *,
    said: str,
    by: Actor,
    at: datetime,
) -> Deal:
    """The buyer's deal on the target unit; the one on the old unit has ended, its money moved over.

    Raises `unit_taken`, `unit_wrong_state`, `bound_to_home`, `customer_not_yours`.
    """
    step, new_deal_id = step_for(deal), new_id()
    taken = claims.take(
        session,
        step,
        onward.target_id,
        by=claimant(session, deal, by),
        at=at,
        customer_id=deal.customer_id,
        deal_id=new_deal_id,
    )
    row = _row(deal, taken, onward, step, at)
    opens = taken.deal_id == new_deal_id
    _write(session, step, taken, row, onward.lines, opens=opens, by=by, at=at)
    changes.close(session, unit, deal, REASON, said=said, by=by, at=at)
    new = session.get_one(Deal, taken.deal_id)
    _take_owners_along(session, deal, new, at=at)
    if onward.moved > 0:
        receipts.transfer(session, deal, new, onward.moved, by=by, at=at)
    return new


def _write(
    session: Session,
    step: Move,
    taken: Row[Any],
    row: dict[str, Any],
    lines: Sequence[Line],
    *,
    opens: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Open the deal, or continue the reservation that the buyer has on the target already."""
    told = deals.claimed(row, at) | {"reason": REASON}
    if step is Move.SUBSCRIBE:
        told |= {"deposit": row["deposit"], "sign_by": row["sign_by"]}
    if not opens:
        reservation = session.get_one(Deal, row["id"])
        row |= {"version": reservation.version + 1, "created_at": reservation.created_at}
        for name, value in row.items():
            setattr(reservation, name, value)
    claims.write_down(session, step, taken, told, by=by, at=at, deal=row if opens else None)
    if lines:
        instalments.begin(session, row, lines, by=by, at=at)
    if step is Move.SUBSCRIBE:
        due = Due(SIGNING, row["id"], row["sign_by"])
        deadlines.start(session, about_row(row, taken.number), [due], by=by, at=at)


def _row(deal: Deal, taken: Row[Any], onward: Onward, step: Move, at: datetime) -> dict[str, Any]:
    settings = settings_of(taken.settings)
    row: dict[str, Any] = {name: getattr(deal, name) for name in _KEPT}
    row |= {
        "id": taken.deal_id,
        "unit_id": taken.id,
        "area": taken.gross_area,
        "version": 1,
        "created_at": at,
        **subscriptions.priced(taken, onward.price, (), settings, at),
    }
    if step is Move.RESERVE:
        return row | {"stage": DealStage.RESERVED, "expires_at": taken.expires_at}
    terms: Mapping[str, Any] = {name: getattr(deal, name) for name in _KEPT_TERMS}
    return (
        row
        | dict(terms)
        | {
            "stage": DealStage.SUBSCRIBED,
            "subscribed_at": at,
            "sign_by": sign_by(at, settings.sign_days),
            "expires_at": None,
            "deposit": onward.deposit,
        }
    )


def _take_owners_along(session: Session, deal: Deal, new: Deal, *, at: datetime) -> None:
    found = shares(session, deal)
    if len(found) > 1:
        owners.replace(session, new.id, found, at=at)
