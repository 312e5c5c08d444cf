"""Bind and unbind. The unit is locked, so that a claim on it comes before or after; its home is
only read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.inventory.control.bindings import already_bound, binding_wrong_usage, not_bound
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.control.bindings import queries, rules
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Note


def bind(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Only the home's buyer may have the unit from now on. Raises `not_found`,
    `binding_wrong_usage`, `already_bound`, `claimed_by_another`."""
    unit = _locked(session, ask.unit_id, by)
    home = session.get(Unit, ask.home_id)
    if home is None or home.project_id != unit.project_id:
        raise binding_wrong_usage(field="home_id")
    rules.check_usages(unit.usage, home.usage)
    if unit.bound_to is not None:
        raise already_bound(home=queries.name_of(session, unit.bound_to))
    rules.check_free(unit.position, home.position, queries.name_of(session, home.id), at)
    unit.bound_to = home.id
    units.tell_changed(session, unit, Note.BIND, by=by, at=at, reason=ask.reason)
    return _answer(unit)


def unbind(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Anybody may have the unit again; a deal on it stays. Raises `not_found`, `not_bound`."""
    unit = _locked(session, ask.unit_id, by)
    if unit.bound_to is None:
        raise not_bound()
    unit.bound_to = None
    units.tell_changed(session, unit, Note.UNBIND, by=by, at=at, reason=ask.reason)
    return _answer(unit)


def _locked(session: Session, unit_id: UUID, by: Actor) -> Unit:
    mine = select(Unit).where(Unit.id == unit_id, visible(by, "unit.bind", project=Unit.project_id))
    found = session.scalars(mine.with_for_update()).first()
    if found is None:
        raise not_found(what="unit")
    return found


def _answer(unit: Unit) -> dict[str, Any]:
    return {"id": unit.id, "status": unit.status, "version": unit.version}
