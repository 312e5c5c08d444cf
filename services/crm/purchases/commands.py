"""Purchases follow from events that come once or twice, late, and in any order."""

from datetime import date
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.event import Event
from services.crm.purchases.models import Purchase
from services.crm.purchases.rules import DAY_OF, STAGE_AFTER

_TABLE = Purchase.__table__
_BY_NEWEST = ("stage", "amount", "area", "consultant_id")
_KEPT_ONCE_KNOWN = ("project_id", "contract_number", *DAY_OF.values())


def note(session: Session, event: Event) -> None:
    """Note what the event says about its deal: the stage is that of the unit's newest event, the
    day of each stage stays once known. An end of a mere lock or hold is about no deal."""
    told = event.data
    if told.deal_id is None or told.customer_id is None:
        return
    stage = STAGE_AFTER[event.type.name]
    row: dict[str, Any] = {
        "deal_id": told.deal_id,
        "customer_id": told.customer_id,
        "unit_id": told.unit_id,
        "project_id": event.project_id,
        "consultant_id": told.consultant_id,
        "stage": stage,
        "amount": getattr(told, "amount", None),
        "area": getattr(told, "area", None),
        "contract_number": getattr(told, "contract_number", None),
        "version": event.version,
    }
    session.execute(_upsert(row | _days(stage, told)))


def _days(stage: str, told: Any) -> dict[str, date | None]:
    days = dict.fromkeys(DAY_OF.values(), None)
    if stage in DAY_OF:
        days[DAY_OF[stage]] = told.business_day
    return days


def _upsert(row: dict[str, Any]) -> Any:
    fresh = insert(Purchase).values(row)
    new, old = fresh.excluded, _TABLE.c
    newest = {
        name: case(
            (new.version > old.version, func.coalesce(new[name], old[name])),
            else_=func.coalesce(old[name], new[name]),
        )
        for name in _BY_NEWEST
    }
    once_known = {name: func.coalesce(old[name], new[name]) for name in _KEPT_ONCE_KNOWN}
    return fresh.on_conflict_do_update(
        index_elements=["deal_id"],
        set_=newest | once_known | {"version": func.greatest(old.version, new.version)},
    )
