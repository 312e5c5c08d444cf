"""The prices of versions, without the tiers that the reader may not see."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.inventory.register.projects import PriceBasis
from contracts.schema import Ask
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.pricing.price_lists.queries import versions as price_lists
from services.inventory.pricing.price_lists.rules import rows as rules
from services.inventory.pricing.price_lists.rules.rows import PricedUnit
from services.inventory.pricing.price_lists.rules.versions import RATES
from services.inventory.register.projects.models import Building, HouseType, Project, Stair
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit

FAULTS_SHOWN = 50


def _rows(project_id: UUID, price_list_id: UUID | None) -> Select[Any]:
    """The project's units with their prices in a version, where it has some."""
    here = and_(ListedPrice.unit_id == Unit.id, ListedPrice.price_list_id == price_list_id)
    return (
        select(
            Unit,
            ListedPrice,
            Building.phase,
            Building.name.label("building"),
            Stair.name.label("stair"),
            HouseType.name.label("house_type"),
        )
        .join(Building, Building.id == Unit.building_id)
        .join(Stair, Stair.id == Unit.stair_id)
        .join(HouseType, HouseType.id == Unit.house_type_id)
        .outerjoin(ListedPrice, here)
        .where(Unit.project_id == project_id)
        .order_by(Unit.id)
        .execution_options(populate_existing=True)
    )


def units_with_prices(
    session: Session, project_id: UUID, price_list_id: UUID | None
) -> list[PricedUnit]:
    """All units of a project at the version's prices; one that it doesn't price, and without a
    version every one, at its present prices."""
    found = session.execute(_rows(project_id, price_list_id)).all()
    return [_at(row, row.ListedPrice if _is_priced(row) else row.Unit) for row in found]


def priced_units(
    session: Session, version: PriceList, chosen: ColumnElement[bool] | None = None
) -> list[PricedUnit]:
    """The project's units at the version's prices; those not in it have none."""
    wanted = _rows(version.project_id, version.id).where(true() if chosen is None else chosen)
    return [_at(row, row.ListedPrice) for row in session.execute(wanted)]


def _is_priced(row: Any) -> bool:
    return row.ListedPrice is not None and row.ListedPrice.list_rate is not None


def _at(row: Any, prices: Unit | ListedPrice | None) -> PricedUnit:
    unit = row.Unit
    return PricedUnit(
        unit_id=unit.id,
        phase=row.phase,
        building=row.building,
        stair=row.stair,
        floor=unit.floor,
        number=unit.number,
        house_type=row.house_type,
        gross_area=unit.gross_area,
        inner_area=unit.inner_area,
        claimed=unit.deal_id is not None,
        rates={rate: getattr(prices, rate, None) for rate in RATES},
        totals={name: getattr(prices, name, None) for name in RATES.values()},
    )


def list_prices(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    version = price_lists.price_list(session, ask.price_list_id, by, "price_list.read")
    wanted = _rows(version.project_id, version.id)
    wanted = paging.given(
        wanted,
        (Unit.building_id, ask.building_id),
        (Unit.house_type_id, ask.house_type_id),
    )
    rows, after = paging.in_order(session, wanted, ask, Unit.id)
    seen = price_lists.tiers_seen(by, version.project_id)
    units = [_at(row, row.ListedPrice) for row in rows]
    return {"items": [_shown(unit, seen) for unit in units], "next": after}


def _shown(unit: PricedUnit, seen: Collection[str]) -> dict[str, Any]:
    rates = {rate: unit.rates[rate] for rate in seen}
    return unit.facts | rates | rules.totals_seen(unit, seen)


def foresee(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """What an adjustment would do. Raises `not_found`, `tier_not_yours`."""
    version = price_lists.price_list(session, ask.price_list_id, by, "price_list.edit")
    seen = price_lists.tiers_seen(by, version.project_id)
    rules.require_seen(ask.tiers, seen)
    settings = settings_of(session.get_one(Project, version.project_id).settings)
    changed = adjusted(session, version, ask, settings.price_basis)
    faults = rules.faults_seen([new for _, new in changed], seen, gap=settings.min_tier_gap)
    return {
        "units": len(changed),
        "claimed": sum(new.claimed for _, new in changed),
        "tiers": [rules.tier_change(tier, changed) for tier in ask.tiers],
        "faults": faults[:FAULTS_SHOWN],
        "fault_count": len(faults),
    }


def adjusted(
    session: Session, version: PriceList, ask: Ask, basis: PriceBasis
) -> list[tuple[PricedUnit, PricedUnit]]:
    """The units whose prices an adjustment changes, before and after."""
    before = priced_units(session, version, _chosen(ask))
    after = [
        rules.raised(unit, ask.tiers, basis, share=ask.share, amount=ask.amount) for unit in before
    ]
    return [(old, new) for old, new in zip(before, after, strict=True) if old.rates != new.rates]


def _chosen(ask: Ask) -> ColumnElement[bool]:
    chosen: list[ColumnElement[bool]] = []
    for column, value in (
        (Unit.building_id, ask.building_id),
        (Unit.house_type_id, ask.house_type_id),
    ):
        if value is not None:
            chosen.append(column == value)
    if ask.floor_from is not None:
        chosen.append(Unit.floor >= ask.floor_from)
    if ask.floor_to is not None:
        chosen.append(Unit.floor <= ask.floor_to)
    return and_(true(), *chosen)


def pairs(
    session: Session, new: PriceList, old: PriceList | None
) -> list[tuple[PricedUnit, PricedUnit]]:
    """The project's units at the prices of `old`, or else at their present ones, and of `new`."""
    if old is None:
        before = units_with_prices(session, new.project_id, None)
    else:
        before = priced_units(session, old)
    after = {unit.unit_id: unit for unit in priced_units(session, new)}
    return [(unit, after[unit.unit_id]) for unit in before if unit.unit_id in after]
