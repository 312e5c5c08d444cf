"""The steps of loans, filing, handover and title, on one page (design §8; seed 004)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.inventory.milestones.procedures import (
    MilestoneStatus,
    milestone_documents_missing,
    milestone_over,
    milestone_wrong_status,
)

COLLECTING, WAITING = MilestoneStatus.COLLECTING, MilestoneStatus.WAITING
SUBMITTED, APPROVED = MilestoneStatus.SUBMITTED, MilestoneStatus.APPROVED
PAID_OUT, REJECTED = MilestoneStatus.PAID_OUT, MilestoneStatus.REJECTED
FILED, REVOKED = MilestoneStatus.FILED, MilestoneStatus.REVOKED
NOTIFIED, INSPECTED = MilestoneStatus.NOTIFIED, MilestoneStatus.INSPECTED
DELIVERED, ISSUED, DROPPED = (
    MilestoneStatus.DELIVERED,
    MilestoneStatus.ISSUED,
    MilestoneStatus.DROPPED,
)

REACHED = frozenset({PAID_OUT, FILED, DELIVERED, ISSUED})
OVER = REACHED | {REVOKED, DROPPED}


class Step(StrEnum):
    """What is done to a case; the word is the deal's `change` that is told."""

    SUBMIT_LOAN = "loan_submitted"
    APPROVE_LOAN = "loan_approved"
    REJECT_LOAN = "loan_rejected"
    REAPPLY_LOAN = "loan_reapplied"
    PAY_OUT_LOAN = "loan_paid_out"
    SUBMIT_FILING = "filing_submitted"
    RECORD_FILING = "contract_filed"
    REVOKE_FILING = "filing_revoked"
    NOTIFY_HANDOVER = "handover_notified"
    INSPECT_HANDOVER = "handover_inspected"
    HAND_OVER = "handed_over"
    SUBMIT_TITLE = "title_submitted"
    ISSUE_TITLE = "title_issued"


@dataclass(frozen=True)
class Change:
    since: tuple[MilestoneStatus, ...]
    to: MilestoneStatus


STEPS: dict[Step, Change] = {
    Step.SUBMIT_LOAN: Change((COLLECTING,), SUBMITTED),
    Step.APPROVE_LOAN: Change((SUBMITTED,), APPROVED),
    Step.REJECT_LOAN: Change((SUBMITTED, APPROVED), REJECTED),
    Step.REAPPLY_LOAN: Change((REJECTED,), COLLECTING),
    Step.PAY_OUT_LOAN: Change((APPROVED,), PAID_OUT),
    Step.SUBMIT_FILING: Change((COLLECTING, REVOKED), SUBMITTED),
    Step.RECORD_FILING: Change((SUBMITTED,), FILED),
    Step.REVOKE_FILING: Change((FILED,), REVOKED),
    Step.NOTIFY_HANDOVER: Change((WAITING, NOTIFIED), NOTIFIED),
    Step.INSPECT_HANDOVER: Change((NOTIFIED, INSPECTED), INSPECTED),
    Step.HAND_OVER: Change((INSPECTED,), DELIVERED),
    Step.SUBMIT_TITLE: Change((COLLECTING,), SUBMITTED),
    Step.ISSUE_TITLE: Change((SUBMITTED,), ISSUED),
}


def after(step: Step, status: str) -> MilestoneStatus:
    """The status after a step. Raises `milestone_wrong_status`."""
    change = STEPS[step]
    if status not in change.since:
        raise milestone_wrong_status(status=status, allowed=list(change.since))
    return change.to


def check_open(status: str) -> None:
    """Raises `milestone_over`."""
    if status in OVER:
        raise milestone_over(status=status)


def check_complete(missing: Collection[str]) -> None:
    """Raises `milestone_documents_missing`."""
    if missing:
        raise milestone_documents_missing(missing=list(missing))


def days_overdue(due_on: date, today: date, *, is_open: bool) -> int:
    """For how many days an open case has been past its day."""
    return max((today - due_on).days, 0) if is_open else 0
