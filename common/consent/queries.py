"""Approvals one may see: of one's projects, one's own requests, and those one may decide."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.consent.models import Approval, ApprovalDecision
from common.consent.rules import Seat, chosen_need, needs_told, still_needed
from common.consent.seats import needs_filled, seats
from common.scope import visible
from contracts.consent.approvals import TOLD_NEEDS, ApprovalStatus, ConsentContract
from contracts.refusals import not_found
from contracts.schema import Ask


def visible_to(
    by: Actor, own_seats: Sequence[Seat], restricted: Mapping[str, str], of: Any = Approval
) -> ColumnElement[bool]:
    """Those of one's projects and delegations, restricted kinds only for their deciders and for
    whoever has the kind's right; one's own requests. `of` is the model, approvals or a copy of
    them."""
    delegated = [project for seat in own_seats[1:] for project in seat.projects]
    within_reach = or_(
        visible(by, "approval.read", project=of.project_id),
        of.project_id.in_(delegated),
    )
    entitled = or_(
        of.kind.not_in(restricted),
        of.needs.overlap(needs_filled(own_seats)),
        *(
            and_(of.kind == kind, visible(by, right, project=of.project_id))
            for kind, right in restricted.items()
        ),
    )
    return or_(and_(within_reach, entitled), of.requested_by == by.id)


def list_approvals(
    session: Session, contract: ConsentContract, ask: Ask, *, by: Actor, at: datetime
) -> dict[str, Any]:
    own_seats = seats(session, by, at)
    wanted = paging.given(
        select(Approval).where(visible_to(by, own_seats, contract.restricted)),
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
            Approval.needs.overlap(needs_filled(own_seats)),
        )
    items, after = paging.newest_first(session, wanted, ask, Approval.requested_at, Approval.id)
    decisions = decisions_of(session, [one.id for one in items])
    return {
        "items": [_row(one, decisions.get(one.id, []), own_seats, contract, by) for one in items],
        "next": after,
    }


def read_approval(
    session: Session, contract: ConsentContract, ask: Ask, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Raises `not_found`."""
    own_seats = seats(session, by, at)
    seen = visible_to(by, own_seats, contract.restricted)
    found = session.scalars(select(Approval).where(Approval.id == ask.approval_id, seen)).first()
    if found is None:
        raise not_found(what="approval")
    decisions = decisions_of(session, [found.id]).get(found.id, [])
    row = _row(found, decisions, own_seats, contract, by)
    if knows_needs(found, contract, own_seats, by):
        return row | {"decisions": decisions}
    return row | {"decisions": [_without_person(one) for one in decisions]}


def knows_needs(
    approval: Any, contract: ConsentContract, own_seats: Sequence[Seat], by: Actor
) -> bool:
    """Whether all needs of an approval (or of a copy of it) may be told: to who decides it, and to
    who has the right that its kind is restricted to."""
    right = contract.restricted.get(approval.kind)
    if right is None or by.covers(right, project=approval.project_id):
        return True
    return bool(set(approval.needs) & set(needs_filled(own_seats)))


def _without_person(decision: ApprovalDecision) -> dict[str, Any]:
    said = {name: getattr(decision, name) for name in ("verdict", "comment", "at")}
    return said | {"role": None, "by": None, "in_place_of": None}


def decisions_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[ApprovalDecision]]:
    """The decisions of each approval, oldest first."""
    found: dict[UUID, list[ApprovalDecision]] = {}
    wanted = select(ApprovalDecision).where(ApprovalDecision.approval_id.in_(ids))
    for row in session.scalars(wanted.order_by(ApprovalDecision.at)):
        found.setdefault(row.approval_id, []).append(row)
    return found


def _row(
    approval: Approval,
    decisions: Sequence[ApprovalDecision],
    own_seats: Sequence[Seat],
    contract: ConsentContract,
    by: Actor,
) -> dict[str, Any]:
    columns = {column.key: getattr(approval, column.key) for column in Approval.__table__.columns}
    pending = approval.status == ApprovalStatus.PENDING
    needed = still_needed(approval.needs, {row.role for row in decisions}) if pending else []
    chosen = chosen_need(
        own_seats, needed, project_id=approval.project_id, requested_by=approval.requested_by
    )
    row = columns | {"still_needs": needed, "may_decide": chosen is not None}
    return row | told(approval, pending, contract, own_seats, by)


def told(
    approval: Any,
    pending: bool,
    contract: ConsentContract,
    own_seats: Sequence[Seat],
    by: Actor,
) -> dict[str, Any]:
    """What of an approval (or of a copy of it) is told in another way than it is kept."""
    facts = {name: value for name, value in approval.facts.items() if name != TOLD_NEEDS}
    if knows_needs(approval, contract, own_seats, by):
        return {"facts": facts}
    needs = needs_told(approval.needs, approval.facts)
    return {"facts": facts, "needs": needs, "still_needs": needs if pending else []}
