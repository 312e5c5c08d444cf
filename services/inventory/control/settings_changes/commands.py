"""Ask for other settings; with consent they hold from their moment on."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.consent.deciding import Deciding, sets
from common.scope import visible
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.control.settings_changes import (
    PROJECT_SETTINGS_CHANGED,
    SettingsChangeStatus,
)
from contracts.inventory.register.projects import SettingsAnswer
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.control.settings_changes import rules
from services.inventory.control.settings_changes.models import SettingsChange
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project
from services.inventory.register.settings.commands import bring_into_force
from services.inventory.register.settings.rules import complete, flat, merged, nested

_settings = SettingsAnswer()
_BATCH = 20


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `stale_version`, `settings_unchanged`."""
    project = projects.project(session, ask.project_id, by, "project.manage")
    if ask.version is not None and ask.version != project.version:
        raise stale_version(version=project.version)
    before, after = rules.differing(project.settings, _settings.dump(ask.settings))
    change = SettingsChange(
        id=ask.id,
        project_id=project.id,
        status=SettingsChangeStatus.REQUESTED,
        before=before,
        after=after,
        reason=ask.reason,
        effective_at=ask.effective_at,
        requested_by=by.id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.SETTINGS_CHANGE,
        change,
        project_id=project.id,
        needs=[rules.consent_needed(by.roles, before, after)],
        facts={
            "settings": rules.changes(before, after),
            "effective_at": ask.effective_at,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(change, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent they hold at once, or wait for their moment. Raises `stale_version` when by
    now one of them is another than the decider was told."""
    change, at = deciding.matter(session, SettingsChange), deciding.at
    project = _locked(session, change)
    now = flat(complete(project.settings))
    if any(now[path] != value for path, value in change.before.items()):
        raise stale_version(version=project.version)
    change.status = SettingsChangeStatus.AGREED
    change.version += 1
    if change.effective_at is None or change.effective_at <= at:
        _begin(session, change, project, by=deciding.by, at=at)


refuse = sets(SettingsChange, SettingsChangeStatus.REFUSED)
"""Rejected or withdrawn: the settings were never touched."""


def drop(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`, `settings_change_wrong_status`."""
    mine = visible(by, "project.manage", project=SettingsChange.project_id)
    wanted = select(SettingsChange).where(SettingsChange.id == ask.change_id, mine)
    change = session.scalars(wanted.with_for_update()).first()
    if change is None:
        raise not_found(what="settings change")
    rules.check_drop(change, by)
    change.status = SettingsChangeStatus.DROPPED
    change.version += 1
    return {"id": change.id, "status": change.status, "version": change.version}


def begin_due(session: Session, *, by: Actor, at: datetime) -> int:
    """Bring those into force whose moment has come; answers how many."""
    due = (
        select(SettingsChange)
        .where(
            SettingsChange.status == SettingsChangeStatus.AGREED,
            SettingsChange.effective_at <= at,
        )
        .order_by(SettingsChange.effective_at, SettingsChange.id)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    found = session.scalars(due).all()
    for change in found:
        _begin(session, change, _locked(session, change), by=by, at=at)
    return len(found)


def _locked(session: Session, change: SettingsChange) -> Project:
    return session.get_one(Project, change.project_id, with_for_update=True, populate_existing=True)


def _begin(
    session: Session, change: SettingsChange, project: Project, *, by: Actor, at: datetime
) -> None:
    settings = merged(project.settings, nested(change.after))
    number = bring_into_force(session, project, settings, at=at, change_id=change.id)
    project.version += 1
    change.status = SettingsChangeStatus.IN_FORCE
    change.in_force_since = at
    change.version += 1
    outbox.record(
        session,
        PROJECT_SETTINGS_CHANGED,
        aggregate_id=project.id,
        version=project.version,
        project_id=project.id,
        data={
            "project_id": project.id,
            "change_id": change.id,
            "number": number,
            "settings": sorted(change.after),
        },
        by=by,
        at=at,
    )
