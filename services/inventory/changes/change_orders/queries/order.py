"""Change orders within the caller's scope, and what may be changed of a deal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.changes.change_terms import ChangeKind, ChangeStatus
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.changes.change_orders.queries.consequences import Case, foresee
from services.inventory.changes.change_orders.rules import order as rules
from services.inventory.changes.change_orders.rules.consequences import Foreseen
from services.inventory.changes.owners.queries import shares, shown
from services.inventory.control.bindings.queries import bought_along
from services.inventory.milestones.filings.queries import is_filed
from services.inventory.money.accounts.queries.account import disposable
from services.inventory.money.invoices.queries import outstanding_to_reverse
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "requested_at": ChangeOrder.requested_at,
    "ended_at": ChangeOrder.ended_at,
}


def case_of(
    session: Session, unit: Unit, deal: Deal, terms: Ask, *, by: Actor, at: datetime
) -> Case:
    return Case(session, unit, deal, standing(session, unit, deal, at), terms, by, at)


def standing(session: Session, unit: Unit, deal: Deal, at: datetime) -> rules.Standing:
    """A reservation whose time has run out has ended, however late the timer is."""
    stage = rules.stage_of(deal.stage, unit.status, filed=is_filed(session, deal.id))
    return rules.Standing(
        None if unit.position.has_run_out(at) else stage,
        disposable(session, deal.id, at=at),
        outstanding_to_reverse(session, deal.id),
        bought_along(session, unit, deal.customer_id, at),
    )


def basis(case: Case) -> dict[str, Any]:
    """What consent is given on: a change of it meanwhile makes the consent worthless."""
    deal = case.deal
    agreed: Mapping[str, Any] = {
        "stage": deal.stage,
        "customer_id": str(deal.customer_id),
        "price": f"{deal.price:.2f}",
        "payment_method": deal.payment_method,
        "payment_plan_id": None if deal.payment_plan_id is None else str(deal.payment_plan_id),
        "sign_by": None if deal.sign_by is None else deal.sign_by.timestamp(),
    }
    if case.terms.kind in (ChangeKind.CANCELLATION, ChangeKind.UNIT_CHANGE):
        return dict(agreed) | {"held": f"{case.standing.held:.2f}"}
    return dict(agreed)


def preview(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, and what asking for the change refuses."""
    unit, deal = _found(session, ask.deal_id, by, "change_order.request")
    case = case_of(session, unit, deal, ask, by=by, at=at)
    try:
        foreseen = foresee(case)
    except NotKnownYet as unknown:
        raise not_found(what=str(unknown)) from None
    if by.covers("price.read_floor", project=deal.project_id):
        return told(case, foreseen) | {"needs": needs(case, foreseen)}
    return told(case, foreseen)


def needs(case: Case, foreseen: Foreseen) -> list[Role]:
    """Whose consents the change takes."""
    return rules.needs(ChangeKind(case.terms.kind), case.standing, foreseen.beside)


def possible(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Which kinds the deal's stage allows. Raises `not_found`."""
    unit, deal = _found(session, ask.deal_id, by, "deal.read")
    now = standing(session, unit, deal, at)
    waiting = select(ChangeOrder.id).where(
        ChangeOrder.deal_id == deal.id, ChangeOrder.status == ChangeStatus.REQUESTED
    )
    return {
        "stage": now.stage,
        "may_request": by.covers(
            "change_order.request",
            owner=deal.consultant_id,
            team=deal.team_id,
            project=deal.project_id,
        ),
        "pending_id": session.scalar(waiting),
        "items": [_possible(kind, now) for kind in ChangeKind],
        "owners": shown(shares(session, deal), deal.customer_id),
    }


def _possible(kind: ChangeKind, now: rules.Standing) -> dict[str, Any]:
    allowed = now.stage in rules.TABLE[kind]
    return {
        "kind": kind,
        "allowed": allowed,
        "needs": rules.needs(kind, now) if allowed else [],
        "first": rules.first(kind, now) if allowed else [],
    }


def _found(session: Session, deal_id: UUID, by: Actor, permission: str) -> tuple[Unit, Deal]:
    wanted = select(Unit, Deal).join(Deal, Deal.unit_id == Unit.id)
    found = session.execute(wanted.where(Deal.id == deal_id, reach(by, permission))).first()
    if found is None:
        raise not_found(what="deal")
    return found.Unit, found.Deal


def told(case: Case, foreseen: Foreseen) -> dict[str, Any]:
    """The consequences as they are answered, kept with the order, and shown to who decides: `needs`
    as far as they tell nothing of the floors."""
    kind = ChangeKind(case.terms.kind)
    return {
        "kind": kind,
        "stage": case.standing.stage,
        "needs": rules.needs(kind, case.standing, foreseen.told),
        "first": rules.first(kind, case.standing),
        "unit_number": case.unit.number,
        "unit_status": foreseen.unit_status,
        "bound_units": case.standing.bound,
        "money_held": case.standing.held,
        "old_price": case.deal.price,
        "schedule": foreseen.lines,
        "commission_clawback": rules.claws_back(kind, case.standing.stage),
        "refund": foreseen.refund,
        "sign_by": foreseen.sign_by,
        **_terms_told(case, foreseen),
    }


def _terms_told(case: Case, foreseen: Foreseen) -> dict[str, Any]:
    """What only some kinds change."""
    told: dict[str, Any] = {}
    if foreseen.onward is not None and foreseen.target is not None:
        told |= {"moved": foreseen.onward.moved, "target_unit_id": foreseen.onward.target_id}
        told["target_unit_number"] = foreseen.target.number
        told["target_status"] = foreseen.target.status
        told["target_kept_until"] = foreseen.target.kept_until
    if foreseen.price is not None:
        price = foreseen.price.amount
        told |= {"new_price": price, "difference": price - case.deal.price}
    if foreseen.settlement is not None:
        told |= {name: getattr(foreseen.settlement, name) for name in ("penalty", "forfeited")}
        told["statement"] = case.terms.statement
    if foreseen.owners is not None and foreseen.main is not None:
        told["owners"] = shown(foreseen.owners, foreseen.main)
    if foreseen.plan is not None:
        told |= {"payment_method": foreseen.plan.method, "payment_plan_id": foreseen.plan.id}
    return told


def list_change_orders(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = _rows(by)
    wanted = paging.given(
        wanted,
        (ChangeOrder.project_id, ask.project_id),
        (ChangeOrder.deal_id, ask.deal_id),
        (ChangeOrder.kind, ask.kind),
        (ChangeOrder.status, ask.status),
    )
    rows, after = paging.listed(
        session, wanted, ask, ChangeOrder.requested_at, ChangeOrder.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def read_change_order(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    found = session.execute(_rows(by).where(ChangeOrder.id == ask.change_order_id)).first()
    if found is None:
        raise not_found(what="change order")
    return _facts(found, by)


def _rows(by: Actor) -> Select[Any]:
    return units.placed(
        select(ChangeOrder, Unit.number, Deal.consultant_id, Deal.team_id, Deal.project_id)
        .join(Deal, Deal.id == ChangeOrder.deal_id)
        .join(Unit, Unit.id == ChangeOrder.unit_id)
        .where(reach(by, "deal.read", project=ChangeOrder.project_id))
    )


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    order = row.ChangeOrder
    columns = {column.key: getattr(order, column.key) for column in ChangeOrder.__table__.columns}
    return columns | {
        "building": row.building,
        "stair": row.stair,
        "unit_number": row.number,
        "consultant_id": row.consultant_id,
        "can": rules.OFFERS.of(order, by, whose=row),
    }
