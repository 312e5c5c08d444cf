"""Purchases follow from events that come once or twice, late, and in any order."""

from datetime import date
from typing import Any

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.orm import Session

from common.prepared import Prepared
from contracts.event import Event
from services.crm.files.purchases.rules import DAY_OF, RENAMED, SOLD, STAGE_AFTER, SUBSCRIBED

_IDS = ("deal_id", "customer_id", "unit_id", "project_id", "consultant_id")
_BY_NEWEST = ("stage", "area", "consultant_id")
_KEPT_ONCE_KNOWN = ("project_id", "contract_number", *DAY_OF.values())
_COLUMNS = dict.fromkeys((*_IDS, *_BY_NEWEST, "amount", *_KEPT_ONCE_KNOWN, "version"))


def _upsert() -> Any:
    """What the unit's newest event says wins, what it leaves open stays; days stay once known, and
    so does a price that was changed since."""
    sets = [f"{name} = {_newest(name)}" for name in _BY_NEWEST]
    changed = "purchase.price_version > 0"
    sets += [f"amount = CASE WHEN {changed} THEN purchase.amount ELSE {_newest('amount')} END"]
    sets += [f"{name} = coalesce(purchase.{name}, excluded.{name})" for name in _KEPT_ONCE_KNOWN]
    statement = text(
        f"INSERT INTO purchase ({', '.join(_COLUMNS)})"
        f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
        f" ON CONFLICT (deal_id) DO UPDATE SET {', '.join(sets)},"
        " version = greatest(purchase.version, excluded.version)"
    )
    return statement.bindparams(*(bindparam(name, type_=Uuid) for name in _IDS))


def _newest(name: str) -> str:
    return (
        f"CASE WHEN excluded.version > purchase.version"
        f" THEN coalesce(excluded.{name}, purchase.{name})"
        f" ELSE coalesce(purchase.{name}, excluded.{name}) END"
    )


def _change(column: str, version: str) -> Any:
    """The deal's newest event about `column` has the last word; the row may still be missing."""
    names = dict.fromkeys((*_IDS, "stage", column))
    newer = f"excluded.{version} > purchase.{version}"
    statement = text(
        f"INSERT INTO purchase ({', '.join(names)}, {version}, version)"
        f" VALUES ({', '.join(f':{name}' for name in names)}, :version, 0)"
        f" ON CONFLICT (deal_id) DO UPDATE SET"
        f" {column} = CASE WHEN {newer} THEN excluded.{column} ELSE purchase.{column} END,"
        f" {version} = greatest(purchase.{version}, excluded.{version})"
    )
    return statement.bindparams(*(bindparam(name, type_=Uuid) for name in _IDS))


_UPSERT = Prepared(_upsert())
_RENAME, _REPRICE = _change("customer_id", "buyer_version"), _change("amount", "price_version")


def note(session: Session, event: Event) -> None:
    """Note what the event says about its deal. The end of a mere lock or hold is about no deal."""
    told = event.data
    if told.deal_id is None or told.customer_id is None:
        return
    stage = STAGE_AFTER[event.type]
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
    _UPSERT.later(session, row | _days(stage, told))


def note_change(session: Session, event: Event) -> None:
    """Note that a deal has another buyer by now (更名); other changes are of no interest here."""
    if event.data.change == RENAMED:
        session.execute(_RENAME, _changed(event) | {"stage": event.data.stage})


def note_price(session: Session, event: Event) -> None:
    """Note a deal's new price (改价)."""
    stage = SUBSCRIBED if event.data.sold_on is None else SOLD
    session.execute(_REPRICE, _changed(event) | {"stage": stage, "amount": event.data.new_amount})


def _changed(event: Event) -> dict[str, Any]:
    told = event.data
    return {
        "deal_id": told.deal_id,
        "customer_id": told.customer_id,
        "unit_id": told.unit_id,
        "project_id": event.project_id,
        "consultant_id": told.consultant_id,
        "version": event.version,
    }


def _days(stage: str, told: Any) -> dict[str, date | None]:
    days = dict.fromkeys(DAY_OF.values(), None)
    if stage in DAY_OF:
        days[DAY_OF[stage]] = told.business_day
    return days
