"""Submitted, filed under a number, revoked; and filed again after that."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines.rules import Due
from contracts.inventory.milestones.procedures import CONTRACT_FILED, FILING_REVOKED, MilestoneKind
from contracts.schema import Ask, new_id
from services.inventory.milestones.filings import rules
from services.inventory.milestones.filings.models import FilingCase
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures import queries
from services.inventory.milestones.procedures.rules import COLLECTING, REVOKED, Step
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import milestone_terms_of

KIND = MilestoneKind.FILING


def open_filing(session: Session, deal: Deal, *, at: datetime) -> Due:
    """A signed contract is to be filed within the project's days, 30 at most by law."""
    filing = FilingCase(
        id=new_id(),
        deal_id=deal.id,
        status=COLLECTING,
        due_on=(deal.signed_on or clock.business_day(at)) + _days(session, deal),
        missing=[],
    )
    return cases.begin(session, filing, KIND, at=at)


def submit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Submit the contract; once revoked, it may be filed anew. Raises `deal_wrong_stage`,
    `milestone_wrong_status`, `milestone_documents_missing`."""
    _, deal, filing = queries.locked(session, FilingCase, ask.deal_id, by, "milestone.manage")
    standing = rules.Standing(filing.status, filing.missing, deal.stage)
    rules.check_submission(standing, by)
    if filing.status == REVOKED:
        filing.due_on = clock.business_day(at) + _days(session, deal)
    cases.take_step(session, deal, filing, KIND, Step.SUBMIT_FILING, by=by, at=at)
    filing.submitted_on = cases.day_of(ask.submitted_on, deal, "submitted_on", at)
    return cases.answer(filing)


def record(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Filed under a number. Raises `milestone_wrong_status`, `filing_number_taken`."""
    _, deal, filing = queries.locked(session, FilingCase, ask.deal_id, by, "milestone.manage")
    cases.take_step(session, deal, filing, KIND, Step.RECORD_FILING, by=by, at=at)
    filing.number = ask.number
    day = filing.filed_on = cases.day_of(ask.filed_on, deal, "filed_on", at)
    cases.reached(session, CONTRACT_FILED, deal, day, by=by, at=at)
    return cases.answer(filing)


def revoke(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The authority has struck the filing. Raises `milestone_wrong_status`."""
    _, deal, filing = queries.locked(session, FilingCase, ask.deal_id, by, "filing.revoke")
    cases.take_step(session, deal, filing, KIND, Step.REVOKE_FILING, by=by, at=at)
    filing.reason = ask.reason
    day = filing.revoked_on = cases.day_of(ask.revoked_on, deal, "revoked_on", at)
    cases.reached(session, FILING_REVOKED, deal, day, by=by, at=at)
    return cases.answer(filing)


def _days(session: Session, deal: Deal) -> timedelta:
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    return timedelta(days=terms.filing_days)
