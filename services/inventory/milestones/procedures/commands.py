"""Open a case, take its steps, drop it. The caller has locked unit, deal and case."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Mapper, Session, object_mapper

from common import clock, outbox
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from common.prepared import Insertion
from contracts.deadlines import KINDS
from contracts.event import EventType
from contracts.inventory.milestones.procedures import MilestoneKind
from services.inventory.milestones.procedures import rules
from services.inventory.milestones.procedures.models import Case
from services.inventory.milestones.procedures.rules import Step
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.rules import business_day_between


def begin(session: Session, case: Case, kind: MilestoneKind, *, at: datetime) -> Due:
    """A new case; answers its deadline, at the end of its day, which the caller starts."""
    case.opened_at, case.version, case.ended_at, case.handled_by = at, 1, None, None
    _opening(object_mapper(case)).later(session, vars(case))
    return Due(KINDS[kind], case.id, clock.end_of(case.due_on))


@cache
def _opening(mapper: Mapper[Any]) -> Insertion:
    """What the database doesn't fill."""
    target = mapper.local_table
    assert isinstance(target, Table)
    columns = [c.name for c in target.c if c.server_default is None or c.name == "missing"]
    return Insertion(target, columns)


def take_step(
    session: Session,
    deal: Deal,
    case: Case,
    kind: MilestoneKind,
    step: Step,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Move the case on, and its deadline with it. Raises `milestone_wrong_status`."""
    case.status = rules.after(step, case.status)
    case.handled_by = by.staff_id
    case.ended_at = at if case.status in rules.OVER else None
    case.version += 1
    if case.ended_at is None:
        _watch(session, deal, case, kind, by=by, at=at)
    elif case.status in rules.REACHED:
        deadlines.met(session, KINDS[kind], case.id, by=by, at=at)
    else:
        deadlines.drop(session, KINDS[kind], case.id, by=by, at=at)
    deals.tell_change(session, deal, step, by=by, at=at)


def drop(session: Session, case: Case, kind: MilestoneKind, *, by: Actor, at: datetime) -> None:
    """The case need not go on; one that is over stays as it is."""
    if case.status not in rules.OVER:
        case.status, case.ended_at = rules.DROPPED, at
        case.version += 1
        deadlines.drop(session, KINDS[kind], case.id, by=by, at=at)


def note(session: Session, deal: Deal, case: Case, change: str, *, by: Actor, at: datetime) -> None:
    """Something about the case changed that is no step."""
    case.version += 1
    deals.tell_change(session, deal, change, by=by, at=at)


def reached(
    session: Session,
    event: EventType,
    deal: Deal,
    day: date,
    more: Mapping[str, Any] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell that a milestone of the deal was reached on a business day."""
    facts = {
        "deal_id": deal.id,
        "unit_id": deal.unit_id,
        "customer_id": deal.customer_id,
        "consultant_id": deal.consultant_id,
        "team_id": deal.team_id,
        "business_day": day,
    }
    outbox.record(
        session,
        event,
        aggregate_id=deal.id,
        version=deal.version,
        project_id=deal.project_id,
        data=facts | dict(more or {}),
        by=by,
        at=at,
    )


def day_of(asked: date | None, deal: Deal, field: str, at: datetime) -> date:
    """A business day since the signing, today by default. Raises `date_out_of_range`."""
    first = deal.signed_on or clock.business_day(deal.created_at)
    return business_day_between(asked, field=field, first=first, at=at)


def answer(case: Case) -> dict[str, Any]:
    return {"id": case.id, "status": case.status, "version": case.version}


def _watch(
    session: Session, deal: Deal, case: Case, kind: MilestoneKind, *, by: Actor, at: datetime
) -> None:
    due = Due(KINDS[kind], case.id, clock.end_of(case.due_on), responsible_id=case.handled_by)
    deadlines.watch(session, about(session, deal), due, by=by, at=at)
