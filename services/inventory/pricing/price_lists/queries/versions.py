"""Versions of price lists within the caller's scope, and the tiers that the caller may see."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.money import cents
from common.scope import visible
from contracts.inventory.pricing.price_lists import PriceListStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.pricing.price_lists.rules.versions import FLOOR_RATES, OFFERS, RATES
from services.inventory.register.projects import queries as projects
from services.inventory.register.units.models import Unit


def tiers_seen(by: Actor, project_id: UUID) -> tuple[str, ...]:
    """The rates that the caller may see and change: floors and channel price take a right."""
    hidden: set[str] = set()
    if not by.covers("price.read_floor", project=project_id):
        hidden |= set(FLOOR_RATES)
    if not by.covers("price.read_channel", project=project_id):
        hidden.add("channel_rate")
    return tuple(rate for rate in RATES if rate not in hidden)


def price_list(session: Session, price_list_id: UUID, by: Actor, permission: str) -> PriceList:
    """Raises `not_found`."""
    return _only(session, _one(price_list_id, by, permission))


def locked(session: Session, price_list_id: UUID, by: Actor, permission: str) -> PriceList:
    """The version, and with it all its prices, until the end of the transaction. Raises
    `not_found`."""
    return _only(session, _one(price_list_id, by, permission).with_for_update())


def _one(price_list_id: UUID, by: Actor, permission: str) -> Select[tuple[PriceList]]:
    mine = visible(by, permission, project=PriceList.project_id)
    return select(PriceList).where(PriceList.id == price_list_id, mine)


def _only(session: Session, wanted: Select[tuple[PriceList]]) -> PriceList:
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="price_list")
    return found


def list_price_lists(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    project = projects.project(session, ask.project_id, by, "price_list.read")
    wanted = select(PriceList).where(PriceList.project_id == project.id)
    if ask.status is not None:
        wanted = wanted.where(PriceList.status == ask.status)
    items, after = paging.newest_first(session, wanted, ask, PriceList.created_at, PriceList.id)
    sums = _sums(session, project.id, [one.id for one in items])
    return {"items": [_facts(one, sums, by) for one in items], "next": after}


def read_price_list(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    found = price_list(session, ask.price_list_id, by, "price_list.read")
    return _facts(found, _sums(session, found.project_id, [found.id]), by)


def in_force(session: Session, project_id: UUID) -> PriceList | None:
    """The project's version in force, if it ever had one."""
    effective = PriceList.status == PriceListStatus.EFFECTIVE
    return session.scalars(
        select(PriceList).where(PriceList.project_id == project_id, effective)
    ).first()


def _sums(session: Session, project_id: UUID, ids: list[UUID]) -> dict[UUID, Any]:
    """Per version of a project: how many units it prices, the sum of their list prices and of
    their areas."""
    found = session.execute(
        select(
            ListedPrice.price_list_id.label("id"),
            func.count().label("units"),
            func.sum(ListedPrice.list_price).label("amount"),
            func.sum(Unit.gross_area).label("area"),
        )
        .join(Unit, Unit.id == ListedPrice.unit_id)
        .where(
            Unit.project_id == project_id,
            ListedPrice.price_list_id.in_(ids),
            ListedPrice.list_price.is_not(None),
        )
        .group_by(ListedPrice.price_list_id)
    )
    return {row.id: row for row in found}


def _facts(found: PriceList, sums: dict[UUID, Any], by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(found, column.key) for column in PriceList.__table__.columns}
    summed = sums.get(found.id)
    return facts | {
        "units": summed.units if summed else 0,
        "list_amount": summed.amount if summed else 0,
        "average": cents(summed.amount / summed.area) if summed else None,
        "can": OFFERS.of(found, by),
    }
