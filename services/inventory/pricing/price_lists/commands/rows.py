"""Change the prices of a draft, typed or adjusted in one go: all or none."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.pricing.price_lists import prices_rejected
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.pricing.price_lists.queries import rows as queries
from services.inventory.pricing.price_lists.queries import versions as price_lists
from services.inventory.pricing.price_lists.rules import rows as rules
from services.inventory.pricing.price_lists.rules.rows import PricedUnit
from services.inventory.pricing.price_lists.rules.versions import RATES, check_draft
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import Settings, settings_of
from services.inventory.register.units.models import Unit

_WRITTEN = ("area", *RATES, *RATES.values())


def set_prices(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """New rates of some units. Raises `not_found`, `price_list_wrong_status`, `stale_version`,
    `tier_not_yours`, `prices_rejected`."""
    draft, settings = draft_of(session, ask, by)
    seen = price_lists.tiers_seen(by, draft.project_id)
    given = {row.unit_id: _given(row) for row in ask.prices}
    rules.require_seen({tier for rates in given.values() for tier in rates}, seen)
    before = units_of(session, draft, Unit.id.in_(given))
    if unknown := given.keys() - before.keys():
        raise not_found(
            what="unit", units=[str(unit_id) for unit_id in sorted(unknown)[: rules.NAMED]]
        )
    changed = [unit.at(given[unit_id], settings.price_basis) for unit_id, unit in before.items()]
    return keep(session, draft, changed, seen, settings)


def _given(row: Ask) -> dict[str, Any]:
    return {tier: getattr(row, tier) for tier in RATES if getattr(row, tier) is not None}


def adjust(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raise or lower prices of many units. Raises what `set_prices` raises."""
    draft, settings = draft_of(session, ask, by)
    seen = price_lists.tiers_seen(by, draft.project_id)
    rules.require_seen(ask.tiers, seen)
    pairs = queries.adjusted(session, draft, ask, settings.price_basis)
    return keep(session, draft, [new for _, new in pairs], seen, settings)


def draft_of(session: Session, ask: Ask, by: Actor) -> tuple[PriceList, Settings]:
    """The draft, locked, and its project's settings. Raises `not_found`, `price_list_wrong_status`,
    `stale_version`."""
    draft = price_lists.locked(session, ask.price_list_id, by, "price_list.edit")
    check_draft(draft, by)
    if ask.version is not None and ask.version != draft.version:
        raise stale_version(version=draft.version)
    return draft, settings_of(session.get_one(Project, draft.project_id).settings)


def units_of(
    session: Session, draft: PriceList, chosen: ColumnElement[bool] | None = None
) -> dict[UUID, PricedUnit]:
    """The project's units by id, at the draft's prices."""
    return {unit.unit_id: unit for unit in queries.priced_units(session, draft, chosen)}


def keep(
    session: Session,
    draft: PriceList,
    changed: Sequence[PricedUnit],
    seen: Sequence[str],
    settings: Settings,
) -> dict[str, Any]:
    """Write the units' new prices down. Raises `prices_rejected`."""
    faults = rules.faults_seen(changed, seen, gap=settings.min_tier_gap)
    if faults:
        raise prices_rejected(total=len(faults), rows=faults[: rules.NAMED])
    _write(session, draft, changed, settings)
    draft.version += 1
    answer = {"id": draft.id, "status": draft.status, "version": draft.version}
    return answer | {"units": len(changed)}


def _write(
    session: Session, draft: PriceList, changed: Sequence[PricedUnit], settings: Settings
) -> None:
    if not changed:
        return
    statement = insert(ListedPrice)
    upsert = statement.on_conflict_do_update(
        index_elements=["price_list_id", "unit_id"],
        set_={name: statement.excluded[name] for name in _WRITTEN},
    )
    rows = [
        {"price_list_id": draft.id, **rules.listed(unit, {}, settings.price_basis)}
        for unit in changed
    ]
    session.execute(upsert, rows)
