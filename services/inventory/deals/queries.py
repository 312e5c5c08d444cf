"""Deals within the caller's scope."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory import paging
from services.inventory.deals.models import Deal
from services.inventory.units import queries as units
from services.inventory.units.models import Unit


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    """The deals that `permission` reaches."""
    return visible(
        by, permission, owner=Deal.consultant_id, team=Deal.team_id, project=Deal.project_id
    )


def locked(session: Session, deal_id: UUID, by: Actor, permission: str) -> tuple[Unit, Deal]:
    """A deal and its unit, both locked, the unit first. Raises `not_found`."""
    found = session.execute(
        select(Unit, Deal)
        .join(Deal, Deal.unit_id == Unit.id)
        .where(Deal.id == deal_id, reach(by, permission))
        .with_for_update(of=(Unit, Deal))
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise not_found(what="deal")
    return found.Unit, found.Deal


def list_deals(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = _rows().where(reach(by, "deal.read"))
    for column, value in (
        (Deal.project_id, ask.project_id),
        (Deal.customer_id, ask.customer_id),
        (Deal.unit_id, ask.unit_id),
        (Deal.consultant_id, ask.consultant_id),
        (Deal.stage, ask.stage),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if ask.contract_number is not None:
        wanted = wanted.where(Deal.contract_number.icontains(ask.contract_number, autoescape=True))
    if ask.cursor:
        last = paging.moment_and_id_of(ask.cursor)
        wanted = wanted.where(tuple_(Deal.created_at, Deal.id) < last)
    newest = wanted.order_by(Deal.created_at.desc(), Deal.id.desc()).limit(ask.page_size + 1)
    rows, after = paging.page(session.execute(newest).all(), ask.page_size, _cursor)
    return {"items": [_facts(row) for row in rows], "next": after}


def read_deal(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = _rows().where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    found = session.execute(wanted).first()
    if found is None:
        raise not_found(what="deal")
    return _facts(found)


def _rows() -> Select[Any]:
    return units.placed(select(Deal, Unit.number).join(Unit, Unit.id == Deal.unit_id))


def _cursor(row: Any) -> str:
    return f"{row.Deal.created_at.isoformat()}~{row.Deal.id}"


def _facts(row: Any) -> dict[str, Any]:
    facts = {column.key: getattr(row.Deal, column.key) for column in Deal.__table__.columns}
    return facts | {"number": row.number, "stair": row.stair, "building": row.building}
