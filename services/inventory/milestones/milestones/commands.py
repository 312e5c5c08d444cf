"""What all milestones share: opened at the signing, dropped with the deal; documents, obstacles."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines.rules import Due
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.milestones.filings import commands as filings
from services.inventory.milestones.handovers.commands import handover as handovers
from services.inventory.milestones.loans import commands as loans
from services.inventory.milestones.milestones.models import Obstacle
from services.inventory.milestones.milestones.queries import MODELS
from services.inventory.milestones.milestones.rules import check_resolution
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.models import Case
from services.inventory.milestones.procedures.rules import check_open
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked, reach


def open_at_signing(session: Session, deal: Deal, *, at: datetime) -> list[Due]:
    """A signed contract is to be filed, its loans paid out, its unit handed over: by these
    deadlines, which the caller starts."""
    return [
        filings.open_filing(session, deal, at=at),
        *loans.open_loans(session, deal, at=at),
        handovers.open_handover(session, deal, at=at),
    ]


def drop_all(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """The deal has ended: nothing of it need go on, what was reached stays. The filing is revoked
    before (`filings.queries.is_filed`)."""
    for kind, model in MODELS.items():
        wanted = select(model).where(model.deal_id == deal.id, _of_kind(model, kind))
        for case in session.scalars(wanted.with_for_update()):
            cases.drop(session, case, kind, by=by, at=at)


def note_documents(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Which documents a milestone lacks now. Raises `not_found`, `milestone_over`."""
    deal, case = _open_case(session, ask, by, "milestone.manage")
    case.missing = ask.missing
    change = "milestone_documents_missing" if ask.missing else "milestone_documents_complete"
    cases.note(session, deal, case, change, by=by, at=at)
    return cases.answer(case)


def report_obstacle(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `milestone_over`."""
    deal, case = _open_case(session, ask, by, "milestone.report")
    obstacle = Obstacle(
        id=ask.id,
        deal_id=deal.id,
        kind=ask.kind,
        case_id=case.id,
        what=ask.what,
        since=cases.day_of(ask.since, deal, "since", at),
        reported_by=by.id,
        reported_at=at,
    )
    session.add(obstacle)
    session.flush()
    deals.tell_change(session, deal, "obstacle_reported", by=by, at=at)
    return {"id": obstacle.id, "status": "open", "version": 1}


def resolve_obstacle(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `obstacle_resolved`."""
    mine = (
        select(Obstacle.deal_id)
        .join(Deal, Deal.id == Obstacle.deal_id)
        .where(Obstacle.id == ask.obstacle_id, reach(by, "milestone.report"))
    )
    deal_id = session.scalar(mine)
    if deal_id is None:
        raise not_found(what="obstacle")
    _, deal = locked(session, deal_id, by, "milestone.report")
    obstacle = session.get_one(Obstacle, ask.obstacle_id, with_for_update=True)
    check_resolution(obstacle, by)
    obstacle.resolved_at, obstacle.resolved_by = at, by.id
    obstacle.resolution = ask.resolution
    deals.tell_change(session, deal, "obstacle_resolved", by=by, at=at)
    return {"id": obstacle.id, "status": "resolved", "version": 2}


def _open_case(session: Session, ask: Ask, by: Actor, permission: str) -> tuple[Deal, Case]:
    """The deal's latest case of the kind, locked after unit and deal."""
    _, deal = locked(session, ask.deal_id, by, permission)
    kind = MilestoneKind(ask.kind)
    model = MODELS[kind]
    wanted = select(model).where(model.deal_id == deal.id, _of_kind(model, kind))
    case = session.scalars(wanted.order_by(model.opened_at.desc()).with_for_update()).first()
    if case is None:
        raise not_found(what="milestone")
    check_open(case, by)
    return deal, case


def _of_kind(model: Any, kind: MilestoneKind) -> Any:
    return model.kind == kind if model is MODELS[MilestoneKind.COMMERCIAL_LOAN] else True
