"""Subscriptions and contracts with what they lack."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, exists, func, literal, select, union_all
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


_NOTHING = Decimal("0.00")
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
    ids = [row.Deal.id for row in rows]
    received, flags = _received(session, ids), _flags(session, ids, at)
    return {
        "items": [
            _facts(row, received.get(row.Deal.id, _NOTHING), flags.get(row.Deal.id, ()), by)
            for row in rows
        ],
        "next": after,
    }


def _received(session: Session, ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    wanted = (
        select(Receipt.deal_id, func.sum(signed_amount()))
        .where(Receipt.deal_id.in_(ids), Receipt.status == ReceiptStatus.CONFIRMED)
        .group_by(Receipt.deal_id)
    )
    return dict(session.execute(wanted).tuples().all())


def _flags(session: Session, ids: Sequence[UUID], at: datetime) -> dict[UUID, set[str]]:
    """The issues of a page's deals; asked for the page alone, as those before and after it need
    not be looked at."""
    each = (
        select(Deal.id, literal(str(issue), String).label("issue")).where(
            Deal.id.in_(ids), condition
        )
        for issue, condition in issues(at).items()
    )
    found: dict[UUID, set[str]] = {}
    for deal_id, issue in session.execute(union_all(*each)):
        found.setdefault(deal_id, set()).add(issue)
    return found


def _facts(row: Any, received: Decimal, flags: Collection[str], by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Deal, column.key) for column in Deal.__table__.columns}
    return facts | {
        "deal_id": row.Deal.id,
        "number": row.number,
        "stair": row.stair,
        "building": row.building,
        "received": received,
        "issues": [str(issue) for issue in ContractIssue if issue in flags],
        "can": OFFERS.of(row.Deal, by),
    }
