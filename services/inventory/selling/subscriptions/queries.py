"""Deals within the caller's scope, as they are listed and shown."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal_column, select, union_all
from sqlalchemy.orm import Session, aliased

from common import paging
from common.actor import Actor
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.deals.rules import OFFERS
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "price": Deal.price,
    "area": Deal.area,
    "created_at": Deal.created_at,
    "subscribed_at": Deal.subscribed_at,
    "sign_by": Deal.sign_by,
    "contract_number": Deal.contract_number,
}


def list_deals(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = _rows().where(reach(by, "deal.read"))
    wanted = paging.given(
        wanted,
        (Deal.project_id, ask.project_id),
        (Deal.customer_id, ask.customer_id),
        (Deal.unit_id, ask.unit_id),
        (Deal.consultant_id, ask.consultant_id),
        (Deal.stage, ask.stage),
    )
    if ask.contract_number is not None:
        wanted = wanted.where(Deal.id.in_(_numbered(ask.contract_number)))
    rows, after = paging.listed(session, wanted, ask, Deal.created_at, Deal.id, sorts=_SORTS)
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _numbered(text: str) -> Select[tuple[UUID]]:
    """Contracts whose number, or number within its year, begins so: `LMBH-2026` or `00042`. Each
    has an index (`Deal`), which is asked first: the planner can't guess how few they are."""
    named = aliased(Deal)
    of_year = func.regexp_replace(
        named.contract_number, literal_column("'^.*-'"), literal_column("''")
    )
    begins = (
        func.upper(named.contract_number).startswith(text.upper(), autoescape=True),
        of_year.startswith(text, autoescape=True),
    )
    found = union_all(*(select(named.id).where(one) for one in begins)).subquery()
    return select(found.c.id)


def read_deal(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = _rows().where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    found = session.execute(wanted).first()
    if found is None:
        raise not_found(what="deal")
    return _facts(found, by)


def _rows() -> Select[Any]:
    return units.placed(select(Deal, Unit.number).join(Unit, Unit.id == Deal.unit_id))


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Deal, column.key) for column in Deal.__table__.columns}
    place = {"number": row.number, "stair": row.stair, "building": row.building}
    return facts | place | {"can": OFFERS.of(row.Deal, by)}
