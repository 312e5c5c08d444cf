"""Approvals one may see: of one's projects, one's own requests, and those one may decide."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.consent.approvals import PRICE_MATTERS, ApprovalStatus
from contracts.office.roles import Scope
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.consent.approvals.models import Approval, ApprovalDecision
from services.inventory.consent.approvals.rules import (
    LADDER,
    Seat,
    chosen_need,
    fills,
    still_needed,
)
from services.inventory.consent.delegations.models import Delegation
from services.inventory.consent.delegations.queries import running_to

_NARROW = Scope.OWN


def seats(session: Session, by: Actor, at: datetime) -> list[Seat]:
    """In which capacities the caller decides: their own first, then those delegated to them."""
    if by.staff_id is None:
        return []
    scope = by.scope("approval.decide") or _NARROW
    own = Seat(by.staff_id, by.roles, by.projects_for(scope), scope)
    return [own, *(_delegated(row, by.staff_id) for row in running_to(session, by.staff_id, at))]


def _delegated(row: Delegation, staff_id: UUID) -> Seat:
    everywhere = frozenset(row.roles) & {"sales_director", "general_manager"}
    scope = Scope.ALL if everywhere else Scope.REGION
    roles, projects = frozenset(row.roles), frozenset(row.project_ids)
    return Seat(staff_id, roles, projects, scope, row.from_staff_id)


def visible_to(by: Actor, own_seats: list[Seat]) -> ColumnElement[bool]:
    """Those of one's projects and delegations, price matters only for their deciders and who may
    know the floors; one's own requests."""
    delegated = [project for seat in own_seats[1:] for project in seat.projects]
    within_reach = or_(
        visible(by, "approval.read", project=Approval.project_id),
        Approval.project_id.in_(delegated),
    )
    entitled = or_(
        Approval.kind.not_in(PRICE_MATTERS),
        Approval.needs.overlap(sorted(_needs_filled(own_seats))),
        visible(by, "price.read_floor", project=Approval.project_id),
    )
    return or_(and_(within_reach, entitled), Approval.requested_by == by.id)


def list_approvals(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    own_seats = seats(session, by, at)
    wanted = select(Approval).where(visible_to(by, own_seats))
    wanted = paging.given(
        wanted,
        (Approval.project_id, ask.project_id),
        (Approval.kind, ask.kind),
        (Approval.status, ask.status),
        (Approval.subject_id, ask.subject_id),
        (Approval.requested_by, by.id if ask.mine else None),
    )
    if ask.to_decide:
        wanted = wanted.where(
            Approval.status == ApprovalStatus.PENDING,
            Approval.requested_by != by.id,
            Approval.needs.overlap(sorted(_needs_filled(own_seats))),
        )
    items, after = paging.newest_first(session, wanted, ask, Approval.requested_at, Approval.id)
    consents = decisions_of(session, [one.id for one in items])
    return {
        "items": [facts(one, consents.get(one.id, []), own_seats) for one in items],
        "next": after,
    }


def read_approval(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    own_seats = seats(session, by, at)
    wanted = select(Approval).where(Approval.id == ask.approval_id, visible_to(by, own_seats))
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="approval")
    decisions = decisions_of(session, [found.id]).get(found.id, [])
    return facts(found, decisions, own_seats) | {"decisions": decisions}


def decisions_of(session: Session, ids: list[UUID]) -> dict[UUID, list[ApprovalDecision]]:
    found: dict[UUID, list[ApprovalDecision]] = {}
    wanted = select(ApprovalDecision).where(ApprovalDecision.approval_id.in_(ids))
    for row in session.scalars(wanted.order_by(ApprovalDecision.at)):
        found.setdefault(row.approval_id, []).append(row)
    return found


def facts(
    approval: Approval, decisions: list[ApprovalDecision], own_seats: list[Seat]
) -> dict[str, Any]:
    columns = {column.key: getattr(approval, column.key) for column in Approval.__table__.columns}
    pending = approval.status == ApprovalStatus.PENDING
    needed = still_needed(approval.needs, {row.role for row in decisions}) if pending else []
    chosen = chosen_need(
        own_seats, needed, project_id=approval.project_id, requested_by=approval.requested_by
    )
    return columns | {"still_needs": needed, "may_decide": chosen is not None}


def _needs_filled(own_seats: list[Seat]) -> set[str]:
    roles = {role for seat in own_seats for role in seat.roles}
    lower = {str(step) for step in LADDER if any(fills(role, step) for role in roles)}
    return roles | lower
