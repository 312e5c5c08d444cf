"""Draft a contract's text; confirm a contract when it is signed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines.rules import Due
from common.learning import NotKnownYet
from common.prepared import Insertion
from contracts.inventory.papers.attachments import AttachmentKind, AttachmentSubject
from contracts.inventory.selling.contracts import contract_deviates, contract_not_drafted
from contracts.refusals import stale_version
from contracts.schema import Ask, new_id
from services.inventory.base import table
from services.inventory.counters import Counter
from services.inventory.papers.archive.rules import archived_by
from services.inventory.papers.attachments import commands as attachments
from services.inventory.papers.attachments.rules import Kept
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked
from services.inventory.register.projects.models import Project
from services.inventory.selling.contracts import rules
from services.inventory.selling.contracts.models import (
    ContractCounter,
    ContractDraft,
    SignedContract,
)
from services.inventory.selling.contracts.queries import text
from services.inventory.selling.contracts.rules import contract_number

_signed = table(SignedContract)
_CONFIRM = Insertion(_signed, _signed.c.keys())
_numbers = Counter(table(ContractCounter))


@dataclass(frozen=True)
class Written:
    """A text that was made outside the transaction, of the deal in that version."""

    kept: Kept
    deal_version: int
    template_id: UUID | None


def draft(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Keep a text of the deal's contract. Raises `not_found`, `deal_wrong_stage`, `stale_version`
    when the deal has changed while it was written, or `NotKnownYet` until it is written."""
    _, deal = locked(session, ask.deal_id, by, "contract.draft")
    rules.check_drafting(deal, by)
    written = vars(ask).get("written")
    if written is None:
        raise NotKnownYet("text")
    if written.deal_version != deal.version:
        raise stale_version(version=deal.version)
    made = _draft(session, ask.id, deal, written, by=by, at=at)
    deals.tell_change(session, deal, "contract_drafted", by=by, at=at)
    return {
        "id": made.id,
        "number": made.number,
        "contract_number": deal.contract_number,
        "attachment_id": made.attachment_id,
        "version": deal.version,
    }


def _draft(
    session: Session, draft_id: UUID, deal: Deal, written: Written, *, by: Actor, at: datetime
) -> ContractDraft:
    last = select(func.max(ContractDraft.number)).where(ContractDraft.deal_id == deal.id)
    count = (session.scalar(last) or 0) + 1
    attachment = attachments.put(
        session,
        written.kept,
        id=new_id(),
        project_id=deal.project_id,
        subject=AttachmentSubject.DEAL,
        subject_id=deal.id,
        kind=AttachmentKind.CONTRACT,
        file_name=f"{deal.contract_number}-{count}.docx",
        by=by,
        at=at,
    )
    made = ContractDraft(
        id=draft_id,
        deal_id=deal.id,
        number=count,
        attachment_id=attachment.id,
        template_id=written.template_id,
        terms=text.terms_written(deal),
        drafted_by=by.id,
        drafted_at=at,
    )
    session.add(made)
    session.flush()
    return made


def number(session: Session, deal: Deal, day: date) -> None:
    """Give a locked deal the project's next contract number of the year, unless it has one. Numbers
    may have gaps."""
    if deal.contract_number is None:
        project = session.get_one(Project, deal.project_id)
        counted = _numbers.next(session, project.id, day.year)
        deal.contract_number = contract_number(project.code, day.year, counted)


def confirm(session: Session, deal: Deal, ask: Ask, *, by: Actor, at: datetime) -> Due:
    """The confirmation of a contract that is being signed by who may: its deviations from the
    quotation are known, its text is there, or its lack accepted. Answers by when the archive must
    have it, which the caller starts.

    Raises `contract_not_drafted`, `contract_deviates`.
    """
    last = text.last_draft(session, deal.id)
    current = last is not None and last.terms == text.terms_written(deal)
    if not current and not ask.without_text:
        raise contract_not_drafted(field="without_text")
    found = text.deviations(session, deal)
    if found and not ask.deviations_confirmed:
        raise contract_deviates(
            field="deviations_confirmed", deviations=text.deviations_written(found)
        )
    confirmed = {
        "deal_id": deal.id,
        "project_id": deal.project_id,
        "deviations": text.deviations_written(found),
        "without_text": not current,
        "confirmed_by": by.id,
        "confirmed_at": at,
    }
    _CONFIRM.later(session, confirmed)
    drafter = UUID(last.drafted_by) if last and ":" not in last.drafted_by else None
    return archived_by(deal.id, drafter, at)
