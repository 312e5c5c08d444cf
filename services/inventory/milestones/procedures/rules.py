"""The steps of loans, filing, handover and title, on one page (design §8; seed 004)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from common.actor import Actor
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


class Case(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


class Documented(Case, Protocol):
    @property
    def missing(self) -> Collection[str]: ...


def possible(step: Step) -> Callable[[Case, Actor], None]:
    """The check of a step that needs nothing but its status. Raises `milestone_wrong_status`."""

    def check(case: Case, by: Actor) -> None:
        after(step, case.status)

    return check


def complete(step: Step) -> Callable[[Documented, Actor], None]:
    """The check of a step that also needs all documents. Raises `milestone_wrong_status`,
    `milestone_documents_missing`."""

    def check(case: Documented, by: Actor) -> None:
        after(step, case.status)
        check_complete(case.missing)

    return check


def check_open(case: Case, by: Actor) -> None:
    """Raises `milestone_over`."""
    if case.status in OVER:
        raise milestone_over(status=case.status)


def check_complete(missing: Collection[str]) -> None:
    """Raises `milestone_documents_missing`."""
    if missing:
        raise milestone_documents_missing(missing=list(missing))


def days_overdue(due_on: date, today: date, *, is_open: bool) -> int:
    """For how many days an open case has been past its day."""
    return max((today - due_on).days, 0) if is_open else 0
