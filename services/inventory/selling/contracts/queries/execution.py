"""Subscriptions and contracts with what they lack."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.inventory.papers.archive import ArchiveKind
from contracts.inventory.register.deals import DealStage
from contracts.inventory.selling.contracts import ContractIssue
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.models.receipts import Receipt, signed_amount
from services.inventory.papers.archive.models import ArchivedDocument
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.deals.rules import OFFERS
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit
from services.inventory.selling.contracts.models import ContractDraft, SignedContract

_SORTS = {
    "price": Deal.price,
    "contract_number": Deal.contract_number,
    "signed_on": Deal.signed_on,
    "sign_by": Deal.sign_by,
}


UNDER_WAY = (DealStage.SUBSCRIBED, DealStage.SOLD)
_subscribed = Deal.stage == DealStage.SUBSCRIBED


def issues(at: datetime) -> dict[ContractIssue, ColumnElement[bool]]:
    """For every issue the condition under which a subscribed or signed deal has it."""
    in_archive = exists().where(
        ArchivedDocument.deal_id == Deal.id, ArchivedDocument.kind == ArchiveKind.CONTRACT
    )
    return {
        ContractIssue.SIGNING_OVERDUE: and_(_subscribed, Deal.sign_by <= at),
        ContractIssue.DOCUMENTS_MISSING: and_(_subscribed, Deal.documents_checked_at.is_(None)),
        ContractIssue.NO_DRAFT: ~exists().where(ContractDraft.deal_id == Deal.id),
        ContractIssue.UNARCHIVED: and_(Deal.stage == DealStage.SOLD, ~in_archive),
        ContractIssue.DEVIATING: exists().where(
            SignedContract.deal_id == Deal.id,
            func.jsonb_array_length(SignedContract.deviations) > 0,
        ),
        ContractIssue.PAYMENT_OVERDUE: exists().where(Instalment.deal_id == Deal.id, overdue(at)),
    }


def overdue(at: datetime) -> ColumnElement[bool]:
    """Instalments that were due before today and are not paid."""
    return and_(
        Instalment.ended_at.is_(None),
        Instalment.rest > 0,
        Instalment.due_on < clock.business_day(at),
    )


def list_contracts(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    wanted = units.placed(
        select(Deal, Unit.number)
        .join(Unit, Unit.id == Deal.unit_id)
        .where(Deal.stage.in_(UNDER_WAY), reach(by, "deal.read"))
    )
    if ask.project_id is not None:
        wanted = wanted.where(Deal.project_id == ask.project_id)
    if ask.stage is not None:
        wanted = wanted.where(Deal.stage == ask.stage)
    if ask.issue is not None:
        wanted = wanted.where(issues(at)[ContractIssue(ask.issue)])
    rows, after = paging.listed(session, wanted, ask, Deal.created_at, Deal.id, sorts=_SORTS)
    standings = _standings(session, [row.Deal.id for row in rows], at)
    return {"items": [_facts(row, standings[row.Deal.id], by) for row in rows], "next": after}


def _standings(session: Session, ids: Sequence[UUID], at: datetime) -> dict[UUID, Row[Any]]:
    """What was received for each of a page's deals, and which issues it has; asked for the page
    alone, as the deals before and after it need not be looked at."""
    received = (
        select(func.coalesce(func.sum(signed_amount()), Decimal(0)))
        .where(Receipt.deal_id == Deal.id, Receipt.status == ReceiptStatus.CONFIRMED)
        .scalar_subquery()
    )
    flags = [condition.label(str(issue)) for issue, condition in issues(at).items()]
    found = select(Deal.id, received.label("received"), *flags).where(Deal.id.in_(ids))
    return {row.id: row for row in session.execute(found)}


def _facts(row: Any, standing: Row[Any], by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Deal, column.key) for column in Deal.__table__.columns}
    return facts | {
        "deal_id": row.Deal.id,
        "number": row.number,
        "stair": row.stair,
        "building": row.building,
        "received": standing.received,
        "issues": [str(issue) for issue in ContractIssue if getattr(standing, issue)],
        "can": OFFERS.of(row.Deal, by),
    }
