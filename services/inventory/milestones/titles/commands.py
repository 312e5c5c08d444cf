"""Opened at the handover, submitted, issued."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines.rules import Due
from contracts.inventory.milestones.procedures import TITLE_ISSUED, MilestoneKind
from contracts.schema import Ask, new_id
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures import queries
from services.inventory.milestones.procedures.rules import COLLECTING, Step
from services.inventory.milestones.titles import rules
from services.inventory.milestones.titles.models import TitleCase
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import milestone_terms_of

KIND = MilestoneKind.TITLE


def open_title(session: Session, deal: Deal, delivered_on: date, *, at: datetime) -> Due:
    """A buyer who has taken over is to have the title within the project's days."""
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    title = TitleCase(
        id=new_id(),
        deal_id=deal.id,
        status=COLLECTING,
        due_on=delivered_on + timedelta(days=terms.title_days),
        missing=list(terms.title_documents),
    )
    return cases.begin(session, title, KIND, at=at)


def submit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `milestone_wrong_status`, `milestone_documents_missing`."""
    _, deal, title = queries.locked(session, TitleCase, ask.deal_id, by, "milestone.manage")
    rules.check_submission(title, by)
    cases.take_step(session, deal, title, KIND, Step.SUBMIT_TITLE, by=by, at=at)
    title.submitted_on = cases.day_of(ask.submitted_on, deal, "submitted_on", at)
    return cases.answer(title)


def issue(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The certificate is there. Raises `milestone_wrong_status`."""
    _, deal, title = queries.locked(session, TitleCase, ask.deal_id, by, "milestone.manage")
    cases.take_step(session, deal, title, KIND, Step.ISSUE_TITLE, by=by, at=at)
    title.number = ask.number
    day = title.issued_on = cases.day_of(ask.issued_on, deal, "issued_on", at)
    cases.reached(session, TITLE_ISSUED, deal, day, by=by, at=at)
    return cases.answer(title)
