"""Request, decide, withdraw. What a decision causes, its topic says in `EFFECTS`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.inventory.consent.approvals import (
    APPROVAL_DECIDED,
    APPROVAL_REQUESTED,
    ApprovalKind,
    ApprovalStatus,
    Verdict,
    approval_decided,
    comment_needed,
    decided_by_you,
    not_a_decider,
    own_request,
)
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.consent.approvals import queries, rules
from services.inventory.consent.approvals.models import Approval, ApprovalDecision


@dataclass(frozen=True)
class Deciding:
    """What an effect is told: the approval, who had the last word, when."""

    approval: Approval
    by: Actor
    at: datetime


Effect = Callable[[Session, Deciding], None]
EFFECTS: dict[ApprovalKind, tuple[Effect, Effect]] = {}
"""What approval and what rejection (or withdrawal) of each kind cause, within the deciding
transaction; filled by `services.inventory.effects`."""


def request(
    session: Session,
    kind: ApprovalKind,
    subject_id: UUID,
    *,
    project_id: UUID,
    needs: Sequence[Role],
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    reason: str | None = None,
    decide_by: datetime | None = None,
) -> Approval:
    """Ask for the consent of every role in `needs`. `facts` is plain JSON: what a decider has to
    know, without personal data. A second pending request is refused as `approval_pending`."""
    approval = Approval(
        id=new_id(),
        project_id=project_id,
        kind=kind,
        subject_id=subject_id,
        status=ApprovalStatus.PENDING,
        needs=[str(role) for role in needs],
        facts=dict(facts),
        reason=reason,
        requested_by=by.id,
        requested_at=at,
        decide_by=decide_by,
        version=1,
    )
    session.add(approval)
    session.flush()
    _tell(session, APPROVAL_REQUESTED, approval, by=by, at=at)
    return approval


def tell_facts(session: Session, subject_id: UUID, facts: Mapping[str, Any]) -> None:
    """Tell the deciders of a pending approval what has changed in its matter."""
    pending = select(Approval).where(
        Approval.subject_id == subject_id, Approval.status == ApprovalStatus.PENDING
    )
    for approval in session.scalars(pending.with_for_update()):
        approval.facts = approval.facts | dict(facts)
        approval.version += 1


def decide(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Consent or reject. The requester never decides.

    Raises `not_found`, `approval_decided`, `own_request`, `not_a_decider`, `comment_needed`.
    """
    own_seats = queries.seats(session, by, at)
    approval = _locked(session, ask.approval_id, by, own_seats)
    if approval.status != ApprovalStatus.PENDING:
        raise approval_decided(status=approval.status)
    if ask.verdict == Verdict.REJECT and not ask.comment:
        raise comment_needed(field="comment")
    decisions = queries.decisions_of(session, [approval.id]).get(approval.id, [])
    need, seat = _seat(approval, decisions, own_seats, by)
    session.add(
        ApprovalDecision(
            approval_id=approval.id,
            role=need,
            by=by.id,
            in_place_of=seat.in_place_of,
            verdict=ask.verdict,
            comment=ask.comment,
            at=at,
        )
    )
    verdicts = {row.role: Verdict(row.verdict) for row in decisions}
    verdicts[need] = Verdict(ask.verdict)
    approval.version += 1
    approval.status = rules.outcome(approval.needs, verdicts)
    session.flush()
    if approval.status != ApprovalStatus.PENDING:
        _conclude(session, approval, by=by, at=at)
    return _answer(approval)


def _seat(
    approval: Approval, decisions: list[ApprovalDecision], own_seats: list[rules.Seat], by: Actor
) -> tuple[str, rules.Seat]:
    if approval.requested_by == by.id:
        raise own_request()
    if any(row.by == by.id for row in decisions):
        raise decided_by_you()
    needed = rules.still_needed(approval.needs, {row.role for row in decisions})
    chosen = rules.chosen_need(
        own_seats, needed, project_id=approval.project_id, requested_by=approval.requested_by
    )
    if chosen is None:
        raise not_a_decider(needs=needed)
    return chosen


def withdraw(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The requester takes a pending request back. Raises `not_found`, `approval_decided`."""
    mine = select(Approval).where(Approval.id == ask.approval_id, Approval.requested_by == by.id)
    approval = session.scalars(mine.with_for_update()).first()
    if approval is None:
        raise not_found(what="approval")
    if approval.status != ApprovalStatus.PENDING:
        raise approval_decided(status=approval.status)
    approval.status = ApprovalStatus.WITHDRAWN
    approval.version += 1
    _conclude(session, approval, by=by, at=at)
    return _answer(approval)


def _conclude(session: Session, approval: Approval, *, by: Actor, at: datetime) -> None:
    approval.decided_at = at
    granted, refused = EFFECTS[ApprovalKind(approval.kind)]
    effect = granted if approval.status == ApprovalStatus.APPROVED else refused
    effect(session, Deciding(approval, by, at))
    _tell(session, APPROVAL_DECIDED, approval, by=by, at=at)


def _locked(
    session: Session, approval_id: UUID, by: Actor, own_seats: list[rules.Seat]
) -> Approval:
    wanted = select(Approval).where(Approval.id == approval_id, queries.visible_to(by, own_seats))
    found = session.scalars(wanted.with_for_update()).first()
    if found is None:
        raise not_found(what="approval")
    return found


def _tell(session: Session, event: Any, approval: Approval, *, by: Actor, at: datetime) -> None:
    outbox.record(
        session,
        event,
        aggregate_id=approval.id,
        version=approval.version,
        project_id=approval.project_id,
        data={
            "approval_id": approval.id,
            "kind": approval.kind,
            "subject_id": approval.subject_id,
            "status": approval.status,
            "needs": approval.needs,
            "requested_by": approval.requested_by,
            "decide_by": approval.decide_by,
        },
        by=by,
        at=at,
    )


def _answer(approval: Approval) -> dict[str, Any]:
    return {"id": approval.id, "status": approval.status, "version": approval.version}
