"""Milestones of contracts within the caller's scope, as a list and contract by contract."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.milestones.filings.models import FilingCase
from services.inventory.milestones.filings.rules import OFFERS as FILINGS
from services.inventory.milestones.filings.rules import Standing as Filing
from services.inventory.milestones.handovers import queries as handovers
from services.inventory.milestones.handovers.models import HandoverCase
from services.inventory.milestones.loans import queries as loans
from services.inventory.milestones.loans.models import LoanCase
from services.inventory.milestones.loans.rules import OFFERS as LOANS
from services.inventory.milestones.milestones.models import Obstacle
from services.inventory.milestones.milestones.rules import OBSTACLES, may_be
from services.inventory.milestones.procedures import queries as cases
from services.inventory.milestones.procedures.models import Case
from services.inventory.milestones.procedures.rules import OVER, days_overdue
from services.inventory.milestones.titles.models import TitleCase
from services.inventory.milestones.titles.rules import OFFERS as TITLES
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

MODELS: dict[MilestoneKind, Any] = {
    MilestoneKind.FILING: FilingCase,
    MilestoneKind.COMMERCIAL_LOAN: LoanCase,
    MilestoneKind.PROVIDENT_FUND: LoanCase,
    MilestoneKind.HANDOVER: HandoverCase,
    MilestoneKind.TITLE: TitleCase,
}
_COMMON = tuple(name for name in Case.__annotations__)


def list_milestones(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Those due first come first, so that the most overdue lead."""
    every, today = _cases(_kinds(ask)), clock.business_day(at)
    wanted = _rows(every).where(reach(by, "deal.read"), *_filters(every, ask, today))
    keys, sorts = (every.c.due_on, every.c.id), {"due_on": every.c.due_on}
    rows, after = paging.listed(session, wanted, ask, *keys, sorts=sorts, usual=paging.in_order)
    return {"items": [_facts(row, today) for row in rows], "next": after}


def read_milestones(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """All milestones of a contract, with their details. Raises `not_found`."""
    mine = select(Deal).where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    deal = session.scalars(mine).first()
    if deal is None:
        raise not_found(what="deal")
    today = clock.business_day(at)
    handover = _one(session, HandoverCase, deal.id)
    filing = _one(session, FilingCase, deal.id)
    title = _one(session, TitleCase, deal.id)
    obstacles = select(Obstacle).where(Obstacle.deal_id == deal.id)
    newest_first = session.scalars(obstacles.order_by(Obstacle.reported_at.desc()))
    return {
        "loans": [
            cases.facts(loan, loan.kind, today) | {"can": LOANS.of(loan, by, whose=deal)}
            for loan in loans.of_deal(session, deal.id)
        ],
        "filing": filing
        and cases.facts(filing, MilestoneKind.FILING, today)
        | {"can": FILINGS.of(Filing(filing.status, filing.missing, deal.stage), by, whose=deal)},
        "handover": handover
        and cases.facts(handover, MilestoneKind.HANDOVER, today)
        | handovers.details(session, deal, handover, by),
        "title": title
        and cases.facts(title, MilestoneKind.TITLE, today)
        | {"can": TITLES.of(title, by, whose=deal)},
        "obstacles": [_obstacle_facts(obstacle, deal, by) for obstacle in newest_first],
    }


def _obstacle_facts(obstacle: Obstacle, deal: Deal, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(obstacle, column.key) for column in Obstacle.__table__.columns}
    return facts | {"can": OBSTACLES.of(obstacle, by, whose=deal)}


def _one(session: Session, model: Any, deal_id: UUID) -> Any:
    return session.scalars(select(model).where(model.deal_id == deal_id)).first()


def _kinds(ask: Ask) -> list[MilestoneKind]:
    """Those that may be meant: no other's cases need to be looked at."""
    kinds = list(MilestoneKind) if ask.kind is None else [MilestoneKind(ask.kind)]
    meant = [kind for kind in kinds if ask.status is None or may_be(kind, ask.status)]
    return meant or kinds


def _cases(kinds: Iterable[MilestoneKind]) -> Subquery:
    """The cases of these kinds in one shape."""
    parts = []
    for model in dict.fromkeys(MODELS[kind] for kind in kinds):
        kind = _KIND_OF.get(model)
        word = LoanCase.kind if kind is None else literal(str(kind), String)
        parts.append(select(*(getattr(model, name) for name in _COMMON), word.label("kind")))
    return union_all(*parts).subquery("milestone")


_KIND_OF = {model: kind for kind, model in MODELS.items() if model is not LoanCase}


def _rows(every: Subquery) -> Select[Any]:
    open_obstacles = (
        select(func.array_agg(Obstacle.what))
        .where(Obstacle.case_id == every.c.id, Obstacle.resolved_at.is_(None))
        .scalar_subquery()
    )
    return units.placed(
        select(
            *every.c,
            Deal.project_id,
            Deal.unit_id,
            Deal.contract_number,
            Deal.customer_id,
            Deal.consultant_id,
            Unit.number,
            func.coalesce(open_obstacles, []).label("obstacles"),
        )
        .join(Deal, Deal.id == every.c.deal_id)
        .join(Unit, Unit.id == Deal.unit_id)
    )


def _filters(every: Subquery, ask: Ask, today: date) -> list[ColumnElement[bool]]:
    chosen = [
        column == value
        for column, value in (
            (Deal.project_id, ask.project_id),
            (Deal.consultant_id, ask.consultant_id),
            (every.c.kind, ask.kind),
            (every.c.status, ask.status),
        )
        if value is not None
    ]
    is_open = every.c.ended_at.is_(None)
    goes_on = ask.open if ask.status is None else ask.status not in OVER
    chosen.append(is_open if goes_on else ~is_open)
    if ask.overdue:
        chosen.append(and_(is_open, every.c.due_on < today))
    if ask.blocked:
        blocked = Obstacle.case_id == every.c.id, Obstacle.resolved_at.is_(None)
        obstacle = select(Obstacle.id).where(*blocked).exists()
        chosen.append(or_(obstacle, func.cardinality(every.c.missing) > 0))
    return chosen


def _facts(row: Any, today: date) -> dict[str, Any]:
    overdue = days_overdue(row.due_on, today, is_open=row.ended_at is None)
    return dict(row._mapping) | {"overdue": overdue}
