"""Targets with what was reached of them, live from the day's figures."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select, true, union_all
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.reporting.targets.targets import Level
from contracts.schema import Ask
from services.reporting.facts.figures.models import DayFigures
from services.reporting.targets.targets import rules
from services.reporting.targets.targets.models import Target

UNITS = func.coalesce(func.sum(DayFigures.sold_units - DayFigures.cancelled_signed_units), 0)
AMOUNT = func.coalesce(
    func.sum(
        DayFigures.sold_amount
        + DayFigures.repriced_signed_amount
        - DayFigures.cancelled_signed_amount
    ),
    0,
)
"""What counts towards a target: signed, at the price as it is now, less cancelled after signing."""


def targets(session: Session, ask: Ask, by: Actor) -> dict[str, Any]:
    """Targets in the order of their ids, with attainment."""
    mine = visible(
        by,
        "report.read",
        owner=case((Target.level == Level.CONSULTANT, Target.subject_id)),
        team=case((Target.level == Level.TEAM, Target.subject_id)),
        project=Target.project_id,
    )
    found = paging.given(
        select(Target).where(mine),
        (Target.period, ask.period),
        (Target.level, ask.level),
        (Target.project_id, ask.project_id),
        (Target.subject_id, ask.subject_id),
    )
    page, after = paging.in_order(session, found, ask, Target.id)
    attained = _attained(session, [target.id for target in page])
    return {"items": [_item(target, *attained[target.id]) for target in page], "next": after}


_WHOSE: dict[Level, ColumnElement[bool]] = {
    Level.COMPANY: true(),
    Level.PROJECT: DayFigures.project_id == Target.project_id,
    Level.TEAM: and_(
        DayFigures.project_id == Target.project_id, DayFigures.team_id == Target.subject_id
    ),
    Level.CONSULTANT: and_(
        DayFigures.project_id == Target.project_id, DayFigures.consultant_id == Target.subject_id
    ),
}
"""Which figures count for a target of each level; apart, so that each is found by an index."""


def _attained(session: Session, ids: list[UUID]) -> dict[UUID, tuple[int, Any]]:
    """Units and amount that were reached of each target."""
    within = DayFigures.business_day.between(Target.first_day, Target.last_day)
    each = (
        select(Target.id, UNITS, AMOUNT)
        .outerjoin(DayFigures, and_(within, whose))
        .where(Target.id.in_(ids), Target.level == level)
        .group_by(Target.id)
        for level, whose in _WHOSE.items()
    )
    return {id: (units, amount) for id, units, amount in session.execute(union_all(*each))}


def _item(target: Target, units: int, amount: Any) -> dict[str, Any]:
    reached = rules.attainment(
        units, amount, target_units=target.units, target_amount=target.amount
    )
    columns = {column.name: getattr(target, column.name) for column in Target.__table__.columns}
    return columns | {
        "attained_units": units,
        "attained_amount": amount,
        "attainment": rules.shown(reached),
        "level": Level(target.level),
    }


def consultants_targets(
    session: Session, months: set[str], consultants: set[UUID]
) -> dict[tuple[UUID, UUID, str], Target]:
    """The consultants' targets of `months` by project, consultant and month."""
    found = select(Target).where(
        Target.level == Level.CONSULTANT,
        Target.period.in_(months),
        Target.subject_id.in_(consultants),
    )
    return {
        (target.project_id, target.subject_id, target.period): target
        for target in session.scalars(found)
        if target.project_id is not None and target.subject_id is not None
    }
