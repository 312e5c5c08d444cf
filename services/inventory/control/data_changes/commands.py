"""Ask for a correction; with consent the unit is changed, noted and told."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from common.scope import visible
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.control.data_changes import FACTS, DataChangeStatus, house_type_unknown
from contracts.inventory.register.units import UnitStatus, unit_wrong_state
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.control.bindings import queries as bindings
from services.inventory.control.data_changes import rules
from services.inventory.control.data_changes.models import DataChange
from services.inventory.pricing.price_lists.rules.versions import RATES
from services.inventory.register.projects.models import HouseType, Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Note


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask that facts of a unit be corrected; until somebody consents they stay as they are.

    Raises `not_found`, `unit_wrong_state` (a draft is corrected directly), `stale_version`,
    `nothing_changes`, `area_agreed`, `house_type_unknown`, `inner_above_gross`, `unbind_first`.
    """
    unit = _asked_for(session, ask, by)
    asked = {name: _plain(getattr(ask, name)) for name in FACTS}
    now = _facts(session, unit)
    after = rules.differing(now, asked)
    has_deal = _has_deal(unit, at)
    _check(session, unit, after, has_deal)
    change = DataChange(
        id=ask.id,
        project_id=unit.project_id,
        unit_id=unit.id,
        before={name: now[name] for name in after},
        after=after,
        changes=rules.told(now, after) + _price_told(session, unit, now | after),
        reason=ask.reason,
        status=DataChangeStatus.REQUESTED,
        requested_by=by.staff_id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.DATA_CHANGE,
        change,
        project_id=change.project_id,
        needs=[rules.consent_needed(has_deal)],
        facts={"unit_id": unit.id, "unit_number": unit.number, "changes": change.changes},
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(change, approval)


def _asked_for(session: Session, ask: Ask, by: Actor) -> Unit:
    mine = visible(by, "unit.enter", project=Unit.project_id)
    unit = session.scalars(select(Unit).where(Unit.id == ask.unit_id, mine)).first()
    if unit is None:
        raise not_found(what="unit")
    if unit.status == UnitStatus.DRAFT:
        allowed = [status for status in UnitStatus if status != UnitStatus.DRAFT]
        raise unit_wrong_state(status=unit.status, move=Note.CHANGE, allowed=allowed)
    if ask.version is not None and ask.version != unit.version:
        raise stale_version(version=unit.version)
    return unit


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent the unit is changed. Raises `stale_version` when its facts are others by
    now, `consent_outdated` or `area_agreed` when somebody bought it meanwhile, `unit_exists`."""
    change, at = deciding.matter(session, DataChange), deciding.at
    unit = session.get_one(Unit, change.unit_id, with_for_update=True, populate_existing=True)
    now = _facts(session, unit)
    if any(now[name] != value for name, value in change.before.items()):
        raise stale_version(version=unit.version)
    has_deal = _has_deal(unit, at)
    _check(session, unit, change.after, has_deal)
    deciding.require([rules.consent_needed(has_deal)])
    _write(session, unit, change, now)
    units.tell_changed(session, unit, Note.CHANGE, by=deciding.by, at=at, reason=change.reason)
    change.status = DataChangeStatus.MADE
    change.version += 1
    change.unit_version = unit.version


def _check(session: Session, unit: Unit, after: Mapping[str, Any], has_deal: bool) -> None:
    rules.check_area(after, has_deal)
    if "house_type" in after:
        _house_type(session, unit, after["house_type"])
    if "usage" in after:
        bindings.check_usage_free(session, unit)


def _write(session: Session, unit: Unit, change: DataChange, now: dict[str, Any]) -> None:
    if any(name in change.after for name in rules.AREAS):
        for name, price in _prices(session, unit, now | change.after).items():
            setattr(unit, name, price)
    for name, value in change.after.items():
        if name == "house_type":
            unit.house_type_id = _house_type(session, unit, value).id
        else:
            setattr(unit, name, Decimal(value) if name in rules.AREAS else value)


refuse = sets(DataChange, DataChangeStatus.REFUSED)
"""Rejected or withdrawn: the unit was never touched."""


def _has_deal(unit: Unit, at: datetime) -> bool:
    return unit.deal_id is not None and not unit.position.has_run_out(at)


def _facts(session: Session, unit: Unit) -> dict[str, Any]:
    """The unit's facts as plain JSON."""
    house_type = session.get_one(HouseType, unit.house_type_id).name
    columns = {name: _plain(getattr(unit, name)) for name in FACTS if name != "house_type"}
    return columns | {"house_type": house_type}


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _prices(session: Session, unit: Unit, facts: dict[str, Any]) -> dict[str, Decimal | None]:
    settings = settings_of(session.get_one(Project, unit.project_id).settings)
    rates = {name: getattr(unit, name) for name in RATES}
    return rules.totals(rates, settings.price_basis, facts)


def _price_told(session: Session, unit: Unit, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The list price that follows from another area, for whoever decides."""
    price = _prices(session, unit, facts)["list_price"]
    if unit.list_price is None or price in (None, unit.list_price):
        return []
    return rules.told({"list_price": f"{unit.list_price:.2f}"}, {"list_price": f"{price:.2f}"})


def _house_type(session: Session, unit: Unit, name: str) -> HouseType:
    wanted = select(HouseType).where(
        HouseType.project_id == unit.project_id, HouseType.name == name
    )
    found = session.scalars(wanted).first()
    if found is None:
        raise house_type_unknown(field="house_type", house_type=name)
    return found
