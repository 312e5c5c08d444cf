"""Setting targets (seed 001: the director, for everybody; a manager for their region)."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.refusals import forbidden, not_found
from contracts.reporting.events import TARGET_SET
from contracts.reporting.targets.targets import Level
from contracts.schema import Ask, new_id
from services.reporting.facts.projects import queries as projects
from services.reporting.targets.targets import rules
from services.reporting.targets.targets.models import Target


def set_target(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Write the target, or replace what it says. Raises `forbidden` for the company's target by
    someone whose right does not reach that far, `not_found` for a project outside their scope,
    `NotKnownYet` for one of which nothing was told."""
    _check_reach(ask, by)
    if ask.project_id is not None:
        projects.require(session, ask.project_id)
    first_day, last_day = rules.days_of(ask.period)
    says = {"units": ask.units, "amount": ask.amount}
    fresh = insert(Target).values(
        id=new_id(),
        version=1,
        level=ask.level,
        project_id=ask.project_id,
        subject_id=ask.subject_id,
        period=ask.period,
        first_day=first_day,
        last_day=last_day,
        **says,
    )
    written = fresh.on_conflict_do_update(
        constraint="uq_target_whose", set_=says | {"version": Target.version + 1}
    ).returning(Target.id, Target.version)
    target_id, version = session.execute(written).one()
    outbox.record(
        session,
        TARGET_SET,
        aggregate_id=target_id,
        version=version,
        project_id=ask.project_id,
        data={
            "target_id": target_id,
            "level": ask.level,
            "subject_id": ask.subject_id or ask.project_id,
            "period": ask.period,
            **says,
        },
        by=by,
        at=at,
    )
    return {"id": target_id, "version": version, "status": "set"}


def _check_reach(ask: Ask, by: Actor) -> None:
    if by.covers("target.set", project=ask.project_id):
        return
    raise (
        forbidden(permission="target.set")
        if ask.level is Level.COMPANY
        else not_found(what="project")
    )
