"""Changes of settings within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.schema import Ask
from services.inventory.control.settings_changes import rules
from services.inventory.control.settings_changes.models import SettingsChange
from services.inventory.register.projects import queries as projects

_SORTS = {
    "requested_at": SettingsChange.requested_at,
    "effective_at": SettingsChange.effective_at,
}


def list_settings_changes(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    project = projects.project(session, ask.project_id, by, "project.read")
    wanted = select(SettingsChange).where(SettingsChange.project_id == project.id)
    wanted = paging.given(wanted, (SettingsChange.status, ask.status))
    rows, after = paging.listed(
        session, wanted, ask, SettingsChange.requested_at, SettingsChange.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(change: SettingsChange, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(change, column.key) for column in SettingsChange.__table__.columns}
    return facts | {
        "changes": rules.changes(change.before, change.after),
        "can": rules.OFFERS.of(change, by),
    }
