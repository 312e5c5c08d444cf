"""Units take the prices of the version in force (I-12).

A deal keeps the prices at which it was made. Whoever changes a unit's claim locks the unit first,
so that it is priced before or after, never in between: a claim reads all prices in the statement
that takes the unit, and a version comes into force with all the project's units locked.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from common import actor, outbox
from contracts.inventory.pricing.price_lists import PriceListStatus
from contracts.inventory.pricing.repricing import PRICE_LIST_EFFECTIVE
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.pricing.price_lists.rules.versions import RATES
from services.inventory.pricing.repricing.queries import in_order
from services.inventory.register.projects.models import Project
from services.inventory.register.units.models import Unit, UnitChange
from services.inventory.register.units.rules import Note

_SYSTEM = actor.system("inventory")
_PRICES = (*RATES, *RATES.values())
_COUNTS_UP = {"version": Unit.version + 1}


def bring_into_force(session: Session, *, at: datetime) -> int:
    """The next approved version whose time has come; answers how many. Versions of one project
    follow one another: each locks the project."""
    due = (
        select(PriceList)
        .join(Project, Project.id == PriceList.project_id)
        .where(PriceList.status == PriceListStatus.APPROVED, PriceList.effective_at <= at)
        .order_by(PriceList.effective_at, PriceList.number)
        .limit(1)
        .with_for_update(of=[PriceList, Project], key_share=True, skip_locked=True)
    )
    version = session.scalars(due).first()
    if version is None:
        return 0
    previous_id = _supersede(session, version, at)
    units = select(Unit.id).where(Unit.project_id == version.project_id)
    session.execute(units.order_by(Unit.id).with_for_update(key_share=True)).all()
    unclaimed = and_(Unit.project_id == version.project_id, Unit.deal_id.is_(None))
    changed = _take_prices(session, unclaimed, also=_COUNTS_UP, at=at)
    _tell(session, version, previous_id, len(changed), at)
    return 1


def _supersede(session: Session, version: PriceList, at: datetime) -> UUID | None:
    """`version` takes the place of the one in force, if there is one; answers which."""
    previous = session.scalars(
        select(PriceList)
        .where(
            PriceList.project_id == version.project_id,
            PriceList.status == PriceListStatus.EFFECTIVE,
        )
        .with_for_update()
    ).first()
    if previous is not None:
        previous.status = PriceListStatus.SUPERSEDED
        previous.in_force_until = at
        previous.version += 1
        session.flush()
    version.status = PriceListStatus.EFFECTIVE
    version.in_force_since = at
    version.version += 1
    session.flush()
    return previous.id if previous else None


def reprice(session: Session, unit_ids: Sequence[UUID], *, at: datetime) -> None:
    """Units that come back take the prices in force; the caller has locked them."""
    session.flush()
    _take_prices(session, Unit.id.in_(unit_ids), also={}, at=at)


def _take_prices(
    session: Session, chosen: ColumnElement[bool], *, also: dict[str, Any], at: datetime
) -> Sequence[Row[Any]]:
    """The chosen units whose prices differ from the version in force take its prices, all of them
    at once. A unit that it doesn't price, or whose area is another by now, keeps what it has."""
    differs = or_(
        *(getattr(Unit, name).is_distinct_from(getattr(ListedPrice, name)) for name in _PRICES)
    )
    changed = session.execute(
        update(Unit)
        .where(chosen, in_order(), differs)
        .values({name: getattr(ListedPrice, name) for name in _PRICES} | also)
        .returning(Unit.id, Unit.version, Unit.status, PriceList.number)
        .execution_options(synchronize_session=False)
    ).all()
    if changed:
        session.execute(insert(UnitChange), [_note(unit, at) for unit in changed])
    return changed


def _note(unit: Row[Any], at: datetime) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "version": unit.version,
        "move": Note.REPRICE,
        "from_status": unit.status,
        "to_status": unit.status,
        "reason": f"price list {unit.number}",
        "deal_id": None,
        "by": _SYSTEM.id,
        "at": at,
    }


def _tell(
    session: Session, version: PriceList, previous_id: UUID | None, units: int, at: datetime
) -> None:
    outbox.record(
        session,
        PRICE_LIST_EFFECTIVE,
        aggregate_id=version.id,
        version=version.version,
        project_id=version.project_id,
        data={
            "price_list_id": version.id,
            "number": version.number,
            "status": version.status,
            "previous_id": previous_id,
            "units": units,
        },
        by=_SYSTEM,
        at=at,
    )
