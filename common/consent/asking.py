"""Asking for consent: the matter's row and its approval are written together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.consent import queries, rules
from common.consent.models import Approval
from contracts.consent.approvals import TOLD_NEEDS, ApprovalStatus, ConsentContract
from contracts.event import EventType
from contracts.office.roles import Role
from contracts.schema import new_id


class Matter(Protocol):
    """The row that consent is asked for, a model of the service."""

    @property
    def id(self) -> Any: ...


@dataclass(frozen=True)
class Consent:
    """The consent of others as one service asks for it."""

    contract: ConsentContract

    def ask(
        self,
        session: Session,
        kind: StrEnum,
        matter: Matter,
        *,
        project_id: UUID,
        needs: Sequence[Role],
        told: Sequence[str] | None = None,
        facts: Mapping[str, Any],
        by: Actor,
        at: datetime,
        reason: str | None = None,
        decide_by: datetime | None = None,
    ) -> Approval:
        """Write `matter` and ask for the consent of every role in `needs`.

        `facts` is what a decider has to know, without personal data; ids, moments and decimals
        are kept as text. `told` are the needs that are told to who may not know all of them
        (`ConsentContract.restricted`). A second pending request about the matter is refused as
        `approval_pending`.
        """
        session.add(matter)
        session.flush()
        approval = Approval(
            id=new_id(),
            project_id=project_id,
            kind=kind,
            subject_id=matter.id,
            status=ApprovalStatus.PENDING,
            needs=[str(role) for role in needs],
            facts=_plain(facts) if told is None else _plain(facts) | {TOLD_NEEDS: list(told)},
            reason=reason,
            requested_by=by.id,
            requested_at=at,
            decide_by=decide_by,
            version=1,
        )
        session.add(approval)
        session.flush()
        record(session, self.contract, approval, approval.needs, by=by, at=at)
        return approval

    def update_facts(
        self,
        session: Session,
        subject_id: UUID,
        facts: Mapping[str, Any],
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Show the deciders of a pending approval what has changed in its matter."""
        pending = select(Approval).where(
            Approval.subject_id == subject_id, Approval.status == ApprovalStatus.PENDING
        )
        for approval in session.scalars(pending.with_for_update()):
            approval.facts = approval.facts | _plain(facts)
            approval.version += 1
            given = queries.decisions_of(session, [approval.id]).get(approval.id, [])
            needed = rules.still_needed(approval.needs, {row.role for row in given})
            record(session, self.contract, approval, needed, by=by, at=at)

    @staticmethod
    def answer(matter: Any, approval: Approval) -> dict[str, Any]:
        """What a command answers that asked for consent to a matter with a status."""
        return {
            "id": matter.id,
            "status": matter.status,
            "version": matter.version,
            "approval_id": approval.id,
            "needs": rules.needs_told(approval.needs, approval.facts),
        }


def record(
    session: Session,
    contract: ConsentContract,
    approval: Approval,
    still_needs: Sequence[str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the event that says how an approval stands by now."""
    outbox.record(
        session,
        _event(contract, approval),
        aggregate_id=approval.id,
        version=approval.version,
        project_id=approval.project_id,
        data={
            "approval_id": approval.id,
            "kind": approval.kind,
            "subject_id": approval.subject_id,
            "status": approval.status,
            "needs": approval.needs,
            "still_needs": still_needs,
            "facts": {
                name: approval.facts[name] for name in contract.headline if name in approval.facts
            },
            "requested_by": approval.requested_by,
            "requested_at": approval.requested_at,
            "decide_by": approval.decide_by,
        },
        by=by,
        at=at,
    )


def _event(contract: ConsentContract, approval: Approval) -> EventType:
    if approval.status != ApprovalStatus.PENDING:
        return contract.decided
    return contract.requested if approval.version == 1 else contract.advanced


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as JSON keeps them."""
    return {name: _as_json(value) for name, value in facts.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
