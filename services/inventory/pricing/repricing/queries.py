"""Which units the version in force prices."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, exists, literal, select
from sqlalchemy.orm import Session

from contracts.inventory.pricing.price_lists import PriceListStatus
from contracts.inventory.register.projects import PriceBasis
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.register.projects.models import Project
from services.inventory.register.units.models import Unit

_basis = Project.settings["price_basis"].astext
_area = case(
    (_basis == PriceBasis.INNER_AREA, Unit.inner_area),
    (_basis == PriceBasis.UNIT, literal(1)),
    else_=Unit.gross_area,
)


def in_order() -> ColumnElement[bool]:
    """The version in force of the unit's project prices the unit, as large as it is now. A
    condition on `Unit`, `Project`, `PriceList` and `ListedPrice`."""
    return and_(
        Project.id == Unit.project_id,
        PriceList.project_id == Unit.project_id,
        PriceList.status == PriceListStatus.EFFECTIVE,
        ListedPrice.price_list_id == PriceList.id,
        ListedPrice.unit_id == Unit.id,
        ListedPrice.list_rate.is_not(None),
        ListedPrice.area.is_not_distinct_from(_area),
    )


def without_price_in_force(session: Session, unit_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Of these units those whose project has a version in force that doesn't price them as they
    are. Before its first version a project goes by the prices of the reviewed entry."""
    versioned = exists().where(
        PriceList.project_id == Unit.project_id, PriceList.status == PriceListStatus.EFFECTIVE
    )
    priced = select(ListedPrice.unit_id).where(in_order()).correlate(Unit).exists()
    return session.execute(
        select(Unit.id, Unit.number, Unit.status)
        .where(Unit.id.in_(unit_ids), versioned, ~priced)
        .order_by(Unit.id)
    ).all()
