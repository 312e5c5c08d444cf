"""Overdue instalments of active deals within the caller's scope, one by one and in sum."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from contracts.inventory.money.overdue import AgeBucket, OverdueGroup
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.late_fees import queries as late_fees
from services.inventory.money.overdue import rules
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_REST = Instalment.rest
_SORTS: Mapping[str, Any] = {"due_on": Instalment.due_on, "overdue": _REST}
_NOBODY = UUID(int=0)
"""Stands for no team where groups are put in order."""


def list_overdue(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    today = clock.business_day(at)
    columns = select(Instalment, Deal, Unit.number.label("unit_number"))
    claims = _overdue(columns, ask, by, today)
    wanted = units.placed(claims.join(Unit, Unit.id == Deal.unit_id))
    if ask.bucket is not None:
        wanted = wanted.where(*_within(AgeBucket(ask.bucket), today))
    keys = Instalment.due_on, Instalment.id
    rows, after = paging.listed(session, wanted, ask, *keys, sorts=_SORTS, usual=paging.in_order)
    fees = _late_fees(session, [row.Instalment for row in rows], today)
    return {"items": [_facts(row, fees, today) for row in rows], "next": after}


def summarise_overdue(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    today = clock.business_day(at)
    key = func.coalesce(_KEYS[OverdueGroup(ask.group_by)], _NOBODY).label("key")
    groups = _overdue(select(key, *_sums(today)), ask, by, today).group_by(key).subquery()
    most_first = (groups.c.overdue, groups.c.key)
    rows, after = paging.newest_first(session, select(groups), ask, *most_first)
    total = session.execute(_overdue(select(*_sums(today)), ask, by, today)).one()
    return {
        "items": [_total(row) | {"key": _known(row.key)} for row in rows],
        "next": after,
        "total": _total(total),
    }


_KEYS: Mapping[OverdueGroup, Any] = {
    OverdueGroup.PROJECT: Deal.project_id,
    OverdueGroup.TEAM: Deal.team_id,
    OverdueGroup.CONSULTANT: Deal.consultant_id,
    OverdueGroup.CUSTOMER: Deal.customer_id,
}


def _overdue(wanted: Select[Any], ask: Ask, by: Actor, today: date) -> Select[Any]:
    """Limited to what was due before today, is unpaid, still claimed, chosen and within reach."""
    wanted = (
        wanted.select_from(Instalment)
        .join(Deal, Deal.id == Instalment.deal_id)
        .where(
            Instalment.ended_at.is_(None),
            Instalment.rest > 0,
            Instalment.due_on < today,
            reach(by, "overdue.read", project=Instalment.project_id),
        )
    )
    return paging.given(
        wanted,
        (Instalment.project_id, ask.project_id),
        (Deal.team_id, ask.team_id),
        (Deal.consultant_id, ask.consultant_id),
        (Deal.customer_id, ask.customer_id),
    )


def _within(bucket: AgeBucket, today: date) -> list[ColumnElement[bool]]:
    first, last = rules.days_of(bucket)
    conditions = [Instalment.due_on <= today - timedelta(days=first)]
    if last is not None:
        conditions.append(Instalment.due_on >= today - timedelta(days=last))
    return conditions


def _sums(today: date) -> list[ColumnElement[Any]]:
    ageing = [
        func.coalesce(func.sum(_REST).filter(*_within(bucket, today)), 0).label(str(bucket))
        for bucket in AgeBucket
    ]
    return [
        func.coalesce(func.sum(_REST), 0).label("overdue"),
        func.count().label("instalments"),
        func.count(Deal.id.distinct()).label("deals"),
        *ageing,
    ]


def _total(row: Any) -> dict[str, Any]:
    sums = row._mapping
    return {
        "overdue": sums["overdue"],
        "instalments": sums["instalments"],
        "deals": sums["deals"],
        "ageing": {str(bucket): sums[str(bucket)] for bucket in AgeBucket},
    }


def _known(key: UUID) -> UUID | None:
    return None if key == _NOBODY else key


def _late_fees(session: Session, claims: Sequence[Instalment], today: date) -> dict[UUID, Decimal]:
    rates = late_fees.rates(session, {claim.project_id for claim in claims})
    accrued = late_fees.accrued(session, claims, rates, on=today)
    return {claim_id: fee.amount for claim_id, fee in accrued.items()}


def _facts(row: Any, fees: Mapping[UUID, Decimal], today: date) -> dict[str, Any]:
    claim, deal = row.Instalment, row.Deal
    days = (today - claim.due_on).days
    return {
        "instalment_id": claim.id,
        "deal_id": deal.id,
        "project_id": deal.project_id,
        "building": row.building,
        "stair": row.stair,
        "unit_number": row.unit_number,
        "customer_id": deal.customer_id,
        "consultant_id": deal.consultant_id,
        "team_id": deal.team_id,
        "name": claim.name,
        "kind": claim.kind,
        "due_on": claim.due_on,
        "amount": claim.amount,
        "paid": claim.paid,
        "overdue": claim.amount - claim.paid,
        "days": days,
        "bucket": rules.bucket_of(days),
        "late_fee": fees.get(claim.id, Decimal(0)),
    }
