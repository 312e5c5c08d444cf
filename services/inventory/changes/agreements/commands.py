"""Draft the agreement on a change; it belongs to the archived document of its order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.changes.change_terms import ChangeKind
from contracts.inventory.papers.attachments import AttachmentKind, AttachmentSubject
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from contracts.vocabulary import VOCABULARY
from services.inventory.changes.agreements import queries
from services.inventory.changes.agreements.models import ChangeAgreement
from services.inventory.changes.agreements.rules import DOCUMENT_OF, check_drafting
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.papers.archive.models import ArchivedDocument
from services.inventory.papers.attachments import commands as attachments
from services.inventory.papers.attachments.models import Attachment
from services.inventory.papers.attachments.rules import Kept
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units.models import Unit


@dataclass(frozen=True)
class Written:
    """A text that was made outside the transaction."""

    kept: Kept
    template_id: UUID | None


def draft(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Keep a text of the agreement on a change that was made; it shows in the archive unless the
    signed paper's scan does. Raises `not_found`, `agreement_not_due`, or `NotKnownYet` until it is
    written."""
    order = _locked(session, ask.change_order_id, by)
    check_drafting(order, by)
    written = vars(ask).get("written")
    if written is None:
        raise NotKnownYet("text")
    deal = session.get_one(Deal, order.deal_id, with_for_update=True)
    earlier = queries.texts(session, order.id)
    number = len(earlier) + 1
    kept = _keep(session, order, deal, number, written.kept, by=by, at=at)
    agreement = ChangeAgreement(
        id=ask.id,
        change_order_id=order.id,
        number=number,
        document=DOCUMENT_OF[ChangeKind(order.kind)],
        attachment_id=kept.id,
        template_id=written.template_id,
        drafted_by=by.id,
        drafted_at=at,
    )
    session.add(agreement)
    _show(session, order.id, kept.id, {text.attachment_id for text in earlier})
    deals.tell_change(session, deal, "agreement_drafted", by=by, at=at)
    return {"id": agreement.id, "number": number, "attachment_id": kept.id}


def _locked(session: Session, order_id: UUID, by: Actor) -> ChangeOrder:
    mine = (
        select(ChangeOrder)
        .join(Deal, Deal.id == ChangeOrder.deal_id)
        .where(ChangeOrder.id == order_id, reach(by, "contract.draft"))
        .with_for_update(of=ChangeOrder)
    )
    order = session.scalars(mine).first()
    if order is None:
        raise not_found(what="change order")
    return order


def _keep(
    session: Session,
    order: ChangeOrder,
    deal: Deal,
    number: int,
    kept: Kept,
    *,
    by: Actor,
    at: datetime,
) -> Attachment:
    document = VOCABULARY["document_kind"][DOCUMENT_OF[ChangeKind(order.kind)]][0]
    whose = deal.contract_number or session.get_one(Unit, order.unit_id).number
    return attachments.put(
        session,
        kept,
        id=new_id(),
        project_id=order.project_id,
        subject=AttachmentSubject.DEAL,
        subject_id=order.deal_id,
        kind=AttachmentKind.CHANGE_AGREEMENT,
        file_name=f"{whose}-{document}-{number}.docx",
        by=by,
        at=at,
    )


def _show(session: Session, order_id: UUID, attachment_id: UUID, earlier: set[UUID]) -> None:
    archived = select(ArchivedDocument).where(ArchivedDocument.source_id == order_id)
    document = session.scalars(archived.with_for_update()).first()
    if document is not None and document.attachment_id in {None, *earlier}:
        document.attachment_id = attachment_id
    session.flush()
