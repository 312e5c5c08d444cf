"""Setting targets (seed 001: the director, for everybody; a manager for their region)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.refusals import forbidden, not_found
from contracts.reporting.consent.approvals import ReportingApprovalKind
from contracts.reporting.events import TARGET_SET
from contracts.reporting.targets.targets import Level, TargetStatus
from contracts.schema import Ask, new_id
from services.reporting.consent.asking import consent
from services.reporting.consent.rules import consent_needed
from services.reporting.facts.figures.queries import sold_since
from services.reporting.facts.projects import queries as projects
from services.reporting.targets.targets import rules
from services.reporting.targets.targets.models import Target, TargetRequest

_WHOSE = ("level", "project_id", "subject_id", "period")
_SAYS = ("units", "amount")


def set_target(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Write the target, or replace what it says; ask for consent where it would change what was
    sold already is paid by. Raises `forbidden` for the company's target by someone whose right
    does not reach that far, `not_found` for a project outside their scope, `NotKnownYet` for one of
    which nothing was told, `period_closed`."""
    _check_reach(ask, by)
    if ask.project_id is not None:
        projects.require(session, ask.project_id)
    rules.check_open(ask.period, clock.business_day(at))
    if _rates_sales(session, ask):
        return _request(session, ask, by=by, at=at)
    target_id, version = write(session, ask, by=by, at=at)
    return {
        "id": target_id,
        "version": version,
        "status": TargetStatus.SET,
        "approval_id": None,
        "needs": [],
    }


def _rates_sales(session: Session, ask: Ask) -> bool:
    first_day, _ = rules.days_of(ask.period)
    return ask.level is Level.CONSULTANT and sold_since(
        session, ask.project_id, first_day, consultant_id=ask.subject_id
    )


def _request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    wanted = TargetRequest(
        id=new_id(),
        version=1,
        status=TargetStatus.REQUESTED,
        requested_by=by.id,
        requested_at=at,
        **{name: getattr(ask, name) for name in (*_WHOSE, *_SAYS)},
    )
    approval = consent.ask(
        session,
        ReportingApprovalKind.TARGET,
        wanted,
        project_id=ask.project_id,
        needs=[consent_needed(by.roles)],
        facts={
            "staff_id": ask.subject_id,
            "period": ask.period,
            "units": ask.units,
            "amount": ask.amount,
        },
        by=by,
        at=at,
    )
    return consent.answer(wanted, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent it is the target. Raises `period_closed` when the period is over by now."""
    wanted, at = deciding.matter(session, TargetRequest), deciding.at
    rules.check_open(wanted.period, clock.business_day(at))
    write(session, wanted, by=deciding.by, at=at)
    wanted.status = TargetStatus.SET
    wanted.version += 1


refuse = sets(TargetRequest, TargetStatus.REFUSED)
"""Rejected or withdrawn: the target stays as it is."""


def write(
    session: Session, wanted: Ask | TargetRequest, *, by: Actor, at: datetime
) -> tuple[UUID, int]:
    """Write or replace the target; answers its id and version."""
    first_day, last_day = rules.days_of(wanted.period)
    says = {name: getattr(wanted, name) for name in _SAYS}
    fresh = insert(Target).values(
        id=new_id(),
        version=1,
        first_day=first_day,
        last_day=last_day,
        **{name: getattr(wanted, name) for name in _WHOSE},
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
        project_id=wanted.project_id,
        data={
            "target_id": target_id,
            "level": wanted.level,
            "subject_id": wanted.subject_id or wanted.project_id,
            "period": wanted.period,
            **says,
        },
        by=by,
        at=at,
    )
    return target_id, version


def _check_reach(ask: Ask, by: Actor) -> None:
    if by.covers("target.set", project=ask.project_id):
        return
    raise (
        forbidden(permission="target.set")
        if ask.level is Level.COMPANY
        else not_found(what="project")
    )
