"""Bring settings into force; only `settings_changes` of a higher corridor decides that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.inventory.register.projects.models import Project
from services.inventory.register.settings.models import ProjectSettings
from services.inventory.register.settings.rules import Settings


def bring_into_force(
    session: Session,
    project: Project,
    settings: Settings,
    *,
    at: datetime,
    change_id: UUID | None = None,
) -> int:
    """Give a locked project its settings from now on; answers the version's number."""
    last = select(func.max(ProjectSettings.number)).where(ProjectSettings.project_id == project.id)
    number = (session.scalar(last) or 0) + 1
    project.settings = settings
    session.add(
        ProjectSettings(
            project_id=project.id,
            number=number,
            settings=settings,
            since=at,
            change_id=change_id,
        )
    )
    session.flush()
    return number
