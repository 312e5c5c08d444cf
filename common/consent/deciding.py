"""Decide and withdraw. What a decision causes happens in its transaction (ADR 21)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent import queries, rules
from common.consent.asking import record
from common.consent.models import Approval, ApprovalDecision
from common.consent.seats import seats
from contracts.consent.approvals import (
    ApprovalStatus,
    ConsentContract,
    Verdict,
    approval_decided,
    comment_needed,
    consent_outdated,
    decided_by_you,
    not_a_decider,
    own_request,
)
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask

Row = TypeVar("Row")


@dataclass(frozen=True)
class Deciding:
    """What an effect gets to know: the approval, who had the last word, when."""

    approval: Approval
    by: Actor
    at: datetime

    def matter(self, session: Session, model: type[Row]) -> Row:
        """The row that consent was asked for, locked."""
        return session.get_one(model, self.approval.subject_id, with_for_update=True)

    def require(self, needs: Sequence[Role], *beside: Role) -> None:
        """Raises `consent_outdated` when by now it takes somebody else's consent than those given
        and the roles `beside` them."""
        if not rules.covered(needs, (*beside, *self.approval.needs)):
            raise consent_outdated(needs=[str(role) for role in needs])


class Effects(Protocol):
    """What the decision of one kind causes: as a rule the module of the matter's commands."""

    @property
    def grant(self) -> Callable[[Session, Deciding], None]:
        """With the last consent. Looks at everything anew; its refusal undoes the decision."""

    @property
    def refuse(self) -> Callable[[Session, Deciding], None]:
        """Rejected or withdrawn."""


@dataclass(frozen=True)
class Decisions:
    """The decisions of one service: `effects` says what each of its kinds causes."""

    contract: ConsentContract
    effects: Mapping[str, Effects]

    def decide(self, session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
        """Consent or reject. The requester never decides.

        Raises `not_found`, `approval_decided`, `own_request`, `not_a_decider`, `decided_by_you`,
        `comment_needed`, and what the effect refuses.
        """
        own_seats = seats(session, by, at)
        approval = self._locked(session, ask.approval_id, by, own_seats)
        _require_pending(approval)
        if ask.verdict == Verdict.REJECT and not ask.comment:
            raise comment_needed(field="comment")
        decisions = queries.decisions_of(session, [approval.id]).get(approval.id, [])
        need, seat = _chosen(approval, decisions, own_seats, by)
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
            self._conclude(session, approval, by=by, at=at)
        else:
            needed = rules.still_needed(approval.needs, verdicts)
            record(session, self.contract, approval, needed, by=by, at=at)
        return _answer(approval)

    def withdraw(self, session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
        """The requester takes a pending request back. Raises `not_found`, `approval_decided`."""
        mine = select(Approval).where(
            Approval.id == ask.approval_id, Approval.requested_by == by.id
        )
        approval = session.scalars(mine.with_for_update()).first()
        if approval is None:
            raise not_found(what="approval")
        _require_pending(approval)
        approval.status = ApprovalStatus.WITHDRAWN
        approval.version += 1
        self._conclude(session, approval, by=by, at=at)
        return _answer(approval)

    def _conclude(self, session: Session, approval: Approval, *, by: Actor, at: datetime) -> None:
        approval.decided_at = at
        effects = self.effects[approval.kind]
        granted = approval.status == ApprovalStatus.APPROVED
        effect = effects.grant if granted else effects.refuse
        effect(session, Deciding(approval, by, at))
        record(session, self.contract, approval, (), by=by, at=at)

    def _locked(
        self, session: Session, approval_id: UUID, by: Actor, own_seats: Sequence[rules.Seat]
    ) -> Approval:
        seen = queries.visible_to(by, own_seats, self.contract.restricted)
        wanted = select(Approval).where(Approval.id == approval_id, seen)
        found = session.scalars(wanted.with_for_update()).first()
        if found is None:
            raise not_found(what="approval")
        return found


def sets(model: type[Any], status: str) -> Callable[[Session, Deciding], None]:
    """The effect that only gives the matter, a row of `model`, another status."""

    def effect(session: Session, deciding: Deciding) -> None:
        matter = deciding.matter(session, model)
        matter.status = status
        matter.version += 1

    return effect


def _require_pending(approval: Approval) -> None:
    if approval.status != ApprovalStatus.PENDING:
        raise approval_decided(status=approval.status)


def _chosen(
    approval: Approval,
    decisions: Sequence[ApprovalDecision],
    own_seats: Sequence[rules.Seat],
    by: Actor,
) -> tuple[str, rules.Seat]:
    """The need that the caller's consent fills, and their seat."""
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


def _answer(approval: Approval) -> dict[str, Any]:
    return {"id": approval.id, "status": approval.status, "version": approval.version}
