"""What may be said of any milestone while it is open, and of its obstacles (I-18)."""

from typing import Protocol

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.milestones.milestones import (
    note_milestone_documents,
    obstacle_resolved,
    report_obstacle,
    resolve_obstacle,
)
from contracts.inventory.milestones.procedures import MilestoneKind
from services.inventory.milestones.filings import rules as filings
from services.inventory.milestones.handovers import rules as handovers
from services.inventory.milestones.loans import rules as loans
from services.inventory.milestones.procedures.rules import DROPPED, STEPS, Step, check_open
from services.inventory.milestones.titles import rules as titles

_LOAN = (
    Step.SUBMIT_LOAN,
    Step.APPROVE_LOAN,
    Step.REJECT_LOAN,
    Step.REAPPLY_LOAN,
    Step.PAY_OUT_LOAN,
)
STEPS_OF: dict[MilestoneKind, tuple[Step, ...]] = {
    MilestoneKind.FILING: (Step.SUBMIT_FILING, Step.RECORD_FILING, Step.REVOKE_FILING),
    MilestoneKind.COMMERCIAL_LOAN: _LOAN,
    MilestoneKind.PROVIDENT_FUND: _LOAN,
    MilestoneKind.HANDOVER: (Step.NOTIFY_HANDOVER, Step.INSPECT_HANDOVER, Step.HAND_OVER),
    MilestoneKind.TITLE: (Step.SUBMIT_TITLE, Step.ISSUE_TITLE),
}


def may_be(kind: MilestoneKind, status: str) -> bool:
    """Whether a milestone of this kind ever has this status."""
    changes = [STEPS[step] for step in STEPS_OF[kind]]
    return status == DROPPED or any(status in (*each.since, each.to) for each in changes)


class Obstacle(Protocol):
    @property
    def resolved_at(self) -> object: ...


def check_resolution(obstacle: Obstacle, by: Actor) -> None:
    """Raises `obstacle_resolved`."""
    if obstacle.resolved_at is not None:
        raise obstacle_resolved()


OBSTACLES = Offers[Obstacle]("Obstacle", Offer(resolve_obstacle, check_resolution))

for _kind in (filings.OFFERS, handovers.OFFERS, loans.OFFERS, titles.OFFERS):
    _kind.add(Offer(note_milestone_documents, check_open), Offer(report_obstacle, check_open))
