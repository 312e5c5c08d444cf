"""Contracts in figures: one row per project that the caller may see."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, and_, cast, func, select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.scope import visible
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.inventory.register.deals import DealStage
from contracts.inventory.selling.contracts import ContractIssue
from contracts.refusals import invalid_input
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.models.receipts import Receipt, signed_amount
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.selling.contracts.queries.execution import UNDER_WAY, issues, overdue

_NOTHING = Decimal("0.00")
_TENTH = Decimal("0.1")
_SECONDS_PER_DAY = 86400


def read_contract_statistics(
    session: Session, ask: Ask, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Raises `invalid_input` for a period that ends before it begins."""
    today = clock.business_day(at)
    first, last = ask.first or date(today.year, 1, 1), ask.last or today
    if last < first:
        raise invalid_input(fields={"to": ["Must not be before the first day."]})
    wanted = select(Project.id, Project.name).where(
        visible(by, "contract.read_statistics", project=Project.id)
    )
    if ask.project_id is not None:
        wanted = wanted.where(Project.id == ask.project_id)
    projects = session.execute(wanted.order_by(Project.id)).all()
    ids = [project.id for project in projects]
    deals = _deals(session, ids, first, last, at)
    received, late = _received(session, ids), _overdue(session, ids, at)
    return {
        "items": [
            {"project_id": project.id, "project": project.name}
            | _row(deals.get(project.id))
            | {
                "received": received.get(project.id, _NOTHING),
                "overdue": late.get(project.id, _NOTHING),
            }
            for project in projects
        ]
    }


def _deals(
    session: Session, ids: list[UUID], first: date, last: date, at: datetime
) -> Mapping[UUID, Any]:
    begin, end = clock.start_of(first), clock.end_of(last)
    subscribed = and_(Deal.subscribed_at >= begin, Deal.subscribed_at < end)
    signed = and_(Deal.signed_on >= first, Deal.signed_on <= last, Deal.stage == DealStage.SOLD)
    cancelled = and_(
        Deal.stage == DealStage.CANCELLED,
        Deal.subscribed_at.is_not(None),
        Deal.ended_at >= begin,
        Deal.ended_at < end,
    )
    lacks = issues(at)
    under_way = Deal.stage.in_(UNDER_WAY)
    subscribed_on = cast(func.timezone("Asia/Shanghai", Deal.subscribed_at), Date)
    waited = func.extract("epoch", Deal.subscribed_at - Deal.created_at) / _SECONDS_PER_DAY
    signing = func.greatest(Deal.signed_on - subscribed_on, 0)  # a late entry may seem earlier
    count, amount = func.count, func.sum(Deal.price)
    rows = session.execute(
        select(
            Deal.project_id,
            count().filter(subscribed).label("subscribed"),
            amount.filter(subscribed).label("subscribed_amount"),
            count().filter(signed).label("signed"),
            amount.filter(signed).label("signed_amount"),
            count().filter(cancelled).label("cancelled"),
            count().filter(signed, lacks[ContractIssue.DEVIATING]).label("deviating"),
            func.avg(waited).filter(signed).label("days_to_subscription"),
            func.avg(signing).filter(signed).label("days_to_signing"),
            *(
                count().filter(under_way, lacks[issue]).label(str(issue))
                for issue in (
                    ContractIssue.SIGNING_OVERDUE,
                    ContractIssue.DOCUMENTS_MISSING,
                    ContractIssue.UNARCHIVED,
                )
            ),
            amount.filter(Deal.stage == DealStage.SOLD).label("contracted"),
        )
        .where(Deal.project_id.in_(ids))
        .group_by(Deal.project_id)
    )
    return {row.project_id: row for row in rows}


def _row(found: Any) -> dict[str, Any]:
    counts = (
        "subscribed",
        "signed",
        "cancelled",
        "deviating",
        "signing_overdue",
        "documents_missing",
        "unarchived",
    )
    amounts = ("subscribed_amount", "signed_amount", "contracted")
    days = ("days_to_subscription", "days_to_signing")
    return (
        {name: getattr(found, name, 0) for name in counts}
        | {name: getattr(found, name, None) or _NOTHING for name in amounts}
        | {name: _rounded(getattr(found, name, None)) for name in days}
    )


def _rounded(days: Any) -> Decimal | None:
    return None if days is None else Decimal(days).quantize(_TENTH)


def _received(session: Session, ids: list[UUID]) -> dict[UUID, Decimal]:
    rows = session.execute(
        select(Deal.project_id, func.sum(signed_amount()))
        .join(Deal, Deal.id == Receipt.deal_id)
        .where(
            Receipt.project_id.in_(ids),
            Deal.project_id.in_(ids),
            Deal.stage == DealStage.SOLD,
            Receipt.status == ReceiptStatus.CONFIRMED,
        )
        .group_by(Deal.project_id)
    )
    return dict(rows.tuples().all())


def _overdue(session: Session, ids: list[UUID], at: datetime) -> dict[UUID, Decimal]:
    rows = session.execute(
        select(Instalment.project_id, func.sum(Instalment.rest))
        .where(Instalment.project_id.in_(ids), overdue(at))
        .group_by(Instalment.project_id)
    )
    return dict(rows.tuples().all())
