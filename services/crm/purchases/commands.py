"""Purchases follow from events that come once or twice, late, and in any order."""

from datetime import date
from typing import Any

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.orm import Session

from contracts.event import Event
from services.crm.purchases.rules import DAY_OF, STAGE_AFTER

_IDS = ("deal_id", "customer_id", "unit_id", "project_id", "consultant_id")
_BY_NEWEST = ("stage", "amount", "area", "consultant_id")
_KEPT_ONCE_KNOWN = ("project_id", "contract_number", *DAY_OF.values())
_COLUMNS = dict.fromkeys((*_IDS, *_BY_NEWEST, *_KEPT_ONCE_KNOWN, "version"))


def _upsert() -> Any:
    """What the unit's newest event says wins, what it leaves open stays; days stay once known. As
    text: SQLAlchemy compiles an INSERT … ON CONFLICT anew on every call, and sales come fast."""
    newer = "excluded.version > purchase.version"
    sets = [
        f"{name} = CASE WHEN {newer} THEN coalesce(excluded.{name}, purchase.{name})"
        f" ELSE coalesce(purchase.{name}, excluded.{name}) END"
        for name in _BY_NEWEST
    ]
    sets += [f"{name} = coalesce(purchase.{name}, excluded.{name})" for name in _KEPT_ONCE_KNOWN]
    statement = text(
        f"INSERT INTO purchase ({', '.join(_COLUMNS)})"
        f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
        f" ON CONFLICT (deal_id) DO UPDATE SET {', '.join(sets)},"
        " version = greatest(purchase.version, excluded.version)"
    )
    return statement.bindparams(*(bindparam(name, type_=Uuid) for name in _IDS))


_UPSERT = _upsert()


def note(session: Session, event: Event) -> None:
    """Note what the event says about its deal. The end of a mere lock or hold is about no deal."""
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
    session.execute(_UPSERT, row | _days(stage, told))


def _days(stage: str, told: Any) -> dict[str, date | None]:
    days = dict.fromkeys(DAY_OF.values(), None)
    if stage in DAY_OF:
        days[DAY_OF[stage]] = told.business_day
    return days
