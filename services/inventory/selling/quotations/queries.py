"""Quotations worked out, and stored ones within the caller's scope."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from common.consent.models import Approval, ApprovalDecision
from common.scope import visible
from contracts.consent.approvals import ApprovalStatus
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.pricing.payment_plans import InstalmentKind, PaymentMethod
from contracts.inventory.selling.quotations import QuotationStatus, quotation_not_reviewed
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import HouseType, Project
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit
from services.inventory.selling.quotations import rules
from services.inventory.selling.quotations.models import Quotation

_SORTS = {
    "number": Quotation.number,
    "price": Quotation.price,
    "created_at": Quotation.created_at,
    "valid_until": Quotation.valid_until,
}


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    """The quotations that `permission` reaches."""
    return visible(
        by,
        permission,
        owner=Quotation.consultant_id,
        team=Quotation.team_id,
        project=Quotation.project_id,
    )


def terms(session: Session, deal: Deal) -> rules.Terms | None:
    """What the deal's quotation agreed on; `None` for a deal without one."""
    if deal.quotation_id is None:
        return None
    quotation = session.get_one(Quotation, deal.quotation_id)
    return rules.Terms(
        number=quotation.number,
        price=quotation.price,
        discount=quotation.discount,
        deposit=quotation.deposit,
        payment_method=PaymentMethod(quotation.payment_method),
        payment_plan_id=quotation.payment_plan_id,
        lines=tuple(_line(line) for line in quotation.calculation["lines"]),
    )


def _line(stored: dict[str, Any]) -> Line:
    due_on = stored["due_on"]
    return Line(
        stored["name"],
        InstalmentKind(stored["kind"]),
        Decimal(stored["amount"]),
        None if due_on is None else date.fromisoformat(due_on),
    )


def list_quotations(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    wanted = _rows(at).where(reach(by, "quotation.read"))
    wanted = paging.given(
        wanted,
        (Quotation.project_id, ask.project_id),
        (Quotation.unit_id, ask.unit_id),
        (Quotation.customer_id, ask.customer_id),
    )
    if ask.status is not None:
        wanted = wanted.where(_is_shown(QuotationStatus(ask.status), at))
    rows, after = paging.listed(
        session, wanted, ask, Quotation.created_at, Quotation.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def read_quotation(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    return _facts(_one(session, ask.quotation_id, by, at), by)


def read_document(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `quotation_not_reviewed`."""
    row = _one(session, ask.quotation_id, by, at)
    if row.Quotation.reviewed_at is None:
        raise quotation_not_reviewed()
    unit, kind = row.Unit, session.get_one(HouseType, row.Unit.house_type_id)
    return {
        "quotation": _facts(row, by),
        "project": session.get_one(Project, row.Quotation.project_id),
        "unit": {column.key: getattr(unit, column.key) for column in Unit.__table__.columns}
        | {
            "building": row.building,
            "stair": row.stair,
            "house_type": kind.name,
            "layout": kind.layout,
        },
        "reviewers": _reviewers(session, row.Quotation.id),
    }


def _reviewers(session: Session, quotation_id: UUID) -> Sequence[ApprovalDecision]:
    given = (
        select(ApprovalDecision)
        .join(Approval, Approval.id == ApprovalDecision.approval_id)
        .where(
            Approval.kind == ApprovalKind.QUOTATION,
            Approval.subject_id == quotation_id,
            Approval.status == ApprovalStatus.APPROVED,
        )
    )
    return session.scalars(given.order_by(ApprovalDecision.at)).all()


def _one(session: Session, quotation_id: UUID, by: Actor, at: datetime) -> Any:
    wanted = _rows(at).where(Quotation.id == quotation_id, reach(by, "quotation.read"))
    found = session.execute(wanted).first()
    if found is None:
        raise not_found(what="quotation")
    return found


def _shown(at: datetime) -> ColumnElement[str]:
    """The status that `rules.shown_status` says."""
    unused = Quotation.status != QuotationStatus.USED
    expired = and_(unused, Quotation.valid_until < clock.business_day(at))
    return case((expired, QuotationStatus.EXPIRED), else_=Quotation.status)


def _is_shown(status: QuotationStatus, at: datetime) -> ColumnElement[bool]:
    """Whether the status is the one shown, in words that indexes know."""
    today, unused = clock.business_day(at), Quotation.status != QuotationStatus.USED
    if status is QuotationStatus.EXPIRED:
        return and_(unused, Quotation.valid_until < today)
    if status is QuotationStatus.USED:
        return Quotation.status == status
    return and_(Quotation.status == status, unused, Quotation.valid_until >= today)


def _rows(at: datetime) -> Select[Any]:
    wanted = select(Quotation, Unit, _shown(at).label("shown"))
    return units.placed(wanted.join(Unit, Unit.id == Quotation.unit_id))


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    facts = {
        column.key: getattr(row.Quotation, column.key) for column in Quotation.__table__.columns
    }
    standing = rules.Standing(row.Quotation.status, QuotationStatus(row.shown))
    return facts | {
        "can": rules.OFFERS.of(standing, by, whose=row.Quotation),
        "status": row.shown,
        "unit_number": row.Unit.number,
        "stair": row.stair,
        "building": row.building,
    }
