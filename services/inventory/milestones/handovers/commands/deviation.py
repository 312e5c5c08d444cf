"""Ask to hand over as it is; what the request named may then be missing or open."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.office.roles import Role
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.milestones.handovers import queries, rules
from services.inventory.milestones.handovers.models import HandoverCase
from services.inventory.milestones.handovers.queries import defects_of
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.queries import locked


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask the manager to let it be handed over as it is. Raises `milestone_over`,
    `nothing_deviates`."""
    unit, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    rules.check_deviation(queries.standing(session, deal, handover), by)
    missing = rules.open_documents(handover.missing, handover.accepted_missing)
    defects = queries.open_defects(session, handover.id)
    approval = consent.ask(
        session,
        ApprovalKind.HANDOVER_DEVIATION,
        handover,
        project_id=deal.project_id,
        needs=[Role.SALES_MANAGER],
        facts={
            "deal_id": deal.id,
            "unit_number": unit.number,
            "documents": missing,
            "defects": [defect.what for defect in defects],
            "defect_ids": [str(defect.id) for defect in defects],
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return cases.answer(handover) | {"approval_id": approval.id, "needs": approval.needs}


def grant(session: Session, deciding: Deciding) -> None:
    """What the request named may be missing or open at the handover; nothing that came later."""
    wanted = select(HandoverCase).where(HandoverCase.id == deciding.approval.subject_id)
    handover = session.scalars(wanted.with_for_update()).one()
    facts = deciding.approval.facts
    handover.accepted_missing = sorted({*handover.accepted_missing, *facts["documents"]})
    for defect in defects_of(session, handover.id):
        defect.accepted = defect.accepted or str(defect.id) in facts["defect_ids"]
    handover.version += 1


def refuse(session: Session, deciding: Deciding) -> None:
    """Everything stays as it was."""
